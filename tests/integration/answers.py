# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes of an answer, and what the settings allow, with protocol version 3."""

import hashlib
import json
import pathlib

from answer_test import AIR_FORCE, CLEAN, FIX, AnswerTest, choice
from native import check
from waiting import wait_until

OTHER = "mary@us.af.ml"
GMAIL, GMAIL_FIX = "ann@gmail.cm", "ann@gmail.com"

CHOOSES = """
shown()
say(type="answer", token=question["token"], id=question["id"], answer="send", choices={0!r})
"""


class Choices(AnswerTest):
    def test_by_domain(self):
        rows = [
            ("correct", "correct", [(0, AIR_FORCE, FIX), (3, OTHER, "mary@us.af.mil"), (2, GMAIL, GMAIL_FIX)], []),
            ("correct", "keep", [(0, AIR_FORCE, FIX), (3, OTHER, "mary@us.af.mil")], []),
            ("keep", "correct", [(2, GMAIL, GMAIL_FIX)], []),
            ("leave-out", "keep", [], [(0, AIR_FORCE), (3, OTHER)]),
            ("leave-out", "correct", [(2, GMAIL, GMAIL_FIX)], [(0, AIR_FORCE), (3, OTHER)]),
            ("leave-out", "leave-out", [], [(0, AIR_FORCE), (2, GMAIL), (3, OTHER)]),
        ]
        for first, second, corrections, removals in rows:
            with self.subTest(first=first, second=second):
                reply = self.ask(CHOOSES.format([choice(0, first), choice(2, second)]),
                                 AIR_FORCE, CLEAN, GMAIL, OTHER)
                self.assert_decision(reply, "correct", "corrected")
                self.assertEqual([(c["index"], c["from"], c["to"]) for c in reply["corrections"]], sorted(corrections))
                self.assertEqual([(r["index"], r["from"]) for r in reply["removals"]], removals)

    def test_all_kept(self):
        reply = self.ask(CHOOSES.format([choice(0, "keep"), choice(2, "keep")]), AIR_FORCE, CLEAN, GMAIL)
        self.assert_decision(reply, "send", "send-anyway")

    def test_unparsable_each_by_itself(self):
        reply = self.ask(CHOOSES.format([choice(0, "leave-out"), choice(1, "keep")]), "nobody", "no body")
        self.assert_decision(reply, "correct", "corrected")
        self.assertEqual(reply["removals"], [{"index": 0, "from": "nobody"}])

    def test_the_rest(self):
        addresses = [f"person{i}@us.af.ml" for i in range(600)]
        for word, count in (("correct", 600), ("leave-out", 600)):
            with self.subTest(word):
                reply = self.ask(f"shown()\nanswer({word!r})", *addresses)
                self.assertEqual(len(reply["corrections"] + reply["removals"]), count)

    def test_the_rest_is_answered_by_itself(self):
        addresses = [f"person{i}@us.af.ml" for i in range(600)]
        for shown, rest, corrections, removals in (("keep", "leave-out", 0, 100), ("correct", "leave-out", 500, 100),
                                                   ("leave-out", "keep", 0, 500), ("correct", "keep", 500, 0)):
            with self.subTest(shown=shown, rest=rest):
                reply = self.ask(f"shown()\nanswer({shown!r}, rest={rest!r})", *addresses)
                self.assert_decision(reply, "correct", "corrected")
                self.assertEqual([len(reply["corrections"]), len(reply["removals"])], [corrections, removals])

    def test_what_cannot_be_done_with_the_rest(self):
        # Of 501 that are blocked one cannot be read, and so not corrected: it is shown.
        addresses = [f"person{i}@us.af.ml" for i in range(500)] + ["nobody"]
        reply = self.ask("shown()\nanswer('go-back')", *addresses, settings="when-high='block'\n")
        self.assert_decision(reply, "hold", "go-back")
        findings = self.question()["findings"]
        self.assertEqual(len(findings), 500)
        self.assertEqual([finding["address"] for finding in findings if "suggestion" not in finding], ["nobody"])
        self.assertTrue(any(finding.get("blocked") for finding in findings))

    def test_more_than_a_reply_can_leave_out(self):
        addresses = [f"{i:04}{'x' * 115}@us.af.ml" for i in range(9999)]
        reply = self.ask("shown()\nanswer('leave-out')", *addresses)
        self.assertFalse(self.question()["leave_out"])
        self.assert_decision(reply, "hold", "no-answer")

    def test_the_protocol_it_was_asked_in(self):
        host = self.start("shown()\nnote('shown', 1)\nwait = channel.recv(1)")
        host.send(check("c1", AIR_FORCE))
        wait_until((host.notes / "shown").exists, "the question")
        self.assertEqual(host.ask({"type": "hello", "protocol": [1, 2], "version": "0"})["protocol"], 2)
        self.assertIn("digest", host.ask({"type": "withdraw", "id": "c1"}))

    def test_what_the_question_says(self):
        self.ask("shown()\nanswer('go-back')", AIR_FORCE, CLEAN, settings="")
        question = self.question()
        self.assertEqual((question["recipients"], question["delay"], question["leave_out"], question["exception_days"],
                          question["typing"]), (2, 1000, True, 0, False))
        self.assertNotIn("organisation", question)

    def test_an_older_extension_cannot_leave_out(self):
        reply = self.ask("shown()\nanswer('leave-out')", AIR_FORCE, protocol=2)
        self.assertFalse(self.question()["leave_out"])
        self.assert_decision(reply, "hold", "no-answer")
        reply = self.ask("shown()\nanswer('correct')", AIR_FORCE, protocol=2)
        self.assertEqual(reply["corrections"], [{"index": 0, "from": AIR_FORCE, "to": FIX}])
        self.assertNotIn("removals", reply)


