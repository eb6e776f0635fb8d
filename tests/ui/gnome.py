# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The question under GNOME's compositor."""

import unittest

import accessible
from desktop import MutterDesktop
from dialog import NO_DISPLAY, Dialog, choice, lookalike, question
from question_window import CHOOSING, WindowTest
from waiting import wait_until

SLIP = lookalike(name="John Smith")


def setUpModule():
    unittest.addModuleCleanup(WindowTest.open_desktop(MutterDesktop).close)


class Gnome(WindowTest):
    def open(self):
        """Asks; returns the dialog and its window once it has the focus, and can be answered."""
        dialog, window = self.ask(SLIP, env=CHOOSING)
        self.wait_armed(window)
        return dialog, window

    def test_has_the_focus_and_escape_goes_back(self):
        dialog, _ = self.open()
        self.desktop.key("Escape")
        dialog.expect_answer("go-back")
        self.assertEqual(dialog.stderr(), "")

    def test_keyboard_alone(self):
        dialog, window = self.open()
        wait_until(lambda: accessible.has_state(accessible.button(window, "Go Back"), "focused"), "Go Back has the focus")
        self.desktop.key("Tab", "space")
        dialog.expect_answer("send", choice(0, "correct"))

    def test_no_server_side_decorations(self):
        """Row 46: a compositor that draws no decorations: GTK does, nothing is clipped, and its button closes"""
        dialog, window = self.open()
        # GTK's own button has no text, and is higher than what it is in.
        clipped = self.probe.ask(dialog.process)["clipped"]
        self.assertEqual([what for what in clipped if what != "GtkButton “”"], [])
        accessible.press(window, "Close")
        dialog.expect_answer("go-back")

    def test_dies(self):
        """Row 46: GNOME's compositor dies while the window is open: an exit status of its own"""
        with MutterDesktop(accessible=False) as desktop, Dialog(desktop.environment(), question(SLIP)) as dialog:
            dialog.expect_shown()
            desktop.kill_display()
            dialog.expect_exit(NO_DISPLAY)


if __name__ == "__main__":
    unittest.main()
