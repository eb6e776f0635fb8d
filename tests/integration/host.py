# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed host, driven over real pipes as Thunderbird drives it."""

import json
import os
import pathlib
import signal
import struct
import subprocess
import tempfile
import unittest

import fake_ui
from native import HOST, Host, check, frame, hello, is_gone
from waiting import DEADLINE, wait_until

FLAGGED = "john.smith@us.af.ml"
MEANT = "john.smith@us.af.mil"
CORRECTION = {"index": 0, "from": FLAGGED, "to": MEANT}

# What a fake dialog does: appears, and answers.
ANSWERS = """
shown()
answer({0!r})
"""
# Appears and stays until the host closes its end.
STAYS = """
shown()
note("shown", os.getpid())
wait_for_end()
note("end-seen", True)
sys.exit(4)
"""
# Appears, and does not even notice that the host closed its end.
HANGS = """
shown()
note("shown", os.getpid())
signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    signal.pause()
"""


class HostTest(unittest.TestCase):
    def start(self, ui=None, **options):
        """A host; with ui, one whose dialog is that script and which has a display."""
        if ui is not None:
            directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
            self.addCleanup(directory.cleanup)
            options["program"] = fake_ui.install(directory.name, ui)
            options["environment"] = {"DISPLAY": ":none", **options.get("environment", {})}
        host = Host(**options)
        self.addCleanup(host.clean_up)
        return host

    def wait_for_note(self, host, name):
        path = host.notes / name
        wait_until(path.exists, f"the dialog's {name}")
        return json.loads(path.read_text())

    def assert_error(self, message, code, id=None):
        self.assertEqual((message["type"], message["code"], message["id"]), ("error", code, id))
        self.assertTrue(message["message"])

    def assert_decision(self, message, id, action, reason):
        self.assertEqual(
            (message["type"], message.get("id"), message.get("action"), message.get("reason")),
            ("decision", id, action, reason))

    def assert_works(self, host):
        self.assert_decision(host.ask(check("still", "a@example.org")), "still", "send", "clean")


class Hello(HostTest):
    def test_common_version(self):
        """Row 9: hosts and extensions of different protocols work at the common version"""
        for low, high, common in ((1, 1, 1), (1, 2, 2), (2, 2, 2), (3, 3, 3), (1, 9, 3)):
            with self.subTest(low=low, high=high):
                host = self.start(greet=False)
                reply = host.ask(hello(low, high))
                self.assertEqual((reply["type"], reply["protocol"]), ("hello", common))
                self.assertRegex(reply["version"], r"^\d+\.\d+\.\d+$")
                self.assertEqual(host.end(), 0)

    def test_no_common_version(self):
        """Row 9: an extension of a newer protocol is told what is supported"""
        host = self.start(greet=False)
        reply = host.ask(hello(4, 5))
        self.assert_error(reply, "unsupported-protocol")
        self.assertIn("1 to 3", reply["message"])
        self.assert_error(host.ask(check("c1", "a@example.org")), "not-greeted", "c1")
        self.assertEqual(host.ask(hello())["type"], "hello")
        self.assert_works(host)

    def test_not_greeted(self):
        host = self.start(greet=False)
        for message in (check("c1", "a@example.org"), {"type": "withdraw", "id": "c1"},
                        {"type": "sent", "id": "c1"}):
            self.assert_error(host.ask(message), "not-greeted", "c1")

    def test_again_while_a_question_is_open(self):
        host = self.start(ui=STAYS)
        host.send(check("c1", FLAGGED))
        self.wait_for_note(host, "shown")
        self.assertEqual(host.ask(hello())["type"], "hello")
        self.assertEqual(host.end(), 0)