class Digest(AnswerTest):
    RECIPIENTS = [{"field": "bcc", "address": AIR_FORCE, "name": "John"}, {"field": "to", "address": "ü\t<x>"},
                  {"field": "cc", "address": CLEAN, "list": "Plan"}]

    def digest_of(self, reply):
        text = "".join(f"{each['field']}\0{each['address']}\0" for each in self.RECIPIENTS)
        self.assertEqual(reply["digest"], hashlib.sha256(text.encode()).hexdigest())

    def check(self, recipients):
        return {"type": "check", "id": "c1", "from": "", "recipients": recipients}

    def test_of_every_recipient_in_every_decision(self):
        correct = CHOOSES.format([choice(0, "correct"), choice(1, "leave-out")])
        for ui, action in [(correct, "correct"), ("shown()\nanswer('go-back')", "hold"), ("sys.exit(3)", "ask")]:
            with self.subTest(action):
                reply = self.start(ui).ask(self.check(self.RECIPIENTS))
                self.assertEqual(reply["action"], action)
                self.digest_of(reply)

    def test_of_a_clean_message(self):
        reply = self.ask("", CLEAN)
        self.assertEqual(reply["digest"], hashlib.sha256(f"to\0{CLEAN}\0".encode()).hexdigest())

    def test_from_version_3_on(self):
        self.assertNotIn("digest", self.ask("", CLEAN, protocol=2))


