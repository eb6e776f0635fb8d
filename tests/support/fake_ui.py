# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for straymail-ui that do what a test wants of them.

The host starts the straymail-ui beside its own executable, so a copy of the
host is put beside a script. What the script is given and does is left in the
notes of the host that started it.
"""

import pathlib
import shutil

from native import HOST

PRELUDE = """#!/usr/bin/python3
import json, os, pathlib, signal, socket, struct, sys, time

notes = pathlib.Path(os.environ["XDG_RUNTIME_DIR"], "dconf")
channel = socket.socket(fileno=0)

def read_exactly(length):
    data = b""
    while len(data) < length:
        more = channel.recv(length - len(data))
        if not more:
            return None
        data += more
    return data

def read():
    prefix = read_exactly(4)
    return prefix and json.loads(read_exactly(struct.unpack("=I", prefix)[0]))

def say_raw(body):
    channel.sendall(struct.pack("=I", len(body)) + body)

def say(**members):
    say_raw(json.dumps(members).encode())

def note(name, value):
    temporary = notes / f".{name}.{os.getpid()}"
    temporary.write_text(json.dumps(value))
    temporary.rename(notes / name)

def shown():
    say(type="shown", token=question["token"])

def answer(word, **more):
    # A choice is for everything, whether it is allowed or not.
    if word not in ("correct", "keep", "leave-out"):
        say(type="answer", token=question["token"], id=question["id"], answer=word, **more)
        return
    leaders = {finding.get("domain", finding["index"]): finding["index"] for finding in reversed(question["findings"])}
    choices = [{"index": index, "choice": word} for index in sorted(leaders.values())]
    say(**{"type": "answer", "token": question["token"], "id": question["id"], "answer": "send", "choices": choices,
           "rest": word, **more})

def wait_for_end():
    while channel.recv(1):
        pass

question = read()
note(f"asked-{os.getpid()}", question)
"""


def install(directory, script):
    """Puts a copy of the host beside a straymail-ui that runs script.

    Returns the path of that host.
    """
    directory = pathlib.Path(directory)
    host = directory / "straymail-host"
    shutil.copy2(HOST, host)
    ui = directory / "straymail-ui"
    ui.write_text(PRELUDE + script)
    ui.chmod(0o755)
    return host
