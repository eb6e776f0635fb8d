# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests in a real Thunderbird have in common.

A file of them says `setUpModule = guarded.set_up_module`. The tests of one class
share a running Thunderbird; each starts from compose windows, an address book
and a native manifest of its own, and one that died is started again.
"""

import contextlib
import itertools
import json
import os
import pathlib
import signal
import subprocess
import threading
import unittest

from desktop import Desktop
from waiting import wait_until
from smtp_sink import SmtpSink

STRAY, STRAY_MEANT = "john.smith@us.af.ml", "john.smith@us.af.mil"
UNCHECKED = "The recipients of this message could not be checked"
LIBEXECDIR = pathlib.Path(os.environ["STRAY_TEST_LIBEXECDIR"])
SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
desktop = None
sink = None
_numbers = itertools.count(1)


def set_up_module(kind=Desktop):
    global desktop, sink
    desktop = kind("1280x800").__enter__()
    unittest.addModuleCleanup(desktop.close)
    sink = SmtpSink().__enter__()
    unittest.addModuleCleanup(sink.__exit__)


class WindowLog:
    """Every window that was ever on the screen, also the briefest: openbox names
    them all on the root window, and xprop prints each change."""

    def __init__(self, desktop):
        self._process = desktop.start(["xprop", "-root", "-spy", "_NET_CLIENT_LIST"], stdout=subprocess.PIPE, text=True)
        self._seen = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        wait_until(lambda: self._seen, "the first list of windows")

    def _read(self):
        for line in self._process.stdout:
            self._seen.append(frozenset(word for word in line.replace(",", " ").split() if word.startswith("0x")))

    @property
    def now(self):
        return self._seen[-1]

    def with_more_than(self, before):
        """The list once it holds another window beside those of `before`."""
        return wait_until(lambda: self.now > before and self.now, "the log says that the window came")

    def since(self, before):
        """The windows that came after the list `before` was the current one."""
        return frozenset().union(*self._seen) - before

    def close(self):
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        self._process.stdout.close()


def keyfile():
    """Where the settings are of a host with GSETTINGS_BACKEND=keyfile."""
    return desktop.home / ".config/glib-2.0/settings/keyfile"


def set_settings(text):
    """Sets Straymail's settings for such a host, one a line; returns the file."""
    path = keyfile()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[org/straymail]\n{text}")
    return path


