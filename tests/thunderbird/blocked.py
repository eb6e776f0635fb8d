# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the organisation blocks stays blocked in Thunderbird, whoever sends and however the address is spelled."""

import guarded
from guarded import STRAY, GuardTest

BLOCKED = "Your organisation does not allow mail to this address."

setUpModule = guarded.set_up_module


class Blocked(GuardTest):
    options = {"env": {"GSETTINGS_BACKEND": "keyfile"}}

    def setUp(self):
        guarded.set_settings("when-high='block'\n")
        super().setUp()

    def assert_blocked(self, message):
        content = message.content()
        message.send()
        window = self.dialog()
        self.assertIn(BLOCKED, self.shown_in(window))
        choices = [self.accessible.name(found) for found in self.accessible.find_all(window, "radio button")]
        self.assertIn("Leave out", choices)
        self.assertFalse([choice for choice in choices if choice.startswith("Keep")])
        self.answer(window, "Go Back")
        self.assert_held(message, content)
        message.close()

    def test_customised_sender_lifts_no_block(self):
        """Row 53: a From customised to a look-alike, to a foreign government's domain, and to the domain itself"""
        for sender in ("me@shop.ml", "me@gouv.ml", "me@us.af.ml"):
            with self.subTest(sender.partition("@")[2]):
                message = self.compose(to=[STRAY])
                message.customise_sender(f"Me <{sender}>")
                self.assert_blocked(message)

    def test_odd_labels_lift_no_block(self):
        """Row 56: a message to labels that cannot be read can be held, and nothing else"""
        for address in ("x@_.us.af.ml", "x@-a.us.af.ml", "x@us..af.ml", f"x@{'a' * 64}.us.af.ml"):
            with self.subTest(address.partition("@")[2][:8]):
                self.assert_blocked(self.compose(to=[address]))
