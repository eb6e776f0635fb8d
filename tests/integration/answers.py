# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes of an answer, and what the settings allow, with protocol version 3."""

import json
import pathlib
import tempfile
import unittest

import fake_ui
from native import Host, check
from waiting import wait_until

AIR_FORCE, FIX = "john@us.af.ml", "john@us.af.mil"
OTHER = "mary@us.af.ml"
GMAIL, GMAIL_FIX = "ann@gmail.cm", "ann@gmail.com"
CLEAN = "jane@example.org"

CHOOSES = """
shown()
say(type="answer", token=question["token"], id=question["id"], answer="send", choices={0!r})
"""


def choice(index, word, **more):
    return {"index": index, "choice": word, **more}


class AnswerTest(unittest.TestCase):
    def start(self, ui, settings="", *, protocol=3):
        directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
        self.addCleanup(directory.cleanup)
        config = pathlib.Path(directory.name) / "config"
        self.keyfile = config / "glib-2.0/settings/keyfile"
        self.keyfile.parent.mkdir(parents=True)
        self.keyfile.write_text(f"[org/straymail]\n{settings}")
        self.host = Host(fake_ui.install(directory.name, ui), protocol=protocol,
                         environment={"DISPLAY": ":none", "GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(config)})
        self.addCleanup(self.host.clean_up)
        return self.host

    def ask(self, ui, *recipients, settings="", **options):
        return self.start(ui, settings, **options).ask(check("c1", *recipients))

    def question(self):
        (path,) = self.host.notes.glob("asked-*")
        return json.loads(path.read_text())

    def assert_decision(self, reply, action, reason):
        self.assertEqual((reply["type"], reply.get("action"), reply.get("reason")), ("decision", action, reason))


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
        for protocol, action, reason in ((2, "hold", "blocked"), (3, "ask", "could-not-show")):
            with self.subTest(protocol=protocol):
                reply = self.ask("sys.exit(3)", AIR_FORCE, protocol=protocol,
                                 settings="when-high='block'\norganisation-text='No.'\n")
                self.assert_decision(reply, action, reason)
                if protocol == 3:
                    self.assertEqual(reply["organisation"], {"text": "No."})
                    self.assertTrue(reply["findings"][0]["blocked"])

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
            with self.subTest(settings):
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
            with self.subTest(settings):
                reply = self.ask("shown()\nanswer('go-back')", AIR_FORCE, settings=settings + "\n")
                self.assertEqual(reply["reason"], "clean" if quiet else "go-back")

    def test_an_exception_is_no_anchor(self):
        reply = self.ask("shown()\nanswer('go-back')", "john@firma.nl", settings="exceptions={'firma.ml': int64 0}\n")
        self.assert_decision(reply, "send", "clean")


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
