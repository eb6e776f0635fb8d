# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses are on the screen and in the mail, and nowhere else."""

import os
import pathlib
import signal
import unittest

import guarded
from guarded import GuardTest
from waiting import wait_until

CANARY = "kanarienvogel"
STRAY = f"{CANARY}@us.af.ml"

setUpModule = guarded.set_up_module


def started_by_us():
    """What there is to read of the hosts and dialogs that run on our desktop: for each its
    command line and its environment."""
    for pid, command in guarded.commands():
        if not command[0].startswith(str(guarded.LIBEXECDIR)):
            continue
        try:
            texts = [pathlib.Path(f"/proc/{pid}/{name}").read_bytes() for name in ("cmdline", "environ")]
        except OSError:
            continue  # it has just ended
        if f"HOME={guarded.desktop.home}\0".encode() in texts[1]:
            yield texts


class Private(GuardTest):
    def assert_nothing_in_processes(self):
        found = list(started_by_us())
        self.assertTrue(found)
        for texts in found:
            for text in texts:
                self.assertNotIn(CANARY.encode(), text)

    def asked(self):
        message = self.compose(to=[f"{CANARY} <{STRAY}>", f"{CANARY}@example.org"])
        message.send()
        self.assertIn(STRAY, self.shown_in(self.dialog_on_screen()))
        self.assert_nothing_in_processes()
        return message

    def test_nowhere_but_on_the_screen(self):
        """Row 43: canary addresses through every path, then searched for in all that is left behind"""
        message = self.asked()
        self.dialog("Go Back")
        message.wait_until_back()
        message.send()
        self.dialog("Correct and Send")
        self.arrived(message)

        message = self.asked()
        for pid in self.dialog_pids():
            os.kill(pid, signal.SIGSEGV)
        self.page("Close")
        self.thunderbird.wait_for_no_page()
        message.send()
        self.dialog()
        os.kill(self.host_pid(), signal.SIGSEGV)
        self.assertIn(STRAY, self.shown_in(self.page()))
        self.page("Go Back")
        message.wait_until_back()
        self.stop_thunderbird()

        self.assertNotIn(CANARY, self.output())
        wait_until(lambda: not list(started_by_us()), "the end of host and dialog")
        left = [path for path in guarded.desktop.home.rglob("*") if path.is_file() and not self.is_mail(path)]
        self.assertTrue(left)
        for path in left:
            self.assertNotIn(CANARY, path.name)
            self.assertNotIn(CANARY.encode(), path.read_bytes(), path)
        cores = [path for folder in ("/", os.getcwd(), guarded.desktop.home) for path in pathlib.Path(folder).glob("core*") if path.is_file()]
        self.assertEqual(cores, [])

    def output(self):
        return (self.profile / "output.txt").read_text(errors="replace")

    def is_mail(self, path):
        """Whether a file is Thunderbird's own: it keeps what was written and to whom."""
        return self.profile in path.parents and path.name != "output.txt"

    def setUp(self):
        super().setUp()
        self.profile = self.thunderbird.profile


if __name__ == "__main__":
    unittest.main()
