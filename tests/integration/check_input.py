# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `straymail check` is given to read: streams of any length and form, at the memory of an ordinary run."""

import fcntl
import json
import os
import pathlib
import re
import select
import subprocess
import threading

from check_command import DEADLINE, STRAYMAIL, CheckCase


class Input(CheckCase):
    """Standard input: whatever comes."""

    def test_line_ends(self):
        rows = self.check(status=1, input=b"a@us.af.ml\r\n\r\n\n   \n\tb@us.af.mil\nc@us.af.ml")
        self.assertEqual([row["verdict"] for row in rows], ["lookalike", "trusted", "lookalike"])
        self.assertEqual([row["input"] for row in rows], ["a@us.af.ml", "\tb@us.af.mil", "c@us.af.ml"])

    def test_nothing(self):
        for text in (b"", b"\n", b"\r\n \n"):
            self.assertEqual(self.check(status=0, input=text), [])

    def test_empty_argument_is_no_address(self):
        self.assertEqual(self.verdicts("", status=1), ["unparsable"])

    def test_no_text(self):
        rows = self.check(status=1, input=b"a\xff@us.af.ml\na@us.af.ml\0@us.af.mil\n\xed\xa0\x80@us.af.mil\n"
                                          b"\x80\n\0\nb@us.af.mil\n")
        self.assertEqual([row["verdict"] for row in rows], ["unparsable"] * 5 + ["trusted"])
        self.assertEqual(rows[0]["input"], "a\ufffd@us.af.ml")
        self.assertEqual(rows[1]["input"], "a@us.af.ml\ufffd@us.af.mil")

    def test_argument_that_is_no_text(self):
        rows = self.check(b"a\xff@us.af.ml", status=1)
        self.assertEqual((rows[0]["verdict"], rows[0]["input"]), ("unparsable", "a\ufffd@us.af.ml"))

    def test_huge_line(self):
        rows = self.check(status=1, input=b"a@us.af.mil\n" + b"x" * (16 << 20) + b"@us.af.mil\nb@us.af.ml\n")
        self.assertEqual([row["verdict"] for row in rows], ["trusted", "unparsable", "lookalike"])
        self.assertLess(len(rows[1]["input"]), 10000)

    def test_answers_each_line_at_once(self):
        with self.started() as process:
            for number in range(3):
                process.stdin.write(f"user{number}@us.af.ml\n".encode())
                process.stdin.flush()
                self.assertTrue(select.select([process.stdout], [], [], DEADLINE)[0], "no answer yet")
                self.assertEqual(json.loads(process.stdout.readline())["input"], f"user{number}@us.af.ml")
            process.stdin.close()
            self.assertEqual(process.wait(DEADLINE), 1)

    def test_memory_does_not_grow(self):
        # What is freed must not stay in the sanitizer's quarantine.
        self.home.env["ASAN_OPTIONS"] = ":".join(filter(None, [
            self.home.env.get("ASAN_OPTIONS"), "quarantine_size_mb=1", "thread_local_quarantine_size_kb=64"]))
        line = "user{}@host{}.us.af.ml\n"
        with self.started() as process:
            counted = threading.Semaphore(0)
            seen = 0

            def count():
                for _ in process.stdout:
                    counted.release()

            reader = threading.Thread(target=count)
            reader.start()

            def feed(number):
                nonlocal seen
                for start in range(seen, seen + number, 1000):
                    text = "".join(line.format(i, i) for i in range(start, start + 1000))
                    process.stdin.write(text.encode())
                process.stdin.flush()
                for _ in range(number):
                    self.assertTrue(counted.acquire(timeout=DEADLINE))
                seen += number
                return self.peak(process.pid)

            after_few = feed(10_000)
            after_many = feed(90_000)
            process.stdin.write(b"x" * (16 << 20) + b"\n")
            process.stdin.flush()
            self.assertTrue(counted.acquire(timeout=DEADLINE))
            after_huge = self.peak(process.pid)
            process.stdin.close()
            self.assertEqual(process.wait(DEADLINE), 1)
            reader.join()
        self.assertLess(after_many - after_few, 1024, "KiB more after ten times as many lines")
        self.assertLess(after_huge - after_few, 1024, "KiB more after a line of 16 MiB")

    def test_input_that_cannot_be_read(self):
        directory = os.open("/", os.O_RDONLY | os.O_DIRECTORY)
        self.addCleanup(os.close, directory)
        self.run_straymail("check", status=2, input=None, stdin=directory, error="straymail: .*\n")

    def test_descriptors_that_are_closed(self):
        for closed in (0, 1):
            with self.subTest(closed=closed):
                self.run_straymail("check", *(["a@us.af.mil"] if closed else []), status=2, error="straymail: .*\n",
                                   preexec_fn=lambda: os.close(closed), input=None)

    def test_output_that_is_full(self):
        for arguments in (["check", "a@us.af.mil"], ["--help"], ["--version"]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([STRAYMAIL, *arguments], env=self.home.env, stdout=full,
                                      stderr=subprocess.PIPE, timeout=DEADLINE)
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stderr.decode(), r"\Astraymail: .*\n\Z")

    def test_reader_that_leaves(self):
        for restore in (True, False):
            with self.subTest(restore_signals=restore), self.started(restore_signals=restore) as process:
                process.stdout.close()
                try:
                    # More than a pipe holds, so that it has to notice.
                    process.stdin.write(b"a@us.af.ml\n" * 100_000)
                    process.stdin.close()
                except BrokenPipeError:
                    pass
                self.assertEqual(process.wait(DEADLINE), 2)
                self.assertEqual(process.stderr.read(), b"")

    def test_slow_reader(self):
        recipients = [f"user{i}@us.af.ml" for i in range(20_000)]
        with self.started() as process:
            fcntl.fcntl(process.stdout, 1031, 4096)  # F_SETPIPE_SZ
            writer = threading.Thread(target=lambda: (process.stdin.write("\n".join(recipients).encode()),
                                                      process.stdin.close()))
            writer.start()
            rows = [json.loads(row)["input"] for row in process.stdout]
            writer.join()
            self.assertEqual(rows, recipients)
            self.assertEqual(process.wait(DEADLINE), 1)

    def started(self, **options):
        process = subprocess.Popen([STRAYMAIL, "check", "--json"], env=self.home.env, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(process.kill)
        return process

    @staticmethod
    def peak(pid):
        """Most memory the process ever had resident, in KiB."""
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


class BadInput(CheckCase):
    """Files nobody means to give: a report or a verdict, at the memory of an ordinary run."""

    def setUp(self):
        super().setUp()
        # What is freed must not stay in the sanitizer's quarantine.
        self.home.env["ASAN_OPTIONS"] = ":".join(filter(None, [
            self.home.env.get("ASAN_OPTIONS"), "quarantine_size_mb=1", "thread_local_quarantine_size_kb=64"]))

    def gigabyte(self, text):
        """A file that begins with `text` and is NUL from there on, which takes no room."""
        path = self.file(text)
        os.truncate(path, 1 << 30)
        return path

    def measured(self, *arguments, status, error="", stdin=os.devnull):
        """Runs `check --json`; returns its rows and the most memory it had resident, in KiB."""
        outputs = self.home.path / "stdout", self.home.path / "stderr"
        with open(stdin, "rb") as source, open(outputs[0], "wb") as stdout, open(outputs[1], "wb") as stderr:
            process = subprocess.Popen([STRAYMAIL, "check", "--json", *arguments], env=self.home.env, stdin=source,
                                       stdout=stdout, stderr=stderr)
            killer = threading.Timer(DEADLINE, process.kill)
            killer.start()
            _, wait_status, usage = os.wait4(process.pid, 0)
            killer.cancel()
            process.returncode = os.waitstatus_to_exitcode(wait_status)
        report = outputs[1].read_text()
        self.assertEqual(process.returncode, status, report)
        self.assertRegex(report, rf"\A{error}\Z")
        # Not splitlines(), which parts a row where its input holds U+2028 and the like.
        return [json.loads(line) for line in outputs[0].read_text().split("\n") if line], usage.ru_maxrss

    def assert_as_ordinary(self, peak):
        _, ordinary = self.measured("a@us.af.mil", status=0)
        self.assertLess(peak - ordinary, 4096, "KiB more than an ordinary run")

    def test_list_of_a_gigabyte(self):
        """Row 33: a list of a gigabyte"""
        path = self.gigabyte("army.example\n")
        rows, peak = self.measured(f"--trusted={path}", "a@army.example", "a@us.af.ml", status=0,
                                   error=rf"(straymail: {re.escape(str(path))}:.*\n)+")
        self.assertEqual([row["verdict"] for row in rows], ["trusted", "unremarkable"])
        self.assert_as_ordinary(peak)

    def test_recipients_of_a_gigabyte(self):
        rows, peak = self.measured(status=1, stdin=self.gigabyte("a@us.af.ml\n"))
        self.assertEqual([row["verdict"] for row in rows], ["lookalike", "unparsable"])
        self.assert_as_ordinary(peak)

    def test_list_with_lines_of_a_megabyte(self):
        path = self.file("\n".join(["x" * (1 << 20), "army.example # " + "x" * (1 << 20), "é" * (1 << 20)]))
        rows, peak = self.measured(f"--trusted={path}", "a@army.example", status=0,
                                   error=rf"straymail: {re.escape(str(path))}:1: .*\n"
                                         rf"straymail: {re.escape(str(path))}:3: .*\n")
        self.assertEqual([row["verdict"] for row in rows], ["trusted"])
        self.assert_as_ordinary(peak)

    def test_recipients_that_are_binary(self):
        path = self.file(b"".join(bytes([first, second]) for first in range(256) for second in range(256)))
        rows, _ = self.measured(status=1, stdin=path)
        self.assertTrue(rows)
        self.assertLessEqual({row["verdict"] for row in rows}, {"unparsable", "unremarkable"})
        self.measured(status=1, stdin=STRAYMAIL)

    def test_many_labels(self):
        name = "a." * 10_000 + "us.af.ml"
        path = self.file(f"{name}\narmy.example\n")
        rows, _ = self.measured(f"--trusted={path}", f"a@{name}", "a@army.example", status=1,
                                error=rf"straymail: {re.escape(str(path))}:1: .*\n")
        self.assertEqual([row["verdict"] for row in rows], ["unparsable", "trusted"])
