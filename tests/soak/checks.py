# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks by the million: made once, and sent again under other ids."""

import itertools
import random

from native import check, frame

# Recipients of one check, how many checks in ten thousand have so many, and how many
# different ones are made. Most messages are short ones.
SIZES = ((10, 9_700, 64), (100, 280, 16), (1_000, 19, 4), (10_000, 1, 2))

_ID = "c%09d"
_PLACE = (_ID % 0).encode()
_CLEAN = ("example.org", "example.com", "us.af.mil", "gmail.com", "example.fr", "firma{}.de", "host{}.nl", "x{}.co.uk",
          "münchen{}.de", "a.b.c{}.example.net")


def _clean(chance, count):
    for _ in range(count):
        number = chance.randrange(100_000)
        yield f"person{number}@{chance.choice(_CLEAN).format(number % 977)}"


class Checks:
    """Gives (id, frame) of checks that are clean, and of some that are not."""

    def __init__(self, seed=1):
        self._chance = random.Random(seed)
        self._numbers = itertools.count(1)
        self._clean = {size: [self._make(size, ()) for _ in range(kinds)] for size, _, kinds in SIZES}
        self._sizes = [size for size, often, _ in SIZES for _ in range(often)]

    def _make(self, size, flagged):
        addresses = [*_clean(self._chance, size - len(flagged)), *flagged]
        self._chance.shuffle(addresses)
        return frame(check(_PLACE.decode(), *addresses))

    def _next(self, template):
        id = _ID % next(self._numbers)
        return id, template.replace(_PLACE, id.encode(), 1)

    def clean(self):
        size = self._chance.choice(self._sizes)
        return self._next(self._chance.choice(self._clean[size]))

    def flagged(self, size):
        """With up to three look-alikes among its recipients."""
        flagged = [f"john{i}@{domain}" for i, domain in enumerate(("us.af.ml", "army.ml", "gmail.cm"))]
        return self._next(self._make(size, flagged[:self._chance.randrange(3) + 1]))
