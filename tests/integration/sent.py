# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the person is told once a message was sent."""

import json
import os
import signal

from host_test import ANSWERS, FLAGGED, MEANT, HostTest, children
from native import check
from waiting import wait_until


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
        wait_until(lambda: not children(host.pid), "the notice to be reaped")

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
