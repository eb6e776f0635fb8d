# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bash, zsh and fish complete what `straymail` takes, as it is installed."""

import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import tempfile
import unittest

import command_line
from waiting import DEADLINE, wait_until

DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])

_BASH = """
. /usr/share/bash-completion/bash_completion
. "$COMPLETIONS/bash-completion/completions/straymail"
compopt () { :; }  # works only at a prompt
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
_straymail straymail "${@: -1}" "${@: -2:1}"
printf '%s\\n' "${COMPREPLY[@]}"
"""

_FISH = """
source $COMPLETIONS/fish/vendor_completions.d/straymail.fish
complete -C $argv[1]
"""

_ZSH = b"""
PROMPT=; stty cols 200; bindkey '^I' complete-word
fpath=($COMPLETIONS/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -D
echo re''ady
"""


def environment(folder):
    return {"PATH": f"{command_line.STRAYMAIL.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": folder,
            "TERM": "dumb", "COMPLETIONS": str(DATADIR)}


def run(folder, *command):
    return subprocess.run(command, cwd=folder, env=environment(folder), check=True, capture_output=True, text=True,
                          timeout=DEADLINE).stdout.splitlines()


def bash(folder, line, expected):
    words = re.findall(r"[^ =]+|=", line) + ([""] if line[-1] in " =" else [])
    beginning = line.rpartition(" ")[2].rpartition("=")
    return {"".join(beginning[:2]) + word for word in run(folder, "bash", "--norc", "-c", _BASH, "bash", *words)}


def fish(folder, line, expected):
    return {found.partition("\t")[0] for found in run(folder, "fish", "--no-config", "-c", _FISH, line)}


def zsh(folder, line, expected):
    """It completes nowhere but at a prompt, so it is given a terminal, and read until `expected` stands there."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe("zsh", ["zsh", "-f", "-i"], environment(folder))
    shown = b""

    def shows(*words):
        nonlocal shown
        if select.select([terminal], [], [], 0)[0]:
            shown += os.read(terminal, 1 << 16)
        return all(word in shown for word in words)
    try:
        os.write(terminal, _ZSH)
        wait_until(lambda: shows(b"ready\r\n"), "zsh is ready")
        shown = b""
        os.write(terminal, line.encode() + b"\t")
        # One that is alone is put in place, which shows only what was not typed yet.
        wait_until(lambda: shows(*(word.encode() for word in expected)), lambda: f"zsh offers {expected} and not {shown}")
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    return set(expected)


class Completions(unittest.TestCase):
    def offered(self, line, *expected):
        for shell in (bash, fish, zsh):
            with self.subTest(shell.__name__, line=line), tempfile.TemporaryDirectory(prefix="stray-") as folder:
                (pathlib.Path(folder) / "own.list").touch()
                self.assertLessEqual(set(expected), shell(folder, line, expected))

    def test_commands(self):
        self.offered("straymail ", *(words[0] for words in command_line.commands() if len(words) == 1))

    def test_options_of_each_command(self):
        for command in command_line.commands():
            self.offered(f"straymail {' '.join(command)} --", *command_line.options(*command))

    def test_what_is_begun_is_ended(self):
        self.offered("straymail pol", "policy")
        self.offered("straymail policy ", "lint")
        self.offered("straymail check --tr", "--trusted=")

    def test_options_without_a_command(self):
        self.offered("straymail --", "--help", "--version")

    def test_files(self):
        self.offered("straymail policy lint ow", "own.list")
        self.offered("straymail check --trusted=ow", "--trusted=own.list")
