# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Send pressed on Wayland, and what arrives."""

import functools

import guarded
from desktop import SwayDesktop
from guarded import STRAY, STRAY_MEANT, GuardTest
from waiting import wait_until

setUpModule = functools.partial(guarded.set_up_module, SwayDesktop)


class Flagged(GuardTest):
    def test_held(self):
        message, content = self.flagged()
        self.assertEqual(guarded.desktop.active_window()["app_id"], "org.straymail.Straymail")
        guarded.desktop.key("Escape")
        self.assert_held(message, content)

    def test_corrected_and_sent_anyway(self):
        for answer, recipient in (("Correct and Send", STRAY_MEANT), ("Send Anyway", STRAY)):
            with self.subTest(answer):
                message = self.compose(to=[f"John <{STRAY}>"])
                message.send()
                self.dialog(answer)
                self.assertEqual(self.arrived(message).recipients, [recipient])

    def test_two_at_once(self):
        """Row 29: two messages at once, on Wayland"""
        messages = [self.compose(to=[f"John <{STRAY}>"]) for _ in range(2)]
        for message in messages:
            message.send()
        for _ in messages:
            self.dialog("Correct and Send")
        for message in messages:
            self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])

    def test_compositor_is_out_of_reach(self):
        """Row 46: a host that finds no compositor: asked inside Thunderbird, and held"""
        self.stop_host()
        self.addCleanup(self.stop_host)
        self.host_without_display()
        message = self.compose(to=[f"John <{STRAY}>"])
        content = message.content()
        message.send()
        page = self.thunderbird.wait_for_page()
        self.accessible.press(page, "Go Back")
        self.assert_held(message, content)
        wait_until(lambda: not self.thunderbird.page_windows(), "the page is gone")
