# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed for the desktop, and the window's own files, are valid."""

import os
import pathlib
import re
import struct
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from desktop import Desktop
from dialog import PROGRAM

DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])
SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
ID = "org.straymail.Straymail"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def without_own_parts(file):
    """The .ui file without the program's own functions and widgets, which only the windows themselves prove."""
    tree = ElementTree.parse(file)
    for element in list(tree.iter()):
        for signal in element.findall("signal"):
            element.remove(signal)
        if element.tag != "object" or not element.get("class").startswith("Stray"):
            continue
        element.set("class", "GtkBox")
        for part in element.findall("property"):
            if part.find("object") is not None:
                part.tag, part.attrib = "child", {}
            elif part.get("name") in ("title", "description"):
                element.remove(part)
    return tree


class Validation(unittest.TestCase):
    def valid(self, *command, env=None):
        done = subprocess.run(command, capture_output=True, text=True, env=env)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def languages(self):
        return {line.strip() for line in (SOURCE / "po/LINGUAS").read_text().splitlines() if not line.startswith("#")}

    def languages_of(self, elements):
        """As LINGUAS has them, None for English; newer gettext writes zh_CN as zh-Hans-CN."""
        found = (element.get(LANGUAGE) for element in elements)
        return {language and language.replace("-Hans", "").replace("-", "_") for language in found}

    def test_desktop_file(self):
        path = DATADIR / f"applications/{ID}.desktop"
        self.valid("desktop-file-validate", path)
        text = path.read_text()
        self.assertIn(f"Exec={PROGRAM} --preferences\n", text)
        self.assertIn(f"Icon={ID}\n", text)
        for key in ("GenericName", "Comment", "Keywords"):
            self.assertIn(f"{key}[fr]=", text)
        # It is to be found in the menu.
        self.assertNotIn("NoDisplay", text)

    def test_metainfo(self):
        path = DATADIR / f"metainfo/{ID}.metainfo.xml"
        self.valid("appstreamcli", "validate", "--no-net", path)
        root = ElementTree.parse(path).getroot()
        self.assertEqual(self.languages_of(root.iter("summary")), {None} | self.languages())

    def test_metainfo_shows_the_warning(self):
        """The picture of the README, described in every language."""
        shown = ElementTree.parse(DATADIR / f"metainfo/{ID}.metainfo.xml").getroot().find("screenshots/screenshot")
        image = shown.find("image")
        picture = SOURCE / "data/screenshots" / image.text.rpartition("/")[2]
        size = struct.unpack(">II", picture.read_bytes()[16:24])
        self.assertEqual((int(image.get("width")), int(image.get("height"))), size)
        self.assertEqual(self.languages_of(shown.iter("caption")), {None} | self.languages())

    def test_metainfo_and_program_agree_on_the_version(self):
        root = ElementTree.parse(DATADIR / f"metainfo/{ID}.metainfo.xml").getroot()
        newest = root.find("releases/release").get("version")
        self.assertEqual(self.valid(PROGRAM, "--version").strip(), f"straymail-ui {newest}")

    def test_icon(self):
        root = ElementTree.parse(DATADIR / f"icons/hicolor/scalable/apps/{ID}.svg").getroot()
        self.assertEqual(root.get("viewBox"), "0 0 128 128")

    def test_icon_that_need_not_be_drawn(self):
        head = (DATADIR / f"icons/hicolor/48x48/apps/{ID}.png").read_bytes()[:24]
        self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(struct.unpack(">II", head[16:]), (48, 48))

    def test_ui_files(self):
        files = sorted((SOURCE / "ui").glob("*.ui"))
        self.assertTrue(files)
        with Desktop(accessible=False, window_manager=False) as desktop, tempfile.TemporaryDirectory() as folder:
            for file in files:
                with self.subTest(file.name):
                    copy = pathlib.Path(folder) / file.name
                    without_own_parts(file).write(copy, encoding="utf-8", xml_declaration=True)
                    self.valid("gtk4-builder-tool", "validate", copy, env=desktop.env)

    def test_no_toolkit_in_the_texts(self):
        """Window code is free of the protocol's socket, and the socket's of widgets."""
        widgets = re.compile(r"#include <(gtk|gdk|pango)/")
        for name in ("channel.c", "channel.h", "session-bus.c", "summary.c", "display-text.c", "notice.c",
                     "countries.c", "date-text.c", "exceptions.c", "settings.c", "string-list.c", "trust-entry.c"):
            self.assertNotRegex((SOURCE / "ui" / name).read_text(), widgets, name)
        for name in ("warning-window.c", "recipient-row.c", "marks.c"):
            self.assertNotRegex((SOURCE / "ui" / name).read_text(), r"channel\.h|frame\.h", name)

    def test_texts_are_never_markup(self):
        for file in sorted((SOURCE / "ui").glob("*.[ch]")) + sorted((SOURCE / "ui").glob("*.ui")):
            self.assertNotRegex(file.read_text(), r"set_markup|use-markup|set_label \(GTK_LABEL|_with_mnemonic", file)


if __name__ == "__main__":
    unittest.main()
