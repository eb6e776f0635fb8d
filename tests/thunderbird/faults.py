# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Host or dialog missing, killed, hung: the message stays, and the person is told and asked."""

import os
import signal

import guarded
from waiting import wait_until
from guarded import STRAY, STRAY_MEANT, UNCHECKED, GuardTest

setUpModule = guarded.set_up_module


class NotInstalled(GuardTest):
    options = {"host": False}

    def test_every_message_is_asked_about_in_thunderbird(self):
        """Row 41: no host: the page says that it is not installed"""
        message = self.compose(to=["Jane <jane@example.org>"], cc=[f"John <{STRAY}>"])
        content = message.content()
        message.send()
        shown = self.shown_in(self.page())
        for text in (UNCHECKED, "is not installed on this computer", "Install the helper", "jane@example.org", STRAY):
            self.assertIn(text, shown)
        self.assertNotIn("Correct and Send", shown)
        self.assertTrue(message.is_locked())
        self.page("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_page()

    def test_send_anyway(self):
        message = self.compose(to=["Jane <jane@example.org>"], bcc=[f"John <{STRAY}>"])
        message.send()
        self.page("Send Anyway")
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org", STRAY])
        self.thunderbird.wait_for_no_page()

    def test_closing_the_page_is_going_back(self):
        message = self.compose(to=["Jane <jane@example.org>"])
        content = message.content()
        message.send()
        self.page()
        self.thunderbird.close_page()
        self.assert_held(message, content)

    def test_escape_and_enter_are_going_back(self):
        for key in ("Escape", "Return"):
            with self.subTest(key=key):
                message = self.compose(to=["Jane <jane@example.org>"])
                content = message.content()
                message.send()
                page = self.page()
                go_back = self.accessible.button(page, "Go Back")
                wait_until(lambda: self.accessible.has_state(go_back, "focused"), "Go Back has the focus")
                send = self.accessible.button(page, "Send Anyway")
                wait_until(lambda: self.accessible.has_state(send, "sensitive"), "keys are for the page")
                guarded.desktop.run(["xdotool", "key", key])
                self.assert_held(message, content)
                self.thunderbird.wait_for_no_page()

    def test_compose_window_closed_while_the_page_is_open(self):
        message = self.compose(to=["Jane <jane@example.org>"])
        message.send()
        self.page()
        message.close()
        self.thunderbird.wait_for_no_page()
        self.assertEqual(guarded.sink.with_subject(message.subject), [])

    def test_send_later_is_asked_about_too(self):
        message = self.compose(to=["Jane <jane@example.org>"])
        message.send_later()
        self.page("Send Anyway")
        wait_until(lambda: message.subject in self.thunderbird.outbox(), "the message is in the Outbox")

    def test_a_manifest_that_does_not_work(self):
        """Row 41: a manifest with a wrong path, name or extension id, a program that cannot be run"""
        empty = guarded.desktop.home / "not-executable"
        empty.write_text("")
        faults = {
            "the program is missing": {"path": str(guarded.desktop.home / "nothing")},
            "the program cannot be run": {"path": str(empty)},
            "the program ends at once": {"path": "/bin/true"},
            "the extension is not allowed": {"allowed_extensions": ["somebody@else.org"]},
            "the name is wrong": {"name": "org.straymail.other"},
        }
        for fault, changes in faults.items():
            with self.subTest(fault=fault):
                self.thunderbird.install_host(**changes)
                message = self.compose(to=["Jane <jane@example.org>"])
                content = message.content()
                message.send()
                self.assertIn("is not installed on this computer", self.shown_in(self.page()))
                self.page("Go Back")
                self.assert_held(message, content)
                self.thunderbird.wait_for_no_page()


class InstalledLater(GuardTest):
    options = {"host": False}

    def test_installed_meanwhile_it_is_used(self):
        message = self.compose(to=[f"John <{STRAY}>"])
        message.send()
        self.page("Go Back")
        message.wait_until_back()
        self.thunderbird.install_host()
        message.send()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])