class Settings(AnswerTest):
    def test_policy_of_the_question(self):
        self.ask("shown()\nanswer('go-back')", AIR_FORCE, settings="allow-exceptions=false\nconfirm-by-typing=true\n"
                 "answer-delay=2500\norganisation-text='Ask first.'\norganisation-contact='4711'\n")
        question = self.question()
        self.assertNotIn("exception_days", question)
        self.assertEqual((question["delay"], question["typing"], question["organisation"]),
                         (2500, True, {"text": "Ask first.", "contact": "4711"}))

    def test_blocked(self):
        keep = "shown()\nanswer('keep')"
        self.assert_decision(self.ask(keep, AIR_FORCE, settings="when-high='block'\n"), "hold", "no-answer")
        self.assertTrue(self.question()["findings"][0]["blocked"])
        reply = self.ask("shown()\nanswer('correct')", AIR_FORCE, settings="when-high='block'\n")
        self.assert_decision(reply, "correct", "corrected")

    def test_blocked_without_a_dialog(self):
        for protocol, action, reason in ((2, "hold", "no-answer"), (3, "ask", "could-not-show")):
            with self.subTest(protocol=protocol):
                reply = self.ask("sys.exit(3)", AIR_FORCE, protocol=protocol,
                                 settings="when-high='block'\norganisation-text='No.'\n")
                self.assert_decision(reply, action, reason)
                if protocol == 3:
                    self.assertEqual(reply["organisation"], {"text": "No."})
                    self.assertTrue(reply["findings"][0]["blocked"])

    def test_blocked_with_a_long_word_of_the_organisation(self):
        addresses = [f"{'x' * 900}{i}@{'y' * 60}.us.af.ml" for i in range(500)]
        text = "\U0001f4ee" * 1000
        reply = self.ask("sys.exit(3)", *addresses,
                         settings=f"when-high='block'\norganisation-text='{text}'\norganisation-contact='{text}'\n")
        self.assert_decision(reply, "ask", "could-not-show")
        self.assertEqual(reply["organisation"], {"text": text, "contact": text})
        self.assertTrue(all(finding["blocked"] for finding in reply["findings"]))

    def test_blocked_is_blocked_however_many_wait(self):
        for protocol, action, reason in ((2, "hold", "no-answer"), (3, "ask", "busy")):
            with self.subTest(protocol=protocol):
                host = self.start("shown()\nwait_for_end()", "when-high='block'\n", protocol=protocol)
                host.send(*(check(f"c{i}", AIR_FORCE) for i in range(64)))
                reply = host.ask(check("c64", AIR_FORCE))
                self.assert_decision(reply, action, reason)
                if protocol == 3:
                    self.assertTrue(reply["findings"][0]["blocked"])

    def test_an_exception_lifts_no_block(self):
        exceptions = "exceptions={'us.af.ml': int64 0, 'gmail.cm': int64 0}\n"
        for settings, action in (("when-high='block'\n", "hold"), ("when-medium='block'\n", "send")):
            with self.subTest(settings=settings):
                reply = self.ask("shown()\nanswer('go-back')", AIR_FORCE, settings=settings + exceptions)
                self.assertEqual(reply["action"], action)

    def test_a_contact_lifts_no_block(self):
        contact = "jane@contoso.org.cz"
        for settings, action in (("when-medium='block'\n", "hold"), ("", "send")):
            with self.subTest(settings=settings):
                host = self.start("shown()\nanswer('go-back')", "trusted-domains=['contoso.org']\n" + settings)
                host.send({"type": "contacts", "addresses": [contact]})
                message = check("c1", contact)
                self.assertEqual(host.ask(message)["action"], action)

    def test_what_is_asked_is_known_before_there_is_an_answer(self):
        for settings, blocked in (("", []), ("when-high='block'\n", [1, 3])):
            with self.subTest(settings=settings):
                self.ask("shown()\nanswer('go-back')", "jane@example.org", AIR_FORCE, AIR_FORCE, "ann@army.ml", settings=settings)
                self.assertEqual(self.host.asking, [{"type": "asking", "id": "c1", "blocked": blocked}])

    def test_thousands_to_tell_of(self):
        addresses = [f"{'x' * 180}{i}@us.af.ml" for i in range(9999)]
        ui = "note('told', question)" + CHOOSES.format([])
        reply = self.ask(ui, *addresses, settings="when-high='tell'\n")
        self.assert_decision(reply, "send", "told")
        self.host.send({"type": "sent", "id": "c1"})
        wait_until((self.host.notes / "told").exists, "the notice")
        told = json.loads((self.host.notes / "told").read_text())
        self.assertEqual((told["total"], len(told["corrections"])), (9999, 100))

    def test_told_or_nothing(self):
        for word, reason in (("tell", "told"), ("nothing", "clean")):
            with self.subTest(word):
                self.assert_decision(self.ask("sys.exit(1)", AIR_FORCE, settings=f"when-high='{word}'\n"), "send", reason)

    def test_nonsense_is_the_default(self):
        self.ask("shown()\nanswer('go-back')", AIR_FORCE, settings="when-high='other'\nanswer-delay=1\n")
        self.assertEqual(self.question()["delay"], 1000)


