# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""While a message waits for an answer its compose window says so, and lets it be cancelled."""

import os
import signal

import guarded
from waiting import wait_until
from guarded import GuardTest

STRAY = "john.smith@us.af.ml"
IDLE = {"label": "Straymail", "badge": None, "tooltip": "Straymail is on"}
OFF = {"label": "Straymail", "badge": "!", "tooltip": "Straymail cannot check messages. The Straymail helper "}
STOPPED = {**OFF, "tooltip": OFF["tooltip"] + "stopped before it was done."}
MISSING = {**OFF, "tooltip": OFF["tooltip"] + "is not installed on this computer, or it could not be started."}
WAITING = "Waiting – Cancel"

setUpModule = guarded.set_up_module


class WaitingTest(GuardTest):
    idle = IDLE
    """What the button says while nothing waits."""

    def flagged(self):
        message = self.compose(to=[f"John <{STRAY}>"])
        wait_until(lambda: message.straymail_button() == self.idle, "the button says how things are")
        content = message.content()
        message.send()
        return message, content

    def wait_for_cue(self, message):
        wait_until(lambda: message.straymail_button()["label"] == WAITING, "the window says that its message waits")
        button = message.straymail_button()
        self.assertEqual(button["badge"], "···")
        self.assertIn("waits for an answer", button["tooltip"])
        self.assertTrue(message.is_locked())

    def wait_for_no_cue(self, message):
        wait_until(lambda: message.straymail_button() == self.idle, "the window says no more that its message waits")

    def cancel(self):
        self.thunderbird.press_in_compose_window(WAITING)

    def assert_cancelled(self, message, content):
        self.assert_held(message, content)
        self.wait_for_no_cue(message)
        self.thunderbird.wait_for_no_dialog()
        # Whoever cancelled knows why it was not sent.
        self.assertEqual(self.thunderbird.page_windows(), [])


class Preferences(WaitingTest):
    def test_opened_by_the_button_while_nothing_waits(self):
        message = self.compose(to=["jane@example.org"])
        wait_until(lambda: message.straymail_button() == IDLE, "the button is there")
        self.thunderbird.press_in_compose_window("Straymail", self.thunderbird.page_windows)
        self.thunderbird.press_in_page("Preferences", self.thunderbird.dialogs)
        window = self.thunderbird.wait_for_dialog()
        self.assertEqual(self.accessible.name(window), "Straymail Preferences")
        guarded.desktop.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "Straymail Preferences", "windowclose"])
        self.thunderbird.wait_for_no_dialog()
        message.send()
        self.arrived(message)


class Asked(WaitingTest):
    def test_cancelled_and_sent_again(self):
        message, content = self.flagged()
        self.dialog()
        self.wait_for_cue(message)
        self.cancel()
        self.assert_cancelled(message, content)
        message.send()
        self.dialog("Send Anyway")
        self.assertEqual(self.arrived(message).recipients, [STRAY])

    def test_answered(self):
        message, content = self.flagged()
        window = self.dialog()
        self.wait_for_cue(message)
        self.accessible.press(window, "Go Back")
        self.assert_held(message, content)
        self.wait_for_no_cue(message)

    def test_each_window_for_itself(self):
        first, content = self.flagged()
        first_asked = self.dialog()
        self.wait_for_cue(first)
        second = self.compose(to=["Jane <jane@example.org>"])
        wait_until(lambda: second.straymail_button() == IDLE, "the button of the second window says how things are")
        second.send()
        self.arrived(second)
        self.wait_for_cue(first)
        self.accessible.press(first_asked, "Go Back")
        self.assert_held(first, content)
        self.wait_for_no_cue(first)

    def test_host_killed(self):
        message, content = self.flagged()
        self.dialog()
        self.wait_for_cue(message)
        os.kill(self.host_pid(), signal.SIGKILL)
        self.page()
        # Now Thunderbird asks, and it still waits.
        self.wait_for_cue(message)
        self.page("Go Back")
        self.assert_held(message, content)
        self.idle = STOPPED
        self.wait_for_no_cue(message)


class NotInstalled(WaitingTest):
    options = {"host": False}
    idle = MISSING

    def test_the_page_is_cancelled(self):
        message, content = self.flagged()
        self.page()
        self.wait_for_cue(message)
        self.cancel()
        self.thunderbird.wait_for_no_page()
        self.assert_cancelled(message, content)
