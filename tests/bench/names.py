# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up trust lists and recipients for tests/bench/speed, always the same ones.

The mix is meant to be what one meets in mail. No row is one the project's rules
were measured on.
"""

import random

_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh st t tr v w z".split()
_VOWELS = "a a a e e e i i o o u ai ea ou".split()
_CODAS = ["", "", "", "", "n", "r", "s", "l", "t", "m", "ck", "nd", "st"]
_WORDS = "data tech bank health care group media works city school energy legal print solar food sport".split()
_HOSTS = "mail www portal hq east west research dept lists support".split()

# How often each ending comes, in the lists and among recipients under each group.
_TRUSTED = {"com": 400, "org": 120, "net": 60, "edu": 50, "gov": 50, "mil": 30, "us": 10, "info": 10, "de": 60,
            "co.uk": 50, "org.uk": 10, "ac.uk": 10, "gov.uk": 15, "fr": 25, "nl": 20, "ca": 20, "eu": 15, "ch": 10,
            "com.au": 15, "co.jp": 10, "com.br": 10}
_FOREIGN = {"de": 15, "co.uk": 10, "fr": 8, "nl": 8, "ru": 5, "com.br": 5, "it": 5, "pl": 4, "eu": 4, "ch": 4,
            "com.au": 4, "ca": 4, "es": 4, "se": 3, "co.jp": 3, "co": 2, "io": 3, "co.za": 2, "com.mx": 2,
            "ac.uk": 2, "gov.uk": 2, "cm": 1, "ml": 1, "com.ng": 1, "edu.tr": 1, "gov.ug": 1, "ac.jp": 1,
            "xn--p1ai": 1}
_GENERIC = {"com": 70, "org": 13, "net": 9, "edu": 4, "info": 2, "biz": 1, "app": 1}
_HOME = {"us": 10, "gov": 5, "mil": 5, "ca.us": 1}

RECIPIENTS = "40 % at a trusted domain or below it, 25 % under foreign country-code endings (1 % one slip " \
             "beside a trusted domain), 20 % under generic endings, 15 % under home endings"


class Names:
    def __init__(self, seed=1):
        self._random = random.Random(seed)

    def _label(self):
        draw = self._random
        label = "".join(draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS)
                        for _ in range(draw.choice((1, 2, 2, 2, 3, 3))))
        kind = draw.random()
        if kind < 0.15:
            return label + draw.choice(_WORDS)
        if kind < 0.25:
            return f"{label}-{draw.choice(_WORDS)}"
        return label + str(draw.randrange(100)) if kind < 0.28 else label

    def _domain(self, endings, hosts):
        draw = self._random
        ending = draw.choices(list(endings), endings.values())[0]
        domain = f"{self._label()}.{ending}"
        return f"{draw.choice(_HOSTS)}.{domain}" if draw.random() < hosts else domain

    def trusted(self, n):
        """A list of n different entries, one in two hundred a wildcard."""
        entries = {}
        while len(entries) < n:
            domain = self._domain(_TRUSTED, hosts=0.2)
            entries.setdefault(f"*.{domain}" if self._random.random() < 0.005 else domain)
        return list(entries)

    def _slip(self, domain):
        label, _, suffix = domain.rpartition(".")
        near = {"com": ("cm", "co", "om"), "mil": ("ml",), "gov": ("gv", "go"), "org": ("or",), "net": ("ne",)}
        return f"{label}.{self._random.choice(near.get(suffix, ('ml', 'cm')))}"

    def foreign(self, n):
        """n addresses under foreign country-code endings alone, where all the work is."""
        return [f"{self._label()}@{self._domain(_FOREIGN, hosts=0.15)}" for _ in range(n)]

    def recipients(self, n, trusted):
        """n addresses; RECIPIENTS says of what kind."""
        draw = self._random
        explicit = [entry for entry in trusted if not entry.startswith("*")]
        addresses = []
        for i in range(n):
            kind = i % 100
            if kind < 40:
                domain = draw.choice(explicit)
                domain = domain if draw.random() < 0.8 else f"{draw.choice(_HOSTS)}.{domain}"
            elif kind < 41:
                domain = self._slip(draw.choice(explicit))
            elif kind < 65:
                domain = self._domain(_FOREIGN, hosts=0.15)
            elif kind < 85:
                domain = self._domain(_GENERIC, hosts=0.1)
            else:
                domain = self._domain(_HOME, hosts=0.3)
            local = draw.choice((f"{self._label()}.{self._label()}", self._label(), f"{self._label()[0]}{self._label()}"))
            addresses.append(f"{local}@{domain}")
        draw.shuffle(addresses)
        return addresses
