# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog as its host has it: a process, a socket, and frames over that."""

import json
import os
import pathlib
import select
import signal
import socket
import struct
import subprocess
import time

from desktop import die_with_parent, stop
from waiting import DEADLINE

PROGRAM = pathlib.Path(os.environ.get("STRAY_TEST_LIBEXECDIR", "/usr/libexec")) / "straymail-ui"

ANSWERED, BAD_QUESTION, NO_DISPLAY, CLOSED = 0, 2, 3, 4
TOKEN = "0123456789abcdef0123456789abcdef"
# Said when the dialog appears, and every few seconds from then on.
SHOWN = {"type": "shown", "token": TOKEN}

# For what opens a popover: GTK 4.24.1 warns of the frames of each, on X11.
WITH_POPOVERS = {"G_DEBUG": "fatal-criticals"}


def lookalike(index=0, local="john.smith", domain="us.af.ml", resembles="us.af.mil", *, marks=None,
              country=("ML", "Mali"), **more):
    """A finding as the host would send it; `more` replaces or adds members."""
    finding = {
        "index": index, "field": "to", "address": f"{local}@{domain}", "verdict": "lookalike",
        "domain": domain, "kind": "wildcard_suffix", "severity": "high",
        "country": country[0], "country_name": country[1], "resembles": resembles,
        "suggestion": f"{local}@{resembles}",
        "marks": marks or {"domain": [], "resembles": [[7, 1]]},
    }
    finding.update(more)
    return {member: value for member, value in finding.items() if value is not None}


def unparsable(index=0, address="john.smith@@us.af.ml", **more):
    return {"index": index, "field": "to", "address": address, "verdict": "unparsable", **more}


def question(*findings, flagged=None, **more):
    """A question that allows everything; `more` replaces or adds members."""
    flagged = len(findings) if flagged is None else flagged
    return {"type": "question", "token": TOKEN, "id": "c1", "flagged": flagged, "recipients": flagged + 1,
            "delay": 1000, "leave_out": True, "exception_days": 0, "typing": False, "findings": list(findings), **more}


def choice(index, word, **more):
    return {"index": index, "choice": word, **more}


def frame(document):
    body = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
    return struct.pack("=I", len(body)) + body


class Dialog:
    """One straymail-ui with this end of its socket.

        with Dialog(desktop.environment(), question(lookalike())) as dialog:
            dialog.expect_shown()
    """

    def __init__(self, env, document=None, *, raw=None, program=PROGRAM):
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        environment = {"G_DEBUG": "fatal-warnings", **env}
        self.process = subprocess.Popen([program], env=environment, stdin=theirs, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, preexec_fn=die_with_parent)
        theirs.close()
        self.socket.settimeout(DEADLINE)
        self._unread = []
        if document is not None:
            raw = frame(document)
        if raw is not None:
            self.socket.sendall(raw)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
        stop(self.process, signal.SIGKILL)

    @property
    def pid(self):
        return self.process.pid

    def close(self):
        """Closes the host's end, as its death would."""
        self.socket.close()

    def receive(self):
        """The next document the dialog sends, or None at the end of the stream."""
        if self._unread:
            return self._unread.pop()
        head = self._exactly(4)
        if head is None:
            return None
        return json.loads(self._exactly(struct.unpack("=I", head)[0]))

    def receive_answer(self):
        """The next document that does not only say that the dialog is still shown, or None."""
        while (reply := self.receive()) == SHOWN:
            pass
        return reply

    def says_nothing(self):
        """Whether nothing lies ready to be received but that it is still shown."""
        while not self._unread and select.select([self.socket], [], [], 0)[0]:
            reply = self.receive()
            if reply != SHOWN:
                self._unread.append(reply)
        return not self._unread

    def expect_shown(self):
        reply = self.receive()
        if reply != SHOWN:
            raise AssertionError(f"“shown” was to come, and this came: {reply}; {self._complaint()}")

    def expect_answer(self, answer, *choices, **more):
        """`choices` are for an answer that sends."""
        reply = self.receive_answer()
        expected = {"type": "answer", "token": TOKEN, "id": "c1", "answer": answer, **more}
        if answer == "send":
            expected["choices"] = list(choices)
        if reply != expected:
            raise AssertionError(f"“{answer}” was to come, and this came: {reply}; {self._complaint()}")
        self.expect_exit(ANSWERED)

    def expect_exit(self, status):
        try:
            code = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            raise AssertionError("the dialog did not end") from None
        if code != status:
            raise AssertionError(f"exit status {code} instead of {status}; {self._complaint()}")

    def stderr(self):
        """What the dialog wrote to stderr, all of it; only once it has ended."""
        return self.process.stderr.read().decode()

    def _complaint(self):
        if self.process.poll() is None:
            return "it is still running"
        return f"it ended with {self.process.returncode} and said: {self.stderr()}"

    def _exactly(self, length):
        data = b""
        end = time.monotonic() + DEADLINE
        while len(data) < length:
            try:
                chunk = self.socket.recv(length - len(data))
            except ConnectionResetError:
                chunk = b""
            if not chunk:
                if data:
                    raise AssertionError("the dialog ended in the middle of a frame")
                return None
            data += chunk
            if time.monotonic() > end:
                raise AssertionError("the dialog sends no whole frame")
        return data