class Exceptions(AnswerTest):
    def except_for(self, days, settings=""):
        ui = CHOOSES.format([choice(0, "keep", days=days)])
        return self.ask(ui, AIR_FORCE, settings=settings)

    def test_not_asked_again(self):
        self.assert_decision(self.except_for(0), "send", "send-anyway")
        wait_until(lambda: "us.af.ml" in self.keyfile.read_text(), "the exception is saved")
        self.assert_decision(self.host.ask(check("c2", OTHER)), "send", "clean")
        self.assert_decision(self.host.ask(check("c3", GMAIL)), "send", "send-anyway")  # asked

    def test_longer_than_allowed(self):
        for settings in ("exception-days=29\n", "allow-exceptions=false\n"):
            with self.subTest(settings=settings):
                self.assert_decision(self.except_for(30, settings), "hold", "no-answer")
                self.assertNotIn("us.af.ml", self.keyfile.read_text())

    def test_what_counts(self):
        rows = [
            ("exceptions={'us.af.ml': <0>}", False),
            ("exceptions={'us.af.ml': int64 0}", True),
            ("exceptions={'us.af.ml': int64 4000000000}", True),
            ("exceptions={'us.af.ml': int64 1000000000}", False),
            ("exceptions={'us.af.ml': int64 0}\nallow-exceptions=false", False),
            ("exceptions={'us.af.ml': int64 0}\nexception-days=30", False),
            ("exceptions={'us.af.ml': int64 4000000000}\nexception-days=30", False),
            ("exceptions={'af.ml': int64 0}", True),
            ("exceptions={'no domain': int64 0}", False),
        ]
        for settings, quiet in rows:
            with self.subTest(settings=settings):
                reply = self.ask("shown()\nanswer('go-back')", AIR_FORCE, settings=settings + "\n")
                self.assertEqual(reply["reason"], "clean" if quiet else "go-back")

    def test_an_exception_is_no_anchor(self):
        reply = self.ask("shown()\nanswer('go-back')", "john@firma.nl", settings="exceptions={'firma.ml': int64 0}\n")
        self.assert_decision(reply, "send", "clean")


