# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the question have in common: asking, and looking at the window.

    def setUpModule():
        unittest.addModuleCleanup(WindowTest.open_desktop().close)
"""

import unittest

import accessible
import mouse
from desktop import Desktop
from dialog import Dialog, question
from probe import Probe
from waiting import wait_until

# GTK 4.8 leaks a list of names whenever an action is done through AT-SPI, as
# accessible.choose() does; its stack is too short to name in a suppression.
CHOOSING = {"ASAN_OPTIONS": "detect_leaks=0"}


class WindowTest(unittest.TestCase):
    desktop = probe = None

    @staticmethod
    def open_desktop(kind=Desktop):
        """One for all tests of a module; returns it."""
        WindowTest.desktop = kind().__enter__()
        WindowTest.probe = Probe(WindowTest.desktop)
        return WindowTest.desktop

    def ask(self, *findings, env=None, **more):
        """Asks, and returns the dialog and its window once they can be seen."""
        dialog = Dialog(self.desktop.environment({**self.probe.env, **(env or {})}), question(*findings, **more))
        self.addCleanup(dialog.__exit__)
        dialog.expect_shown()
        return dialog, accessible.wait_for_window(dialog.pid, dialog.process)

    def names(self, window, role="label"):
        return [accessible.name(found) for found in accessible.find_all(window, role)]

    def headline(self, window):
        return accessible.name(accessible.find(window, "heading"))

    def wait_armed(self, window):
        send = self.send_button(window)
        wait_until(lambda: accessible.has_state(send, "sensitive"), "the answers are armed")

    def send_button(self, window):
        """The button beside Go Back, whatever it says; None where the window has gone."""
        # Behind what is in the window comes the title bar, where GTK draws it.
        content = accessible.children(window)[:1]
        return next(reversed([found for part in content for found in accessible.find_all(part, "button")]), None)

    def click(self, dialog, widget, text, worked):
        """Clicks the widget with this type and text until it `worked`; its window has the focus."""
        mouse.click(self.desktop, lambda: self.probe.box(dialog.process, widget, text), worked, text or widget,
                    self.desktop.active_window())

    def geometry(self, *which):
        shown = self.desktop.run(["xdotool", *which, "getwindowgeometry", "--shell"])
        return {key: int(value) for key, _, value in (line.partition("=") for line in shown.splitlines())}

    def size_on_screen(self):
        return self.geometry("search", "--sync", "--onlyvisible", "--name", "^Straymail$")

    def wait_active(self, dialog):
        wait_until(lambda: self.desktop.active_pid() == dialog.pid, "the window is active")
