#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every file of the tree: its place, its form and its licence."""

import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])

TOP_LEVEL = {
    "helper", "ui", "native-messaging", "data", "po", "tests", "meson.build", "README.md",
    "meson_options.txt", "LICENSES", "NEWS.md", "CONTRIBUTING.md", "SECURITY.md",
}

# Bytes as the fuzzer left them.
FUZZ_INPUTS = ("tests/fuzz/seeds/", "tests/fuzz/crashes/")

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def tracked(*patterns):
    """The files git knows, or would know after the next add, as paths below ROOT."""
    output = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for path in output.split("\0") if path and (ROOT / path).exists()]


class Style(unittest.TestCase):
    def run_on(self, command, files):
        self.assertTrue(files)
        done = subprocess.run([*command, *files], cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_c_is_formatted(self):
        self.run_on(["clang-format", "--dry-run", "--Werror"], tracked("*.c", "*.h"))

    def test_shell_is_sound(self):
        scripts = [path for path in tracked("tests", ".ci", "data/packaging") if self.first_line(path).endswith("bash")]
        self.run_on(["shellcheck"], scripts)

    def test_python_is_sound(self):
        scripts = [path for path in tracked() if path.endswith(".py") or self.first_line(path) == "#!/usr/bin/python3"]
        self.run_on(["pyflakes3"], scripts)

    def test_every_file_has_its_licence(self):
        self.run_on(["reuse"], ["lint"])

    def test_top_level_is_fixed(self):
        entries = {path.split("/")[0] for path in tracked()}
        self.assertEqual({entry for entry in entries if not entry.startswith(".")} - TOP_LEVEL, set())

    def test_links_between_documents_lead_somewhere(self):
        for document in tracked("*.md"):
            for target in LINK.findall((ROOT / document).read_text()):
                with self.subTest(document=document, target=target):
                    self.assertTrue((ROOT / document).parent.joinpath(target).exists())

    def test_lines_end_cleanly(self):
        for path in tracked():
            data = (ROOT / path).read_bytes()
            if b"\0" in data or path.endswith(".po") or path.startswith(FUZZ_INPUTS):
                continue
            with self.subTest(path=path):
                self.assertNotIn(b"\r", data)
                self.assertNotRegex(data, rb"[ \t]\n")
                self.assertTrue(data == b"" or data.endswith(b"\n"))

    @staticmethod
    def first_line(path):
        with open(ROOT / path, "rb") as file:
            return file.readline().decode(errors="replace").strip()
