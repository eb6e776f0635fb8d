# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a dialog may do, and what the installed host makes of it."""

import json
import os
import pathlib
import signal
import socket

import fake_ui
from host_test import ANSWERS, FLAGGED, MEANT, HostTest
from native import check, is_gone
from waiting import wait_until

CORRECTION = {"index": 0, "from": FLAGGED, "to": MEANT}


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

    def test_display_that_is_found(self):
        """Row 44: started by a portal or proxy whose environment has no display: the user's own Wayland, and nobody else's"""
        def prepare(runtime, name="wayland-0", answers=True, mode=0o700):
            (runtime / "dconf").mkdir()
            display = socket.socket(socket.AF_UNIX)
            self.addCleanup(display.close)
            display.bind(str(runtime / name))
            if answers:
                display.listen()
            runtime.chmod(mode)
        rows = {"the first": ({}, True), "another one": ({"name": "wayland-7"}, True),
                "one that is gone": ({"answers": False}, False), "a folder others write to": ({"mode": 0o777}, False)}
        for name, (options, is_found) in rows.items():
            with self.subTest(name):
                runtime = self.directory()
                prepare(runtime, **options)
                reply = self.ask(ANSWERS.format("keep"), environment={"DISPLAY": None, "XDG_RUNTIME_DIR": str(runtime)})
                self.assert_decision(reply, "c1", *(("send", "send-anyway") if is_found else ("ask", "could-not-show")))

    def test_program_missing_or_not_executable(self):
        for spoil in (pathlib.Path.unlink, lambda path: path.chmod(0o644)):
            program = fake_ui.install(self.directory(), "")
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