class Killed(GuardTest):
    def test_host_killed_while_the_dialog_is_open(self):
        """Rows 20, 38: the host is killed, crashes or is terminated while the dialog is open"""
        for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM):
            with self.subTest(signal=number.name):
                message, content = self.flagged()
                os.kill(self.host_pid(), number)
                self.thunderbird.wait_for_no_dialog()
                shown = self.shown_in(self.page())
                self.assertIn(UNCHECKED, shown)
                self.assertIn("stopped before it was done", shown)
                self.page("Go Back")
                self.assert_held(message, content)
                self.thunderbird.wait_for_no_page()
                self.sends_as_ever()

    def test_host_stopped_while_the_dialog_is_open(self):
        """Row 3: the host is stopped while the dialog is open"""
        message, content = self.flagged()
        os.kill(self.host_pid(), signal.SIGSTOP)
        self.assertIn("does not answer", self.shown_in(self.page()))
        self.page("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_page()
        # Thunderbird kills the stopped host, and that takes its dialog along.
        self.thunderbird.wait_for_no_dialog()
        self.sends_as_ever()

    def test_dialog_killed(self):
        """Row 21: the dialog is killed, crashes or is terminated"""
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV):
            with self.subTest(signal=number.name):
                message, content = self.flagged()
                for pid in self.dialog_pids():
                    os.kill(pid, number)
                self.assert_held(message, content)
                shown = self.shown_in(self.page())
                self.assertIn("This message was not sent", shown)
                self.assertIn("ended before you had answered it", shown)
                self.assertIn("Send it again", shown)
                self.assertNotIn("Send Anyway", shown)
                self.page("Close")
                self.thunderbird.wait_for_no_page()
                message.send()
                self.dialog("Correct and Send")
                self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])


class NoDisplay(GuardTest):
    """The host asks in vain for its dialog: the same question inside Thunderbird."""

    def setUp(self):
        super().setUp()
        self.host_without_display()

    def ask(self, **fields):
        message = self.compose(**(fields or {"to": [f'"Smith, John" <{STRAY}>', "jane@example.org"]}))
        message.send()
        return message

    def test_the_same_question(self):
        """Row 24: no display: the same question inside Thunderbird"""
        message = self.compose(to=[f"John Smith <{STRAY}>"], cc=["jane@example.org"])
        content = message.content()
        message.send()
        page = self.page()
        self.assertEqual(self.accessible.name(self.accessible.find(page, "heading")), "This message would go to Mali")
        shown = self.shown_in(page)
        for text in (STRAY, "John Smith", "looks like one you trust", "You typed", "us.af.ml", "Probably meant", "Mali"):
            self.assertIn(text, shown)
        self.assertNotIn("jane@example.org", shown)
        self.page("Go Back")
        self.assert_held(message, content)

    def test_correct_and_send(self):
        message = self.ask()
        self.page("Correct and Send")
        mail = self.arrived(message)
        self.assertEqual(mail.addresses("to"), [("Smith, John", STRAY_MEANT), ("", "jane@example.org")])
        self.assertEqual(mail.recipients, [STRAY_MEANT, "jane@example.org"])

    def test_two_and_a_list(self):
        self.thunderbird.add_list("Plan", [("Ann", "ann@army.ml"), ("", "jane@example.org")])
        message = self.ask(to=["Plan <Plan>"], bcc=[STRAY])
        self.assertIn("member of the list “Plan”", self.shown_in(self.page()))
        self.page("Correct 2 and Send")
        self.assertEqual(self.arrived(message).recipients, ["ann@army.mil", "jane@example.org", STRAY_MEANT])

    def test_asked_afresh_however_it_was_answered(self):
        message = self.ask()
        self.page("Go Back")
        message.wait_until_back()
        self.thunderbird.wait_for_no_page()
        message.send()
        self.page("Go Back")
        message.wait_until_back()
        self.thunderbird.wait_for_no_page()
        message.set_recipients(to=["ann@army.ml"])
        message.send()
        self.assertIn("ann@army.ml", self.shown_in(self.page()))
        self.page("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, ["ann@army.mil"])
