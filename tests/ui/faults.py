# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the dialog does when something around it fails."""

import os
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import unittest

from desktop import Desktop
from waiting import DEADLINE, wait_until
from dialog import BAD_QUESTION, CLOSED, NO_DISPLAY, PROGRAM, Dialog, frame, lookalike, question

# A parent that starts the dialog, hands it its question, and then does nothing; its
# own child keeps the host's end of the socket open, as a fork of a real host might.
PARENT = """
import os, socket, subprocess, sys, time
ours, theirs = socket.socketpair()
dialog = subprocess.Popen([sys.argv[1]], stdin=theirs, stdout=subprocess.DEVNULL)
theirs.close()
ours.sendall(bytes.fromhex(sys.argv[2]))
ours.recv(1)
keeper = subprocess.Popen(["cat"], stdin=sys.stdin, stdout=subprocess.DEVNULL, pass_fds=[ours.fileno()])
print(dialog.pid, flush=True)
time.sleep(3600)
"""


def setUpModule():
    global desktop
    desktop = Desktop(accessible=False).__enter__()
    unittest.addModuleCleanup(desktop.close)


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class FaultTest(unittest.TestCase):
    def dialog(self, *arguments, env=None, **options):
        dialog = Dialog(desktop.environment(env), *arguments, **options)
        self.addCleanup(dialog.__exit__)
        return dialog

    def shown(self, env=None):
        dialog = self.dialog(question(lookalike()), env=env)
        dialog.expect_shown()
        return dialog


