# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames as Thunderbird writes them, and as it never would, over real pipes to the installed host."""

import json
import os
import resource
import struct

from host_test import HostTest
from native import check, frame

LIMIT = 8 * 1024 * 1024


class Frames(HostTest):
    def test_believed_no_further(self):
        """Rows 1, 2: lengths that cannot be, and frames that are cut short"""
        inputs = {
            "1 byte": b"\x01", "2 bytes": b"\x01\x00", "3 bytes": b"\x01\x00\x00",
            "length 0": struct.pack("=I", 0),
            "limit + 1": struct.pack("=I", LIMIT + 1) + b"{}",
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

    def test_lengths_that_cannot_be(self):
        """Row 2: lengths beyond the limit, and 0: refused by themselves, where there is no memory for them"""
        for length in (0, LIMIT + 1, 0xFFFFFFFF):
            with self.subTest(length=length):
                # The leak check at the exit needs memory of its own.
                host = self.start(environment={"ASAN_OPTIONS": "detect_leaks=0"})
                _, hard = resource.prlimit(host.pid, resource.RLIMIT_AS)
                resource.prlimit(host.pid, resource.RLIMIT_AS, ((host.memory("VmSize") + LIMIT // 2), hard))
                host.write(struct.pack("=I", length))
                self.assertEqual(host.wait(), 1)
                self.assertIn(f"A frame of {length} bytes", host.stderr)

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
        host.write(frame(message + b" " * (LIMIT - len(message))))
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