class Checks(HostTest):
    def test_clean(self):
        host = self.start()
        for id, addresses in (("c1", []), ("c2", ["a@example.org"]), ("c3", ["a@us.af.mil", "b@army.mil"]),
                              ("c4", ["Jane <jane@example.fr>"])):
            with self.subTest(addresses=addresses):
                self.assert_decision(host.ask(check(id, *addresses)), id, "send", "clean")
        self.assertEqual(host.end(), 0)
        self.assertEqual(host.stderr, "")

    def test_sender_counts_as_trusted(self):
        host = self.start()
        reply = host.ask(check("c1", "a@example.cm", sender="me@example.cm"))
        self.assert_decision(reply, "c1", "send", "clean")
        reply = host.ask(check("c2", "a@example.cm", sender="me@example.com"))
        self.assert_decision(reply, "c2", "ask", "could-not-show")

    def test_id_can_be_used_again(self):
        host = self.start()
        for _ in range(3):
            self.assert_decision(host.ask(check("c1", "a@example.org")), "c1", "send", "clean")

    def test_ten_thousand_clean(self):
        """Row 12: 10,000 recipients, and one more"""
        host = self.start()
        addresses = [f"person{i}@example{i % 100}.org" for i in range(10000)]
        self.assert_decision(host.ask(check("c1", *addresses)), "c1", "send", "clean")
        self.assert_error(host.ask(check("c2", *addresses, "a@example.org")), "too-many-recipients", "c2")
        self.assert_works(host)

    def test_ten_thousand_flagged(self):
        """Row 12: 10,000 flagged recipients, of which 500 travel"""
        host = self.start()
        reply = host.ask(check("c1", *(f"person{i}@us.af.ml" for i in range(10000))))
        self.assert_decision(reply, "c1", "ask", "could-not-show")
        self.assertEqual(reply["flagged"], 10000)
        self.assertEqual([f["index"] for f in reply["findings"]], list(range(500)))

    def test_long_addresses_fit_the_frame(self):
        host = self.start()
        message = check("c1", *("x" * 700 + "@us.af.ml" for _ in range(10000)))
        reply = host.ask(message)  # the client asserts less than 1 MiB
        self.assertEqual(reply["flagged"], 10000)
        self.assertEqual(len(reply["findings"]), 500)

    def test_findings_are_cut_to_fit_the_frame(self):
        host = self.start()
        message = check("c1", *(f"{'x' * 1000}@us.af.ml" for _ in range(500)))
        for recipient in message["recipients"]:
            recipient["name"] = "\x01" * 256
        reply = host.ask(message)
        self.assertEqual(reply["flagged"], 500)
        self.assertGreater(len(reply["findings"]), 100)
        self.assertLess(len(reply["findings"]), 500)

    def test_no_suggestion_has_precedence(self):
        host = self.start()
        reply = host.ask(check("c1", *[FLAGGED] * 600, "nobody", FLAGGED))
        self.assertEqual(reply["flagged"], 602)
        self.assertEqual(len(reply["findings"]), 500)
        self.assertEqual(reply["findings"][-1]["index"], 600)
        self.assertNotIn("suggestion", reply["findings"][-1])

    def test_no_home_and_no_bus(self):
        """Rows 25, 32: no home, a session bus that is not there"""
        host = self.start(environment={"HOME": None, "XDG_CONFIG_HOME": None, "XDG_DATA_HOME": None,
                                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
                                       "GSETTINGS_BACKEND": None})
        self.assert_works(host)
        self.assert_decision(host.ask(check("c1", FLAGGED)), "c1", "ask", "could-not-show")


class Findings(HostTest):
    """What the host tells where it cannot show it."""

    def find(self, address, sender="me@example.com", **members):
        host = self.start()
        message = check("c1", "a@example.org", address, sender=sender)
        message["recipients"][1].update(members)
        reply = host.ask(message)
        self.assert_decision(reply, "c1", "ask", "could-not-show")
        self.assertEqual(reply["flagged"], 1)
        self.assertEqual(len(reply["findings"]), 1)
        self.assertEqual(reply["findings"][0]["index"], 1)
        return reply["findings"][0]

    def test_lookalike(self):
        finding = self.find(FLAGGED, field="cc", name="John Smith", list="Planning")
        self.assertEqual(finding, {
            "index": 1, "field": "cc", "name": "John Smith", "list": "Planning", "address": FLAGGED,
            "verdict": "lookalike", "domain": "us.af.ml", "kind": "wildcard_suffix", "severity": "high",
            "country": "ML", "country_name": "Mali", "resembles": "us.af.mil", "suggestion": MEANT,
            "marks": {"domain": [], "resembles": [[7, 1]]}})

    def test_mailbox(self):
        """Row 14: a display name that is a trusted address"""
        finding = self.find(f'"a@army.mil" <{FLAGGED}>')
        self.assertEqual((finding["address"], finding["suggestion"]), (FLAGGED, MEANT))

    def test_unparsable(self):
        """Row 16: no domain, no local part, control characters: told as unparsable"""
        for address in ("nobody", "", "@us.af.ml", "a@", "a b@c.d@", "\x01@\x02"):
            with self.subTest(address=address):
                finding = self.find(address)
                self.assertEqual(finding["verdict"], "unparsable")
                self.assertEqual(set(finding), {"index", "field", "address", "verdict"})

    def test_too_long(self):
        """Rows 16, 19: an address of 2,000 octets and a name of 5 MB are cut before they are shown"""
        finding = self.find("x" * 2000 + "@us.af.ml", name="n" * 5_000_000)
        self.assertEqual(finding["verdict"], "unparsable")
        self.assertEqual((len(finding["address"]), finding["address"][-2:]), (256, "x…"))
        self.assertEqual((len(finding["name"]), finding["name"][-2:]), (256, "n…"))

    def test_country_in_the_language(self):
        for language, name in (("en", "Cameroon"), ("fr", "Cameroun"), ("de", "Kamerun")):
            host = self.start(environment={"LANG": "C.UTF-8", "LANGUAGE": language})
            reply = host.ask(check("c1", "a@example.cm"))
            self.assertEqual(reply["findings"][0]["country_name"], name)

    def test_u_label(self):
        finding = self.find("a@bücher.cm", sender="me@bücher.com")
        self.assertEqual(finding["domain"], "bücher.cm")
        self.assertEqual(finding["ascii"], "xn--bcher-kva.cm")


