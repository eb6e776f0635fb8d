# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests that talk with the installed host have in common."""

import json
import pathlib
import tempfile
import unittest

import fake_ui
from native import Host, check
from waiting import wait_until

FLAGGED = "john.smith@us.af.ml"
MEANT = "john.smith@us.af.mil"

# What a fake dialog does: appears, and answers.
ANSWERS = """
shown()
answer({0!r})
"""
# Appears and stays until the host closes its end.
STAYS = """
shown()
note("shown", os.getpid())
wait_for_end()
note("end-seen", True)
sys.exit(4)
"""
# Appears, and does not even notice that the host closed its end.
HANGS = """
shown()
note("shown", os.getpid())
signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    signal.pause()
"""


def children(pid):
    return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class HostTest(unittest.TestCase):
    def directory(self):
        directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
        self.addCleanup(directory.cleanup)
        return pathlib.Path(directory.name)

    def start(self, ui=None, **options):
        """A host; with ui, one whose dialog is that script and which has a display."""
        if ui is not None:
            options["program"] = fake_ui.install(self.directory(), ui)
            options["environment"] = {"DISPLAY": ":none", **options.get("environment", {})}
        host = Host(**options)
        self.addCleanup(host.clean_up)
        return host

    def wait_for_note(self, host, name):
        path = host.notes / name
        wait_until(path.exists, f"the dialog's {name}")
        return json.loads(path.read_text())

    def assert_error(self, message, code, id=None):
        self.assertEqual((message["type"], message["code"], message["id"]), ("error", code, id))
        self.assertTrue(message["message"])

    def assert_decision(self, message, id, action, reason):
        self.assertEqual(
            (message["type"], message.get("id"), message.get("action"), message.get("reason")),
            ("decision", id, action, reason))

    def assert_works(self, host):
        self.assert_decision(host.ask(check("still", "a@example.org")), "still", "send", "clean")
