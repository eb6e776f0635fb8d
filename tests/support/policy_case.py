# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's home and an administrator's files, and what comes of them: by `straymail policy`'s word and by the host's deed."""

import json
import os
import pathlib
import subprocess
import unittest

import native
from home import Home
from stage import Stage
from waiting import DEADLINE

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"
PROFILE = "user-db:user\nsystem-db:local\n"


def keyfile(settings):
    return "[org/straymail]\n" + "".join(f"{key}={value}\n" for key, value in settings.items())


class PolicyCase(unittest.TestCase):
    def setUp(self):
        self.home, self.stage = Home(), Stage()
        self.addCleanup(self.home.close)
        self.addCleanup(self.stage.close)

    def run_policy(self, *arguments, status=0, error="", env=None, staged=False, input=""):
        command = [STRAYMAIL, "policy", *arguments]
        done = subprocess.run(self.stage.command(*command) if staged else command, env=env or self.home.env, input=input,
                              capture_output=True, text=True, timeout=DEADLINE)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertRegex(done.stderr, rf"\A{error}\Z")
        return done.stdout

    def rows(self, what, **options):
        rows = [json.loads(line) for line in self.run_policy("--json", **options).splitlines()]
        return [row for row in rows if what in row]

    def setting(self, key, **options):
        row, = (row for row in self.rows("setting", **options) if row["setting"] == key)
        return row["value"], row["source"]

    def add_dconf(self, settings, locks=()):
        """Settings of the administrator's, as GVariant text."""
        self.stage.write("/etc/dconf/profile/user", PROFILE)
        self.stage.write("/etc/dconf/db/local.d/straymail", keyfile(settings))
        self.stage.write("/etc/dconf/db/local.d/locks/straymail", "".join(f"/org/straymail/{key}\n" for key in locks))
        self.stage.update_dconf()

    def add_user_dconf(self, settings, config=None):
        folder = (config or self.home.config) / "dconf"
        (folder / "user.d").mkdir(parents=True)
        (folder / "user.d/straymail").write_text(keyfile(settings))
        subprocess.run(["dconf", "compile", folder / "user", folder / "user.d"], check=True)

    def start_host(self):
        """A host on that stage, in that home."""
        program, *arguments = self.stage.command(native.HOST, "/manifest.json", "straymail@straymail.org")
        # Unset, where this home has none: the host's own would be another.
        environment = {"GSETTINGS_BACKEND": None} | self.home.env
        return native.Host(program, protocol=3, environment=environment, arguments=arguments)

    def decide(self, recipient="john.smith@us.af.ml", sender="me@example.com"):
        """What the host decides about a message to `recipient`."""
        host = self.start_host()
        try:
            return host.ask(native.check("c", recipient, sender=sender))
        finally:
            host.clean_up()
