#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs what a document has people type, and holds it to the output it promises.

    console.py [--user NAME] [--without PROGRAM]… DOCUMENT [SECTION…]

Commands are the lines of its ```console blocks that begin with “# ” or “$ ”, and
are run here and now, in their order; those with “$” by the user. What stands below
one is its output: “…” stands for anything, alone on a line for any lines. A command
has to end with status 0; or 1, by which Straymail tells that it found something,
where its output is shown.
"""

import argparse
import dataclasses
import pathlib
import re
import subprocess
import sys


@dataclasses.dataclass
class Command:
    section: str
    line: int
    text: str
    as_root: bool
    output: list


def commands(document):
    """Every command of a document, in its order."""
    found, section, inside = [], "", False
    for number, line in enumerate(document.splitlines(), start=1):
        if line.startswith("```"):
            inside = line == "```console"
        elif line.startswith("## "):
            section = line[3:]
        elif inside and line[:2] in ("# ", "$ "):
            found.append(Command(section, number, line[2:], line[0] == "#", []))
        elif inside:
            found[-1].output.append(line)
    return found


def pattern(lines):
    """What the output has to match; how many blanks stand between two columns does not matter."""
    parts = [r"(?:.*\n)*?" if line == "…" else re.sub(r"(\\ )+", " +", ".*".join(map(re.escape, line.split("…")))) + r"\n"
             for line in lines]
    return re.compile("".join(parts))


def run(command, user):
    words = ["bash", "-c", command.text]
    if user and not command.as_root:
        words = ["runuser", "-u", user, "--", *words]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    may_find = command.output and re.split("[;|] ", command.text)[-1].startswith("straymail ")
    if done.returncode not in ((0, 1) if may_find else (0,)):
        return f"it ended with status {done.returncode}, and said:\n{done.stdout}"
    if command.output and not pattern(command.output).fullmatch(done.stdout):
        return f"it said:\n{done.stdout}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("document", type=pathlib.Path)
    parser.add_argument("--user")
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("sections", nargs="*")
    options = parser.parse_args()

    todo = [command for command in commands(options.document.read_text())
            if command.section in options.sections or not options.sections]
    if not todo or set(options.sections) - {command.section for command in todo}:
        sys.exit(f"{options.document} has nothing to run in one of the sections")
    for command in todo:
        if command.text.split()[0] in options.without:
            continue
        print(f"{'#' if command.as_root else '$'} {command.text}", flush=True)
        problem = run(command, options.user)
        if problem:
            sys.exit(f"{options.document}:{command.line}: {problem}")


if __name__ == "__main__":
    main()
