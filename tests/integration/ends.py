# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a conversation with the installed host ends, and that a dialog ends with it."""

import os
import signal

from host_test import FLAGGED, HANGS, STAYS, HostTest
from native import check, is_gone
from waiting import wait_until


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

    def test_killed_and_a_child_lives_on(self):
        """Row 20: the host is killed, and a dialog that hangs lives on: Thunderbird sees the host's end all the same"""
        host, pid = self.with_dialog()
        self.addCleanup(os.kill, pid, signal.SIGKILL)
        host.process.kill()
        host.wait()
        self.assertEqual(host.read(1), b"")
        self.assertFalse(is_gone(pid))

    def test_reader_that_is_gone_with_a_dialog(self):
        """Row 5: the pipe is closed under an answer while a question is open"""
        host, pid = self.with_dialog()
        host.process.stdout.close()
        self.addCleanup(setattr, host.process, "stdout", open(os.devnull, "rb"))
        host.send(check("c3", "a@example.org"))
        self.assertEqual(host.wait(), 1)
        wait_until(lambda: is_gone(pid), "the end of the dialog")

    def test_last_answers_are_not_lost(self):
        host = self.start()
        host.send(check("c1", "a@example.org"))
        host.close_input()
        self.assert_decision(host.receive(), "c1", "send", "clean")
        self.assertEqual(host.wait(), 0)
