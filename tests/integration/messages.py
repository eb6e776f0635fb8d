# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages the installed host is sent: greetings, what is none, and that nothing of it is told further."""

import json
import pathlib

from host_test import FLAGGED, STAYS, HostTest
from native import check, frame, hello


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


KEYS = b"{" + b",".join(b'"%x":1' % i for i in range(700000)) + b"}"
ARRAY = b'{"a":[' + b"0," * 4000000 + b"0]}"
STRING = b'{"type":"' + b"x" * 8000000 + b'"}'
NAME = b'{"' + b"x" * 8000000 + b'":1}'


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
            "more keys than fit": (KEYS, "malformed"),
            "a huge array": (ARRAY, "malformed"),
            "a huge string": (STRING, "unknown-type"),
            "a huge name": (NAME, "malformed"),
            "unknown type": (b'{"type":"canary"}', "unknown-type"),
            "type of the wrong type": (b'{"type":1}', "bad-message"),
        }
        host = self.start()
        before = host.memory("VmHWM")
        for name, (document, code) in documents.items():
            with self.subTest(name):
                host.write(frame(document))
                reply = host.receive()
                self.assert_error(reply, code)
                self.assertNotIn("canary", reply["message"])
        self.assert_works(host)
        # A tree of the largest would take hundreds of megabytes.
        self.assertLess(host.memory("VmHWM") - before, 64 << 20)
        self.assertEqual(host.end(), 0)
        self.assertEqual(host.stderr, "")

    def test_what_is_huge_is_refused_early(self):
        """Row 8: a million keys, huge strings, names and arrays: less work than to read as much of what is allowed"""
        host = self.start()

        def work(document):
            before = host.processor_time
            host.write(frame(document))
            self.assertEqual(host.receive()["type"], "error")
            return host.processor_time - before

        allowed = work(b'{"type":"other"}' + b" " * 8000000)
        for name, document in {"keys": KEYS, "array": ARRAY, "string": STRING, "name": NAME}.items():
            with self.subTest(name):
                self.assertLess(work(document), allowed)

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
            resident.append(host.memory("VmRSS"))
        self.assertLess(resident[1] - resident[0], 4 << 20)


class Private(HostTest):
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
