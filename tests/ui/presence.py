# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A question that nobody looks at: the notification that leads to it."""

import signal
import time
import unittest

from desktop import Desktop
from dialog import CLOSED, Dialog, lookalike, question
from languages import reading
from notifications import Notifications
from waiting import wait_until

UNNOTICED = 2
"""Seconds after which it is told of."""


def setUpModule():
    global desktop, elsewhere
    desktop = Desktop(accessible=False).__enter__()
    unittest.addModuleCleanup(desktop.close)
    # What the person is at; it takes the focus back from a question.
    elsewhere = desktop.start(["xmessage", "-title", "Elsewhere", "Busy"])
    desktop.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Elsewhere$"])


class PresenceTest(unittest.TestCase):
    def start_daemon(self):
        notifications = Notifications(desktop).__enter__()
        self.addCleanup(notifications.__exit__)
        return notifications

    def ask(self, env=None):
        dialog = Dialog(desktop.environment(env), question(lookalike(name="John Smith")))
        self.addCleanup(dialog.__exit__)
        dialog.expect_shown()
        self.shown = time.monotonic()
        return dialog

    def ask_unnoticed(self, env=None):
        """Asks, and the focus is elsewhere at once."""
        dialog = self.ask(env)
        # Stopped, so that however long this takes the focus is gone before the dialog looks for it.
        dialog.process.send_signal(signal.SIGSTOP)
        self.wait_active(dialog.pid)
        self.activate("Elsewhere", None)
        dialog.process.send_signal(signal.SIGCONT)
        return dialog

    def activate(self, title, pid):
        """Gives a window the focus, as a person does in the taskbar."""
        which = ["--all", "--pid", str(pid)] if pid else []
        desktop.run(["xdotool", "search", "--sync", "--onlyvisible", *which, "--name", f"^{title}$", "windowactivate"])
        self.wait_active(pid)

    def wait_active(self, pid):
        wait_until(lambda: desktop.active_pid() == pid, "the window has the focus")

    def wait_until_told(self):
        """Waits until the notification would have come, had there been a reason and a way."""
        wait_until(lambda: time.monotonic() - self.shown > UNNOTICED + 1, "it would have been told of by now")

    def answer(self, dialog):
        self.activate("Straymail", dialog.pid)
        desktop.run(["xdotool", "key", "Escape"])
        dialog.expect_answer("go-back")
        self.assertEqual(dialog.stderr(), "")


class Unnoticed(PresenceTest):
    def setUp(self):
        self.notifications = self.start_daemon()

    def wait_withdrawn(self):
        wait_until(lambda: self.notifications.count() == 0, "the notification is withdrawn")

    def test_is_told_of_by_its_country(self):
        self.ask_unnoticed()
        self.notifications.wait_for_one()
        told = self.notifications.told()
        self.assertEqual(told["appname"], "Straymail")
        self.assertEqual(told["summary"], "This message would go to Mali")
        for member in ("summary", "body", "message"):
            for private in ("us.af", "ohn", "@"):
                self.assertNotIn(private, told[member])

    def test_french(self):
        self.ask_unnoticed(env=reading("fr"))
        self.notifications.wait_for_one()
        told = self.notifications.told()
        self.assertEqual(told["summary"], "Destination de ce message\u00a0: Mali")
        self.assertIn("attend votre réponse", told["body"])

    def test_show_brings_it_to_the_front(self):
        dialog = self.ask_unnoticed()
        self.notifications.wait_for_one()
        self.notifications.press()
        self.wait_active(dialog.pid)
        self.wait_withdrawn()
        self.answer(dialog)

    def test_withdrawn_once_it_has_the_focus(self):
        dialog = self.ask_unnoticed()
        self.notifications.wait_for_one()
        self.activate("Straymail", dialog.pid)
        self.wait_withdrawn()
        self.answer(dialog)

    def test_withdrawn_with_the_question(self):
        dialog = self.ask_unnoticed()
        self.notifications.wait_for_one()
        dialog.close()
        dialog.expect_exit(CLOSED)
        self.wait_withdrawn()

    def test_no_notification_where_it_has_the_focus(self):
        dialog = self.ask()
        self.wait_active(dialog.pid)
        self.wait_until_told()
        self.assertEqual(self.notifications.all(), [])


class NobodyToTell(PresenceTest):
    """Then the dialog does without, and is held up by nothing."""

    def ask_in_vain(self, address, **env):
        return self.ask_unnoticed(env={"DBUS_SESSION_BUS_ADDRESS": address, **env})

    def test_no_bus(self):
        for address in (None, "disabled:", "unix:path=/nonexistent"):
            with self.subTest(address=address):
                dialog = self.ask_in_vain(address)
                self.wait_until_told()
                self.answer(dialog)

    def test_bus_without_a_service(self):
        address, _ = desktop.start_bare_bus("bare")
        dialog = self.ask_in_vain(address, GTK_A11Y="none")
        self.wait_until_told()
        self.answer(dialog)

    def test_bus_that_hangs(self):
        address, bus = desktop.start_bare_bus("hanging")
        dialog = self.ask_in_vain(address, GTK_A11Y="none")
        bus.send_signal(signal.SIGSTOP)
        self.addCleanup(bus.send_signal, signal.SIGCONT)
        self.wait_until_told()
        self.answer(dialog)

    def test_bus_that_goes(self):
        address, bus = desktop.start_bare_bus("going")
        dialog = self.ask_in_vain(address, GTK_A11Y="none")
        bus.kill()
        self.wait_until_told()
        self.answer(dialog)

    def test_daemon_that_hangs_before_it_is_told(self):
        """Row 25: a notification daemon that hangs: the window opens all the same"""
        notifications = self.start_daemon()
        notifications.process.send_signal(signal.SIGSTOP)
        dialog = self.ask_unnoticed()
        self.wait_until_told()
        self.answer(dialog)

    def test_daemon_that_hangs_once_it_was_told(self):
        notifications = self.start_daemon()
        dialog = self.ask_unnoticed()
        notifications.wait_for_one()
        notifications.process.send_signal(signal.SIGSTOP)
        self.answer(dialog)


if __name__ == "__main__":
    unittest.main()
