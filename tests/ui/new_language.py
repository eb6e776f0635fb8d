# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A language that nobody made needs its catalogue and its line in LINGUAS, nothing else;
and in long, accented words, from either side, nothing is clipped or left in English."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

from desktop import Desktop
from languages import reading
from probe import Probe
from waiting import wait_until

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
BUILD = pathlib.Path(os.environ["STRAY_TEST_BUILD"])
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "eo", "fa"
# Of the preferences, what is no text of ours: domains in U-labels, and countries as CLDR
# calls them in Esperanto.
SHOWN = {"bücher.example", "bücher.ml", "Usono", "Unuiĝinta Reĝlando"}
FILTER = pathlib.Path(__file__).resolve().parent.parent / "support/pseudo.py"


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **options)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} failed:\n{done.stdout[-3000:]}")
    return done.stdout


def setUpModule():
    """A tree with the two languages added, built and installed."""
    global desktop, prefix
    folder = tempfile.mkdtemp(prefix="straymail-test-")
    unittest.addModuleCleanup(shutil.rmtree, folder, ignore_errors=True)
    tree = pathlib.Path(folder) / "tree"
    for name in run("git", "-C", SOURCE, "ls-files", "-co", "--exclude-standard").splitlines():
        if (SOURCE / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(SOURCE / name, tree / name)
    prefix = pathlib.Path(folder) / "usr"
    build = pathlib.Path(folder) / "build"
    run("meson", "setup", build, tree, f"--prefix={prefix}", "-Dtests=false", "--buildtype=debug")
    run("meson", "compile", "-C", build, "straymail-pot")
    for language in (LEFT_TO_RIGHT, RIGHT_TO_LEFT):
        make_catalogue(tree / "po", language)
    run("meson", "install", "-C", build, "--quiet")
    desktop = Desktop().__enter__()
    unittest.addModuleCleanup(desktop.close)


def make_catalogue(po, language):
    """What a translator does: a catalogue, and a line in LINGUAS."""
    made = run("msgen", po / "straymail.pot").replace("Language: \\n", f"Language: {language}\\n") \
        .replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=(n != 1)").replace("charset=CHARSET", "charset=UTF-8")
    catalogue = po / f"{language}.po"
    catalogue.write_text(made)
    run("msgfilter", "--keep-header", "-i", catalogue, "-o", catalogue, sys.executable, FILTER)
    run("msgfmt", "-c", "-o", os.devnull, catalogue)
    with open(po / "LINGUAS", "a") as linguas:
        linguas.write(f"{language}\n")


class NewLanguage(unittest.TestCase):
    def test_programs_and_files_have_it(self):
        self.assertTrue((prefix / "share/locale" / LEFT_TO_RIGHT / "LC_MESSAGES/straymail.mo").exists())
        for name in ("applications/org.straymail.Straymail.desktop", "metainfo/org.straymail.Straymail.metainfo.xml"):
            self.assertIn("⟦", (prefix / "share" / name).read_text(), name)

    def test_the_journal_has_it(self):
        catalogue = (prefix / "lib/systemd/catalog/straymail.catalog").read_text()
        self.assertRegex(catalogue, rf"(?m)^-- [0-9a-f]{{32}} {LEFT_TO_RIGHT}\nSubject: ⟦.* @STRAYMAIL_DECISION@")

    def test_the_extension_has_it(self):
        with zipfile.ZipFile(prefix / "share/webext/straymail@straymail.org.xpi") as package:
            messages = json.loads(package.read(f"_locales/{LEFT_TO_RIGHT}/messages.json"))
            english = json.loads(package.read("_locales/en/messages.json"))
        # Where its plurals are those of English it takes them from there.
        texts = set(english) - {"pluralForms"}
        self.assertEqual(set(messages) - {"pluralForms"}, texts)
        for key, message in ((key, messages[key]) for key in texts):
            self.assertIn("⟦", message["message"], key)

    def test_the_command_line_has_it(self):
        shown = run(prefix / "bin/straymail", "check", "--help", env={**os.environ, **reading(LEFT_TO_RIGHT)})
        self.assertIn("⟦", shown)


class Window(unittest.TestCase):
    """Every state of the windows, in words that are longer than any language has."""

    def check(self, process, window, data):
        import accessible

        width, height = accessible.settled_size(window)
        self.assertLessEqual(width, 1024)
        self.assertLessEqual(height, 600)
        found = None

        def is_fine():
            nonlocal found
            found = self.english(window, data), self.probe.ask(process)["clipped"]
            return found == ([], [])
        # What is not laid out yet looks clipped.
        wait_until(is_fine, lambda: f"English or clipped are {found}")

    def english(self, window, data):
        """The texts of ours that are not in the made-up language."""
        import accessible

        english = []
        for found in accessible.descendants(window):
            if not any(accessible.is_a(found, role) for role in ("label", "heading", "button", "radio button", "check box")):
                continue
            text = accessible.name(found)
            # What is data has no letters of ours around it, nor what GTK has but does not show.
            if accessible.extents(found)[2] and re.search(r"[A-Za-z]{3}", text) and "⟦" not in text and text not in data:
                english.append(text)
        return english

    def environment(self, language):
        self.probe = Probe(desktop)
        return {**reading(language), "XDG_DATA_DIRS": f"{prefix}/share:/usr/share", **self.probe.env}

    def test_questions(self):
        import accessible
        import screenshots
        from dialog import Dialog

        for language in (LEFT_TO_RIGHT, RIGHT_TO_LEFT):
            for state in ("one", "two", "five", "blocked", "typing", "unreadable"):
                document = screenshots.STATES[state]
                with self.subTest(state=state, language=language), \
                        Dialog(desktop.environment(self.environment(language)), document, program=program()) as dialog:
                    dialog.expect_shown()
                    window = accessible.wait_for_window(dialog.pid, dialog.process)
                    for group in accessible.choices(window):
                        accessible.act(group, "choice.keep")
                    self.check(dialog.process, window, shown_as_it_is(document))

    def test_preferences(self):
        import accessible
        import screenshots
        from preferences_process import Preferences

        for language in (LEFT_TO_RIGHT, RIGHT_TO_LEFT):
            for state, settings in screenshots.SETTINGS.items():
                with self.subTest(state=state, language=language), \
                        Preferences(desktop, settings, self.environment(language), program=program()) as preferences:
                    window = accessible.wait_for_window(preferences.pid, preferences.process)
                    self.check(preferences.process, window, SHOWN | set(re.findall(r"[\w*.-]+", " ".join(settings.values()))))


def program():
    return prefix / "libexec/straymail-ui"


def shown_as_it_is(document):
    """The texts of a question that are shown as they came."""
    texts = set()
    for finding in document["findings"]:
        texts |= {str(finding.get(member)) for member in ("address", "domain", "resembles", "country_name", "ascii")}
    return texts | set(document.get("organisation", {}).values())
