# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The question answered by hand: with the keys of a real keyboard, and with a real mouse."""

import unittest

import accessible
from dialog import WITH_POPOVERS, choice, lookalike
from question_window import WindowTest
from waiting import wait_until

SLIP = lookalike(name="John Smith")
CORRECT, KEEP, LEAVE_OUT = "Correct to us.af.mil", "Keep us.af.ml", "Leave out"
EXCEPT = "Don’t ask again about this domain"


def setUpModule():
    unittest.addModuleCleanup(WindowTest.open_desktop().close)


class InputTest(WindowTest):
    def open(self, *findings, **more):
        """Asks, and returns the dialog and its window once it can be answered."""
        dialog, window = self.ask(*(findings or [SLIP]), **more)
        self.wait_active(dialog)
        self.wait_armed(window)
        return dialog, window

    def key(self, *keys):
        self.desktop.run(["xdotool", "key", *keys])

    def wait_focused(self, window, role, name):
        # Of a drop-down it is the button within it that has the focus, and both have the name.
        wait_until(lambda: self.any_focused(window, role, name), f"“{name}” has the focus")

    def any_focused(self, window, role, name=None):
        return any(accessible.has_state(found, "focused") for found in accessible.find_all(window, role)
                   if name in (None, accessible.name(found)))

    def wait_checked(self, window, role, name):
        wait_until(lambda: accessible.has_state(accessible.find(window, role, name), "checked"), f"“{name}” is chosen")

    def wait_send_says(self, window, label):
        wait_until(lambda: accessible.name(self.send_button(window)) == label, f"the button says “{label}”")

    def choose(self, dialog, window, role, name):
        """Clicks a radio button or a check box until it is chosen."""
        self.click(dialog, "GtkCheckButton", name,
                   lambda: accessible.has_state(accessible.find(window, role, name), "checked"))

    def send(self, dialog, label):
        """Clicks the button beside Go Back until the dialog ends."""
        self.click(dialog, "GtkButton", label, lambda: dialog.process.poll() is not None)


class Keyboard(InputTest):
    def test_leave_out(self):
        dialog, window = self.open()
        self.wait_focused(window, "button", "Go Back")
        self.key("Tab", "Tab")
        self.wait_focused(window, "radio button", CORRECT)
        self.key("Down", "Down")
        self.wait_checked(window, "radio button", LEAVE_OUT)
        self.wait_send_says(window, "Leave Out and Send")
        self.key("Tab", "Tab")
        self.wait_focused(window, "button", "Leave Out and Send")
        self.key("Return")
        dialog.expect_answer("send", choice(0, "leave-out"))

    def test_keep_and_except_for_a_year(self):
        dialog, window = self.open(env=WITH_POPOVERS)
        self.key("Tab", "Tab")
        self.wait_focused(window, "radio button", CORRECT)
        self.key("Down")
        self.wait_checked(window, "radio button", KEEP)
        # The choices are one stop; what belongs to the second of them comes behind, once it is there.
        wait_until(lambda: accessible.find(window, "check box", EXCEPT), "it is offered")
        accessible.settled_size(window)
        self.key("Tab")
        self.wait_focused(window, "check box", EXCEPT)
        self.key("space")
        self.wait_checked(window, "check box", EXCEPT)
        self.key("Tab")
        self.wait_focused(window, "button", "For how long")
        self.assertEqual(self.duration(window), "for 30 days")
        self.key("space")
        wait_until(lambda: self.any_focused(window, "list item"), "the list is open")
        self.key("Down", "Return")
        wait_until(lambda: self.duration(window) == "for a year", "another one is chosen")
        wait_until(lambda: not accessible.find_all(window, "list item"), "the list is closed")
        # The window has the focus anew.
        self.wait_armed(window)
        self.wait_focused(window, "button", "For how long")
        self.key("Tab")
        self.wait_focused(window, "button", "Go Back")
        self.key("Tab")
        self.wait_focused(window, "button", "Send to Mali Anyway")
        self.key("space")
        dialog.expect_answer("send", choice(0, "keep", days=365))

    def duration(self, window):
        """What a screen reader says of the list that has the focus."""
        return next(accessible.description(found) for found in accessible.find_all(window, "button")
                    if accessible.name(found) == "For how long")

    def test_second_domain(self):
        """Backwards from Go Back to the choices of the last card."""
        dialog, window = self.open(SLIP, lookalike(1, "ann", "army.ml", "army.mil"))
        self.key("shift+Tab")
        self.wait_focused(window, "radio button", "Correct to army.mil")
        self.key("Down")
        self.wait_checked(window, "radio button", "Keep army.ml")
        self.wait_send_says(window, "Correct 1, Keep 1 and Send")
        self.key("shift+Tab")
        self.wait_focused(window, "radio button", CORRECT)
        self.key("shift+Tab")
        self.wait_focused(window, "button", "Correct 1, Keep 1 and Send")
        self.key("Return")
        dialog.expect_answer("send", choice(0, "correct"), choice(1, "keep"))


class Mouse(InputTest):
    def test_radio_buttons(self):
        dialog, window = self.open()
        for name, label in ((KEEP, "Send to Mali Anyway"), (CORRECT, "Correct and Send"), (LEAVE_OUT, "Leave Out and Send")):
            self.choose(dialog, window, "radio button", name)
            self.wait_send_says(window, label)
        self.send(dialog, "Leave Out and Send")
        dialog.expect_answer("send", choice(0, "leave-out"))

    def test_exception(self):
        dialog, window = self.open(exception_days=7)
        self.choose(dialog, window, "radio button", KEEP)
        self.choose(dialog, window, "check box", EXCEPT)
        self.send(dialog, "Send to Mali Anyway")
        dialog.expect_answer("send", choice(0, "keep", days=7))

    def test_click_before_it_is_armed_answers_nothing(self):
        dialog, window = self.ask(SLIP, delay=10000)
        self.wait_active(dialog)
        self.click(dialog, "GtkButton", "Correct and Send", lambda: True)
        # Had the click counted, this would come too late.
        self.key("Escape")
        dialog.expect_answer("go-back")


if __name__ == "__main__":
    unittest.main()
