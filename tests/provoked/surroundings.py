# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Homes that are full, settings that change, clocks that jump: while a question is open, too."""

import os
import pathlib
import socket
import unittest

from desktop import Desktop
from dialog import Dialog, choice, lookalike, question
from host_test import FLAGGED, HostTest, children
from native import HOST, check
from waiting import DEADLINE, wait_until

LIBRARY = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))

# A home of its own, in a mount namespace of its own: too small for anything, or not to be written.
FULL = "mount -t tmpfs -o size=4k home \"$HOME\" && head -c 100000 /dev/zero >\"$HOME/full\" 2>/dev/null; "
READ_ONLY = "mount -t tmpfs -o ro home \"$HOME\" || exit 125; "
# A /tmp of its own with nothing in it but what the desktop has there and the home, and not a byte or a file left.
FULL_TMP = """
mount --rbind /tmp /mnt && mount -t tmpfs -o size=64k,nr_inodes=64 tmp /tmp || exit 125
for path in "$HOME" $SESSION; do
  if [ -d "/mnt/${path#/tmp/}" ]; then mkdir -p "$path"; else touch "$path"; fi
  mount --rbind "/mnt/${path#/tmp/}" "$path" || exit 125
done
n=0
while mkdir "/tmp/$n" 2>/dev/null; do n=$((n + 1)); done
rmdir "/tmp/$((n - 1))" && cat /dev/zero 2>/dev/null >/tmp/full; touch /tmp/more 2>/dev/null && exit 125
"""
# Whoever may mount there is who it was again for the session's bus.
RUN = f'exec unshare --map-user={os.getuid()} --map-group={os.getgid()} "$0" /manifest.json straymail@straymail.org'

KEEPS_FOR_GOOD = """
shown()
say(type="answer", token=question["token"], id=question["id"], answer="send",
    choices=[{"index": 0, "choice": "keep", "days": 0}])
"""

WAITS = """
shown()
note("shown", True)
while not (notes / "go-on").exists():
    time.sleep(0.01)
answer("keep")
"""


def setUpModule():
    global desktop, accessible
    desktop = Desktop().__enter__()
    unittest.addModuleCleanup(desktop.close)
    # AT-SPI, which it imports, is there only once the desktop is.
    import accessible


class Homes(HostTest):
    def ask(self, mount, **environment):
        session = {name: desktop.env[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR")}
        host = self.start(program="unshare", arguments=["--map-root-user", "--mount", "sh", "-c", mount + RUN, str(HOST)],
                          environment={**session, **environment})
        self.assert_works(host)
        host.send(check("c2", FLAGGED))
        (dialog,) = wait_until(lambda: children(host.pid), "the dialog is started")
        window = accessible.wait_for_window(dialog)
        accessible.press(window, "Go Back")
        self.assert_decision(host.receive(), "c2", "hold", "go-back")
        self.assertEqual(host.end(), 0)
        return host

    def test_full(self):
        """Row 32: a home without room for a byte: checks, asks and is answered as ever"""
        self.ask(FULL)

    def test_read_only(self):
        """Row 32: a home that is mounted read-only"""
        self.ask(READ_ONLY)

    def test_full_tmp(self):
        """Row 32: a /tmp without room for a byte or a file, which is TMPDIR, too"""
        bus = desktop.env["DBUS_SESSION_BUS_ADDRESS"].partition("path=")[2].partition(",")[0]
        # What is tested may have been built below /tmp.
        installed = HOST.parents[1] if HOST.is_relative_to("/tmp") else ""
        self.ask(FULL_TMP, TMPDIR="/tmp", SESSION=f"/tmp/.X11-unix {desktop.home} {bus} {installed}")

    def test_none(self):
        """Rows 25, 32: no home, a session bus that is not there"""
        host = self.start(environment={"HOME": None, "XDG_CONFIG_HOME": None, "XDG_DATA_HOME": None,
                                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "GSETTINGS_BACKEND": None})
        self.assert_works(host)
        self.assert_decision(host.ask(check("c1", FLAGGED)), "c1", "ask", "could-not-show")


class Bus(HostTest):
    def test_never_answers(self):
        """Row 25: a session bus that takes the connection and never answers: even an exception to save holds nothing up"""
        address = self.directory() / "bus"
        with socket.socket(socket.AF_UNIX) as bus:
            bus.bind(str(address))
            bus.listen()
            host = self.start(KEEPS_FOR_GOOD, environment={"GSETTINGS_BACKEND": "dconf",
                                                           "DBUS_SESSION_BUS_ADDRESS": f"unix:path={address}"})
            self.assert_decision(host.ask(check("c1", FLAGGED)), "c1", "send", "send-anyway")
            self.assert_works(host)
            self.assertEqual(host.end(), 0)
            bus.settimeout(DEADLINE)
            bus.accept()[0].close()  # the settings did turn to it


class Policy(HostTest):
    def test_changes_while_it_is_asked(self):
        """Row 34: the policy changes while a question is open: it keeps the one it was asked under"""
        config = self.directory() / "config"
        keyfile = config / "glib-2.0/settings/keyfile"
        keyfile.parent.mkdir(parents=True)
        keyfile.write_text("[org/straymail]\n")
        host = self.start(WAITS, protocol=3, environment={"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(config)})
        host.send(check("c1", FLAGGED))
        self.wait_for_note(host, "shown")
        keyfile.write_text("[org/straymail]\nwhen-high='block'\nwhen-low='nothing'\n")
        probe = check("probe", "ann@esgr.ro", sender="me@esgr.mil")
        wait_until(lambda: host.ask(probe)["reason"] == "clean", "the host has seen the new settings")
        (host.notes / "go-on").touch()
        self.assert_decision(host.receive(), "c1", "send", "send-anyway")
        self.assert_decision(host.ask(check("c2", FLAGGED)), "c2", "hold", "no-answer")


class Clock(unittest.TestCase):
    def test_jumps(self):
        """Row 35: the clock jumps by ten years while a question is open, to and fro"""
        time_file = desktop.home / "time"
        time_file.write_text("+0\n")
        # A sanitizer would rather be the first library that is loaded.
        env = desktop.environment({
            "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(time_file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "ASAN_OPTIONS": "verify_asan_link_order=0"})
        for jump in ("+10y", "-10y"):
            with self.subTest(jump), Dialog(env, question(lookalike())) as dialog:
                dialog.expect_shown()
                time_file.write_text(f"{jump}\n")
                window = accessible.wait_for_window(dialog.pid)
                send = accessible.button(window, "Correct and Send")
                wait_until(lambda: accessible.has_state(send, "sensitive"), "the delay is over")
                accessible.press(window, "Correct and Send")
                dialog.expect_answer("send", choice(0, "correct"))
                time_file.write_text("+0\n")


if __name__ == "__main__":
    unittest.main()
