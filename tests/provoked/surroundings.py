# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Homes that are full, settings that change, clocks that jump: while a question is open, too."""

import pathlib
import tempfile
import unittest

import fake_ui
from desktop import Desktop
from dialog import Dialog, choice, lookalike, question
from native import HOST, Host, check
from waiting import wait_until

FLAGGED = "john.smith@us.af.ml"
LIBRARY = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))

# A home of its own, in a mount namespace of its own: too small for anything, or not to be written.
FULL = "mount -t tmpfs -o size=4k home \"$HOME\" && head -c 100000 /dev/zero >\"$HOME/full\" 2>/dev/null; "
READ_ONLY = "mount -t tmpfs -o ro home \"$HOME\" || exit 125; "
RUN = 'exec "$0" /manifest.json straymail@straymail.org'

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


class Homes(unittest.TestCase):
    def ask(self, mount):
        session = {name: desktop.env[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR")}
        host = Host("unshare", arguments=["--mount", "sh", "-c", mount + RUN, str(HOST)], environment=session)
        self.addCleanup(host.clean_up)
        self.assertEqual(host.ask(check("c1", "jane@example.org"))["action"], "send")
        host.send(check("c2", FLAGGED))
        children = pathlib.Path(f"/proc/{host.pid}/task/{host.pid}/children")
        dialog = int(wait_until(lambda: children.read_text().split(), "the dialog is started")[0])
        window = accessible.wait_for_window(dialog)
        accessible.press(window, "Go Back")
        reply = host.receive()
        self.assertEqual((reply["action"], reply["reason"]), ("hold", "go-back"))
        self.assertEqual(host.end(), 0)
        return host

    def test_full(self):
        """Row 32: a home without room for a byte: checks, asks and is answered as ever"""
        self.ask(FULL)

    def test_read_only(self):
        """Row 32: a home that is mounted read-only"""
        self.ask(READ_ONLY)


class Policy(unittest.TestCase):
    def test_changes_while_it_is_asked(self):
        """Row 34: the policy changes while a question is open: it keeps the one it was asked under"""
        directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
        self.addCleanup(directory.cleanup)
        config = pathlib.Path(directory.name) / "config"
        keyfile = config / "glib-2.0/settings/keyfile"
        keyfile.parent.mkdir(parents=True)
        keyfile.write_text("[org/straymail]\n")
        host = Host(fake_ui.install(directory.name, WAITS), protocol=3,
                    environment={"DISPLAY": ":none", "GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(config)})
        self.addCleanup(host.clean_up)
        host.send(check("c1", FLAGGED))
        wait_until((host.notes / "shown").exists, "the question")
        keyfile.write_text("[org/straymail]\nwhen-high='block'\nwhen-low='nothing'\n")
        probe = check("probe", "ann@esgr.ro", sender="me@esgr.mil")
        wait_until(lambda: host.ask(probe)["reason"] == "clean", "the host has seen the new settings")
        (host.notes / "go-on").touch()
        reply = host.receive()
        self.assertEqual((reply["id"], reply["action"], reply["reason"]), ("c1", "send", "send-anyway"))
        reply = host.ask(check("c2", FLAGGED))
        self.assertEqual((reply["action"], reply["reason"]), ("hold", "no-answer"))


class Clock(unittest.TestCase):
    def test_jumps(self):
        """Row 35: the clock jumps by ten years while a question is open, to and fro"""
        time_file = desktop.home / "time"
        time_file.write_text("+0\n")
        env = desktop.environment({
            "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(time_file), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1"})
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
