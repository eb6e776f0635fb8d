# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ends or hangs while a question is open: the dialog, the add-on, Thunderbird itself."""

import os
import signal
import unittest

import fake_ui
import guarded
from guarded import STRAY, GuardTest
from native import is_gone
from waiting import wait_until

EXTENSION = "straymail@straymail.org"

setUpModule = guarded.set_up_module


class Dialog(GuardTest):
    def test_hangs_once_it_was_shown(self):
        """Row 23: a dialog that is stopped after it was shown"""
        message, content = self.flagged()
        (pid,) = self.dialog_pids()
        os.kill(pid, signal.SIGSTOP)
        shown = self.shown_in(self.page())
        self.assertIn("ended before you had answered it", shown)
        self.assertNotIn("Send Anyway", shown)
        self.assert_held(message, content)
        wait_until(lambda: is_gone(pid), "the end of a dialog that hangs")
        self.page("Close")
        self.thunderbird.wait_for_no_page()
        self.sends_as_ever()


class Hidden(GuardTest):
    def test_never_appears(self):
        """Row 22: a dialog that hangs before it is shown, both times it is tried"""
        program = fake_ui.install(guarded.desktop.home, "signal.pause()")
        self.thunderbird.install_host(path=str(program))
        message = self.compose(to=[f"John <{STRAY}>"])
        content = message.content()
        message.send()
        self.assertIn(STRAY, self.shown_in(self.page()))
        self.page("Go Back")
        self.assert_held(message, content)


class AddOn(GuardTest):
    """Each leaves a Thunderbird of its own behind."""

    def clear(self):
        super().clear()
        self.stop_thunderbird()

    def assert_held_and_gone(self, message, content, host):
        wait_until(lambda: is_gone(host), "the end of the host")
        self.thunderbird.wait_for_no_dialog()
        self.assert_held(message, content)

    def test_disabled(self):
        """Row 28: the add-on is disabled while a question is open"""
        message, content = self.flagged()
        host = self.host_pid()
        self.thunderbird.script("""
            return AddonManager.getAddonByID(arguments[0]).then(addon => addon.disable());
        """, EXTENSION)
        self.assert_held_and_gone(message, content, host)

    def test_reloaded(self):
        """Row 28: the add-on is reloaded while a question is open"""
        message, content = self.flagged()
        host = self.host_pid()
        self.thunderbird.script("""
            return AddonManager.getAddonByID(arguments[0]).then(addon => addon.reload());
        """, EXTENSION)
        self.assert_held_and_gone(message, content, host)
        self.thunderbird.wait_for_extension()
        self.sends_as_ever()

    def test_updated(self):
        """Row 28: the add-on is updated while a question is open"""
        message, content = self.flagged()
        host = self.host_pid()
        self.thunderbird.install_extension()
        self.assert_held_and_gone(message, content, host)
        self.sends_as_ever()


class Thunderbird(GuardTest):
    def end(self, number):
        self.flagged()
        host, dialogs = self.host_pid(), self.dialog_pids()
        self.assertTrue(dialogs)
        os.kill(self.thunderbird.process.pid, number)
        for pid in (host, *dialogs):
            wait_until(lambda: is_gone(pid), "the end of host and dialog")
        wait_until(lambda: not self.thunderbird.alive, "the end of Thunderbird")

    def test_killed(self):
        """Row 26: Thunderbird is killed while a question is open"""
        self.end(signal.SIGKILL)

    def test_terminated(self):
        """Row 26: Thunderbird is terminated while a question is open"""
        self.end(signal.SIGTERM)


if __name__ == "__main__":
    unittest.main()
