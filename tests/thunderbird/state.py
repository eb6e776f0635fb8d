# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The button in compose windows says whether the guard is on, and opens the page that says why."""

import json

import guarded
from guarded import GuardTest
from waiting import wait_until

setUpModule = guarded.set_up_module

NOT_INSTALLED = "The Straymail helper is not installed on this computer, or it could not be started."
LISTS = {"check": "trust-lists", "health": "bad", "text": "A line of a list is no domain.", "fix": "Correct that line."}
BUS = {"check": "session-bus", "health": "note", "text": "There is no session bus."}


class StateTest(GuardTest):
    def setUp(self):
        super().setUp()
        self.stop_host()

    def wait_for_button(self, message, tooltip, badge):
        def shown():
            button = message.straymail_button()
            return (button["tooltip"], button["badge"] or "") == (tooltip, badge)
        wait_until(shown, f"the button says “{tooltip}”")

    def open_page(self):
        self.thunderbird.press_in_compose_window("Straymail", self.thunderbird.page_windows)
        return self.page()

    def wait_for_text(self, *texts):
        def shown():
            everything = self.shown_in(self.page())
            return all(text in everything for text in texts)
        wait_until(shown, f"the page says {texts}")


class On(StateTest):
    def test_the_button_and_its_page(self):
        message = self.compose()
        self.wait_for_button(message, "Straymail is on", "")
        page = self.open_page()
        self.wait_for_text("Straymail is on", "protocol 3", "Add-on", "Thunderbird")
        self.assertEqual(self.accessible.name(self.accessible.find(page, "heading")), "Straymail is on")
        first = guarded.desktop.active_window()

        def is_in_front_again():
            return guarded.desktop.active_window() != first and guarded.desktop.active_name().startswith("Straymail")
        self.thunderbird.press_in_compose_window("Straymail", is_in_front_again)
        wait_until(lambda: len(self.thunderbird.page_windows()) == 1, "there is one page")
        self.page("Close")
        self.thunderbird.wait_for_no_page()

    def test_a_host_that_is_gone_is_started_again(self):
        message = self.compose()
        self.wait_for_button(message, "Straymail is on", "")
        self.stop_host()
        self.wait_for_button(message, "Straymail cannot check messages. The Straymail helper stopped before it was done.",
                             "!")
        self.open_page()
        self.wait_for_text("Straymail is on", "protocol 3")
        self.wait_for_button(message, "Straymail is on", "")

    def test_no_preferences_where_they_cannot_be_shown(self):
        self.host_without_display()
        self.compose()
        self.open_page()
        self.wait_for_text("There is no display here", "Check Again")
        page = self.page()
        self.accessible.button(page, "Close")
        self.assertIsNone(self.accessible.find(page, "button", "Preferences"))


class Off(StateTest):
    options = {"host": False}

    def test_not_installed_and_then_installed(self):
        message = self.compose()
        self.wait_for_button(message, f"Straymail cannot check messages. {NOT_INSTALLED}", "!")
        self.open_page()
        self.wait_for_text("Straymail cannot check messages", NOT_INSTALLED, "Install the helper")
        self.thunderbird.install_host()
        self.thunderbird.press_in_page("Check Again", lambda: "Straymail is on" in self.shown_in(self.page()))
        self.wait_for_button(message, "Straymail is on", "")

    def test_no_preferences_without_a_host(self):
        self.compose()
        self.open_page()
        told = ("The preferences could not be opened", NOT_INSTALLED)
        self.thunderbird.press_in_page("Preferences", lambda: told in self.notifications())


class Played(StateTest):
    def play(self, protocol, *checks):
        path = guarded.desktop.home / "status.json"
        path.write_text(json.dumps({"protocol": protocol, "checks": checks}))
        self.addCleanup(path.unlink)
        self.play_host()
        return self.compose()

    def test_something_is_bad(self):
        message = self.play(3, BUS, LISTS)
        self.wait_for_button(message, f"Straymail is on, but needs attention. {LISTS['text']}", "!")
        self.open_page()
        self.wait_for_text("Straymail is on, but needs attention", LISTS["text"], LISTS["fix"], BUS["text"],
                           "Needs attention:", "Worth knowing:")
        types = guarded.desktop.home / "types.txt"
        self.thunderbird.press_in_page("Preferences", lambda: "preferences" in types.read_text().split())

    def test_an_older_host(self):
        message = self.play(2)
        why = "The Straymail helper is older than this add-on, so not all of it works."
        self.wait_for_button(message, f"Straymail is on, but needs attention. {why}", "!")
        self.open_page()
        self.wait_for_text(why, "protocol 2")
