# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The look-alike corpora: rows to measure detection on, kept beside the project.

They hold what others collected, some of it without a licence, and so are never
part of it. Their own README says what is in them and how to measure.
"""

import csv
import dataclasses
import pathlib

_WILDCARDS = {".mil": "*.mil", ".gov": "*.gov", ".gov.uk": "*.gov.uk", ".mod.uk": "*.mod.uk"}


@dataclasses.dataclass(frozen=True)
class Positive:
    """A recipient's domain that should be flagged."""
    recipient: str
    trusted: str
    kind: str
    expect: str
    """`must`, `should` or `may`."""

    @property
    def trust(self):
        """The trust list it is measured with."""
        return (self.trusted, *(w for ending, w in _WILDCARDS.items() if self.trusted.endswith(ending)))


@dataclasses.dataclass(frozen=True)
class TrustList:
    name: str
    entries: tuple
    home: tuple
    """Country-code endings of the users' own countries."""


_HOMES = {"us_mil": ("us",), "uk_gov": ("uk",), "company": ("de", "uk", "nl", "fr", "ch", "eu", "au")}


class Corpora:
    def __init__(self, directory):
        directory = pathlib.Path(directory)
        self.positives = [Positive(row["recipient_domain"], row["trusted_domain"], row["kind"], row["expect"])
                          for row in _read(directory / "positives.tsv")]
        self.negatives = [row["recipient_domain"] for row in _read(directory / "negatives.tsv")]
        self.lists = [TrustList(name, tuple((directory / f"trusted_{name}.txt").read_text().split()), home)
                      for name, home in _HOMES.items()]


def _read(path):
    with open(path, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_trusted(domain, entries):
    """Whether a trust list covers the domain, told without the program that is measured."""
    entries = frozenset(entries)
    labels = domain.split(".")
    parents = [".".join(labels[i:]) for i in range(len(labels))]
    return any(parent in entries for parent in parents) \
        or any(f"*.{parent}" in entries for parent in parents[1:])


def is_at_home(domain, home):
    return domain.rsplit(".", 1)[-1] in home
