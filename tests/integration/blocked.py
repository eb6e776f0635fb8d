# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the organisation blocks stays blocked, whoever sends and whatever the address looks like."""

from answer_test import AIR_FORCE, CLEAN, AnswerTest, choice
from native import check, hello
from waiting import wait_until

BLOCKED = "when-high='block'\n"
GO_BACK = "shown()\nanswer('go-back')"
KEEP = """
shown()
say(type="answer", token=question["token"], id=question["id"], answer="send",
    choices=[{"index": finding["index"], "choice": "keep"} for finding in question["findings"]])
"""

# What is no address, and where a person, or a mail server, could take it to go.
UNREADABLE = ["x@-a.us.af.ml", "x@us..af.ml", "x@us.af.m\u200dl", f"x@{'a' * 64}.us.af.ml", f"{'x' * 1025}@us.af.ml",
              "x y@us.af.ml", "a@army.mil, b@us.af.ml", "Planning <Planning>", "x@[192.0.2.1]", "nobody"]
# Nothing that can be read of these is abroad.
UNREADABLE_AT_HOME = ["x@-a.example.org", "x@us..af.mil", f"{'x' * 1025}@example.org"]


class BlockedTest(AnswerTest):
    def assert_blocked(self, *recipients, settings=BLOCKED, **options):
        """Neither an answer that keeps them nor one inside Thunderbird lets the message out."""
        self.assert_decision(self.start(KEEP, settings).ask(check("c1", *recipients, **options)), "hold", "no-answer")
        self.assertTrue(all(finding.get("blocked") for finding in self.question()["findings"]))
        host = self.start("sys.exit(3)", settings)
        self.assert_decision(host.ask(check("c1", *recipients, **options)), "ask", "could-not-show")
        host.send({"type": "answer", "id": "c1", "answer": "send", "choices": [choice(0, "keep")]})
        self.assertEqual(host.receive()["code"], "bad-message")


class Senders(BlockedTest):
    SENDERS = ["me@gouv.ml", "me@shop.ml", "me@us.af.ml", "Me <me@firma.ml>", "me@army.mil", ""]

    def test_no_sender_lifts_a_block(self):
        """Row 53: a From of any domain, a foreign government's and a look-alike's among them"""
        for sender in self.SENDERS:
            with self.subTest(sender.partition("@")[2]):
                self.assert_blocked(AIR_FORCE, sender=sender)

    def test_sender_that_is_a_lookalike_is_not_trusted(self):
        """Row 53: a sender that is itself a look-alike: it is not trusted, and the person is told once"""
        host = self.start(GO_BACK)
        for id in ("c1", "c2"):
            self.assert_decision(host.ask(check(id, "mary@shop.ml", sender="me@shop.ml")), "hold", "go-back")
        wait_until(lambda: self.asked_for("notice"), "the notice")
        self.assertEqual([(notice["notice"], notice["corrections"]) for notice in self.asked_for("notice")],
                         [("sender", [{"from": "me@shop.ml", "to": "me@shop.mil"}])])

    def test_sender_abroad_is_at_home_there(self):
        self.assert_decision(self.start(GO_BACK).ask(check("c1", "mary@firma.de", sender="me@firma.de")), "send", "clean")


class Unreadable(BlockedTest):
    def test_what_cannot_be_read_is_blocked(self):
        """Row 56: hyphens, dots, joiners, labels and local parts that are too long, two addresses in one, none at all"""
        for number, address in enumerate(UNREADABLE):
            with self.subTest(number):
                self.assert_blocked(address)

    def test_an_underscore_is_read(self):
        """Row 56: an underscore in a label, which mail systems use in names of their own"""
        self.assert_blocked("x@_.us.af.ml")
        self.assert_decision(self.ask(GO_BACK, "ops@my_host.corp.local", settings=BLOCKED), "send", "clean")

    def test_what_is_readably_not_abroad_is_asked_about(self):
        """Row 56: what can be read of it is not blocked, so it is asked about as ever"""
        for number, address in enumerate(UNREADABLE_AT_HOME):
            with self.subTest(number):
                self.assert_decision(self.ask(KEEP, address, settings=BLOCKED), "send", "send-anyway")

    def test_by_its_severity(self):
        """Row 56: where what it looks like is only asked about, so is it"""
        self.assert_decision(self.ask(KEEP, "x@-a.us.af.ml", settings="when-medium='block'\n"), "send", "send-anyway")

    def test_without_a_block_it_is_asked_about(self):
        for number, address in enumerate(UNREADABLE + UNREADABLE_AT_HOME):
            with self.subTest(number):
                self.assert_decision(self.ask(KEEP, address), "send", "send-anyway")

    def test_named_before_there_is_an_answer(self):
        """Row 56: the client knows of it even if the host dies with the question open"""
        self.ask(GO_BACK, CLEAN, "x@us..af.ml", "nobody", settings=BLOCKED)
        self.assertEqual(self.host.asking, [{"type": "asking", "id": "c1", "blocked": [1, 2]}])


class Hello(AnswerTest):
    def blocks(self, host):
        return host.ask(hello(3, 3))["blocks"]

    def test_says_whether_anything_is_blocked(self):
        """Row 54: a client that hears nothing more must know whether something may be blocked"""
        for settings, blocks in (("", False), (BLOCKED, True), ("when-low='block'\n", True), ("when-high='tell'\n", False)):
            with self.subTest(settings):
                self.assertEqual(self.blocks(self.start(GO_BACK, settings)), blocks)

    def test_is_answered_while_thousands_are_judged(self):
        """Row 54: hello is answered while 10,000 recipients are judged"""
        host = self.start(GO_BACK)
        host.send(check("c1", *(f"a@x{number}.ro" for number in range(10_000))), hello(3, 3))
        self.assertEqual([host.receive()["type"] for _ in range(2)], ["hello", "decision"])
