#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs the extension: its files, and _locales made from po/.

    build-xpi.py --output X.xpi --catalogue messages.c [--mo …/fr/LC_MESSAGES/straymail.mo]… FILE…

The same input gives the same bytes: entries are sorted and carry no time.
"""

import argparse
import ast
import gettext
import json
import pathlib
import re
import zipfile

DEFAULT_LOCALE = "en"
CONTEXT = "webext|"
SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}

STRINGS = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
ENTRY = re.compile(rf'NC_\s*\(\s*"{re.escape(CONTEXT)}(\w+)"\s*,\s*{STRINGS}\)')


def read_catalogue(path):
    """The English text by its key."""
    source = path.read_text(encoding="utf-8")
    # Adjacent C strings are adjacent Python strings too.
    entries = [(key, ast.literal_eval(f"({text})")) for key, text in ENTRY.findall(source)]
    if len(entries) != source.count("NC_ (") or len(entries) != len(dict(entries)):
        raise SystemExit(f"{path}: an entry is malformed or there twice")
    return dict(entries)


def locale_of(mo):
    """gettext's sr@latin and pt_BR, as Thunderbird wants them: sr_Latn, pt_BR."""
    language, _, modifier = mo.parts[-3].partition("@")
    return f"{language}_{SCRIPTS.get(modifier, modifier)}" if modifier else language


def message(text):
    """A printf text as an entry of messages.json."""
    placeholders = {}

    def place(match):
        if match[0] == "%%":
            return "%"
        if match[0] == "$":
            return "$$"
        number = int(match[1] or len(placeholders) + 1)
        placeholders[f"arg{number}"] = {"content": f"${number}"}
        return f"$ARG{number}$"

    entry = {"message": re.sub(r"%%|%(?:(\d)\$)?s|\$", place, text)}
    if placeholders:
        entry["placeholders"] = placeholders
    return entry


def locales(catalogue, mo_files):
    """messages.json by its path in the package. What is not translated is left
    to the default locale, which Thunderbird falls back to."""
    tables = {DEFAULT_LOCALE: catalogue}
    for mo in mo_files:
        with mo.open("rb") as stream:
            translations = gettext.GNUTranslations(stream)
        found = {}
        for key, text in catalogue.items():
            translated = translations.pgettext(CONTEXT + key, text)
            if translated != text:
                found[key] = translated
        tables[locale_of(mo)] = found
    return {
        f"_locales/{locale}/messages.json": json.dumps(
            {key: message(text) for key, text in table.items()}, ensure_ascii=False, indent=2, sort_keys=True
        ).encode()
        for locale, table in tables.items()
        if table
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--catalogue", type=pathlib.Path, required=True)
    parser.add_argument("--mo", type=pathlib.Path, action="append", default=[])
    parser.add_argument("files", type=pathlib.Path, nargs="+")
    options = parser.parse_args()

    content = {path.name: path.read_bytes() for path in options.files}
    content |= locales(read_catalogue(options.catalogue), options.mo)
    with zipfile.ZipFile(options.output, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content[name])


if __name__ == "__main__":
    main()
