# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a host may decide, and what becomes of it: the extension with a host that is played."""

import json

import guarded
from waiting import wait_until
from guarded import GuardTest

STRAY = "john.smith@us.af.ml"
STRAY_MEANT = "john.smith@us.af.mil"

setUpModule = guarded.set_up_module


class DecisionTest(GuardTest):
    def setUp(self):
        super().setUp()
        self.play_host()

    def decide(self, **decision):
        (guarded.desktop.home / "decision.json").write_text(json.dumps(decision))


class LeftOut(DecisionTest):
    def leave_out(self, removals, corrections=()):
        """`removals` and `corrections` are (index, from) and (index, from, to)."""
        self.decide(action="correct", reason="corrected",
                    corrections=[dict(zip(("index", "from", "to"), each)) for each in corrections],
                    removals=[dict(zip(("index", "from"), each)) for each in removals])

    def test_one_of_two(self):
        self.leave_out([(0, STRAY)])
        message = self.compose(to=[f"John <{STRAY}>", '"Doe, Jane" <jane@example.org>'], cc=["ann@example.org"])
        message.send()
        mail = self.arrived(message)
        self.assertEqual(mail.recipients, ["jane@example.org", "ann@example.org"])
        self.assertEqual(mail.addresses("to"), [("Doe, Jane", "jane@example.org")])

    def test_a_whole_field(self):
        self.leave_out([(0, STRAY), (1, "ann@army.ml")])
        message = self.compose(to=[f"John <{STRAY}>", "ann@army.ml"], bcc=["quiet@example.org"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["quiet@example.org"])

    def test_one_is_left_out_and_one_corrected(self):
        self.leave_out([(1, "ann@army.ml")], [(0, STRAY, STRAY_MEANT)])
        message = self.compose(to=[f"John <{STRAY}>"], bcc=["ann@army.ml"])
        message.send_later()
        wait_until(lambda: message.subject in self.thunderbird.outbox(), "the message is in the Outbox")
        self.thunderbird.send_outbox()
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])

    def test_member_of_a_list(self):
        self.thunderbird.add_list("Plan", [("John", STRAY), ("Jane", "jane@example.org")])
        self.leave_out([(0, STRAY)])
        message = self.compose(to=["Plan <Plan>"])
        message.send()
        mail = self.arrived(message)
        self.assertEqual(mail.recipients, ["jane@example.org"])
        self.assertEqual(mail.addresses("to"), [("Jane", "jane@example.org")])

    def test_nobody_left(self):
        self.leave_out([(0, STRAY)])
        message = self.compose(to=[f"John <{STRAY}>"])
        content = message.content()
        message.send()
        shown = self.shown_in(self.page())
        self.assertIn("This message was not sent", shown)
        self.assertIn("nobody to send it to", shown)
        self.assertNotIn("Send Anyway", shown)
        self.page("Close")
        self.assert_held(message, content)


class Blocked(DecisionTest):
    finding = {"index": 0, "field": "to", "address": STRAY, "verdict": "lookalike", "domain": "us.af.ml",
               "country": "ML", "country_name": "Mali", "resembles": "us.af.mil", "blocked": True,
               "marks": {"domain": [], "resembles": [[7, 1]]}}
    organisation = {"text": "We write to <b>known</b> partners only.\nThank you.", "contact": "the service desk, 0100"}

    def ask(self, finding):
        self.decide(action="ask", reason="could-not-show", flagged=1, findings=[finding], recipients=2, delay=0,
                    leave_out=False, typing=False, organisation=self.organisation)
        message = self.compose(to=[f"John <{STRAY}>", "jane@example.org"])
        content = message.content()
        message.send()
        return message, content, self.shown_in(self.page())

    def test_asked_inside_thunderbird(self):
        message, content, shown = self.ask(self.finding)
        for text in (STRAY, "does not allow mail to this address", *self.organisation["text"].split("\n"),
                     "If you are not sure, ask here: the service desk, 0100"):
            self.assertIn(text, shown)
        for text in ("Send Anyway", "Correct and Send"):
            self.assertNotIn(text, shown)
        self.page("Go Back")
        self.assert_held(message, content)

    def test_corrected(self):
        message, _, shown = self.ask({**self.finding, "suggestion": STRAY_MEANT})
        self.assertNotIn("Send Anyway", shown)
        self.page("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT, "jane@example.org"])
