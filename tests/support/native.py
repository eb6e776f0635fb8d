# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of straymail-host: what the extension is to it, over real pipes."""

import json
import os
import pathlib
import select
import shutil
import struct
import subprocess
import tempfile
import time

from waiting import DEADLINE

HOST = pathlib.Path(os.environ["STRAY_TEST_LIBEXECDIR"]) / "straymail-host"


def frame(body):
    """A frame with body: a dict, or bytes that are sent as they are."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    return struct.pack("=I", len(body)) + body


def hello(low=1, high=1):
    return {"type": "hello", "protocol": [low, high], "version": "0.1.0"}


def check(id, *addresses, sender="me@example.com"):
    return {
        "type": "check",
        "id": id,
        "from": sender,
        "recipients": [{"field": "to", "address": address} for address in addresses],
    }


def is_gone(pid):
    """Whether a process has ended, be it reaped or not."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] in "ZX"


class Host:
    """One running straymail-host in a home of its own.

    What it starts can write nowhere but where settings and caches are: `notes`, the
    folder in which dconf leaves its marks, is where a stand-in for the dialog leaves
    and finds what the test is to know or to tell.
    """

    def __init__(self, program=HOST, greet=True, protocol=1, environment=None, pass_fds=(), arguments=None):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="straymail-test-"))
        self.notes = self.home / "run/dconf"
        self.notes.mkdir(parents=True)
        self.environment = {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "GSETTINGS_BACKEND": "memory",
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            # A sanitizer's quarantine would look like a leak.
            "ASAN_OPTIONS": "quarantine_size_mb=1",
        }
        for name, value in (environment or {}).items():
            if value is None:
                self.environment.pop(name, None)
            else:
                self.environment[name] = value
        self.stderr_file = open(self.home / "stderr", "w+b")
        self.process = subprocess.Popen(
            [str(program), *(arguments or ["/manifest.json", "straymail@straymail.org"])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.stderr_file,
            env=self.environment, pass_fds=pass_fds, bufsize=0, cwd="/")
        self.received = b""
        self.addresses = set()
        self.asking = []
        if greet:
            self.send(hello(high=protocol))
            reply = self.receive()
            assert reply["type"] == "hello", reply

    @property
    def pid(self):
        return self.process.pid

    def memory(self, field):
        """A field of /proc/PID/status such as VmRSS, in bytes."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return 1024 * int(status.partition(f"{field}:")[2].split()[0])

    @property
    def processor_time(self):
        """What it has used so far, in clock ticks; proc(5), /proc/PID/stat."""
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    @property
    def stderr(self):
        self.stderr_file.seek(0)
        return self.stderr_file.read().decode(errors="replace")

    def write(self, data):
        """Writes bytes as they are, all of them."""
        view = memoryview(data)
        while view:
            view = view[self.process.stdin.write(view):]

    def send(self, *messages):
        for message in messages:
            if isinstance(message, dict):
                self.addresses |= {recipient.get("address") for recipient in message.get("recipients", [])[:100]}
            self.write(frame(message))

    def read(self, length):
        """Reads exactly length bytes; fewer only at the end of file."""
        deadline = time.monotonic() + DEADLINE
        fd = self.process.stdout.fileno()
        while len(self.received) < length:
            ready, _, _ = select.select([fd], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise AssertionError("the host did not answer")
            data = os.read(fd, 1 << 16)
            if not data:
                break
            self.received += data
        data, self.received = self.received[:length], self.received[length:]
        return data

    def receive(self):
        """The next message of the host; None at the end of file."""
        prefix = self.read(4)
        if not prefix:
            return None
        (length,) = struct.unpack("=I", prefix)
        assert 0 < length < 1 << 20, length
        body = self.read(length)
        assert len(body) == length, "a frame was cut short"
        message = json.loads(body)
        if message["type"] == "asking":  # an answer follows
            self.asking.append(message)
            return self.receive()
        return message

    def ask(self, message):
        self.send(message)
        return self.receive()

    def close_input(self):
        self.process.stdin.close()

    def wait(self):
        """The exit status; negative for a signal."""
        return self.process.wait(DEADLINE)

    def end(self):
        """Ends the conversation as Thunderbird does; returns the exit status."""
        self.close_input()
        rest = self.read(1 << 30)
        while rest:  # that it asks, it may have said
            (length,) = struct.unpack("=I", rest[:4])
            assert json.loads(rest[4:4 + length])["type"] == "asking", "the host said more than it was asked"
            rest = rest[4 + length:]
        return self.wait()

    def clean_up(self):
        # The end of file first, so that the host takes its dialog with it.
        self.process.stdin.close()
        try:
            self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        told = [address for address in self.addresses if "@" in str(address) and address in self.stderr]
        for stream in (self.process.stdout, self.stderr_file):
            stream.close()
        shutil.rmtree(self.home, ignore_errors=True)
        assert not told, "the host told an address to its standard error"
