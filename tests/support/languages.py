# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment of somebody who reads a language, or lives in a country.

A system has few locales ready, and newer C libraries ignore LANGUAGE under the one that it
always has, C.UTF-8. So they are made here, for the tests alone.
"""

import pathlib
import subprocess
import tempfile

_FROM_THE_RIGHT = {"ar": "ar_EG", "fa": "fa_IR", "he": "he_IL"}
LOCALES = pathlib.Path(__file__).resolve().parents[2] / "_build/locales"


def living(name, source=None):
    """The variables that choose a locale such as `ar_EG`, which is made from that of `source` where that is given."""
    locale = LOCALES / f"{name}.UTF-8"
    if not locale.exists():
        LOCALES.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=LOCALES) as folder:
            made = pathlib.Path(folder, "made")
            # Warnings about its sources end it with status 1; what counts is what it wrote.
            subprocess.run(["localedef", "-c", "--no-archive", "-i", source or name, "-f", "UTF-8", made], capture_output=True)
            if not (made / "LC_CTYPE").exists():
                raise RuntimeError(f"localedef made no locale {name}")
            try:
                made.rename(locale)
            except OSError:
                pass  # another test was faster
    return {"LOCPATH": str(LOCALES), "LC_ALL": locale.name, "LANG": locale.name}


def reading(languages):
    """Likewise those of one who reads the first of `languages` that a program knows, such as `he:fr`.

    They live in no country, which would count as home: Esperanto has none. Only what is
    written from the right comes with a country, since newer GTK asks the locale for that.
    """
    return living(_FROM_THE_RIGHT.get(languages.split(":")[0], "eo")) | {"LANGUAGE": languages}
