# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed as the host: a program for Thunderbird alone, and what it is found by."""

import json
import os
import pathlib
import subprocess
import unittest

from native import HOST
from waiting import DEADLINE


class ByHand(unittest.TestCase):
    def run_host(self, *arguments, **options):
        return subprocess.run([str(HOST), *arguments], stdin=options.get("stdin", subprocess.DEVNULL),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=DEADLINE,
                              env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"})

    def test_version(self):
        result = self.run_host("--version")
        self.assertRegex(result.stdout, r"^straymail-host \d+\.\d+\.\d+\n$")
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_help(self):
        result = self.run_host("--help")
        self.assertTrue(result.stdout.startswith("Usage: straymail-host "))
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_unknown_option(self):
        result = self.run_host("--verbose")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("--verbose", result.stderr)

    def test_on_a_terminal(self):
        ours, theirs = os.openpty()
        self.addCleanup(os.close, ours)
        self.addCleanup(os.close, theirs)
        result = self.run_host(stdin=theirs)
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("Thunderbird", result.stderr)

    def test_nothing_to_read(self):
        result = self.run_host()
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))


class Dependencies(unittest.TestCase):
    def test_dependencies(self):
        """The host's dynamic dependencies hold no GTK, no libnotify, nothing for the network."""
        output = subprocess.run(["ldd", str(HOST)], capture_output=True, text=True, check=True).stdout
        self.assertIn("libglib", output)
        for library in ("gtk", "gdk", "notify", "X11", "wayland", "curl", "soup"):
            self.assertNotIn(library, output)


class Manifest(unittest.TestCase):
    def test_native_manifest(self):
        path = pathlib.Path(os.environ["STRAY_TEST_NATIVE_MANIFEST_DIR"]) / "org.straymail.host.json"
        manifest = json.loads(path.read_text())
        self.assertEqual(set(manifest), {"name", "description", "path", "type", "allowed_extensions"})
        self.assertEqual(manifest["name"], "org.straymail.host")
        self.assertEqual(manifest["type"], "stdio")
        self.assertEqual(manifest["allowed_extensions"], ["straymail@straymail.org"])
        self.assertEqual(pathlib.Path(manifest["path"]), HOST)
        self.assertTrue(os.access(manifest["path"], os.X_OK))
