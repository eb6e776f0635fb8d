# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second add-on that changes the recipients before Straymail looks at them, while it asks, and when it has looked.

Thunderbird runs the listeners in the order in which their add-ons were installed, and
tells from version 147 on what it sent."""

import pathlib
import subprocess
import unittest

import guarded
from guarded import GuardTest
from notifications import Notifications
from waiting import wait_until

STRAY, MEANT = "john.smith@us.af.ml", "john.smith@us.af.mil"
ADDER = pathlib.Path(__file__).resolve().parent / "adder"
TOLD_FROM = 147

setUpModule = guarded.set_up_module


def thunderbird_version():
    said = subprocess.run(["thunderbird", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[-1].split(".")[0])


@unittest.skipIf(thunderbird_version() < TOLD_FROM, "this Thunderbird does not tell what it sent")
class AddedTest(GuardTest):
    def setUp(self):
        fresh = self.thunderbird is None or not self.thunderbird.alive
        super().setUp()
        if fresh:
            self.thunderbird.install_package(ADDER, "adder@straymail.org")
            if not self.options.get("extension", True):
                self.thunderbird.install_extension()
        self.notifications = Notifications(guarded.desktop).__enter__()
        self.addCleanup(self.notifications.__exit__)

    def compose_adding(self, address, how="adds", **fields):
        return self.thunderbird.compose(subject=f"{self.id()} {how}:{address}", **fields)

    def is_asked(self, message):
        """Whether there is another question, which comes before anything is sent, or none."""
        wait_until(lambda: self.thunderbird.dialogs() or not message.is_open(), "the decision")
        return bool(self.thunderbird.dialogs()) and not guarded.sink.with_subject(message.subject)

    def assert_told_of_alone(self, address):
        self.notifications.wait_for_one()
        told = self.notifications.told()
        self.assertEqual(told["summary"], "A recipient was added after the check")
        self.assertIn(address, told["body"])
        self.assertNotIn("example.org", told["body"])


class Earlier(AddedTest):
    """Its listener runs before Straymail's."""

    options = {"extension": False}

    def test_before_the_check(self):
        """Row 60: another add-on adds a recipient before the check"""
        message = self.compose_adding(STRAY, to=["Jane <jane@example.org>"])
        message.send()
        self.dialog("Go Back")
        message.wait_until_back()
        self.assertEqual(guarded.sink.with_subject(message.subject), [])

    def test_while_it_is_asked(self):
        """Rows 52, 60: another add-on writes a recipient into the window while the dialog asks about another one"""
        message = self.compose_adding("mary@army.ml", "soon", to=["Jane <jane@example.org>", STRAY])
        message.send()
        window = self.dialog()
        self.assertNotIn("mary@army.ml", self.shown_in(window))
        self.answer(window, "Send Anyway")
        self.assertTrue(self.is_asked(message))
        self.dialog("Correct 2 and Send")
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org", MEANT, "mary@army.mil"])
        self.notifications.wait_for_one()  # of the correction

    def test_in_the_tick_after_send(self):
        """Rows 52, 60: another add-on writes a recipient into the window while a check goes on that clears the others"""
        message = self.compose_adding(STRAY, "soon", to=["Jane <jane@example.org>"])
        message.send()
        self.assertTrue(self.is_asked(message))
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org", MEANT])
        self.notifications.wait_for_one()  # of the correction

    def test_in_the_tick_after_send_to_many(self):
        """Rows 31, 52: the same with so many that they are read once more only where it took long: told afterwards"""
        many = [f"n{i}@example.org" for i in range(30)]
        message = self.compose_adding(STRAY, "soon", to=many)
        message.send()
        if self.is_asked(message):
            self.dialog("Go Back")
            message.wait_until_back()
            return
        self.assertEqual(self.arrived(message).recipients, [*many, STRAY])
        self.assert_told_of_alone(STRAY)


class Spelling(AddedTest):
    """Thunderbird asks about the spelling when Straymail has decided, and leaves the window unlocked."""

    options = {"prefs": {"mail.SpellCheckBeforeSend": True}}

    def in_the_spelling_window(self, body):
        return self.thunderbird.script("""
            const found = [...Services.wm.getEnumerator(null)].find(w => w.location.href.endsWith("EdSpellCheck.xhtml"));
            const button = found?.document.getElementById("Send");
        """ + body)

    def test_who_is_written_into_the_window_then(self):
        """Rows 31, 52: a recipient is written into the window while Thunderbird asks about the spelling, and read there"""
        self.thunderbird.add_list("Team", [("Ann", "ann@example.org")])
        message = self.thunderbird.compose(to=["Team <Team>"], subject=self.id(), body="Helllo wrold\n")
        message.send()
        wait_until(lambda: self.in_the_spelling_window("return !!button;"), "Thunderbird asks about the spelling")
        message.set_recipients(cc=[STRAY])
        message.read_details()
        self.in_the_spelling_window("found.setTimeout(() => button.click());")
        self.assertEqual(self.arrived(message).recipients, ["ann@example.org", STRAY])
        self.assert_told_of_alone(STRAY)


class Added(AddedTest):
    """Its listener runs when Straymail has decided."""

    def test_beside_a_list(self):
        """Rows 31, 52: another add-on adds a recipient when a list has given way to its members"""
        self.thunderbird.add_list("Team", [("Ann", "ann@example.org"), ("Bob", "bob@example.org")])
        message = self.compose_adding(STRAY, to=["Team <Team>"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["ann@example.org", "bob@example.org", STRAY])
        self.assert_told_of_alone(STRAY)

    def test_a_list(self):
        """Rows 31, 52: another add-on adds a list, which Thunderbird opens"""
        self.thunderbird.add_list("Team", [("Ann", "ann@example.org"), ("John", STRAY)])
        message = self.compose_adding("Team <Team>", to=["Jane <jane@example.org>"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org", "ann@example.org", STRAY])
        self.assert_told_of_alone(STRAY)

    def test_look_alike(self):
        """Row 31: another add-on adds a recipient after the check"""
        message = self.compose_adding(STRAY, to=["Jane <jane@example.org>"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org", STRAY])
        self.notifications.wait_for_one()
        told = self.notifications.told()
        self.assertEqual(told["summary"], "A recipient was added after the check")
        self.assertIn(STRAY, told["body"])
        self.assertIn(MEANT, told["body"])

    def test_beside_a_correction(self):
        message = self.compose_adding("mary@army.ml", to=[f"John <{STRAY}>"])
        message.send()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, [MEANT, "mary@army.ml"])
        wait_until(lambda: self.notifications.count() == 2, "both notifications are on the screen")
        summaries = {told["summary"] for told in self.notifications.all()}
        self.assertEqual(summaries, {"Corrected and sent to", "A recipient was added after the check"})

    def test_what_is_clean_goes_out_without_a_word(self):
        message = self.compose_adding("archive@example.org", to=["jane@example.org"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org", "archive@example.org"])
        # What there was to tell of the first would have been told before this.
        message = self.compose_adding(STRAY, to=["jane@example.org"])
        message.send()
        self.arrived(message)
        self.notifications.wait_for_one()
        self.assertIn(STRAY, self.notifications.told()["body"])



if __name__ == "__main__":
    unittest.main()
