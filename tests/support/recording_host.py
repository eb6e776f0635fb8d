#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host that clears everything and writes down what it was asked.

Thunderbird starts it in straymail-host's place; the record is `checks.json`,
one check a line, in the home directory.
"""

import json
import os
import pathlib
import struct
import sys

record = open(pathlib.Path(os.environ["HOME"]) / "checks.json", "a", buffering=1, encoding="utf-8")


def read():
    header = sys.stdin.buffer.read(4)
    return json.loads(sys.stdin.buffer.read(struct.unpack("=I", header)[0])) if len(header) == 4 else None


def write(message):
    body = json.dumps(message).encode()
    sys.stdout.buffer.write(struct.pack("=I", len(body)) + body)
    sys.stdout.buffer.flush()


while message := read():
    if message["type"] == "hello":
        write({"type": "hello", "protocol": 1, "version": "0"})
    elif message["type"] == "check":
        record.write(json.dumps(message) + "\n")
        write({"type": "decision", "id": message["id"], "action": "send", "reason": "clean"})
