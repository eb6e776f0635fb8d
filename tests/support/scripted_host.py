#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host that decides what a test has written into `decision.json`.

Thunderbird starts it in straymail-host's place, in whose home directory that file
is. Of every message it notes the type, one a line, in `types.txt` there. Where there
is a `status.json`, it has the version of the protocol and the checks of a status.
"""

import hashlib
import json
import os
import pathlib
import struct
import sys

HOME = pathlib.Path(os.environ["HOME"])


def read():
    header = sys.stdin.buffer.read(4)
    return json.loads(sys.stdin.buffer.read(struct.unpack("=I", header)[0])) if len(header) == 4 else None


def write(message):
    body = json.dumps(message).encode()
    sys.stdout.buffer.write(struct.pack("=I", len(body)) + body)
    sys.stdout.buffer.flush()


def status():
    path = HOME / "status.json"
    return json.loads(path.read_text()) if path.exists() else {"protocol": 3, "checks": []}


def digest(recipients):
    text = "".join(f"{recipient['field']}\0{recipient['address']}\0" for recipient in recipients)
    return hashlib.sha256(text.encode()).hexdigest()


with open(HOME / "types.txt", "a", buffering=1, encoding="utf-8") as types:
    while message := read():
        types.write(f"{message['type']}\n")
        if message["type"] == "hello":
            write({"type": "hello", "protocol": status()["protocol"], "version": "0"})
        elif message["type"] == "status":
            write({"type": "status", "checks": status()["checks"]})
        elif message["type"] == "check":
            decision = json.loads((HOME / "decision.json").read_text())
            if decision["action"] == "ask":
                blocked = [finding["index"] for finding in decision["findings"] if finding.get("blocked")]
                write({"type": "asking", "id": message["id"], "blocked": blocked})
            write({"type": "decision", "id": message["id"], "digest": digest(message["recipients"]), **decision})
