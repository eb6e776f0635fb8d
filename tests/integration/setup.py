# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`straymail setup`, and how it is undone."""

import json
import os
import pathlib
import subprocess
import unittest

import native
from home import Home
from languages import reading
from stage import Stage
from waiting import DEADLINE

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"
XPI = pathlib.Path(os.environ["STRAY_TEST_DATADIR"]) / "webext/straymail@straymail.org.xpi"
NAME = "mozilla/native-messaging-hosts/org.straymail.host.json"


class Setup(unittest.TestCase):
    def setUp(self):
        self.home, self.stage = Home(), Stage()
        self.addCleanup(self.home.close)
        self.addCleanup(self.stage.close)
        self.manifest = self.home.path / f".{NAME}"
        for place in ("/usr/lib", "/usr/lib64"):
            self.stage.remove(f"{place}/{NAME}")

    def setup(self, *arguments, status=0, error="", env=None, within=()):
        done = subprocess.run(self.stage.command(*within, STRAYMAIL, "setup", *arguments), env=env or self.home.env,
                              capture_output=True, text=True, timeout=DEADLINE)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertRegex(done.stderr, rf"\A{error}\Z")
        return done.stdout

    def foreign(self, text="{}"):
        self.manifest.parent.mkdir(parents=True)
        self.manifest.write_text(text)

    def test_there_and_back(self):
        output = self.setup()
        self.assertIn(str(self.manifest), output)
        self.assertIn(str(XPI), output)
        self.assertTrue(XPI.exists())
        manifest = json.loads(self.manifest.read_text())
        self.assertEqual((manifest["name"], manifest["type"], manifest["path"], manifest["allowed_extensions"]),
                         ("org.straymail.host", "stdio", str(native.HOST), ["straymail@straymail.org"]))
        self.assertEqual(self.manifest.stat().st_mode & 0o777, 0o644)
        before = self.manifest.stat()
        self.assertEqual(self.setup(), output)
        self.assertEqual(self.manifest.stat(), before)
        self.assertIn("was removed", self.setup("--remove"))
        self.assertFalse((self.home.path / ".mozilla").exists(), "nothing is left")
        self.assertIn("nothing to remove", self.setup("--remove"))

    def test_what_others_put_beside_it_stays(self):
        other = self.home.path / ".mozilla/native-messaging-hosts/org.example.json"
        self.setup()
        other.write_text("{}")
        self.setup("--remove")
        self.assertEqual(list(other.parent.iterdir()), [other])

    def test_the_doctor_is_content(self):
        self.setup()
        done = subprocess.run(self.stage.command(STRAYMAIL, "doctor", "--json"), env=self.home.env, capture_output=True,
                              text=True, timeout=DEADLINE)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual({row["check"]: row["health"] for row in rows
                          if row["check"] in ("native-manifest", "shadowing", "round-trip")},
                         {"native-manifest": "good", "shadowing": "good", "round-trip": "good"})

    def test_moved(self):
        self.setup()
        manifest = json.loads(self.manifest.read_text())
        self.manifest.write_text(json.dumps(manifest | {"path": "/opt/old/straymail-host"}))
        self.setup()
        self.assertEqual(json.loads(self.manifest.read_text())["path"], str(native.HOST))

    def test_installed_for_everybody(self):
        self.stage.write(f"/usr/lib/{NAME}", "{}")
        output = self.setup(status=1, error="straymail: “/usr/lib/.*” serves everybody.*doctor.*\n")
        self.assertEqual(output, "")
        self.assertFalse(self.manifest.exists())

    def test_what_was_set_up_before_can_be_removed(self):
        self.setup()
        self.stage.write(f"/usr/lib/{NAME}", "{}")
        self.setup(status=1, error="straymail: .*serves everybody.*\n")
        self.setup("--remove")
        self.assertFalse(self.manifest.exists())

    def test_foreign_file(self):
        installed = json.dumps({"name": "org.straymail.host", "path": str(native.HOST), "type": "stdio",
                                "description": "Straymail", "allowed_extensions": ["straymail@straymail.org"]})
        for text in ("", "{}", "no JSON", installed):
            for arguments in ((), ("--remove",)):
                with self.subTest(text=text, arguments=arguments):
                    self.manifest.parent.mkdir(parents=True, exist_ok=True)
                    self.manifest.write_text(text)
                    self.setup(*arguments, status=1, error="straymail: “.*” was not put there .*move it away.*\n")
                    self.assertEqual(self.manifest.read_text(), text)

    def test_what_is_no_file(self):
        self.manifest.parent.mkdir(parents=True)
        self.manifest.symlink_to("/nonexistent")
        self.setup(status=1, error="straymail: .*was not put there.*\n")
        self.setup("--remove", status=1, error="straymail: .*was not put there.*\n")
        self.assertTrue(self.manifest.is_symlink())
        self.manifest.unlink()
        self.manifest.mkdir()
        self.setup(status=1, error="straymail: .*was not put there.*\n")

    def test_home_that_is_none(self):
        for home in ("", "home"):
            for arguments in ((), ("--remove",)):
                with self.subTest(home, arguments=arguments):
                    self.setup(*arguments, status=2, env={**self.home.env, "HOME": home},
                               error=f"straymail: The home directory “{home}” is no absolute path. Correct HOME.*\n")

    def test_folder_that_is_none(self):
        (self.home.path / ".mozilla").write_text("")
        self.setup(status=2, error="straymail: The folder “.*” cannot be made: .*run this again.*\n")
        self.assertIn("nothing to remove", self.setup("--remove"))

    def test_folder_that_may_not_be_looked_into(self):
        self.setup()
        self.manifest.parent.chmod(0)
        self.addCleanup(self.manifest.parent.chmod, 0o755)
        # Root may do everything but without these capabilities.
        within = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        self.setup(status=2, error="straymail: “.*” cannot be written.*run this again.*\n", within=within)
        self.setup("--remove", status=2, error="straymail: “.*” cannot be removed: .*run this again.*\n", within=within)

    def read_only(self):
        """The home can be looked at only, for root too."""
        return ("sh", "-c", 'mount --bind "$HOME" "$HOME" && mount -o remount,bind,ro "$HOME" && exec "$@"', "sh")

    def test_read_only_home(self):
        self.setup(status=2, error="straymail: The folder “.*” cannot be made: .*run this again.*\n", within=self.read_only())
        self.manifest.parent.mkdir(parents=True)
        self.setup(status=2, error="straymail: “.*” cannot be written.*run this again.*\n", within=self.read_only())
        self.setup()
        self.setup("--remove", status=2, error="straymail: “.*” cannot be removed: .*run this again.*\n",
                   within=self.read_only())

    def test_no_host(self):
        self.stage.remove(native.HOST)
        self.setup(status=2, error="straymail: “.*straymail-host” is missing.*Install Straymail again.*\n")
        self.assertFalse(self.manifest.exists())

    def test_usage(self):
        for arguments in (["--nonsense"], ["nonsense"]):
            with self.subTest(arguments):
                self.assertEqual(self.setup(*arguments, status=2, error="straymail: .*--help.*\n"), "")
        self.assertIn("--remove", self.setup("--help"))
        self.assertNotIn("Exit status", self.setup("--help", env=self.home.env | reading("fr")))
