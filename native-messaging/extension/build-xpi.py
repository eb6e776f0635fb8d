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
ENTRY = re.compile(rf'(NC_|S_|P_)\s*\(\s*"({re.escape(CONTEXT)})?(\w+)"\s*,\s*{STRINGS}(?:,\s*{STRINGS})?\)')

# Which form goes with a number: the digits say so for each of the first 200, and for
# every larger one as for that with the same last two digits from 100 on.
PLURAL_KEY = "pluralForms"
NUMBERS = range(200)
LARGER = range(200, 12000)


class Text:
    """An English text, with a context where it is the extension's own, or with a plural."""

    def __init__(self, macro, context, key, singular, plural):
        if (macro == "NC_") != bool(context) or (macro == "P_") != bool(plural):
            raise SystemExit(f"{key}: not what {macro} is for")
        # Adjacent C strings are adjacent Python strings too.
        self.singular, self.plural = (ast.literal_eval(f"({text})") if text else None for text in (singular, plural))
        self.context = context and context + key

    def entries(self, key, translations):
        """What `translations` make of it, by key: one entry, or one for each form."""
        if self.plural is None:
            find = translations.pgettext if self.context else translations.gettext
            arguments = [self.context, self.singular] if self.context else [self.singular]
            return {key: find(*arguments)}
        examples = {form_of(translations, number): number for number in reversed(NUMBERS)}
        return {f"{key}_{form}": translations.ngettext(self.singular, self.plural, number)
                for form, number in examples.items()}


def form_of(translations, number):
    # Of English there is no catalogue.
    return translations.plural(number) if hasattr(translations, "plural") else int(number != 1)


def plural_forms(translations):
    forms = [form_of(translations, number) for number in NUMBERS]
    if any(form_of(translations, number) != forms[number % 100 + 100] for number in LARGER):
        raise SystemExit(f"{PLURAL_KEY}: a language counts in a way that 200 numbers do not show")
    return "".join(map(str, forms))


def read_catalogue(path):
    """The texts by their keys."""
    source = path.read_text(encoding="utf-8")
    entries = {key: Text(macro, context, key, *texts) for macro, context, key, *texts in ENTRY.findall(source)}
    if len(entries) != len(re.findall(r"\b(?:NC_|S_|P_) \(", source)):
        raise SystemExit(f"{path}: an entry is malformed or there twice")
    return entries


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

    entry = {"message": re.sub(r"%%|%(?:(\d)\$)?[su]|\$", place, text)}
    if placeholders:
        entry["placeholders"] = placeholders
    return entry


def texts_of(catalogue, translations):
    """Every text by its key, as `translations` have it."""
    texts = {PLURAL_KEY: plural_forms(translations)}
    for key, text in catalogue.items():
        texts |= text.entries(key, translations)
    return texts


def locales(catalogue, mo_files):
    """messages.json by its path in the package. What is not translated is left
    to the default locale, which Thunderbird falls back to."""
    english = gettext.NullTranslations()
    default = texts_of(catalogue, english)
    tables = {DEFAULT_LOCALE: default}
    for mo in mo_files:
        with mo.open("rb") as stream:
            texts = texts_of(catalogue, gettext.GNUTranslations(stream))
        tables[locale_of(mo)] = {key: text for key, text in texts.items() if default.get(key) != text}
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
