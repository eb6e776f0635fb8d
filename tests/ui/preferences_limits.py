# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences over settings that have no end."""

import unittest

import preferences
from preferences import COUNTRIES, DOMAINS, EXCEPTIONS, PreferencesTest
from waiting import wait_until

import accessible

setUpModule = preferences.setUpModule

MANY = 300_000
# What counts, and what of it is shown.
COUNT, SHOWN = 10_000, 250
MORE = f"{COUNT - SHOWN} more entries are not shown."


def array(entries):
    return f"[{', '.join(map(repr, entries))}]"


class Long(PreferencesTest):
    def notes(self, window, name):
        """What stands in a list beside its rows."""
        found = accessible.find(window, "list", name)
        return [accessible.name(child) for child in accessible.children(found) if accessible.role(child) == "label"]

    def test_settings_without_end(self):
        """Row 55: 300,000 domains, home countries and exceptions in the settings: the preferences show some, and take one more"""
        preferences, window = self.open(
            trusted_domains=array(f"d{i}.example" for i in range(MANY)), home_countries=array(["US"] * MANY),
            exceptions="{" + ", ".join(f"'e{i}.example': int64 0" for i in range(MANY)) + "}")
        self.assertEqual([name for name, _ in self.items(window, DOMAINS)], [f"d{i}.example" for i in range(SHOWN)])
        self.assertEqual(self.items(window, COUNTRIES), [("United States", "")])
        self.assertEqual(len(self.items(window, EXCEPTIONS)), SHOWN)
        for name, notes in ((DOMAINS, [MORE]), (COUNTRIES, []), (EXCEPTIONS, [MORE])):
            self.assertEqual(self.notes(window, name), notes)
        # What is added counts, and so it stands first.
        self.wait_focused(window, "text", "Domain to trust")
        self.type("army.mil")
        self.key("Return")
        wait_until(lambda: preferences.get("trusted-domains").startswith("['army.mil', 'd0.example',"), "it is set")
        wait_until(lambda: self.items(window, DOMAINS)[:1] == [("army.mil", "")], "it is shown")
        accessible.activate(accessible.button(window, "Remove United States"))
        self.wait_set(preferences, "home-countries", "[]")
        accessible.activate(accessible.button(window, "Remove army.mil"))
        wait_until(lambda: preferences.get("trusted-domains").startswith("['d0.example',"), "it is gone")


if __name__ == "__main__":
    unittest.main()
