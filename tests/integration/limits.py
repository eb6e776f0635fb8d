# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists without end: a verdict all the same, in little memory, and a few words about what does not count."""

import pathlib
import re
import subprocess

import native
from policy_case import STRAYMAIL, PolicyCase
from waiting import DEADLINE

MANY = 300_000
MIB = 1 << 20

# What is told one by one of a kind, and how much may be said in all about what is wrong.
TOLD = 20
SAID = 32 * 1024


class LimitsCase(PolicyCase):
    def run_command(self, *command):
        done = subprocess.run(self.stage.command(STRAYMAIL, *command), env=self.home.env, capture_output=True, timeout=DEADLINE)
        self.assertIn(done.returncode, (0, 1))
        return done

    def assert_said(self, text, said):
        self.assertLess(len(text), SAID)
        for times, words in said:
            self.assertEqual(text.count(words), times, f"“{words}” in {text[:2000]}")


class Lists(LimitsCase):
    SHARED = "/etc/straymail/trusted.d/it.list"

    def setUp(self):
        super().setUp()
        self.stage.write(self.SHARED, "contoso.com\n")

    def assert_in_force(self):
        """That the administrator's list counts, and those that come with Straymail, whatever lies beside them."""
        rows = self.run_command("check", "--json", "a@contoso.com", "x@us.af.ml").stdout.decode()
        self.assertEqual(re.findall(r'"verdict":"(\w+)"', rows), ["trusted", "lookalike"])

    def check_all(self, *said):
        self.assert_in_force()
        for command in (("check", "a@example.org"), ("policy",)):
            self.assert_said(self.run_command(*command).stderr.decode(), said)
        self.assertLess(len(self.run_command("doctor").stdout), SAID)
        host = self.start_host()
        try:
            self.assertEqual(host.ask(native.check("1", "x@us.af.ml"))["action"], "ask")
            self.assert_said(host.stderr, said)
            self.assertLess(host.memory("VmHWM"), 150 * MIB)
            read, = re.findall(r"rchar: (\d+)", pathlib.Path(f"/proc/{host.pid}/io").read_text())
            return int(read)
        finally:
            host.clean_up()

    def test_sparse(self):
        """Row 55: 60 lists of ten gigabytes of nothing: each is read no further than to where it shows to be no text"""
        for i in range(60):
            with open(self.home.add_list("", f"{i:02}.list"), "r+b") as file:
                file.truncate(10 << 30)
        read = self.check_all((TOLD, ".list:1: This is no text file."), (1, "40 more lists are ignored"))
        self.assertLess(read, 60 * MIB)

    def test_no_text(self):
        """Row 55: lists of any bytes, one of them with an entry before them"""
        noise = bytes(range(256)) * 4096
        for i in range(10):
            self.home.add_list(noise, f"{i}.list")
        self.home.add_list(b"*.example\n" + noise, "good.list")
        self.check_all((10, ".list:1: This is no text file."), (1, "good.list:2: This is no text file."))

    def test_many_bad_lines(self):
        """Row 55: a hundred lists of a thousand bad lines each"""
        for i in range(100):
            self.home.add_list("not an entry\n" * 1000, f"{i:02}.list")
        self.check_all((TOLD, "The line is ignored."), (1, "00.list” 980 more lines"), (19, ".list” 1000 lines are not"),
                       (1, "80 more lists have lines that are not"))

    def test_many_lines(self):
        """Row 55: a million lines in the user's lists: those that come first count, and the administrator's in any case"""
        for name in ("a", "b", "c", "d"):
            self.home.add_list("".join(f"{name}{i}.example\n" for i in range(MANY)), f"{name}.list")
        self.check_all((1, "a.list:2"), (3, ".list” is ignored: the trust lists are too long in all."))

    def test_many_bytes(self):
        """Row 55: user's lists of 200 megabytes of comments"""
        for name in ("a", "b"):
            self.home.add_list(("#" * 1000 + "\n") * 100_000, f"{name}.list")
        self.check_all((1, "a.list:3"), (1, "b.list” is ignored: the trust lists are too long in all."))

    def test_many_files(self):
        """Row 55: 20,000 lists, and 2,000 folders in XDG_DATA_DIRS"""
        folder = self.home.add_list("a.example\n").parent
        for i in range(20_000):
            (folder / f"{i}.list").touch()
        self.home.env["XDG_DATA_DIRS"] = ":".join(f"{self.home.data}/{i}" for i in range(2_000))
        self.check_all((1, "holds more files than are looked at"), (1, "XDG_DATA_DIRS names too many folders"))
