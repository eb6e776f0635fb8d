# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`straymail check`, the installed one, over real pipes, in a home of its own.

    class Words(CheckCase):
        def test_word(self):
            row, = self.check("a@us.af.ml", status=1)
"""

import json
import os
import pathlib
import subprocess
import unittest

from home import Home

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"
DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])
SYSCONFDIR = pathlib.Path(os.environ["STRAY_TEST_SYSCONFDIR"])
MEMBERS = ["input", "address", "domain", "verdict", "kind", "severity", "resembles", "rule", "country",
           "suggestion"]
DEADLINE = 120
"""Seconds after which something that should have happened has failed."""


class CheckCase(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def run_straymail(self, *arguments, status, input=b"", env=None, error="", within=(), **options):
        """Runs it, expects the exit status and nothing on standard error but `error`, a pattern.

        `within` is a command that runs it.
        """
        if isinstance(input, str):
            input = input.encode()
        done = subprocess.run([*within, STRAYMAIL, *arguments], env=env or self.home.env, capture_output=True,
                              timeout=DEADLINE, **({"input": input} | options))
        stderr = done.stderr.decode()
        self.assertEqual(done.returncode, status, stderr)
        self.assertRegex(stderr, rf"\A{error}\Z")
        return done.stdout.decode()

    def check(self, *arguments, status, **options):
        """Runs `check --json` and returns its rows."""
        output = self.run_straymail("check", "--json", *arguments, status=status, **options)
        rows = [json.loads(line) for line in output.splitlines()]
        for row in rows:
            self.assertEqual(list(row), [member for member in MEMBERS if member in row])
        return rows

    def verdicts(self, *arguments, status, **options):
        return [row["verdict"] for row in self.check(*arguments, status=status, **options)]

    def file(self, text, name="some.list"):
        path = self.home.path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path
