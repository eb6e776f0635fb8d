# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to a message that could not be checked is what policies.json says."""

import json
import os
import signal

import guarded
from guarded import STRAY, UNCHECKED, GuardTest
from waiting import wait_until

CLEAN = "jane@example.org"
FINDING = {"index": 0, "field": "to", "address": STRAY, "verdict": "lookalike", "domain": "us.af.ml",
           "country": "ML", "country_name": "Mali", "resembles": "us.af.mil",
           "marks": {"domain": [], "resembles": [[7, 1]]}}

setUpModule = guarded.set_up_module


def policy(rule):
    extensions = {"straymail@straymail.org": {"when-unavailable": rule}}
    return {"host": False, "policies": {"3rdparty": {"Extensions": extensions}}}


class UnavailableTest(GuardTest):
    def send(self, *recipients):
        message = self.compose(to=list(recipients or [CLEAN]))
        self.content = message.content()
        message.send()
        return message

    def decide(self, **decision):
        """Has a host that is played answer every check so."""
        (guarded.desktop.home / "decision.json").write_text(json.dumps(decision))
        self.play_host()

    def ask_about_stray(self, **more):
        self.decide(action="ask", reason="could-not-show", flagged=1, findings=[{**FINDING, **more}], recipients=1,
                    delay=0, leave_out=False, typing=False)

    def assert_asked(self):
        message = self.send()
        self.assertIn("look at every address first", self.shown_in(self.page()))
        self.page("Send Anyway")
        self.arrived(message)
        self.thunderbird.wait_for_no_page()

    def wait_until_told(self, why):
        told = wait_until(lambda: [body for summary, body in self.notifications() if summary == UNCHECKED and why in body],
                          "a notification says so")
        self.assertIn("The message is sent all the same", told[0])

    def assert_held_and_told(self, message, why):
        shown = self.shown_in(self.page())
        self.assertIn(UNCHECKED, shown)
        self.assertIn(why, shown)
        self.assertNotIn("Send Anyway", shown)
        self.assertNotIn("If you send it anyway", shown)
        self.assert_held(message, self.content)
        self.page("Close")
        self.thunderbird.wait_for_no_page()


class Ask(UnavailableTest):
    options = policy("ask")

    def test_asked(self):
        self.assert_asked()

    def test_what_is_blocked_stays_blocked_when_the_host_is_gone(self):
        self.ask_about_stray(blocked=True)
        message = self.send(STRAY)
        self.assertNotIn("Send Anyway", self.shown_in(self.page()))
        self.page("Go Back")
        message.wait_until_back()
        self.thunderbird.wait_for_no_page()
        self.thunderbird.remove_host()
        self.stop_host()
        message.send()
        self.assert_held_and_told(message, "Your organisation does not allow mail to one of its addresses.")
        message.close()
        self.assert_asked()


class BlockedTest(UnavailableTest):
    """The real host, and settings under which it blocks what its dialog asks about."""

    def setUp(self):
        super().setUp()
        self.stop_host()
        self.addCleanup(guarded.set_settings("when-high='block'\n").unlink)
        self.thunderbird.install_host()


class Blocked(BlockedTest):
    options = {**policy("ask"), "env": {"GSETTINGS_BACKEND": "keyfile"}}

    def assert_stays_blocked(self, message):
        self.thunderbird.remove_host()
        self.stop_host()
        message.send()
        self.assert_held_and_told(message, "Your organisation does not allow mail to one of its addresses.")

    def test_what_the_dialog_went_back_from_stays_blocked_when_the_host_is_gone(self):
        message = self.send("ann@army.ml")
        self.dialog("Go Back")
        message.wait_until_back()
        self.assert_stays_blocked(message)

    def test_what_the_host_asked_about_when_it_was_killed_stays_blocked(self):
        """Row 20: the host is killed while it asks about what is blocked"""
        message = self.send(STRAY)
        self.dialog()
        self.stop_host()
        self.assert_held_and_told(message, "Your organisation does not allow mail to one of its addresses.")
        self.assert_stays_blocked(message)