class Host(FaultTest):
    def test_closed_socket_takes_the_window_away(self):
        """Rows 20, 27: the host closes the question"""
        dialog = self.shown()
        dialog.close()
        dialog.expect_exit(CLOSED)
        self.assertEqual(dialog.stderr(), "")

    def test_closed_before_the_question(self):
        dialog = self.dialog()
        dialog.close()
        dialog.expect_exit(CLOSED)

    def test_killed_host_takes_the_window_away(self):
        """Row 20: the host is killed"""
        # Also where somebody else still holds the host's end of the socket.
        parent = desktop.start([sys.executable, "-c", PARENT, PROGRAM, frame(question(lookalike())).hex()],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        pid = int(parent.stdout.readline())
        self.assertTrue(is_running(pid))
        parent.kill()
        parent.wait()
        wait_until(lambda: not is_running(pid), "the dialog is gone")

    def test_terminated(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(number.name):
                dialog = self.shown()
                dialog.process.send_signal(number)
                dialog.expect_exit(-number)

    def test_further_frames_are_ignored(self):
        dialog = self.shown()
        dialog.socket.sendall(frame({"type": "something-newer"}))
        dialog.socket.sendall(frame(question(lookalike())))
        dialog.socket.shutdown(socket.SHUT_WR)
        dialog.expect_exit(CLOSED)

    def test_one_byte_at_a_time(self):
        """Row 4: a question that comes byte by byte"""
        dialog = self.dialog()
        for byte in frame(question(lookalike())):
            dialog.socket.sendall(bytes([byte]))
        dialog.expect_shown()


class Garbage(FaultTest):
    def test_is_refused(self):
        """Row 9: questions that are none: refused with an exit status of its own"""
        good = question(lookalike())
        rows = {
            "no json": frame(b"{"),
            "no object": frame(b"[]"),
            "not UTF-8": frame(b'{"type": "question", "token": "\xff"}'),
            "NUL": frame(b'{"type": "question", "token": "a\\u0000"}'),
            "deep": frame(b'{"type": ' + b"[" * 100000 + b"]" * 100000 + b"}"),
            "no type": frame({member: good[member] for member in good if member != "type"}),
            "unknown type": frame({**good, "type": "riddle"}),
            "no token": frame({member: good[member] for member in good if member != "token"}),
            "wrong type of a member": frame({**good, "flagged": "1"}),
            "no findings": frame({**good, "findings": []}),
            "fewer flagged than findings": frame({**good, "flagged": 0}),
            "a look-alike without its domain": frame(question(lookalike(domain=None, address="a@us.af.ml"))),
            "marks beyond the text": frame(question(lookalike(marks={"domain": [[0, 99]], "resembles": []}))),
            "unknown verdict": frame(question(lookalike(verdict="fine"))),
            "length 0": struct.pack("=I", 0),
            "length too long": struct.pack("=I", 1024 * 1024 + 1),
            "length much too long": struct.pack("=I", 0xFFFFFFFF),
            "nothing to tell": frame({"type": "notice", "notice": "corrected", "total": 0, "corrections": []}),
            "unknown notice": frame({"type": "notice", "notice": "party", "total": 1, "corrections": [
                {"from": "a@us.af.ml", "to": "a@us.af.mil"}]}),
        }
        for what, raw in rows.items():
            with self.subTest(what):
                dialog = self.dialog(raw=raw)
                dialog.expect_exit(BAD_QUESTION)
                self.assertIsNone(dialog.receive())

    def test_a_cut_question_is_refused(self):
        dialog = self.dialog(raw=frame(question(lookalike()))[:-1])
        dialog.socket.shutdown(socket.SHUT_WR)
        dialog.expect_exit(BAD_QUESTION)

    def test_a_megabyte_of_question(self):
        """Row 19: a megabyte of question"""
        long = "x" * 900_000
        for what, finding in (("address", lookalike(address=f"{long}@us.af.ml")), ("name", lookalike(name=long)),
                              ("domain", lookalike(domain=long, address="a@b")), ("country", lookalike(country=("ML", long))),
                              ("combining", lookalike(name="a" + "\u0301" * 300_000))):
            with self.subTest(what):
                dialog = self.dialog(question(finding))
                dialog.expect_shown()
                dialog.close()
                dialog.expect_exit(CLOSED)

    def test_standard_input_is_no_socket(self):
        """Row 37: a dialog whose standard input is closed, or is no socket, says who starts it"""
        for stdin in (subprocess.DEVNULL, None):
            with self.subTest(stdin=stdin):
                options = {"stdin": stdin} if stdin is not None else {"preexec_fn": lambda: os.close(0)}
                done = subprocess.run([PROGRAM], env=desktop.environment(), capture_output=True, text=True,
                                      timeout=DEADLINE, **options)
                self.assertEqual((done.returncode, done.stdout), (BAD_QUESTION, ""))
                self.assertIn("straymail-host", done.stderr)

    def test_version_and_help(self):
        for option, expected in (("--version", "straymail-ui "), ("--help", "straymail-host")):
            done = subprocess.run([PROGRAM, option], env=desktop.environment(), capture_output=True, text=True,
                                  timeout=DEADLINE)
            self.assertEqual(done.returncode, 0)
            self.assertIn(expected, done.stdout)


class Display(FaultTest):
    def test_none(self):
        """Row 24: no display: an exit status of its own"""
        for env in ({"DISPLAY": None}, {"DISPLAY": ":99999"}, {"DISPLAY": "", "GDK_BACKEND": None}):
            with self.subTest(**{name: str(value) for name, value in env.items()}):
                dialog = self.dialog(question(lookalike()), env=env)
                dialog.expect_exit(NO_DISPLAY)

    def test_lost(self):
        """Row 24: the display server dies while the window is open"""
        with Desktop(accessible=False) as other:
            dialog = Dialog(other.environment(), question(lookalike()))
            self.addCleanup(dialog.__exit__)
            dialog.expect_shown()
            other.kill_display()
            dialog.expect_exit(NO_DISPLAY)


class Bus(FaultTest):
    def test_none(self):
        """Row 25: no session bus: the window opens all the same"""
        for address in (None, "disabled:", "unix:path=/nonexistent", "nonsense"):
            with self.subTest(address=address):
                self.shown(env={"DBUS_SESSION_BUS_ADDRESS": address})

    def test_silent(self):
        """Rows 22, 25: a session bus that takes the connection and never answers"""
        path = desktop.home / "silent"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()
            self.shown(env={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}"})

    def test_stopped(self):
        """Rows 22, 25: a session bus that is stopped"""
        with Desktop(accessible=False) as other:
            bus = next(process for process in other.processes if "dbus-daemon" in process.args)
            bus.send_signal(signal.SIGSTOP)
            self.addCleanup(bus.send_signal, signal.SIGCONT)
            dialog = Dialog(other.environment(), question(lookalike()))
            self.addCleanup(dialog.__exit__)
            dialog.expect_shown()


class Surroundings(FaultTest):
    def test_no_home(self):
        """Row 32: no home, or one that cannot be read"""
        self.shown(env={"HOME": "/nonexistent", "XDG_CONFIG_HOME": None, "XDG_CACHE_HOME": None,
                        "XDG_DATA_HOME": None})

    def test_debugging_is_harmless(self):
        """Row 39: debugging switched on for GTK and GLib"""
        dialog = self.shown(env={"G_MESSAGES_DEBUG": "all", "GTK_DEBUG": "interactive", "GSK_RENDERER": "vulkan"})
        dialog.close()
        dialog.expect_exit(CLOSED)
        self.assertNotIn("john.smith", dialog.stderr())

    def test_unknown_and_turkish_locales(self):
        """Row 40: a locale nobody knows, and Turkish"""
        for locale in ("xx_YY.UTF-8", "tr_TR.UTF-8", "C", "POSIX"):
            with self.subTest(locale):
                self.shown(env={"LC_ALL": locale, "LANG": locale})

    def test_no_gl(self):
        """Drawn by cairo on purpose: GL and Vulkan cost twice the time and four times the memory."""
        dialog = self.shown()
        maps = pathlib.Path(f"/proc/{dialog.pid}/maps").read_text()
        # Newer GTK is linked to libvulkan, and through GStreamer to libGL, which cost little without their drivers.
        for library in ("swrast", "gallium", "LLVM", "libEGL_", "libGLX_", "libvulkan_"):
            with self.subTest(library):
                self.assertNotIn(library, maps)
        dialog.close()
        dialog.expect_exit(CLOSED)
        self.assertEqual(dialog.stderr(), "")

    def test_nothing_private_outside_the_window(self):
        """Row 43: addresses are on the screen and in nothing else the dialog writes"""
        canary = "canary-5f2c"
        dialog = self.dialog(question(lookalike(local=canary, name=canary, list=canary)))
        dialog.expect_shown()
        process = pathlib.Path(f"/proc/{dialog.pid}")
        for file in ("cmdline", "environ"):
            self.assertNotIn(canary.encode(), (process / file).read_bytes())
        dialog.close()
        dialog.expect_exit(CLOSED)
        self.assertNotIn(canary, dialog.stderr())
        for path in desktop.home.rglob("*"):
            if path.is_file():
                self.assertNotIn(canary.encode(), path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main()
