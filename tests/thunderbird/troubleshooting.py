# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thunderbird's Troubleshoot Mode, in which it has no add-ons, and what the example policy does about it."""

import json
import os
import pathlib
import unittest

import guarded
from guarded import STRAY, GuardTest
from waiting import wait_until

EXAMPLE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"], "data/policy/etc/thunderbird/policies/policies.json")
XPI = pathlib.Path(os.environ["STRAY_TEST_DATADIR"], "webext/straymail@straymail.org.xpi")

setUpModule = guarded.set_up_module


def example():
    """The policies of the example, for what is installed here."""
    policies = json.loads(EXAMPLE.read_text())["policies"]
    policies["ExtensionSettings"]["straymail@straymail.org"]["install_url"] = XPI.as_uri()
    return policies


class Example(GuardTest):
    options = {"extension": False, "policies": example()}

    def test_is_out_of_reach(self):
        """Row 60: about:support offers no Troubleshoot Mode, and the guard is on"""
        self.thunderbird.wait_for_extension()
        self.sends_as_ever()
        self.thunderbird.script("""
            Services.wm.getMostRecentWindow("mail:3pane").openTab("contentTab", { url: "about:support" });
        """)
        self.assertTrue(wait_until(lambda: self.thunderbird.script("""
            const tabmail = Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail");
            const page = tabmail.currentTabInfo.browser?.contentDocument;
            const button = page?.getElementById("restart-in-safe-mode-button");
            return page?.readyState === "complete" && button?.disabled;
        """), "the button in about:support is disabled"))

    def test_is_within_reach(self):
        """Row 60: the Help menu still offers Troubleshoot Mode, as the guide says"""
        self.assertTrue(self.thunderbird.script("""
            const { document } = Services.wm.getMostRecentWindow("mail:3pane");
            const item = document.getElementById("helpTroubleshootMode");
            return item && !item.disabled && !item.hidden;
        """))


class FromTheCommandLine(unittest.TestCase):
    def test_asks_nobody(self):
        """Row 60: thunderbird --safe-mode has no guard, whatever the policy, as the guide says"""
        import accessible
        from thunderbird import Thunderbird

        class Troubleshooting(Thunderbird):
            """It asks before it opens, and before it can be driven."""

            def _wait_for_port(self):
                port = super()._wait_for_port()
                window = wait_until(lambda: next(iter(accessible.windows(self.process.pid)), None), "it asks first")
                accessible.press(window, "Continue in Troubleshoot Mode")
                return port
        options = {"extension": False, "policies": example(), "arguments": ["--safe-mode"]}
        with Troubleshooting(guarded.desktop, guarded.sink, **options) as thunderbird:
            self.assertTrue(thunderbird.script("return Services.appinfo.inSafeMode;"))
            message = thunderbird.compose(to=[f"John <{STRAY}>"], subject=self.id())
            message.send()
            self.assertEqual(guarded.sink.wait_for(message.subject).recipients, [STRAY])
