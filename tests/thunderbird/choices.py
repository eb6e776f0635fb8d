# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is chosen for each domain in the dialog is what Thunderbird sends."""

import guarded
from guarded import GuardTest

setUpModule = guarded.set_up_module

AIR_FORCE, AIR_FORCE_MEANT = "john@us.af.ml", "john@us.af.mil"
MAIL, MAIL_MEANT = "ann@gmail.cm", "ann@gmail.com"
CLEAN = "jane@example.org"


class Choices(GuardTest):
    options = {"env": {"GSETTINGS_BACKEND": "keyfile"}}

    def answer(self, choices, button):
        window = self.thunderbird.wait_for_dialog()
        for choice in choices:
            self.accessible.choose(window, choice)
        self.accessible.press(window, button)

    def test_each_domain_by_itself(self):
        rows = [
            (["Leave out"], "Leave Out 2 and Send", [CLEAN]),
            (["Keep gmail.cm"], "Correct 1, Keep 1 and Send", [AIR_FORCE_MEANT, CLEAN, MAIL]),
            (["Keep us.af.ml", "Keep gmail.cm"], "Send Anyway", [AIR_FORCE, CLEAN, MAIL]),
            ([], "Correct 2 and Send", [AIR_FORCE_MEANT, CLEAN, MAIL_MEANT]),
        ]
        for choices, button, recipients in rows:
            with self.subTest(button):
                message = self.compose(to=[f"John <{AIR_FORCE}>", CLEAN], cc=[MAIL])
                message.send()
                self.answer(choices, button)
                self.assertEqual(sorted(self.arrived(message).recipients), sorted(recipients))
                self.thunderbird.wait_for_no_dialog()

    def test_a_member_of_a_list_is_left_out(self):
        self.thunderbird.add_list("Planning", [("Jane", CLEAN), ("John", AIR_FORCE)])
        message = self.compose(to=["Planning <Planning>"])
        message.send()
        self.answer(["Leave out"], "Leave Out and Send")
        self.assertEqual(self.arrived(message).recipients, [CLEAN])

    def test_not_asked_again(self):
        self.addCleanup(guarded.keyfile().unlink, missing_ok=True)
        for button in ("Send to Mali Anyway", None):
            message = self.compose(to=[AIR_FORCE])
            message.send()
            if button:
                self.answer(["Keep us.af.ml", "Don’t ask again about this domain"], button)
            self.assertEqual(self.arrived(message).recipients, [AIR_FORCE])