class Dialog(HostTest):
    def ask(self, ui, *addresses, **options):
        self.host = self.start(ui=ui, **options)
        return self.host.ask(check("c1", *(addresses or [FLAGGED])))

    def asked(self):
        """The questions that dialogs were given."""
        return [json.loads(path.read_text()) for path in sorted(self.host.notes.glob("asked-*"))]

    def test_answers(self):
        for word, action, reason in (("go-back", "hold", "go-back"), ("correct", "correct", "corrected"),
                                     ("keep", "send", "send-anyway")):
            with self.subTest(answer=word):
                reply = self.ask(ANSWERS.format(word))
                self.assert_decision(reply, "c1", action, reason)
                self.assertEqual(reply.get("corrections"), [CORRECTION] if word == "correct" else None)
                self.assertNotIn("findings", reply)
                self.assertEqual(self.host.end(), 0)
                self.assertEqual(self.host.stderr, "")

    def test_question(self):
        self.ask(ANSWERS.format("go-back"))
        (question,) = self.asked()
        self.assertEqual(set(question), {"type", "token", "id", "flagged", "recipients", "delay", "leave_out",
                                         "exception_days", "typing", "findings"})
        self.assertEqual((question["type"], question["id"], question["flagged"]), ("question", "c1", 1))
        self.assertRegex(question["token"], "^[0-9a-f]{32}$")
        self.assertEqual(question["findings"][0]["address"], FLAGGED)

    def test_token_is_new_each_time(self):
        self.ask(ANSWERS.format("go-back"))
        self.host.ask(check("c1", FLAGGED))
        self.assertEqual(len({question["token"] for question in self.asked()}), 2)

    def test_no_answer(self):
        """Row 21: a dialog killed, crashed, exiting 0 without the token, answering garbage"""
        behaviours = {
            "exits with status 0 at once": "",
            "exits with status 0 without an answer": "shown()",
            "exits with status 1": "shown()\nsys.exit(1)",
            "is killed": "shown()\nos.kill(os.getpid(), signal.SIGKILL)",
            "crashes": "shown()\nos.kill(os.getpid(), signal.SIGSEGV)",
            "answers and exits with status 1": "shown()\nanswer('keep')\nsys.exit(1)",
            "answers and is killed": "shown()\nanswer('keep')\nos.kill(os.getpid(), signal.SIGKILL)",
            "answers before it was shown": "answer('keep')",
            "answers twice": "shown()\nanswer('go-back')\nanswer('keep')",
            "says more behind the answer": "shown()\nanswer('keep')\nsay_raw(b'{}')",
            "has another token": "shown()\nquestion['token'] = '0' * 32\nanswer('keep')",
            "has another id": "shown()\nquestion['id'] = 'c2'\nanswer('keep')",
            "has no token": "shown()\nsay(type='answer', id='c1', answer='send')",
            "answers something else": "shown()\nanswer('Send')",
            "answers true": "shown()\nanswer(True)",
            "is shown with another token": "say(type='shown', token='0' * 32)\nanswer('keep')",
            "says garbage": "shown()\nsay_raw(b'garbage')",
            "says garbage at once": "say_raw(b'garbage')\nwait_for_end()",
            "says too much": "shown()\nsay_raw(b' ' * 100000)",
            "says nothing in a frame": "shown()\nchannel.sendall(bytes(4))\nwait_for_end()",
            "cuts its answer": "shown()\nchannel.sendall(b'\\x40')",
        }
        for name, script in behaviours.items():
            with self.subTest(name):
                self.assert_decision(self.ask(script), "c1", "hold", "no-answer")
                self.assert_works(self.host)
                self.assertEqual(self.host.end(), 0)

    def test_could_not_show(self):
        """Row 24: a dialog without a display, or whose display goes"""
        behaviours = {
            "fails at once": "sys.exit(1)",
            "is killed before it was shown": "os.kill(os.getpid(), signal.SIGKILL)",
            "does not understand the question": "sys.exit(2)",
            "has no display": "sys.exit(3)",
            "loses the display": "shown()\nsys.exit(3)",
            "loses the display after an answer": "shown()\nanswer('keep')\nsys.exit(3)",
        }
        for name, script in behaviours.items():
            with self.subTest(name):
                reply = self.ask(script)
                self.assert_decision(reply, "c1", "ask", "could-not-show")
                self.assertEqual(reply["findings"][0]["address"], FLAGGED)
                self.assert_works(self.host)

    def test_no_display(self):
        """Row 24: no DISPLAY and no WAYLAND_DISPLAY: asked inside Thunderbird at once"""
        for environment in ({"DISPLAY": None}, {"DISPLAY": ""}):
            reply = self.ask(ANSWERS.format("keep"), environment=environment)
            self.assert_decision(reply, "c1", "ask", "could-not-show")
            self.assertEqual(self.asked(), [])

    def test_wayland_is_a_display(self):
        reply = self.ask(ANSWERS.format("keep"), environment={"DISPLAY": None, "WAYLAND_DISPLAY": "wayland-0"})
        self.assert_decision(reply, "c1", "send", "send-anyway")

    def test_program_missing_or_not_executable(self):
        for spoil in (pathlib.Path.unlink, lambda path: path.chmod(0o644)):
            directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
            self.addCleanup(directory.cleanup)
            program = fake_ui.install(directory.name, "")
            spoil(program.parent / "straymail-ui")
            host = self.start(program=program, environment={"DISPLAY": ":none"})
            self.assert_decision(host.ask(check("c1", FLAGGED)), "c1", "ask", "could-not-show")
            self.assert_works(host)

    def test_never_exits(self):
        """Row 21: a dialog that answers and never exits"""
        reply = self.ask("shown()\nnote('shown', os.getpid())\nanswer('keep')\nsignal.pause()")
        self.assert_decision(reply, "c1", "hold", "no-answer")
        pid = self.wait_for_note(self.host, "shown")
        wait_until(lambda: is_gone(pid), "the end of a dialog that never exits")

    def test_never_appears(self):
        """Row 22: a dialog hung before it is shown: tried once more without a bus, then given up"""
        reply = self.ask("note(f'bus-{os.getpid()}', dict(os.environ))\nsignal.pause()",
                         environment={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
        self.assert_decision(reply, "c1", "ask", "timed-out")
        self.assertEqual(len(reply["findings"]), 1)
        tries = [json.loads(path.read_text()) for path in self.host.notes.glob("bus-*")]
        self.assertEqual({(t["DBUS_SESSION_BUS_ADDRESS"], t.get("NO_AT_BRIDGE"), t.get("GTK_A11Y")) for t in tries},
                         {("unix:path=/nonexistent", None, None), ("disabled:", "1", "none")})
        for path in self.host.notes.glob("bus-*"):
            pid = int(path.name.partition("-")[2])
            wait_until(lambda: is_gone(pid), "the end of a dialog that never appeared")

    def test_a_grandchild_holds_the_socket(self):
        """Row 21: a child of the dialog holds its socket: the exit counts, not the end of file"""
        reply = self.ask("shown()\nanswer('go-back')\n"
                         "pid = os.fork()\n"
                         "if pid == 0:\n    signal.pause()\n"
                         "note('grandchild', pid)\nos._exit(0)")
        self.assert_decision(reply, "c1", "hold", "go-back")
        os.kill(self.wait_for_note(self.host, "grandchild"), signal.SIGKILL)

    def test_correct_needs_a_suggestion_for_each(self):
        reply = self.ask(ANSWERS.format("correct"), FLAGGED, "nobody")
        self.assert_decision(reply, "c1", "hold", "no-answer")

    def test_corrections_cover_what_was_not_shown(self):
        addresses = [f"person{i}@us.af.ml" for i in range(700)]
        reply = self.ask(ANSWERS.format("correct"), "a@example.org", *addresses)
        self.assert_decision(reply, "c1", "correct", "corrected")
        self.assertEqual(
            reply["corrections"],
            [{"index": i + 1, "from": address, "to": address[:-3] + ".mil"} for i, address in enumerate(addresses)])
        (question,) = self.asked()
        self.assertEqual((question["flagged"], len(question["findings"])), (700, 500))

    def test_correct_is_not_offered_where_it_would_not_fit(self):
        addresses = [f"{'x' * 40}{i}@us.af.ml" for i in range(10000)]
        reply = self.ask(ANSWERS.format("correct"), *addresses)
        self.assert_decision(reply, "c1", "hold", "no-answer")
        (question,) = self.asked()
        self.assertEqual([f for f in question["findings"] if "suggestion" in f], [])

    def test_correction_repeats_what_was_sent(self):
        mailbox = f"John <{FLAGGED}>"
        reply = self.ask(ANSWERS.format("correct"), mailbox)
        self.assertEqual(reply["corrections"], [{"index": 0, "from": mailbox, "to": MEANT}])


class Several(HostTest):
    # Notes an overlap if another one is running.
    EXCLUSIVE = """
lock = notes / "running"
try:
    lock.touch(exist_ok=False)
except FileExistsError:
    note("overlap", True)
shown()
lock.unlink()
answer("go-back")
"""

    def test_one_dialog_at_a_time(self):
        """Row 29: twenty flagged messages at once: one dialog at a time"""
        host = self.start(ui=self.EXCLUSIVE)
        ids = [f"c{i}" for i in range(20)]
        host.send(*(check(id, FLAGGED) for id in ids))
        for id in ids:
            self.assert_decision(host.receive(), id, "hold", "go-back")
        self.assertFalse((host.notes / "overlap").exists())
        self.assertEqual(len(list(host.notes.glob("asked-*"))), 20)

    def test_clean_overtakes_a_question(self):
        host = self.start(ui=STAYS)
        host.send(check("c1", FLAGGED), check("c2", "a@example.org"))
        self.assert_decision(host.receive(), "c2", "send", "clean")

    def test_duplicate_id(self):
        """Row 10: an id used twice while it is open: an error, and the first survives"""
        host = self.start(ui=STAYS)
        host.send(check("c1", FLAGGED))
        self.assert_error(host.ask(check("c1", "a@example.org")), "duplicate-id", "c1")
        self.assert_decision(host.ask({"type": "withdraw", "id": "c1"}), "c1", "hold", "withdrawn")

    def test_busy(self):
        """Row 29: more messages at once than may wait"""
        host = self.start(ui=STAYS)
        host.send(*(check(f"c{i}", FLAGGED) for i in range(64)))
        # Version 1 has no word for it.
        self.assert_decision(host.ask(check("c64", FLAGGED)), "c64", "ask", "could-not-show")
        self.assert_works(host)
        for i in range(64):
            host.send({"type": "withdraw", "id": f"c{i}"})
        replies = [host.receive() for _ in range(64)]
        self.assertEqual({(r["id"], r["reason"]) for r in replies}, {(f"c{i}", "withdrawn") for i in range(64)})


class Withdraw(HostTest):
    def test_open_question(self):
        """Row 27: a question is withdrawn, as when its compose window is closed"""
        host = self.start(ui=HANGS)
        host.send(check("c1", FLAGGED))
        pid = self.wait_for_note(host, "shown")
        self.assert_decision(host.ask({"type": "withdraw", "id": "c1"}), "c1", "hold", "withdrawn")
        wait_until(lambda: is_gone(pid), "the end of the dialog")
        self.assert_works(host)

    def test_waiting_question(self):
        host = self.start(ui=STAYS)
        host.send(check("c1", FLAGGED), check("c2", FLAGGED))
        self.wait_for_note(host, "shown")
        self.assert_decision(host.ask({"type": "withdraw", "id": "c2"}), "c2", "hold", "withdrawn")
        self.assertEqual(len(list(host.notes.glob("asked-*"))), 1)
        self.assert_decision(host.ask({"type": "withdraw", "id": "c1"}), "c1", "hold", "withdrawn")

    def test_next_question_follows(self):
        host = self.start(ui=STAYS)
        host.send(check("c1", FLAGGED), check("c2", FLAGGED))
        self.wait_for_note(host, "shown")
        self.assert_decision(host.ask({"type": "withdraw", "id": "c1"}), "c1", "hold", "withdrawn")
        wait_until(lambda: len(list(host.notes.glob("asked-*"))) == 2, "the second question")

    def test_not_open(self):
        """Row 10: an id nobody knows is withdrawn"""
        host = self.start()
        host.send({"type": "withdraw", "id": "c1"})
        self.assert_works(host)


class Sent(HostTest):
    CORRECTS = """
if question["type"] == "notice":
    note("notice", question)
    signal.pause() if (notes / "hang").exists() else sys.exit(3)
shown()
answer("correct")
"""

    def test_notice(self):
        host = self.start(ui=self.CORRECTS)
        host.ask(check("c1", FLAGGED))
        host.send({"type": "sent", "id": "c1", "recipients": [{"field": "to", "address": MEANT}]})
        notice = self.wait_for_note(host, "notice")
        self.assertEqual(notice, {"type": "notice", "notice": "corrected", "total": 1,
                                  "corrections": [{"from": FLAGGED, "to": MEANT}]})
        self.assert_works(host)
        wait_until(lambda: not pathlib.Path(f"/proc/{host.pid}/task/{host.pid}/children").read_text(),
                   "the notice to be reaped")

    def test_told_once(self):
        host = self.start(ui=self.CORRECTS)
        host.ask(check("c1", FLAGGED))
        host.send({"type": "sent", "id": "c1"}, {"type": "sent", "id": "c1"}, {"type": "sent", "id": "c2"})
        self.wait_for_note(host, "notice")
        self.assert_works(host)
        self.assertEqual(host.end(), 0)
        self.assertEqual(len(list(host.notes.glob("asked-*"))), 2)

    def test_notice_that_hangs_delays_nothing(self):
        """Row 25: a notification that is never taken"""
        host = self.start(ui=self.CORRECTS)
        (host.notes / "hang").touch()
        host.ask(check("c1", FLAGGED))
        host.send({"type": "sent", "id": "c1"})
        self.wait_for_note(host, "notice")
        self.assert_decision(host.ask(check("c2", FLAGGED)), "c2", "correct", "corrected")
        self.assertEqual(host.end(), 0)
        (hanging,) = [int(path.name.partition("-")[2]) for path in host.notes.glob("asked-*")
                      if json.loads(path.read_text())["type"] == "notice"]
        os.kill(hanging, signal.SIGKILL)

    def test_not_corrected(self):
        host = self.start(ui=ANSWERS.format("keep"))
        host.ask(check("c1", FLAGGED))
        host.send({"type": "sent", "id": "c1"}, {"type": "sent", "id": "c9"})
        self.assert_works(host)
        self.assertEqual(len(list(host.notes.glob("asked-*"))), 1)


class Malformed(HostTest):
    def test_documents(self):
        """Rows 6, 7, 8, 9: no UTF-8, NUL, NaN, 2^63, two documents, great depth, a million keys, huge strings, no type"""
        deep = lambda n: b'{"a":' + b"[" * (n - 1) + b"]" * (n - 1) + b"}"
        documents = {
            "empty object": (b"{}", "bad-message"),
            "array": (b"[]", "malformed"),
            "only spaces": (b"   ", "malformed"),
            "not UTF-8": (b'{"type":"\xff"}', "malformed"),
            "NUL": (b'{"type":"\\u0000"}', "malformed"),
            "raw NUL": (b'{"type":"\x00"}', "malformed"),
            "lone surrogate": (b'{"type":"\\ud800"}', "malformed"),
            "NaN": (b'{"type":NaN}', "malformed"),
            "1e999": (b'{"type":1e999}', "malformed"),
            "2^63": (b'{"type":9223372036854775808}', "malformed"),
            "duplicate keys": (b'{"type":"hello","type":"hello"}', "malformed"),
            "two documents": (b"{}{}", "malformed"),
            "trailing comma": (b'{"type":"hello",}', "malformed"),
            "comment": (b'{"type":"hello"/**/}', "malformed"),
            "depth 8": (deep(8), "bad-message"),
            "depth 9": (deep(9), "malformed"),
            "depth 100,000": (deep(100000), "malformed"),
            "depth 4,000,000": (deep(4000000), "malformed"),
            "more keys than fit": (b"{" + b",".join(b'"%x":1' % i for i in range(700000)) + b"}", "malformed"),
            "a huge array": (b'{"a":[' + b"0," * 4000000 + b"0]}", "malformed"),
            "a huge string": (b'{"type":"' + b"x" * 8000000 + b'"}', "unknown-type"),
            "a huge name": (b'{"' + b"x" * 8000000 + b'":1}', "malformed"),
            "unknown type": (b'{"type":"canary"}', "unknown-type"),
            "type of the wrong type": (b'{"type":1}', "bad-message"),
        }
        host = self.start()
        for name, (document, code) in documents.items():
            with self.subTest(name):
                host.write(frame(document))
                reply = host.receive()
                self.assert_error(reply, code)
                self.assertNotIn("canary", reply["message"])
        self.assert_works(host)
        self.assertEqual(host.end(), 0)
        self.assertEqual(host.stderr, "")

    def test_error_names_the_message(self):
        """Row 9: members that are missing or have the wrong type"""
        host = self.start()
        for message, code in (({"type": "other", "id": "m1"}, "unknown-type"),
                              ({"type": "check", "id": "m1"}, "bad-message"),
                              ({"type": "check", "id": "m1", "from": "", "recipients": [{"field": "to"}]},
                               "bad-message")):
            self.assert_error(host.ask(message), code, "m1")

    def test_memory_stays_flat(self):
        """Row 6: 100,000 documents that are none, at flat memory"""
        host = self.start()
        bad = frame(b'{"type":"check","id":"\\u0000"}')
        resident = []
        for _ in range(2):
            for _ in range(50):
                host.write(bad * 1000)
                for _ in range(1000):
                    self.assert_error(host.receive(), "malformed")
            status = pathlib.Path(f"/proc/{host.pid}/status").read_text()
            resident.append(int(status.partition("VmRSS:")[2].split()[0]))
        self.assertLess(resident[1] - resident[0], 4096)


class Frames(HostTest):
    def test_believed_no_further(self):
        """Rows 1, 2: lengths that cannot be, and frames that are cut short"""
        inputs = {
            "1 byte": b"\x01", "2 bytes": b"\x01\x00", "3 bytes": b"\x01\x00\x00",
            "length 0": struct.pack("=I", 0),
            "limit + 1": struct.pack("=I", 8 * 1024 * 1024 + 1) + b"{}",
            "0xFFFFFFFF": struct.pack("=I", 0xFFFFFFFF) + b"{}",
            "no body": struct.pack("=I", 2),
            "half a body": struct.pack("=I", 2) + b"{",
        }
        for name, data in inputs.items():
            with self.subTest(name):
                host = self.start()
                host.write(data)
                host.close_input()
                self.assertEqual(host.wait(), 1)
                self.assertEqual(host.read(1), b"")
                self.assertRegex(host.stderr, "^straymail-host: .*\n$")

    def test_bad_length_needs_no_end_of_file(self):
        """Row 2: a length of 0, and the pipe stays open"""
        host = self.start()
        host.write(struct.pack("=I", 0))
        self.assertEqual(host.wait(), 1)

    def test_stall_within_a_frame(self):
        """Row 3: a body shorter than promised, then a stall"""
        host = self.start()
        host.write(struct.pack("=I", 100) + b"{")
        self.assertEqual(host.wait(), 1)

    def test_one_byte_at_a_time(self):
        """Row 4: a check that comes byte by byte"""
        host = self.start()
        for byte in frame(check("c1", "a@example.org")):
            host.write(bytes([byte]))
        self.assert_decision(host.receive(), "c1", "send", "clean")

    def test_many_in_one_write(self):
        """Row 4: a hundred frames in one write"""
        host = self.start()
        host.write(b"".join(frame(check(f"c{i}", "a@example.org")) for i in range(100)))
        for i in range(100):
            self.assert_decision(host.receive(), f"c{i}", "send", "clean")

    def test_largest_frame(self):
        host = self.start()
        message = json.dumps(check("c1", "a@example.org")).encode()
        host.write(frame(message + b" " * (8 * 1024 * 1024 - len(message))))
        self.assert_decision(host.receive(), "c1", "send", "clean")

    def test_reader_that_stalls(self):
        """Row 4: far more answers than a pipe holds, none read before all was asked"""
        host = self.start()
        host.write(b"".join(frame({"type": "other", "id": f"m{i}"}) for i in range(20000)))
        for i in range(20000):
            self.assertEqual(host.receive()["id"], f"m{i}")
        self.assertEqual(host.end(), 0)

    def test_reader_that_is_gone(self):
        """Row 5: the pipe is closed under the answer"""
        host = self.start()
        host.process.stdout.close()
        host.send(check("c1", "a@example.org"))
        self.assertEqual(host.wait(), 1)
        host.process.stdout = open(os.devnull, "rb")


class End(HostTest):
    def with_dialog(self, ui=HANGS):
        host = self.start(ui=ui)
        host.send(check("c1", FLAGGED), check("c2", FLAGGED))
        return host, self.wait_for_note(host, "shown")

    def test_end_of_file(self):
        host = self.start()
        self.assertEqual(host.end(), 0)

    def test_end_of_file_with_a_dialog(self):
        """Rows 26, 28: the pipe ends while a question is open"""
        host, pid = self.with_dialog()
        self.assertEqual(host.end(), 0)
        wait_until(lambda: is_gone(pid), "the end of the dialog")

    def test_cut_frame_with_a_dialog(self):
        """Row 1: a cut length while a question is open"""
        host, pid = self.with_dialog()
        host.write(b"\x01")
        host.close_input()
        self.assertEqual(host.wait(), 1)
        wait_until(lambda: is_gone(pid), "the end of the dialog")

    def test_signals(self):
        """Row 38: SIGTERM, SIGINT and SIGHUP while a question is open"""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(number.name):
                host, pid = self.with_dialog()
                host.process.send_signal(number)
                self.assertEqual(host.wait(), 0)
                wait_until(lambda: is_gone(pid), "the end of the dialog")

    def test_signal_and_end_of_file(self):
        """Row 38: a signal and the end of the pipe at once"""
        for number in (signal.SIGTERM, signal.SIGHUP):
            for _ in range(5):
                host, pid = self.with_dialog()
                host.process.send_signal(number)
                host.close_input()
                self.assertEqual(host.wait(), 0)
                self.assertEqual(host.stderr, "")
                self.assertTrue(is_gone(pid))

    def test_killed(self):
        """Row 20: the host is killed: the dialog sees its socket end, since nobody else holds the other one"""
        host, pid = self.with_dialog(STAYS)
        host.process.kill()
        self.assertEqual(host.wait(), -signal.SIGKILL)
        wait_until((host.notes / "end-seen").exists, "the dialog to see the end")
        wait_until(lambda: is_gone(pid), "the end of the dialog")
        self.assertEqual(host.read(1), b"")  # and Thunderbird sees the host's end

    def test_last_answers_are_not_lost(self):
        host = self.start()
        host.send(check("c1", "a@example.org"))
        host.close_input()
        self.assert_decision(host.receive(), "c1", "send", "clean")
        self.assertEqual(host.wait(), 0)


class Descriptors(HostTest):
    def links(self, pid):
        directory = pathlib.Path(f"/proc/{pid}/fd")
        return {int(path.name): os.readlink(path) for path in directory.iterdir()}

    def test_what_the_dialog_inherits(self):
        """Row 42: what the dialog inherits: its socket and stderr"""
        sentinel, other = os.pipe()
        self.addCleanup(os.close, sentinel)
        host = self.start(ui=STAYS, pass_fds=(other,))
        os.close(other)
        host.send(check("c1", FLAGGED))
        links = self.links(self.wait_for_note(host, "shown"))
        self.assertEqual(set(links), {0, 1, 2})
        self.assertRegex(links[0], "^socket:")
        self.assertEqual(links[1], "/dev/null")
        self.assertEqual(links[2], str(host.home / "stderr"))

    def test_what_the_host_keeps(self):
        """Row 42: what the host keeps of a process that left it more"""
        sentinel, other = os.pipe()
        self.addCleanup(os.close, sentinel)
        host = self.start(pass_fds=(other,))
        links = self.links(host.pid)
        self.assertEqual(links[0], "/dev/null")
        self.assertEqual(links[1], str(host.home / "stderr"))
        self.assertEqual(links[other], os.readlink(f"/proc/self/fd/{other}"))
        info = pathlib.Path(f"/proc/{host.pid}/fdinfo/{other}").read_text()
        self.assertTrue(int(info.partition("flags:")[2].split()[0], 8) & os.O_CLOEXEC)
        os.close(other)
        self.assert_works(host)

    def test_missing_at_start(self):
        """Row 37: standard descriptors that are closed at the start"""
        for closed, text in (("<&-", "Standard input"), (">&-", "standard output")):
            with self.subTest(closed):
                result = subprocess.run(["/bin/sh", "-c", f'exec "$0" m i {closed}', str(HOST)], input=b"",
                                        capture_output=True, timeout=DEADLINE)
                self.assertEqual(result.returncode, 1)
                self.assertEqual(result.stdout, b"")
                self.assertIn(text, result.stderr.decode())

    def test_no_standard_error(self):
        result = subprocess.run(["/bin/sh", "-c", 'exec "$0" m i 2>&-', str(HOST)],
                                input=frame(hello()) + frame(check("c1", "a@example.org")),
                                capture_output=True, timeout=DEADLINE)
        self.assertEqual(result.returncode, 0)
        self.assertEqual(result.stdout.count(b'"type"'), 2)

    def test_out_of_descriptors(self):
        """Row 37: four descriptors, too few to start with"""
        # The leak check at the exit needs descriptors of its own.
        result = subprocess.run(["/bin/sh", "-c", 'ulimit -n 4; exec "$0" m i', str(HOST)], input=frame(hello()),
                                capture_output=True, timeout=DEADLINE,
                                env={"LC_ALL": "C", "ASAN_OPTIONS": "detect_leaks=0"})
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout, b"")
        self.assertRegex(result.stderr, b"^straymail-host: Too many open files: .*\n$")


class Surroundings(HostTest):
    def test_debug_messages_stay_off_the_channel(self):
        """Row 39: G_MESSAGES_DEBUG=all and G_DEBUG=fatal-warnings: the channel stays clean"""
        host = self.start(ui=ANSWERS.format("keep"), environment={"G_MESSAGES_DEBUG": "all",
                                                                  "G_DEBUG": "fatal-warnings"})
        self.assert_decision(host.ask(check("c1", FLAGGED)), "c1", "send", "send-anyway")
        self.assertEqual(host.end(), 0)

    def test_environment_of_the_dialog(self):
        """Row 39: GTK_*, GDK_*, LD_* and others set for the dialog"""
        passed = {"DISPLAY": ":7", "WAYLAND_DISPLAY": "w", "XAUTHORITY": "/x", "XDG_CURRENT_DESKTOP": "d",
                  "LC_MESSAGES": "C", "LANGUAGE": "fr", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/d",
                  "AT_SPI_BUS_ADDRESS": "unix:path=/a", "TZ": "UTC", "TMPDIR": "/tmp"}
        kept_back = {"GTK_MODULES": "x", "GTK_DEBUG": "x", "GDK_BACKEND": "x", "GDK_DEBUG": "x",
                     "LD_LIBRARY_PATH": "/x", "G_MESSAGES_DEBUG": "all", "G_DEBUG": "x", "PYTHONSTARTUP": "x",
                     "GIO_MODULE_DIR": "/x", "MOZ_CRASHREPORTER": "x", "DISPLAYS": "x", "HOMES": "x"}
        host = self.start(ui="note('environment', dict(os.environ))\nshown()\nanswer('go-back')",
                          environment={**passed, **kept_back})
        host.ask(check("c1", FLAGGED))
        environment = self.wait_for_note(host, "environment")
        for name, value in passed.items():
            self.assertEqual(environment.get(name), value, name)
        self.assertEqual(set(environment) & set(kept_back), set())

    def test_confined(self):
        host = self.start(ui=STAYS)
        host.send(check("c1", FLAGGED))
        for pid in (host.pid, self.wait_for_note(host, "shown")):
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
            self.assertEqual(status.partition("NoNewPrivs:")[2].split()[0], "1")
            limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
            self.assertEqual(limits.partition("Max core file size")[2].split()[:2], ["0", "0"])

    def test_private(self):
        """Row 43: addresses are in no command line, environment, error or log"""
        canary = "canary7531@us.af.ml"
        host = self.start(ui=STAYS, environment={"G_MESSAGES_DEBUG": "all"})
        host.send(check("c1", canary), check("c2", "canary7531"), b"{canary7531", {"type": "canary7531"})
        pid = self.wait_for_note(host, "shown")
        for process in (host.pid, pid):
            for name in ("cmdline", "environ"):
                self.assertNotIn(b"canary", pathlib.Path(f"/proc/{process}/{name}").read_bytes())
        for _ in range(2):
            self.assertNotIn("canary", json.dumps(host.receive()))
        host.close_input()
        host.wait()
        self.assertNotIn("canary", host.stderr)

    def test_dependencies(self):
        """The host's dynamic dependencies hold no GTK, no libnotify, nothing for the network."""
        output = subprocess.run(["ldd", str(HOST)], capture_output=True, text=True, check=True).stdout
        self.assertIn("libglib", output)
        for library in ("gtk", "gdk", "notify", "X11", "wayland", "curl", "soup"):
            self.assertNotIn(library, output)


class ByHand(HostTest):
    def run_host(self, *arguments, **options):
        return subprocess.run([str(HOST), *arguments], stdin=options.get("stdin", subprocess.DEVNULL),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=DEADLINE,
                              env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"})

    def test_version(self):
        result = self.run_host("--version")
        self.assertRegex(result.stdout, r"^straymail-host \d+\.\d+\.\d+\n$")
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_help(self):
        result = self.run_host("--help")
        self.assertTrue(result.stdout.startswith("Usage: straymail-host "))
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_unknown_option(self):
        result = self.run_host("--verbose")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("--verbose", result.stderr)

    def test_on_a_terminal(self):
        ours, theirs = os.openpty()
        self.addCleanup(os.close, ours)
        self.addCleanup(os.close, theirs)
        result = self.run_host(stdin=theirs)
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("Thunderbird", result.stderr)

    def test_nothing_to_read(self):
        result = self.run_host()
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_no_arguments_at_all(self):
        """Row 37: started with no arguments at all, not even a name"""
        script = ("import ctypes\n"
                  "libc = ctypes.CDLL(None)\n"
                  f"libc.execve({os.fsencode(HOST)!r}, (ctypes.c_char_p * 1)(None), (ctypes.c_char_p * 1)(None))\n")
        result = subprocess.run(["/usr/bin/python3", "-c", script], input=frame(hello()), capture_output=True,
                                timeout=DEADLINE)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(b'"hello"', result.stdout)


class Manifest(unittest.TestCase):
    def test_native_manifest(self):
        path = pathlib.Path(os.environ["STRAY_TEST_NATIVE_MANIFEST_DIR"]) / "org.straymail.host.json"
        manifest = json.loads(path.read_text())
        self.assertEqual(set(manifest), {"name", "description", "path", "type", "allowed_extensions"})
        self.assertEqual(manifest["name"], "org.straymail.host")
        self.assertEqual(manifest["type"], "stdio")
        self.assertEqual(manifest["allowed_extensions"], ["straymail@straymail.org"])
        self.assertEqual(pathlib.Path(manifest["path"]), HOST)
        self.assertTrue(os.access(manifest["path"], os.X_OK))
