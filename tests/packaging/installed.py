# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The package, and nothing else: what comes of installing, upgrading and removing it."""

import json
import subprocess
import unittest

from computer import CLEAN, EXTENSION, MEANT, NEWER, STRAY, ComputerTest, as_administrator, installed_version

XPI = f"/usr/share/webext/{EXTENSION}.xpi"
POLICIES = "/etc/thunderbird/policies/policies.json"
BLOCKED = json.dumps({"policies": {"ExtensionSettings": {"*": {"installation_mode": "blocked"}}}})


class Installed(ComputerTest):
    def assert_sent(self, thunderbird, address, subject):
        message = self.compose(thunderbird, address, subject)
        self.assertEqual(self.sink.wait_for(message.subject).recipients, [address])

    def assert_guarded(self, thunderbird):
        thunderbird.wait_for_extension()
        message = self.compose(thunderbird, STRAY, "held")
        self.answer(thunderbird, "Go Back")
        self.assert_held(thunderbird, message)
        message = self.compose(thunderbird, STRAY, "corrected")
        self.answer(thunderbird, "Correct and Send")
        self.assertEqual(self.sink.wait_for(message.subject).recipients, [MEANT])
        self.assert_sent(thunderbird, CLEAN, "clean")

    def test_1_installing_is_all_it_takes(self):
        with self.thunderbird() as thunderbird:
            type(self).profile = thunderbird.profile
            self.assert_sent(thunderbird, STRAY, "before")
        as_administrator("apt install /packages/straymail_*.deb")
        done = subprocess.run(["straymail", "doctor", "--json"], env=self.desktop.environment({"LANG": "en_US.UTF-8"}),
                              capture_output=True, text=True)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        # What a kernel cannot do is told of on every computer that has it.
        self.assertEqual([row for row in rows if row["health"] != "good" and "Linux 7.1" not in row["text"]], [])
        self.assertEqual(done.returncode, 0)
        for profile in (self.profile, None):
            with self.subTest(profile), self.thunderbird(profile=profile) as thunderbird:
                self.assert_guarded(thunderbird)
                self.assertEqual(self.addon(thunderbird), {
                    "version": installed_version(), "active": True, "removable": False, "canBeDisabled": True})

    def test_2_a_policy_decides(self):
        profiles = [self.profile, None]
        as_administrator(f"mkdir -p /etc/thunderbird/policies && echo '{BLOCKED}' >{POLICIES} && touch {XPI}")
        for number, profile in enumerate(profiles):
            with self.subTest("blocked", profile=profile), self.thunderbird(profile=profile) as thunderbird:
                profiles[number] = thunderbird.profile
                self.assertFalse(self.addon(thunderbird)["active"])
                self.assert_sent(thunderbird, STRAY, "unguarded")
        as_administrator(f"rm {POLICIES} && touch {XPI}")
        for profile in profiles:
            with self.subTest("not blocked any more", profile=profile), self.thunderbird(profile=profile) as thunderbird:
                self.assert_guarded(thunderbird)

    def test_3_an_upgrade_comes_with_the_next_start(self):
        as_administrator("apt install /packages/newer/straymail_*.deb")
        with self.thunderbird(profile=self.profile) as thunderbird:
            self.assertEqual(self.addon(thunderbird)["version"], NEWER)
            self.assert_guarded(thunderbird)

    def test_4_removing_takes_it_out_of_profiles(self):
        as_administrator("apt purge straymail")
        with self.thunderbird(profile=self.profile) as thunderbird:
            self.assertIsNone(self.addon(thunderbird))
            self.assert_sent(thunderbird, STRAY, "after")
        left = [path.name for path in self.profile.rglob("*") if path.is_file() and path.name != "output.txt"
                and EXTENSION.encode() in path.read_bytes()]
        # Thunderbird keeps the name of each add-on's storage there, and the storage: the guide says so.
        # And until it has ended well it keeps what it would report of this session.
        self.assertLessEqual(set(left), {"prefs.js", "aborted-session-ping"})


if __name__ == "__main__":
    unittest.main()
