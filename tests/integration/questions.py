# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several questions at once, and questions that are withdrawn."""

from host_test import FLAGGED, HANGS, STAYS, HostTest
from native import check, is_gone
from waiting import wait_until


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
