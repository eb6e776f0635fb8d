# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a question: answered, withdrawn, killed, by a stand-in or the dialog itself."""

import itertools
import os
import pathlib
import shutil
import signal

import fake_ui
from dialog import PROGRAM
from native import hello
from waiting import wait_until

_SCRIPT = """
if question["type"] == "notice":
    sys.exit(0)
mode = (notes / "mode").read_text()
if mode == "no-display":
    sys.exit(3)
if mode == "hidden":
    note("process", os.getpid())
    wait_for_end()
if mode == "gone":
    sys.exit(0)
shown()
if mode == "open":
    note("process", os.getpid())
    wait_for_end()
    sys.exit(4)
if mode == "garbage":
    say_raw(b"{")
    sys.exit(0)
answer(mode)
"""

# What the stand-in does, what the test does then, and what is decided.
_GO_BACK, _WITHDRAWN = ("hold", "go-back"), ("hold", "withdrawn")
_NO_ANSWER, _NOT_SHOWN = ("hold", "no-answer"), ("ask", "could-not-show")
_ROWS = (
    ("go-back", None, _GO_BACK),
    ("correct", None, ("correct", "corrected")),
    ("keep", None, ("send", "send-anyway")),
    ("leave-out", None, ("correct", "corrected")),
    ("open", "withdraw", _WITHDRAWN),
    ("open", "withdraw at once", _WITHDRAWN),
    ("open", "kill", _NO_ANSWER),
    ("hidden", "kill", _NOT_SHOWN),
    ("hidden", "withdraw", _WITHDRAWN),
    ("garbage", None, _NO_ANSWER),
    ("gone", None, _NO_ANSWER),
    ("no-display", None, _NOT_SHOWN),
)
# It has the focus before the host hears that it is shown, or after.
_REAL_ROWS = (
    ("Go Back", (_GO_BACK,)),
    ("withdraw", (_WITHDRAWN,)),
    ("kill", (_NO_ANSWER, _NOT_SHOWN)),
)


def children(pid):
    """The processes a process has started and not yet seen the end of."""
    tasks = pathlib.Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def settle(host):
    """Waits until the host has done what it was told, and nothing it started for that is left."""
    assert host.ask(hello(high=3))["type"] == "hello"
    wait_until(lambda: not children(host.pid), "no child is left over")


class Dialogs:
    """Questions of one host, whose straymail-ui is this or that."""

    def __init__(self, directory, desktop):
        self.program = fake_ui.install(directory, _SCRIPT)
        self._ui = pathlib.Path(directory) / "straymail-ui"
        self._script = self._ui.rename(self._ui.with_name("script"))
        # Beside it, since what the host starts may read what lies there.
        self._real = pathlib.Path(shutil.copy2(PROGRAM, self._ui.with_name("real")))
        self._use(self._script)
        self._desktop = desktop
        self._rows = itertools.cycle(_ROWS)
        self._real_rows = itertools.cycle(_REAL_ROWS)

    def _use(self, program):
        link = self._ui.with_name("link")
        os.link(program, link)
        link.replace(self._ui)

    def question(self, host, id, frame):
        """One with the stand-in: the next row. Returns the decision."""
        return self._ask(host, id, frame, next(self._rows))

    def question_inside(self, host, id, frame):
        """One that no dialog can be shown for: Thunderbird asks it."""
        return self._ask(host, id, frame, ("no-display", None, _NOT_SHOWN))

    def _ask(self, host, id, frame, row):
        mode, deed, expected = row
        (host.notes / "mode").write_text(mode)
        note = host.notes / "process"
        note.unlink(missing_ok=True)
        host.write(frame)
        if deed == "withdraw at once":
            host.send({"type": "withdraw", "id": id})
        elif deed is not None:
            wait_until(note.exists, "the dialog has come so far")
            self._end(host, id, deed, int(note.read_text()))
        decision = self._expect(host, id, (expected,))
        for path in host.notes.glob("asked-*"):
            path.unlink()
        return decision

    def real_question(self, host, id, frame):
        """One with straymail-ui itself on the screen: the next row."""
        deed, expected = next(self._real_rows)
        settle(host)  # a stand-in that has begun may not have read its script yet
        self._use(self._real)
        host.write(frame)
        process = wait_until(lambda: self._active_child(host.pid), "straymail-ui has the focus")
        self._end(host, id, deed, process)
        decision = self._expect(host, id, expected)
        self._use(self._script)
        return decision

    def _active_child(self, pid):
        active = self._desktop.active_pid()
        return active if active in children(pid) else None

    def _end(self, host, id, deed, process):
        if deed == "withdraw":
            host.send({"type": "withdraw", "id": id})
        elif deed == "kill":
            os.kill(process, signal.SIGKILL)
        else:
            import accessible  # which finds its bus only once there is a desktop
            window = wait_until(lambda: next(iter(accessible.windows("org.straymail.Straymail")), None), "the dialog")
            accessible.press(window, deed)

    @staticmethod
    def _expect(host, id, expected):
        reply = host.receive()
        told = (reply.get("action"), reply.get("reason"))
        if reply.get("id") != id or told not in expected:
            raise AssertionError(f"One of {expected} was to come, and this came: {told}")
        return reply