class BlockedAndSend(BlockedTest):
    options = {**policy("send"), "env": {"GSETTINGS_BACKEND": "keyfile"}}

    def test_what_a_host_that_hangs_had_is_not_sent(self):
        """Row 54: the host hangs over a check, unchecked messages are to be sent, and this one might be blocked"""
        for recipient in (CLEAN, STRAY):
            with self.subTest(recipient):
                message = self.compose(to=[recipient])
                self.content = message.content()
                wait_until(lambda: message.straymail_button()["tooltip"] == "Straymail is on", "the host is greeted")
                os.kill(self.host_pid(), signal.SIGSTOP)
                message.send()
                self.assert_held_and_told(message, "Your organisation lets no message out that could not be checked.")
                self.stop_host()
                message.send()
                if recipient == CLEAN:
                    self.arrived(message)
                else:
                    self.assertIn("does not allow mail to this address", self.shown_in(self.dialog()))
                    self.dialog("Go Back")
                    self.assert_held(message, self.content)


class Hold(UnavailableTest):
    options = policy("hold")

    def test_held_and_told(self):
        self.assert_held_and_told(self.send(), "Your organisation lets no message out that could not be checked.")

    def test_what_was_flagged_is_asked_about(self):
        self.ask_about_stray()
        message = self.send(STRAY)
        self.thunderbird.choose_in_page("Keep us.af.ml")
        self.page("Send to Mali Anyway")
        self.arrived(message)


class Send(UnavailableTest):
    options = policy("send")

    def test_sent_and_told(self):
        message = self.send()
        self.arrived(message)
        self.assertEqual(self.thunderbird.page_windows(), [])
        self.wait_until_told("is not installed on this computer")

    def test_what_was_flagged_is_asked_about(self):
        self.ask_about_stray()
        message = self.send(STRAY)
        self.page("Go Back")
        self.assert_held(message, self.content)


    def test_what_was_asked_about_when_the_host_was_killed_is_not_sent(self):
        """Row 20: the host is killed while it asks, and unchecked messages are to be sent"""
        self.thunderbird.install_host()
        message = self.send(STRAY)
        self.dialog()
        os.kill(self.host_pid(), signal.SIGKILL)
        self.assertIn(UNCHECKED, self.shown_in(self.page()))
        self.page("Go Back")
        self.assert_held(message, self.content)


class BlocksTest(UnavailableTest):
    """A host says that something is blocked, and then nothing of the message. Whatever the rule is that is set."""

    HANGS = "import signal; os.kill(os.getpid(), signal.SIGSTOP)"

    def assert_never_unasked(self, behaviour):
        self.play_faulty_host(behaviour, blocks=True)
        message = self.send()
        self.assert_held_and_told(message, "Your organisation lets no message out that could not be checked.")
        # Another one lives, and the message is what it was.
        self.play_faulty_host("decide()", blocks=True)
        message.send()
        self.arrived(message)

    def assert_asked_without_a_host(self):
        self.play_faulty_host("decide()", blocks=True)
        self.arrived(self.send())
        self.thunderbird.remove_host()
        self.stop_host()
        self.assert_asked()


class BlocksAndSend(BlocksTest):
    options = policy("send")

    def test_a_host_that_hangs(self):
        """Row 54: a host greets, hears the check and hangs; it may be one that is blocked"""
        self.assert_never_unasked(self.HANGS)

    def test_a_host_that_is_killed(self):
        """Rows 20, 54: the same, and it is killed"""
        self.assert_never_unasked("sys.exit(1)")

    def test_no_host(self):
        """Row 41: there is no host any more, and the last one said that something is blocked"""
        self.assert_asked_without_a_host()

    def test_until_a_host_says_otherwise(self):
        self.assert_asked_without_a_host()
        self.play_faulty_host("decide()", blocks=False)
        self.arrived(self.send())
        self.play_faulty_host("sys.exit(1)", blocks=False)
        self.arrived(self.send())
        self.wait_until_told("stopped before it was done")


class BlocksAndAsk(BlocksTest):
    options = policy("ask")

    def test_a_host_that_hangs(self):
        """Row 54: a host greets, hears the check and hangs: a locked block does not become a question"""
        self.assert_never_unasked(self.HANGS)

    def test_no_host(self):
        self.assert_asked_without_a_host()


class NotUnderstood(UnavailableTest):
    options = policy("SEND")

    def test_held_and_said_in_the_console(self):
        self.assert_held_and_told(self.send(), "Your organisation lets no message out that could not be checked.")
        self.assertRegex(self.thunderbird.console(),
                         r'the policy when-unavailable is \\*"SEND\\*", which is none of .*; taken as .*hold')
