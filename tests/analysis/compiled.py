# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The C files that are given to people, and how they are compiled."""

import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
BUILD = pathlib.Path(os.environ["STRAY_TEST_BUILD"])
FOLDERS = ("helper", "native-messaging", "ui")

_TAKES_A_VALUE = ("-o", "-MF", "-MQ")
_LEFT_OUT = ("-c", "-MD", "-Werror")


def files():
    """Each file once, with the command of its first compilation and where that is run."""
    commands = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        path = pathlib.Path(os.path.normpath(pathlib.Path(entry["directory"], entry["file"])))
        if path.is_relative_to(SOURCE) and path.relative_to(SOURCE).parts[0] in FOLDERS:
            commands.setdefault(path, (shlex.split(entry["command"]), entry["directory"]))
    return commands


def without_output(command):
    """A command without what makes it write files, or fail where it warns."""
    words = iter(command)
    result = []
    for word in words:
        if word in _TAKES_A_VALUE:
            next(words)
        elif word not in _LEFT_OUT:
            result.append(word)
    return result


def run_all(commands):
    """Runs pairs of a command and a folder, as many at once as there are processors.

    Ends this process: with status 1 where one failed or had something to say.
    """
    if not commands:
        sys.exit("there is nothing to be analysed")

    def run(pair):
        command, directory = pair
        return subprocess.run(command, cwd=directory, capture_output=True, text=True)

    findings = 0
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for done in pool.map(run, commands):
            if done.returncode != 0 or done.stdout:
                findings += 1
                print(done.stdout, done.stderr, sep="", flush=True)
    print(f"{len(commands)} analysed, {findings} with findings")
    sys.exit(1 if findings else 0)
