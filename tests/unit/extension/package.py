#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The XPI as it is installed, and the catalogue behind its texts."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
EXTENSION = SOURCE / "native-messaging/extension"
ICONS = SOURCE / "data/icons/hicolor/scalable/apps"
PACKAGE = pathlib.Path(os.environ["STRAY_TEST_DATADIR"]) / "webext/straymail@straymail.org.xpi"

# What asks for a text by its key: the manifest, calls, and tables of nothing else.
USES = [
    (r"\.html$", re.compile(r'data-i18n="(\w+)"')),
    (r"^manifest\.json$", re.compile(r"__MSG_(\w+)__")),
    (r"\.js$", re.compile(r'\b(?:getMessage|text|plural)\("(\w+)"')),
    (r"^(waiting|words)\.js$", re.compile(r'\b(?:title|label|why|todo): "(\w+)"')),
]
# Where a key may stand that is looked up in a table first.
MENTIONS = [(r"\.js$", re.compile(r'"(\w+)"'))]


def singular(key):
    """The key of a text, of which a form of its plural may be given."""
    return re.sub(r"_\d$", "", key)


def translatable(path):
    """Whether a source file holds text that gettext is to find."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".c":
        code = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        return re.search(r'\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|dngettext) ?\(\s*"', code)
    if path.suffix == ".py":
        return re.search(r'\b_\(\s*"', text)
    if path.suffix in (".ui", ".xml"):
        return 'translatable="yes"' in text or re.search(r"<(summary|description)[^>]*>", text)
    return path.name.endswith((".desktop.in", ".metainfo.xml.in"))


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with zipfile.ZipFile(PACKAGE) as package:
            cls.entries = package.infolist()
            cls.files = {entry.filename: package.read(entry) for entry in cls.entries}
        cls.manifest = json.loads(cls.files["manifest.json"])
        cls.messages = {
            name.split("/")[1]: json.loads(data) for name, data in cls.files.items() if name.startswith("_locales/")
        }

    def test_version_is_the_projects(self):
        project = json.loads(subprocess.run(
            ["meson", "introspect", "--projectinfo", os.environ["STRAY_TEST_BUILD"]],
            check=True, capture_output=True, text=True).stdout)
        self.assertEqual(self.manifest["version"], project["version"])

    def test_manifest(self):
        gecko = self.manifest["browser_specific_settings"]["gecko"]
        self.assertEqual(gecko, {"id": "straymail@straymail.org", "strict_min_version": "128.0"})
        self.assertEqual(self.manifest["manifest_version"], 3)
        self.assertIn(self.manifest["default_locale"], self.messages)
        for loaded in (*self.manifest["background"]["scripts"], *self.manifest["icons"].values()):
            self.assertIn(loaded, self.files)

    def test_button_in_compose_windows(self):
        button = self.manifest["compose_action"]
        self.assertIn(button["default_icon"], self.files)
        # A page of its own would get the click, and nobody would cancel.
        self.assertNotIn("default_popup", button)

    def test_everything_that_is_loaded_is_there(self):
        for name, data in self.files.items():
            wanted = []
            if name.endswith(".js"):
                wanted = re.findall(r'from "\./([^"]+)"', data.decode())
            elif name.endswith(".html"):
                wanted = re.findall(r'(?:src|href)="([^"]+)"', data.decode())
            for other in wanted:
                with self.subTest(name=name, loads=other):
                    self.assertIn(other, self.files)

    def test_nothing_else_is_in_it(self):
        for name in self.files:
            with self.subTest(name=name):
                self.assertRegex(name, r"^(_locales/\w+/messages\.json|manifest\.json|[\w-]+\.(js|css|html)|[\w.]+\.svg)$")

    def test_same_input_same_bytes(self):
        self.assertEqual([entry.filename for entry in self.entries], sorted(self.files))
        self.assertEqual({entry.date_time for entry in self.entries}, {(1980, 1, 1, 0, 0, 0)})
        mo = pathlib.Path(os.environ["STRAY_TEST_BUILD"]).glob("po/*/LC_MESSAGES/straymail.mo")
        files = [(ICONS if name.endswith(".svg") else EXTENSION) / name
                 for name in self.files if not name.startswith("_locales/")]
        with tempfile.TemporaryDirectory() as folder:
            again = pathlib.Path(folder) / "again.xpi"
            subprocess.run(
                ["python3", EXTENSION / "build-xpi.py", "--output", again,
                 *(argument for path in sorted(mo, reverse=True) for argument in ("--mo", path)),
                 "--catalogue", EXTENSION / "messages.c", *reversed(files)], check=True)
            self.assertEqual(again.read_bytes(), PACKAGE.read_bytes())

    def test_texts_used_are_the_texts_there(self):
        def found(patterns):
            return {key for name, data in self.files.items() for files, pattern in patterns
                    if re.search(files, name) for key in pattern.findall(data.decode())}
        there = {singular(key) for key in self.messages["en"]}
        self.assertEqual(found(USES) - there, set())
        self.assertEqual(there - found(USES + MENTIONS), set())

    def test_placeholders_are_the_same_in_every_language(self):
        def placeholders(entry):
            self.assertEqual(
                {name.lower() for name in re.findall(r"\$(\w+)\$|\$\$", entry["message"]) if name},
                set(entry.get("placeholders", {})))
            return entry.get("placeholders", {})
        english = self.messages["en"]
        for locale, table in self.messages.items():
            for key, entry in table.items():
                with self.subTest(locale=locale, key=key):
                    if key in english and singular(key) == key:
                        self.assertEqual(placeholders(entry), placeholders(english[key]))
                    else:  # The case of one need not name the number.
                        self.assertLessEqual(placeholders(entry).items(),
                                             placeholders(english[singular(key) + "_1"]).items())

    def test_every_number_has_its_form_in_every_language(self):
        plurals = {singular(key) for key in self.messages["en"] if singular(key) != key}
        self.assertTrue(plurals)
        for locale, table in self.messages.items():
            forms = {**self.messages["en"], **table}["pluralForms"]["message"]
            self.assertEqual(len(forms), 200)
            for key in plurals:
                for form in set(forms):
                    with self.subTest(locale=locale, key=key, form=form):
                        self.assertTrue({**self.messages["en"], **table}[f"{key}_{form}"]["message"])

    def test_forms_are_those_of_the_languages(self):
        # (language, numbers of one form), by the rules of CLDR.
        rows = [("en", [1]), ("de", [0, 2, 5, 101, 199]), ("ja", [0, 1, 2, 100]), ("pl", [2, 3, 4, 22, 102, 124]),
                ("pl", [0, 5, 12, 13, 112, 111, 100]), ("ar", [3, 10, 103, 110]), ("ar", [11, 99, 111, 199]), ("ar", [2])]
        for locale, numbers in rows:
            forms = {**self.messages["en"], **self.messages[locale]}["pluralForms"]["message"]
            with self.subTest(locale=locale, numbers=numbers):
                self.assertEqual(len({forms[number] for number in numbers}), 1)

    def test_every_language_has_its_texts(self):
        linguas = (SOURCE / "po/LINGUAS").read_text()
        languages = set(re.sub(r"#.*", "", linguas).split())
        self.assertEqual(len(self.messages), 1 + len(languages))
        # A text may be the same in both languages; most are not.
        for locale in self.messages:
            texts = {singular(key) for key in self.messages[locale]}
            self.assertGreater(len(texts), len({singular(key) for key in self.messages["en"]}) * 0.9)


class Catalogue(unittest.TestCase):
    def test_potfiles_is_complete(self):
        listed = {line for line in (SOURCE / "po/POTFILES").read_text().splitlines()
                  if line and not line.startswith("#")}
        holding = {
            str(path.relative_to(SOURCE))
            for folder in ("data", "helper", "native-messaging", "ui")
            for path in (SOURCE / folder).rglob("*")
            if path.is_file() and translatable(path)
        }
        self.assertEqual(listed, holding)

    def test_catalogues_are_sound_and_complete(self):
        for catalogue in sorted((SOURCE / "po").glob("*.po")):
            with self.subTest(language=catalogue.stem):
                done = subprocess.run(
                    ["msgfmt", "--check", "--statistics", "--output-file=/dev/null", catalogue],
                    capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertNotRegex(done.stderr, "fuzzy|untranslated")

    def test_catalogues_hold_every_text(self):
        with tempfile.TemporaryDirectory() as folder:
            template = pathlib.Path(folder) / "straymail.pot"
            subprocess.run(
                ["meson", "compile", "-C", os.environ["STRAY_TEST_BUILD"], "straymail-pot"],
                check=True, capture_output=True)
            template.write_bytes((SOURCE / "po/straymail.pot").read_bytes())
            for catalogue in sorted((SOURCE / "po").glob("*.po")):
                with self.subTest(language=catalogue.stem):
                    done = subprocess.run(["msgcmp", catalogue, template], capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
