# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer that was set up by the administrator's guide, as a person who uses it meets it.

data/packaging/prove runs it there, as that person, who may install packages by sudo.
In /packages lies an upgrade.
"""

import os
import pathlib
import signal
import subprocess
import unittest

from desktop import Desktop
from native import is_gone
from smtp_sink import SmtpSink
from waiting import wait_until

STRAY, MEANT, CLEAN = "john.smith@us.af.ml", "john.smith@us.af.mil", "jane@example.org"
EXTENSION = "straymail@straymail.org"
NEWER = os.environ["STRAY_TEST_NEWER"]
SCREENSHOTS = pathlib.Path(os.environ["STRAY_TEST_SCREENSHOTS"])

_ADDON = """
const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
return AddonManager.getAddonByID(arguments[0]).then(addon => addon && {
  version: addon.version,
  active: addon.isActive,
  removable: !!(addon.permissions & AddonManager.PERM_CAN_UNINSTALL),
  canBeDisabled: !!(addon.permissions & AddonManager.PERM_CAN_DISABLE),
});
"""


def as_administrator(command):
    subprocess.run(["sudo", "sh", "-c", command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def installed_version():
    return subprocess.run(["straymail", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]


class Deployed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desktop = cls.enterClassContext(Desktop("1280x800", env={"GSETTINGS_BACKEND": "dconf"}))
        cls.sink = cls.enterClassContext(SmtpSink())
        # They need the desktop's bus.
        import accessible
        import thunderbird
        cls.accessible, cls.Thunderbird = accessible, thunderbird.Thunderbird

    def thunderbird(self, **options):
        """One into which nobody but the policy puts anything."""
        return self.Thunderbird(self.desktop, self.sink, extension=False, host=False, **options)

    def compose(self, thunderbird, address, subject):
        message = thunderbird.compose(to=[address], subject=f"{self.id()} {subject}")
        self.content = message.content()
        message.send()
        return message

    def answer(self, thunderbird, button):
        window = thunderbird.wait_for_dialog()
        shown = "\n".join(self.accessible.text(found) for found in self.accessible.descendants(window))
        SCREENSHOTS.mkdir(exist_ok=True)
        self.desktop.screenshot(SCREENSHOTS / f"{self.id()}.png")
        self.accessible.press(window, button)
        thunderbird.wait_for_no_dialog()
        return shown

    def assert_held(self, thunderbird, message):
        message.wait_until_back()
        self.assertEqual(message.content(), self.content)
        self.assertEqual(self.sink.with_subject(message.subject), [])
        message.close()

    def hosts(self):
        """Processes of the host, whose program may have been replaced meanwhile."""
        found = subprocess.run(["pgrep", "--exact", "straymail-host"], capture_output=True, text=True).stdout.split()
        return [int(pid) for pid in found if not is_gone(pid)]

    def test_1_the_extension_is_there_and_stays(self):
        with self.thunderbird() as thunderbird:
            thunderbird.wait_for_extension()
            self.assertEqual(thunderbird.script(_ADDON, EXTENSION), {
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
            self.assertEqual(thunderbird.script(_ADDON, EXTENSION)["version"], older)

            # The old extension with the new host, which is started when the old one is gone.
            for host in hosts:
                os.kill(host, signal.SIGTERM)
            wait_until(lambda: not set(hosts) & set(self.hosts()), "the old host has ended")
            message = self.compose(thunderbird, STRAY, "old extension, new host")
            self.answer(thunderbird, "Go Back")
            self.assert_held(thunderbird, message)

        # The new extension comes with the next start of the same Thunderbird.
        with self.thunderbird(profile=profile) as thunderbird:
            wait_until(lambda: thunderbird.script(_ADDON, EXTENSION)["version"] == NEWER, "the extension is the new one")
            thunderbird.wait_for_extension()
            message = self.compose(thunderbird, STRAY, "new extension, new host")
            self.answer(thunderbird, "Correct and Send")
            self.assertEqual(self.sink.wait_for(message.subject).recipients, [MEANT])

    def test_5_the_policy_can_take_it_away_again(self):
        policies = "/etc/thunderbird/policies/policies.json"
        with self.thunderbird() as thunderbird:
            profile = thunderbird.profile
            thunderbird.wait_for_extension()
        as_administrator(f"sed -i 's/force_installed/blocked/' {policies}")
        self.addCleanup(as_administrator, f"sed -i 's/blocked/force_installed/' {policies}")
        with self.thunderbird(profile=profile) as thunderbird:
            wait_until(lambda: thunderbird.script(_ADDON, EXTENSION) is None, "the extension is gone")
            message = self.compose(thunderbird, CLEAN, "without it")
            self.assertEqual(self.sink.wait_for(message.subject).recipients, [CLEAN])


if __name__ == "__main__":
    unittest.main()
