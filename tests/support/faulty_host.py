#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host that answers as no host should.

Thunderbird starts it in straymail-host's place. What it does about a check stands as
Python in `behaviour.py` in its home directory, with what it greets in `hello.json`; `say`
and `say_raw` write to Thunderbird, `decide` says what a host would, with what is given in
place of that.
"""

import hashlib
import json
import os
import pathlib
import struct
import sys

HOME = pathlib.Path(os.environ["HOME"])


def say_bytes(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def frame(body):
    return struct.pack("=I", len(body)) + body


def say_raw(body):
    say_bytes(frame(body))


def say(**message):
    say_raw(json.dumps(message).encode())


def decision(**changes):
    return {"type": "decision", "id": message["id"], "action": "send", "reason": "clean", "digest": digest(), **changes}


def decide(**changes):
    say(**decision(**changes))


def digest():
    text = "".join(f"{recipient['field']}\0{recipient['address']}\0" for recipient in message["recipients"])
    return hashlib.sha256(text.encode()).hexdigest()


while len(header := sys.stdin.buffer.read(4)) == 4:
    message = json.loads(sys.stdin.buffer.read(struct.unpack("=I", header)[0]))
    if message["type"] == "hello":
        say(type="hello", version="0", **json.loads((HOME / "hello.json").read_text()))
    elif message["type"] == "check":
        exec((HOME / "behaviour.py").read_text())
