# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests have in common that live on a computer with an installed package.

data/packaging/prove runs them there, as a person who may install packages by sudo. In
/packages lies the package, and in /packages/newer an upgrade.
"""

import os
import pathlib
import subprocess
import unittest

from desktop import Desktop
from smtp_sink import SmtpSink

STRAY, MEANT, CLEAN = "john.smith@us.af.ml", "john.smith@us.af.mil", "jane@example.org"
EXTENSION = "straymail@straymail.org"
NEWER = os.environ["STRAY_TEST_NEWER"]
SCREENSHOTS = pathlib.Path(os.environ["STRAY_TEST_SCREENSHOTS"])

# Thunderbird's own; Marionette has others.
_PREFS = {"extensions.autoDisableScopes": 3, "extensions.enabledScopes": 15}

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


class ComputerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desktop = cls.enterClassContext(Desktop("1280x800", env={"GSETTINGS_BACKEND": "dconf"}))
        cls.sink = cls.enterClassContext(SmtpSink())
        # They need the desktop's bus.
        import accessible
        import thunderbird
        cls.accessible, cls.Thunderbird = accessible, thunderbird.Thunderbird

    def thunderbird(self, **options):
        """One into which this test puts nothing."""
        return self.Thunderbird(self.desktop, self.sink, extension=False, host=False, prefs=_PREFS, **options)

    def addon(self, thunderbird):
        """What that Thunderbird knows of the extension; None where it has none."""
        return thunderbird.script(_ADDON, EXTENSION)

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