class GuardTest(unittest.TestCase):
    """`self.compose()` and `self.dialog()` are what most of it comes down to."""

    options = {}
    """Arguments for Thunderbird, for every test of the class."""

    @classmethod
    def setUpClass(cls):
        cls.thunderbird = None
        cls.addClassCleanup(cls.stop_thunderbird)

    @classmethod
    def stop_thunderbird(cls):
        if cls.thunderbird:
            cls.thunderbird.__exit__()
            cls.thunderbird = None

    def setUp(self):
        # AT-SPI, which it imports, is there only once the desktop is.
        import accessible
        from thunderbird import Thunderbird

        self.accessible = accessible
        if self.thunderbird and not self.thunderbird.alive:
            self.stop_thunderbird()
        if not self.thunderbird:
            type(self).thunderbird = Thunderbird(desktop, sink, **self.options).__enter__()
        if self.options.get("host", True):
            self.thunderbird.install_host()
        else:
            self.thunderbird.remove_host()
        self.addCleanup(self.clear)

    def run(self, result=None):
        self._result = result
        self._problems_before = self._problems()
        return super().run(result)

    def _problems(self):
        return len(self._result.failures) + len(self._result.errors) if self._result else 0

    def clear(self):
        if self._problems() > self._problems_before:
            folder = pathlib.Path(os.environ["STRAY_TEST_BUILD"], "meson-logs", "screenshots")
            folder.mkdir(exist_ok=True)
            desktop.screenshot(folder / f"{self.id()}.png")
        if not self.thunderbird or not self.thunderbird.alive:
            return
        try:
            self.thunderbird.close_windows()
            self.thunderbird.wait_for_no_dialog()
            self.thunderbird.wait_for_no_page()
            self.thunderbird.clear_address_books()
        except Exception:
            self.stop_thunderbird()  # the next test starts it afresh
            raise

    def compose(self, **fields):
        return self.thunderbird.compose(subject=f"{self.id()} {next(_numbers)}", **fields)

    def flagged(self):
        """A message that is asked about, and its content; the dialog can be answered."""
        message = self.compose(to=[f"John <{STRAY}>"])
        content = message.content()
        message.send()
        self.dialog_on_screen()
        return message, content

    def dialog_on_screen(self):
        """The dialog, once it was drawn.

        AT-SPI has the window before that, and a dialog that ends until then could not be
        shown: another fault. It lets itself be answered only a moment after it was drawn.
        """
        window = self.dialog()
        wait_until(lambda: self.accessible.can_be_pressed(window, "Correct and Send"), "the dialog can be answered")
        return window

    def sends_as_ever(self):
        """The guard works as if nothing had been."""
        message = self.compose(to=[f"John <{STRAY}>"])
        message.send()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])

    def dialog(self, answer=None):
        """Waits for the dialog, and gives it this answer."""
        window = self.thunderbird.wait_for_dialog()
        if answer:
            self.answer(window, answer)
        return window

    def answer(self, window, answer):
        if answer == "Send Anyway":
            self.accessible.send_anyway(window)
        else:
            self.accessible.press(window, answer)

    def page(self, answer=None):
        """Waits for the page inside Thunderbird, and gives it this answer, which closes it."""
        window = self.thunderbird.wait_for_page()
        if answer:
            self.thunderbird.press_in_page(answer)
        return window

    def play_host(self):
        """Has Thunderbird start tests/support/scripted_host.py in the host's place."""
        self.thunderbird.install_host(path=str(SOURCE / "tests/support/scripted_host.py"))

    def play_faulty_host(self, behaviour, **hello):
        """Has Thunderbird start tests/support/faulty_host.py in its place, which greets with
        these members and then does so about a check. One that lives from before is ended."""
        (desktop.home / "behaviour.py").write_text(behaviour)
        (desktop.home / "hello.json").write_text(json.dumps({"protocol": 3, **hello}))
        self.thunderbird.install_host(path=str(SOURCE / "tests/support/faulty_host.py"))
        self.stop_host()

    def host_without_display(self):
        """Has Thunderbird start its host so that it finds no display, and asks inside Thunderbird."""
        script = desktop.home / "host-without-display"
        script.write_text(f'#!/bin/sh\nexport DISPLAY= WAYLAND_DISPLAY=\nexec "{LIBEXECDIR}/straymail-host" "$@"\n')
        script.chmod(0o755)
        self.thunderbird.install_host(path=str(script))

    def shown_in(self, window):
        """All the text of a window, as AT-SPI has it."""
        return "\n".join(self.accessible.text(found) for found in self.accessible.descendants(window))

    def arrived(self, message):
        mail = sink.wait_for(message.subject)
        wait_until(lambda: not message.is_open(), "the compose window closes")
        return mail

    def assert_held(self, message, content):
        """The message is in its window as it was, can be edited, and did not go out."""
        message.wait_until_back()
        self.assertEqual(message.content(), content)
        self.assertFalse(message.is_sending())
        self.assertEqual(sink.with_subject(message.subject), [])

    def notifications(self):
        """Those that were shown since this class began, the last first, as (summary, body)."""
        desktop.run(["dunstctl", "close-all"])
        shown = json.loads(desktop.run(["dunstctl", "history"]))["data"][0]
        return [(each["summary"]["data"], each["body"]["data"]) for each in shown]

    def window_log(self):
        log = WindowLog(desktop)
        self.addCleanup(log.close)
        return log

    def host_pids(self):
        """The host of this Thunderbird, if it runs, be it a played one."""
        return [pid for pid, command in commands() if str(self.thunderbird.host_manifest) in command]

    def host_pid(self):
        """The host of this Thunderbird, once there is but one: a child is like it until it has become another program."""
        return wait_until(lambda: len(pids := self.host_pids()) == 1 and pids[0], "there is one host")

    def stop_host(self):
        """Ends the host of this Thunderbird, if it runs. The next message starts another."""
        for pid in self.host_pids():
            kill(pid)
            # Once it is reaped Thunderbird knows that it has gone.
            wait_until(lambda: not pathlib.Path(f"/proc/{pid}").exists(), "the host is gone")

    def dialog_pids(self):
        host = self.host_pid()
        return [pid for pid, command in commands()
                if command[0] == str(LIBEXECDIR / "straymail-ui") and _parent(pid) == host]


def kill(pid):
    """Ends a process that may be about to end."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def commands():
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        yield int(folder.name), command


def _parent(pid):
    try:
        return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None
