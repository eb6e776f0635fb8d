# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second add-on that changes the recipients when Straymail has already looked at them.

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
class Added(GuardTest):
    def setUp(self):
        fresh = self.thunderbird is None or not self.thunderbird.alive
        super().setUp()
        if fresh:
            self.thunderbird.install_package(ADDER, "adder@straymail.org")
        self.notifications = Notifications(guarded.desktop).__enter__()
        self.addCleanup(self.notifications.__exit__)

    def compose_adding(self, address, **fields):
        return self.thunderbird.compose(subject=f"{self.id()} adds:{address}", **fields)

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
