# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `straymail` can be told, by its own word: the help it gives."""

import os
import pathlib
import re
import subprocess

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"


def help_text(*command):
    return subprocess.run([STRAYMAIL, *command, "--help"], env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
                          check=True, capture_output=True, text=True).stdout


def commands():
    """Every command as its words: ("check",), ("policy", "lint") …"""
    found = [(name,) for name in re.findall(r"^  ([a-z]+) ", help_text(), re.MULTILINE)]
    return found + [("policy", "lint")]


def options(*command):
    """The long options of a command, with a “=” behind those that take a value."""
    return re.findall(r"^  (?:-\w, )?(--[a-z-]+=?)", help_text(*command), re.MULTILINE)
