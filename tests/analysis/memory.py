# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed host under valgrind: a conversation with checks, questions and bad frames."""

import pathlib
import struct
import tempfile
import unittest

import fake_ui
from native import Host, check, hello

FLAGGED = "john.smith@us.af.ml"
FOUND = 99

VALGRIND = ["--quiet", "--leak-check=full", "--errors-for-leak-kinds=definite", f"--error-exitcode={FOUND}",
            "--suppressions=/usr/share/glib-2.0/valgrind/glib.supp",
            f"--suppressions={pathlib.Path(__file__).with_name('valgrind.supp')}"]


class Valgrind(unittest.TestCase):
    def start(self, script):
        directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
        self.addCleanup(directory.cleanup)
        # valgrind, too, is confined with the host, and has its log open before.
        self.log = pathlib.Path(directory.name) / "log"
        host = Host(program="/usr/bin/valgrind", environment={"DISPLAY": ":none"}, protocol=3,
                    arguments=[*VALGRIND, f"--log-file={self.log}", str(fake_ui.install(directory.name, script)), "m", "i"])
        self.addCleanup(host.clean_up)
        return host

    def assert_nothing_found(self, host, status=0):
        self.assertEqual(host.wait(), status, self.log.read_text())

    def test_conversation(self):
        """Checks that are clean, corrected, withdrawn; contacts; a repeated hello; what cannot be understood."""
        host = self.start("shown()\nanswer('correct')\n")
        self.assertEqual(host.ask(check("c1", "a@example.org", "b@army.mil"))["reason"], "clean")
        self.assertEqual(host.ask(check("c2", FLAGGED, "Jane <jane@example.fr>"))["reason"], "corrected")
        host.send({"type": "sent", "id": "c2", "recipients": [{"field": "to", "address": "x@us.af.ml"}]})
        host.send({"type": "contacts", "addresses": ["jane@example.org", "nobody", "a@abb.com"]})
        self.assertEqual(host.ask(check("c3", "x@abb.om"))["reason"], "corrected")
        self.assertEqual(host.ask(hello(1, 3))["type"], "hello")
        for document in (b"{}", b"[]", b'{"type":"\\ud800"}', b'{"type":"check","id":"c1"}', b'{"type":"other"}',
                         b'{"a":' + b"[" * 1000, b'{"type":"hello","protocol":[9,9],"version":"1"}'):
            host.write(struct.pack("=I", len(document)) + document)
            self.assertEqual(host.receive()["type"], "error")
        self.assertEqual(host.ask(check("c4", "nobody"))["reason"], "no-answer")
        host.close_input()
        self.assert_nothing_found(host)

    def test_cut_frame_while_a_question_is_open(self):
        """The end in the middle of things frees what is open."""
        host = self.start("shown()\nwait_for_end()\n")
        host.send(check("c1", FLAGGED), check("c2", FLAGGED))
        self.assertEqual(host.ask({"type": "withdraw", "id": "c2"})["reason"], "withdrawn")
        host.write(b"\x01")
        host.close_input()
        self.assert_nothing_found(host, 1)


if __name__ == "__main__":
    unittest.main()
