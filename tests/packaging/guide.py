# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the administrator's guide has people type works as it says, with what is installed here.

Packages are not installed and removed here; data/packaging/prove does all of it.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import console

PREFIX = pathlib.Path(os.environ["STRAY_TEST_DATADIR"]).parent
SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
LOG = SOURCE / "tests/packaging/mail.log"
GUIDE = SOURCE / "data/doc/admin-guide.md"

# A computer that has Straymail, and which nothing is left of: what is written in it lies in memory.
_COMPUTER = """set -e
work=$1 prefix=$2 log=$3; shift 3
mount -t tmpfs tmpfs "$work"
mkdir -p "$work"/{etc,usr}/{upper,work}
mount -t tmpfs tmpfs /var/log
cp "$log" /var/log/mail.log
mount -t overlay overlay -o "lowerdir=$prefix:/usr,upperdir=$work/usr/upper,workdir=$work/usr/work" /usr
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$work/etc/upper,workdir=$work/etc/work" /etc
mkdir -p /etc/straymail/trusted.d
exec "$@"
"""


class Guide(unittest.TestCase):
    def test_what_it_has_people_type(self):
        with tempfile.TemporaryDirectory(prefix="stray-guide-") as work:
            done = subprocess.run(
                ["unshare", "--map-root-user", "--mount", "bash", "-c", _COMPUTER, "bash", work, PREFIX, LOG,
                 sys.executable, console.__file__, GUIDE, "--without", "apt"],
                env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "HOME": work}, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_promise_that_is_not_kept_is_noticed(self):
        rows = [
            ("$ echo one\ntwo", False), ("$ echo one\none", True), ("$ false", False), ("$ true", True),
            ("$ printf 'a\\nb\\nc\\n'\na\n…\nc", True), ("$ printf 'a\\nb\\n'\na", False), ("$ echo one\no…e", True),
        ]
        for text, kept in rows:
            with self.subTest(text.splitlines()):
                command, = console.commands(f"```console\n{text}\n```\n")
                self.assertEqual(console.run(command, None) is None, kept)