class InThunderbird(AnswerTest):
    """What is asked in a page inside Thunderbird, since the dialog could not be shown."""

    def asked(self, *recipients, settings="", **options):
        reply = self.ask("sys.exit(3)", *recipients, settings=settings, **options)
        self.assert_decision(reply, "ask", "could-not-show")
        return reply

    def answer(self, *choices, id="c1", **more):
        self.host.send({"type": "answer", "id": id, "answer": "send", "choices": list(choices), **more})

    def assert_works(self):
        self.assert_decision(self.host.ask(check("still", CLEAN)), "send", "clean")

    def test_the_terms_are_those_of_the_dialog(self):
        reply = self.asked(AIR_FORCE, CLEAN, settings="answer-delay=500\nexception-days=30\nconfirm-by-typing=true\n"
                           "organisation-text='Ask first.'\n")
        terms = ("recipients", "delay", "leave_out", "exception_days", "typing", "organisation", "findings", "flagged")
        self.assertEqual({name: reply.get(name) for name in terms}, {name: self.question().get(name) for name in terms})
        self.assertEqual((reply["recipients"], reply["delay"], reply["typing"]), (2, 500, True))
        self.assertNotIn("rest", reply)

    def test_older_extensions_know_of_no_terms(self):
        reply = self.asked(AIR_FORCE, protocol=2)
        self.assertEqual(set(reply), {"type", "id", "action", "reason", "flagged", "findings"})

    def test_an_exception_is_saved(self):
        self.asked(AIR_FORCE)
        self.answer(choice(0, "keep", days=0))
        wait_until(lambda: "us.af.ml" in self.keyfile.read_text(), "the exception is saved")
        self.assert_decision(self.host.ask(check("c2", OTHER)), "send", "clean")

    def test_what_is_not_allowed_is_an_error_and_saves_nothing(self):
        rows = [
            ([choice(0, "keep", days=31)], "exception-days=30\n"),
            ([choice(0, "keep", days=0)], "allow-exceptions=false\n"),
            ([choice(0, "keep", days=0)], "when-high='block'\n"),
            ([choice(1, "keep", days=0)], ""),
            ([], ""),
        ]
        for choices, settings in rows:
            with self.subTest(settings=settings, choices=len(choices)):
                self.asked(AIR_FORCE, settings=settings)
                self.answer(*choices)
                reply = self.host.receive()
                self.assertEqual((reply["type"], reply["code"], reply["id"]), ("error", "bad-message", "c1"))
                self.assertNotIn("us.af.ml", self.keyfile.read_text())
                self.assert_works()

    def test_once_and_only_what_was_asked(self):
        self.asked(AIR_FORCE)
        self.answer(choice(0, "keep", days=0), id="c2")
        self.host.send({"type": "answer", "id": "c1", "answer": "go-back"})
        self.answer(choice(0, "keep", days=0))
        self.assert_works()
        self.assertNotIn("us.af.ml", self.keyfile.read_text())

    def test_a_new_check_of_the_same_id_forgets_the_old_one(self):
        self.asked(AIR_FORCE)
        self.assert_decision(self.host.ask(check("c1", CLEAN)), "send", "clean")
        self.answer(choice(0, "keep", days=0))
        self.assert_works()
        self.assertNotIn("us.af.ml", self.keyfile.read_text())

    def test_what_was_corrected_is_told_once_it_was_sent(self):
        self.asked(AIR_FORCE)
        self.answer(choice(0, "correct"))
        self.host.send({"type": "sent", "id": "c1"})
        wait_until(lambda: any(notice["notice"] == "corrected" for notice in self.asked_for("notice")), "the notice")

    def test_from_version_3_on(self):
        self.asked(AIR_FORCE, protocol=2)
        reply = self.host.ask({"type": "answer", "id": "c1", "answer": "go-back"})
        self.assertEqual((reply["type"], reply["code"]), ("error", "unknown-type"))

    def test_the_rest_is_told_in_short(self):
        addresses = [f"j{i}@us.af.ml" for i in range(501)] + ["nobody@[192.0.2.1", "a@army.ml"]
        reply = self.asked(CLEAN, *addresses)
        shown = [finding["index"] for finding in reply["findings"]]
        self.assertEqual((reply["flagged"], len(shown)), (503, 500))
        # What cannot be corrected has precedence among the findings.
        self.assertIn(502, shown)
        self.assertEqual(reply["rest"], [
            {"index": 500, "suggestion": "j499@us.af.mil"},
            {"index": 501, "suggestion": "j500@us.af.mil"},
            {"index": 503, "suggestion": "a@army.mil"}])

    def test_what_the_organisation_says_fits_beside_all_of_it(self):
        settings = f"organisation-text='{'é' * 1000}'\norganisation-contact='{'☎' * 1000}'\n"
        for count, is_told in [(520, False), (2000, True)]:  # 520 of them still have suggestions
            with self.subTest(count):
                reply = self.asked(*(f"{i}{'x' * 930}@us.af.ml" for i in range(count)), settings=settings)
                self.assertEqual(reply["flagged"], count)
                self.assertEqual("suggestion" in reply["findings"][0], not is_told)
                self.assertEqual(len(reply["findings"]) + len(reply.get("rest", [])) == count, is_told)


class Status(AnswerTest):
    def test_answered_at_once_with_what_was_looked_at(self):
        reply = self.start("").ask({"type": "status"})
        self.assertEqual(reply["type"], "status")
        for one in reply["checks"]:
            self.assertIn(one["health"], ("good", "note", "bad"))
            self.assertTrue(one["check"] and one["text"])
        self.assert_decision(self.host.ask(check("c1", CLEAN)), "send", "clean")

    def test_from_version_3_on(self):
        reply = self.start("", protocol=2).ask({"type": "status"})
        self.assertEqual((reply["type"], reply["code"]), ("error", "unknown-type"))


class Preferences(AnswerTest):
    def test_opened(self):
        host = self.start("")
        (pathlib.Path(host.process.args[0]).parent / "straymail-ui").write_text(
            '#!/bin/sh\ncd "$XDG_RUNTIME_DIR/dconf" && printf %s "$*" >arguments.new && mv arguments.new arguments\n')
        host.send({"type": "preferences"})
        wait_until((host.notes / "arguments").exists, "the preferences are started")
        self.assertEqual((host.notes / "arguments").read_text(), "--preferences")
        self.assert_decision(host.ask(check("c1", CLEAN)), "send", "clean")

    def test_from_version_3_on(self):
        host = self.start("", protocol=2)
        reply = host.ask({"type": "preferences"})
        self.assertEqual((reply["type"], reply["code"]), ("error", "unknown-type"))
