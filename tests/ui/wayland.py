# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The question on Wayland, where a window cannot place itself, nor take the focus."""

import pathlib
import unittest

import accessible
from desktop import SwayDesktop
from dialog import NO_DISPLAY, Dialog, choice, lookalike, question
from notifications import Notifications
from question_window import CHOOSING, WindowTest
from waiting import wait_until

SLIP = lookalike(name="John Smith")
FIVE = [SLIP, *(lookalike(i, f"person{i}", f"d{i}.us.af.ml", f"d{i}.us.af.mil") for i in range(1, 5))]


def setUpModule():
    unittest.addModuleCleanup(WindowTest.open_desktop(SwayDesktop).close)


class WaylandTest(WindowTest):
    def open(self, *findings, **more):
        """Asks; returns the dialog and its window once it has the focus."""
        dialog, window = self.ask(*findings or [SLIP], **more)
        self.wait_active(dialog)
        return dialog, window

    def wait_focused(self, window, name):
        wait_until(lambda: any(accessible.has_state(found, "focused") for found in accessible.descendants(window)
                               if accessible.name(found) == name), f"“{name}” has the focus")

    def clipped(self, dialog):
        return self.probe.ask(dialog.process)["clipped"]


class Shown(WaylandTest):
    def test_has_the_focus_and_escape_goes_back(self):
        dialog, window = self.open()
        self.assertEqual(self.headline(window), "This message would go to Mali")
        self.assertEqual(self.desktop.active_window()["app_id"], "org.straymail.Straymail")
        self.desktop.key("Escape")
        dialog.expect_answer("go-back")
        self.assertEqual(dialog.stderr(), "")

    def test_keyboard_alone(self):
        dialog, window = self.open(env=CHOOSING)
        self.wait_armed(window)
        self.desktop.key("Tab", "Tab")
        self.wait_focused(window, "Correct to us.af.mil")
        self.desktop.key("Down", "Down")
        wait_until(lambda: accessible.name(self.send_button(window)) == "Leave Out and Send", "the button says so")
        self.desktop.key("Tab", "Tab", "Return")
        dialog.expect_answer("send", choice(0, "leave-out"))

    def test_nothing_is_armed_at_first(self):
        """Row 36: keys as it appears have no effect, on Wayland either"""
        dialog, window = self.open(delay=10000)
        self.desktop.key("Return", "space", "Tab", "Return")
        self.wait_armed(window)
        self.assertTrue(dialog.says_nothing())
        self.desktop.key("Escape")
        dialog.expect_answer("go-back")

    def test_disarmed_while_another_window_has_the_focus(self):
        dialog, window = self.open()
        self.wait_armed(window)
        other, _ = self.open(lookalike(domain="army.ml", resembles="army.mil"))
        send = self.send_button(window)
        wait_until(lambda: not accessible.has_state(send, "sensitive"), "the window behind is disarmed")
        self.desktop.key("Escape")
        other.expect_answer("go-back")
        self.wait_armed(window)
        self.assertTrue(dialog.says_nothing())


class Fits(WaylandTest):
    def test_scales(self):
        """Row 46: scales of 1, 1.5 and 2: nothing is clipped, and the window is on the screen"""
        self.addCleanup(self.desktop.set_scale, 1)
        for scale in (1, 1.5, 2):
            with self.subTest(scale):
                self.desktop.set_scale(scale)
                dialog, window = self.open(*FIVE)
                self.wait_armed(window)
                self.assertEqual(self.clipped(dialog), [])
                rect = self.desktop.active_window()["rect"]
                width, height = (int(side) / scale for side in self.desktop.size.split("x"))
                self.assertGreaterEqual(min(rect["x"], rect["y"]), 0)
                self.assertLessEqual(rect["x"] + rect["width"], width)
                self.assertLessEqual(rect["y"] + rect["height"], height)
                dialog.close()


class Unnoticed(unittest.TestCase):
    def test_no_focus(self):
        """Row 46: no focus for the dialog: a notification leads to it"""
        with SwayDesktop(accessible=False, configuration='no_focus [app_id="org.straymail.Straymail"]') as desktop:
            elsewhere = self.ask(desktop)
            wait_until(lambda: desktop.active_pid() == elsewhere.pid, "the first window has the focus all the same")
            with Notifications(desktop) as notifications:
                dialog = self.ask(desktop)
                notifications.wait_for_one()
                self.assertEqual(desktop.active_pid(), elsewhere.pid)
                desktop.activate(dialog.pid)
                wait_until(lambda: notifications.count() == 0, "the notification is withdrawn")
                desktop.key("Escape")
                dialog.expect_answer("go-back")

    def ask(self, desktop):
        dialog = Dialog(desktop.environment(), question(SLIP))
        self.addCleanup(dialog.__exit__)
        dialog.expect_shown()
        return dialog


class Compositor(unittest.TestCase):
    def test_dies(self):
        """Row 46: the compositor dies while the window is open: an exit status of its own"""
        with SwayDesktop(accessible=False) as desktop, Dialog(desktop.environment(), question(SLIP)) as dialog:
            dialog.expect_shown()
            desktop.kill_display()
            dialog.expect_exit(NO_DISPLAY)

    def test_is_gone(self):
        """Row 46: a compositor that is gone, or has never been there"""
        with SwayDesktop(accessible=False) as desktop:
            for display in ("wayland-9", str(pathlib.Path(desktop.home, "none"))):
                with self.subTest(display), Dialog(desktop.environment({"WAYLAND_DISPLAY": display}),
                                                   question(SLIP)) as dialog:
                    dialog.expect_exit(NO_DISPLAY)

    def test_xwayland_only(self):
        """Row 46: XWayland only: the window is one of X11, and is answered"""
        with SwayDesktop(accessible=False, xwayland=True) as desktop, \
                Dialog(desktop.environment({"WAYLAND_DISPLAY": None, "GDK_BACKEND": None}), question(SLIP)) as dialog:
            dialog.expect_shown()
            wait_until(lambda: desktop.active_pid() == dialog.pid, "the window has the focus")
            self.assertEqual(desktop.active_window()["shell"], "xwayland")
            desktop.key("Escape")
            dialog.expect_answer("go-back")


if __name__ == "__main__":
    unittest.main()
