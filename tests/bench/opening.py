# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens Straymail's dialog and zenity's, in turn, on one display: how long until
each can be seen, and how much memory it takes then.

Both are watched in the same way, from outside: a frame is there once the X server
has something other than one colour in a window of theirs. The clock starts before
the process does."""

import pathlib
import re
import socket
import subprocess
import time

from desktop import Desktop, stop
from dialog import PROGRAM, frame, lookalike, question
from waiting import wait_until

OPENINGS = 20
_WARM_UP = 3
_REST = 0.3
_TEXT = ("This message would go to Mali\n\nOne recipient’s domain looks like one you trust, but the address belongs to "
         "another country.\n\njohn.smith@us.af.ml\nTo · John Smith\nYou typed us.af.ml\nProbably meant us.af.mil\n"
         "“i” is missing.")
_ZENITY = ["zenity", "--question", "--title=Straymail", "--no-markup", "--ok-label=Send Anyway",
           "--cancel-label=Go Back", f"--text={_TEXT}"]


class _Straymail:
    def __init__(self, env):
        self._socket, theirs = socket.socketpair()
        self._socket.sendall(frame(question(lookalike(name="John Smith"))))
        self.process = subprocess.Popen([PROGRAM], env=env, stdin=theirs, stdout=subprocess.DEVNULL)
        theirs.close()

    def close(self):
        self._socket.close()
        stop(self.process)


class _Zenity:
    def __init__(self, env):
        self.process = subprocess.Popen(_ZENITY, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)

    def close(self):
        stop(self.process)


def _pss(pid):
    """Its proportional share of all memory it has, in KiB."""
    return int(re.search(r"^Pss:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])


def _wait_for_rest(pid):
    """Waits until a process has nothing to do any more."""
    def used():
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
        return sum(map(int, stat.rpartition(")")[2].split()[11:13]))

    last, since = used(), time.monotonic()

    def rests():
        nonlocal last, since
        now = used()
        if now != last:
            last, since = now, time.monotonic()
        return time.monotonic() - since > _REST
    wait_until(rests, "the dialog is at rest")


def _open(side, env, frames):
    """Milliseconds until the first frame, and KiB of memory once it is at rest."""
    start = time.monotonic()
    dialog = side(env)
    try:
        seen = 0
        while seen < start * 1000:  # the one before may have shown a second window when it ended
            seen = float(frames.stdout.readline())
        _wait_for_rest(dialog.process.pid)
        return seen - start * 1000, _pss(dialog.process.pid)
    finally:
        dialog.close()


def measure(watcher):
    """For Straymail, then for zenity: pairs of what each opening took."""
    sides = {_Straymail: [], _Zenity: []}
    with Desktop(accessible=False) as desktop:
        frames = desktop.start([watcher], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if frames.stdout.readline() != "ready\n":
            raise RuntimeError("nobody watches the display")
        for number in range(_WARM_UP + OPENINGS):
            for side in sides if number % 2 else reversed(sides):
                taken = _open(side, desktop.environment(), frames)
                if number >= _WARM_UP:
                    sides[side].append(taken)
    return tuple(sides.values())
