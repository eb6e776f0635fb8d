# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer that was set up by the administrator's guide, as a person who uses it meets it."""

import os
import signal
import subprocess
import unittest

from computer import CLEAN, MEANT, NEWER, STRAY, ComputerTest, as_administrator, installed_version
from native import is_gone
from waiting import wait_until


class Deployed(ComputerTest):
    def hosts(self):
        """Processes of the host, whose program may have been replaced meanwhile."""
        found = subprocess.run(["pgrep", "--exact", "straymail-host"], capture_output=True, text=True).stdout.split()
        return [int(pid) for pid in found if not is_gone(pid)]

    def test_1_the_extension_is_there_and_stays(self):
        with self.thunderbird() as thunderbird:
            thunderbird.wait_for_extension()
            self.assertEqual(self.addon(thunderbird), {
                "version": installed_version(), "active": True, "removable": False, "canBeDisabled": False})

    def test_2_a_message_is_held_and_corrected(self):
        with self.thunderbird() as thunderbird:
            thunderbird.wait_for_extension()
            message = self.compose(thunderbird, CLEAN, "clean")
            self.assertEqual(self.sink.wait_for(message.subject).recipients, [CLEAN])
            message = self.compose(thunderbird, STRAY, "held")
            shown = self.answer(thunderbird, "Go Back")
            # The organisation's words come from the locked settings.
            self.assertIn("Mail to abroad needs a second look.", shown)
            self.assertIn("Help desk, extension 4357", shown)
            self.assert_held(thunderbird, message)
            message = self.compose(thunderbird, STRAY, "corrected")
            self.answer(thunderbird, "Correct and Send")
            self.assertEqual(self.sink.wait_for(message.subject).recipients, [MEANT])

    def test_3_a_lock_cannot_be_got_round(self):
        for command in (["dconf", "write", "/org/straymail/when-high", "'nothing'"],
                        ["gsettings", "set", "org.straymail", "when-high", "nothing"]):
            done = subprocess.run(command, env=self.desktop.environment(), capture_output=True, text=True)
            self.assertNotEqual((done.returncode, done.stderr), (0, ""))
        folder = self.desktop.home / ".config/straymail/trusted.d"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "mine.list").write_text("us.af.ml\n")
        settings = self.desktop.home / ".config/glib-2.0/settings"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "keyfile").write_text("[org/straymail]\nwhen-high='nothing'\n")
        profile = self.desktop.home / "profile"
        profile.write_text("user-db:user\n")
        with self.thunderbird(env={"DCONF_PROFILE": str(profile), "GSETTINGS_BACKEND": "keyfile"}) as thunderbird:
            thunderbird.wait_for_extension()
            message = self.compose(thunderbird, STRAY, "held")
            self.answer(thunderbird, "Go Back")
            self.assert_held(thunderbird, message)

    def test_4_an_upgrade_while_people_write_loses_nothing(self):
        older = installed_version()
        with self.thunderbird() as thunderbird:
            profile = thunderbird.profile
            thunderbird.wait_for_extension()
            message = self.compose(thunderbird, STRAY, "asked before, answered after")
            thunderbird.wait_for_dialog()
            hosts = self.hosts()
            as_administrator("apt install /packages/newer/straymail_*.deb")
            self.assertEqual(installed_version(), NEWER)
            self.answer(thunderbird, "Correct and Send")
            self.assertEqual(self.sink.wait_for(message.subject).recipients, [MEANT])

            # The old extension and the old host, with the new dialog.
            message = self.compose(thunderbird, STRAY, "asked after")
            self.answer(thunderbird, "Go Back")
            self.assert_held(thunderbird, message)
            self.assertEqual(self.hosts(), hosts)
            self.assertEqual(self.addon(thunderbird)["version"], older)

            # The old extension with the new host, which is started when the old one is gone.
            for host in hosts:
                os.kill(host, signal.SIGTERM)
            wait_until(lambda: not set(hosts) & set(self.hosts()), "the old host has ended")
            message = self.compose(thunderbird, STRAY, "old extension, new host")
            self.answer(thunderbird, "Go Back")
            self.assert_held(thunderbird, message)

        # The new extension comes with the next start of the same Thunderbird.
        with self.thunderbird(profile=profile) as thunderbird:
            wait_until(lambda: self.addon(thunderbird)["version"] == NEWER, "the extension is the new one")
            thunderbird.wait_for_extension()
            message = self.compose(thunderbird, STRAY, "new extension, new host")
            self.answer(thunderbird, "Correct and Send")
            self.assertEqual(self.sink.wait_for(message.subject).recipients, [MEANT])


if __name__ == "__main__":
    unittest.main()
