# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages are well formed and name all there is."""

import os
import pathlib
import re
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree

import command_line

MANUAL = pathlib.Path(os.environ["STRAY_TEST_DATADIR"]) / "man"
SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
PAGES = {"straymail.1", "straymail-trusted.d.5", "straymail-protocol.7", "straymail-host.8", "straymail-ui.8"}


def page(name):
    return MANUAL / f"man{name[-1]}" / name


def text(name):
    """The page as `man` shows it, on lines that are long enough."""
    shown = subprocess.run(["man", "--warnings", "--encoding=UTF-8", "--local-file", page(name)], check=True,
                           capture_output=True, text=True,
                           env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "MANWIDTH": "1000"})
    if shown.stderr:
        raise AssertionError(shown.stderr)
    return shown.stdout.replace("\u2010", "-").replace("\u2212", "-")


class Manual(unittest.TestCase):
    def test_all_are_installed(self):
        self.assertEqual({path.name for path in MANUAL.glob("man?/*")}, PAGES)

    def test_mandoc_finds_no_fault(self):
        for name in sorted(PAGES):
            with self.subTest(name):
                done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page(name)], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_man_shows_them_without_a_warning(self):
        for name in sorted(PAGES):
            with self.subTest(name):
                self.assertIn("NAME", text(name))

    def test_pages_refer_to_pages_there_are(self):
        own = {(path.rpartition(".")[0], path[-1]) for path in PAGES}
        for name in sorted(PAGES):
            for title, section in re.findall(r"^\.Xr (straymail\S*) (\d)", page(name).read_text(), re.MULTILINE):
                with self.subTest(name, title=title):
                    self.assertIn((title, section), own)

    def test_every_command_and_option_is_described(self):
        shown = text("straymail.1")
        for command in command_line.commands():
            with self.subTest(command):
                self.assertRegex(shown, rf"(?m)^   {' '.join(command)}$")
                for option in command_line.options(*command):
                    self.assertIn(option, shown)

    def test_every_setting_is_described(self):
        shown = text("straymail-host.8")
        for key in ElementTree.parse(SOURCE / "data/org.straymail.gschema.xml").iter("key"):
            with self.subTest(key.get("name")):
                self.assertRegex(shown, rf"(?m)(^ +|, ){key.get('name')}(,|$)")

    def test_every_message_is_described(self):
        shown = text("straymail-protocol.7")
        protocol = (SOURCE / "native-messaging/PROTOCOL.md").read_text().partition("## The question")[0]
        for message in re.findall(r"^### `([a-z]+)`", protocol, re.MULTILINE):
            with self.subTest(message):
                self.assertRegex(shown, rf"(?m)^     {message} ")
