# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of what host and dialog give up have in common."""

import ctypes
import os
import pathlib
import subprocess

from host_test import HostTest
from waiting import DEADLINE

CONFINED = os.environ["STRAY_TEST_CONFINED"]
SYS_landlock_create_ruleset, VERSION = 444, 1


def landlock_version():
    """What this kernel knows of Landlock: a number that grows, 0 where there is none."""
    return max(ctypes.CDLL(None).syscall(SYS_landlock_create_ruleset, None, ctypes.c_size_t(0), VERSION), 0)


def status(pid, field):
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return text.partition(f"\n{field}:")[2].split()[0]


def measures(command=(CONFINED,), **options):
    """What the process says of itself: by name, whether it holds, and in which words."""
    output = subprocess.run([*command, "report", ""], capture_output=True, text=True, check=True, timeout=DEADLINE,
                            **options).stdout
    lines = [line.split("\t") for line in output.splitlines()]
    return {name: (word == "active", text) for name, word, text in lines}


class Containment(HostTest):
    @classmethod
    def setUpClass(cls):
        cls.holds = {name: active for name, (active, _) in measures().items()}
        for name, (active, text) in measures().items():
            if not active:
                print(f"# {name} does not hold on this machine: {text}", flush=True)

    def setUp(self):
        self.home = self.directory()
        self.secret = self.home / "secret"
        self.secret.write_text("of no use to the guard")

    def denied(self, measure, errno):
        """What is to be expected where a measure denies something: on a kernel without it, success."""
        return errno if self.holds[measure] else "ok"

    def attempt(self, *arguments, **environment):
        """How each pair of arguments went, in words."""
        done = subprocess.run([CONFINED, *map(str, arguments)], capture_output=True, text=True, timeout=DEADLINE,
                              stdin=subprocess.DEVNULL,
                              env={"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home / "run"),
                                   "PATH": "/usr/bin:/bin", **environment})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split()
