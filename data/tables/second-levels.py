#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the last column of cctld.tsv in step with the public suffix list.

    second-levels.py --check             exits with status 1 where a rule would be passed over
    second-levels.py --update [LIST…]    writes the column anew, for all these lists

What runs reads the system's list, whichever that is, so the column has to hold for the
lists of every release there is: --update is given public_suffix_list.dat of each. A
release may well lack rules that the column knows; it searches in vain for them.

The column is a filter of 64 bits: which second levels below the ending the list's
ICANN section may have a rule for, in hexadecimal; behind a + follows another one,
of the second levels some rule goes further down from. It spares most names the
search in the list.
"""

import pathlib
import sys

TABLE = pathlib.Path(__file__).resolve().parent / "cctld.tsv"
LIST = pathlib.Path("/usr/share/publicsuffix/public_suffix_list.dat")
ALL = (1 << 64) - 1


def bit(label):
    """The bit of a label, as cctld.c has it: the top six of its FNV-1a hash, last byte first."""
    value = 2166136261
    for byte in reversed(label.encode("ascii")):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return 1 << (value >> 26)


def filters(path):
    """Two filters of each ending that has rules below it in a list: of the second levels with
    rules, and of those with rules further down."""
    found = {}
    icann = path.read_text(encoding="utf-8").partition("===BEGIN PRIVATE DOMAINS===")[0]
    for line in icann.splitlines():
        rule = line.partition(" ")[0].lstrip("!")
        if not rule or rule.startswith("//") or "." not in rule:
            continue
        *deeper, label, ending = rule.split(".")
        ending = ending.encode("idna").decode()
        known, deep = found.get(ending, (0, 0))
        own = ALL if label == "*" else bit(label.encode("idna").decode())
        # An exception (!www.ck) says that a rule one label shorter (*.ck) does not hold.
        found[ending] = (known | own, deep | own if deeper else deep)
    return found


def united(lists):
    """The filters that hold for all the lists."""
    found = {}
    for ending, (known, deep) in (row for path in lists for row in filters(path).items()):
        others = found.get(ending, (0, 0))
        found[ending] = (known | others[0], deep | others[1])
    return found


def main(mode=None, *paths):
    if mode not in ("--check", "--update"):
        sys.exit(__doc__)
    wanted = united(map(pathlib.Path, paths or (LIST,)))
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    passed_over = []
    for number, line in enumerate(lines):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        column = columns[4] if len(columns) > 4 else "-"
        known, _, known_deep = column.replace("-", "").partition("+")
        needed, deep = wanted.get(columns[0], (0, 0))
        if needed & ~int(known or "0", 16) or deep & ~int(known_deep or "0", 16):
            passed_over.append(columns[0])
        lines[number] = "\t".join([*columns[:4], f"{needed:x}{f'+{deep:x}' if deep else ''}" if needed else "-"])
    if mode == "--update":
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    elif passed_over:
        sys.exit(f"The public suffix list has new rules below {' '.join(passed_over)}. Run {__file__} --update with "
                 "the lists of all releases that are supported.")


if __name__ == "__main__":
    main(*sys.argv[1:])
