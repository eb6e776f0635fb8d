# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A systemd-journald of one's own, in a mount namespace with a /run of its own.

    journal = Journal()
    subprocess.run(journal.within("journalctl", "-n1"))
    journal.events()
    journal.close()
"""

import json
import os
import signal
import socket
import subprocess

from waiting import DEADLINE, wait_until

JOURNALD = "/lib/systemd/systemd-journald"
SOCKET = "/run/systemd/journal/socket"
EVENT_ID = "acf1d477aa4f4a2e89ba2b603dcccaa1"

# Says that all is in place, and stays until its standard input ends, so that it is never
# left behind.
_KEEPER = """
set -e
mount --make-rprivate /
mount -t tmpfs -o mode=755 none /run
mkdir -p /run/systemd/journal
echo ready
read -r _ || true
"""


class Namespace:
    """A /run with nothing in it."""

    def __init__(self):
        own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        self._enter = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
        self._keeper = subprocess.Popen(["unshare", *own, "--mount", "/bin/sh", "-c", _KEEPER],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._keeper.stdout.readline() == b"ready\n", "no mount namespace can be had here"

    def within(self, *command):
        """The command that runs command in there; it is that process in the end."""
        return ["nsenter", "--target", str(self._keeper.pid), *self._enter, "--mount", "--", *map(str, command)]

    def run(self, *command, **options):
        options = {"check": True, "timeout": DEADLINE, "capture_output": True} | options
        return subprocess.run(self.within(*command), **options)

    def listen(self):
        """A socket where the journal has its own, bound in there and at hand here."""
        ours, theirs = socket.socketpair()
        script = (f"import array, socket\n"
                  f"bound = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
                  f"bound.bind({SOCKET!r})\n"
                  f"socket.send_fds(socket.socket(fileno={theirs.fileno()}), [b'x'], [bound.fileno()])\n")
        with ours, theirs:
            self.run("/usr/bin/python3", "-c", script, pass_fds=[theirs.fileno()])
            _, fds, _, _ = socket.recv_fds(ours, 1, 1)
        return socket.socket(fileno=fds[0])

    def close(self):
        self._keeper.communicate(timeout=DEADLINE)


class Journal(Namespace):
    def __init__(self):
        super().__init__()
        self._daemon = subprocess.Popen(self.within(JOURNALD), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        wait_until(lambda: self.run("journalctl", "--sync", check=False).returncode == 0, "the journal")

    def entries(self, *arguments):
        """What the journal holds, as `journalctl --output=json` has it."""
        self.run("journalctl", "--sync")
        output = self.run("journalctl", "--quiet", "--all", "--output=json", *arguments).stdout
        return [json.loads(line) for line in output.splitlines()]

    def events(self):
        """The events of Straymail: of each the fields that begin with STRAYMAIL_, without that."""
        return [{name.removeprefix("STRAYMAIL_"): value for name, value in entry.items() if name.startswith("STRAYMAIL_")}
                for entry in self.entries(f"MESSAGE_ID={EVENT_ID}")]

    def close(self):
        self._daemon.send_signal(signal.SIGTERM)
        self._daemon.wait(DEADLINE)
        super().close()
