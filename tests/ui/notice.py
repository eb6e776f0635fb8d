# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The notification, as a real notification daemon gets it."""

import json
import signal
import socket
import unittest

from desktop import Desktop
from waiting import wait_until
from dialog import ANSWERED, NO_DISPLAY, Dialog

BUS_WITHOUT_SERVICES = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow own="*"/><allow eavesdrop="true"/></policy>
</busconfig>
"""


def setUpModule():
    global desktop
    desktop = Desktop(accessible=False).__enter__()
    unittest.addModuleCleanup(desktop.close)


def doubtful(*addresses):
    return {**corrected(*addresses), "notice": "doubtful"}


def corrected(*addresses):
    return {"type": "notice", "notice": "corrected",
            "corrections": [{"from": f"{address}.ml", "to": address} for address in addresses]}


class NoticeTest(unittest.TestCase):
    def notify(self, document, env=None):
        dialog = Dialog(desktop.environment(env), document)
        self.addCleanup(dialog.__exit__)
        return dialog


class Daemon(NoticeTest):
    def setUp(self):
        self.daemon = desktop.start(["dunst"])
        self.addCleanup(self.end_daemon)
        wait_until(self.owner, "the notification daemon is there")

    def end_daemon(self):
        self.daemon.kill()
        self.daemon.wait()
        wait_until(lambda: not self.owner(), "the notification daemon is gone")

    def owner(self):
        return "boolean true" in desktop.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
             "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.Notifications"])

    def told(self):
        """The one notification there is, as the daemon has it."""
        desktop.run(["dunstctl", "close-all"])
        notifications = json.loads(desktop.run(["dunstctl", "history"]))["data"][0]
        self.assertEqual(len(notifications), 1)
        return {name: member["data"] for name, member in notifications[0].items()}

    def test_one_address(self):
        # No display is needed for it, and none is asked for.
        self.notify(corrected("john.smith@us.af.mil"), env={"DISPLAY": None}).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["appname"], "Straymail")
        self.assertEqual(told["summary"], "Corrected and sent to")
        self.assertIn("john.smith@us.af.mil", told["body"])
        self.assertNotIn("us.af.mil.ml", told["body"])
        self.assertTrue(told["icon_path"].endswith("org.straymail.Straymail.svg") or told["icon_path"] == "")

    def test_several_addresses(self):
        self.notify(corrected(*[f"person{i}@us.af.mil" for i in range(7)])).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "7 addresses corrected, message sent to")
        self.assertIn("person4@us.af.mil", told["body"])
        self.assertIn("and 2 more", told["body"])
        self.assertNotIn("person5@", told["body"])

    def test_doubtful(self):
        self.notify(doubtful("ann@esgr.mil")).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "Sent to an address that may be a mistake")
        for text in ("ann@esgr.mil.ml", "did you mean", "ann@esgr.mil"):
            self.assertIn(text, told["body"])

    def test_several_doubtful(self):
        self.notify(doubtful("ann@esgr.mil", "bob@esgr.mil"), env={"LANGUAGE": "fr"}).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "Envoyé à 2 adresses qui sont peut-être des erreurs")
        self.assertEqual(told["body"].count("vouliez-vous dire"), 2)

    def test_text_is_literal(self):
        self.notify(corrected("<b>x</b>&\u202e@us.af.mil")).expect_exit(ANSWERED)
        # This daemon knows markup; what it was given is what shows as the literal text.
        self.assertIn(r"&lt;b&gt;x&lt;/b&gt;&amp;\u{202E}@us.af.mil", self.told()["body"])

    def test_french(self):
        self.notify(corrected("john.smith@us.af.mil"), env={"LANGUAGE": "fr"}).expect_exit(ANSWERED)
        self.assertEqual(self.told()["summary"], "Corrigé et envoyé à")

    def test_a_daemon_that_hangs(self):
        self.daemon.send_signal(signal.SIGSTOP)
        self.addCleanup(self.daemon.send_signal, signal.SIGCONT)
        self.notify(corrected("john.smith@us.af.mil")).expect_exit(NO_DISPLAY)


class NoDaemon(NoticeTest):
    def test_no_bus(self):
        for address in (None, "disabled:", "unix:path=/nonexistent"):
            with self.subTest(address=address):
                dialog = self.notify(corrected("a@us.af.mil"), env={"DBUS_SESSION_BUS_ADDRESS": address})
                dialog.expect_exit(NO_DISPLAY)
                self.assertNotIn("us.af.mil", dialog.stderr())

    def test_silent_bus(self):
        path = desktop.home / "silent"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()
            dialog = self.notify(corrected("a@us.af.mil"), env={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}"})
            dialog.expect_exit(NO_DISPLAY)

    def test_bus_without_a_service(self):
        path = desktop.home / "bare-bus"
        config = desktop.home / "bare-bus.conf"
        config.write_text(BUS_WITHOUT_SERVICES.format(path=path))
        desktop.start(["dbus-daemon", "--nofork", f"--config-file={config}"])
        wait_until(path.exists, "the bus listens")
        dialog = self.notify(corrected("a@us.af.mil"), env={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}"})
        dialog.expect_exit(NO_DISPLAY)


if __name__ == "__main__":
    unittest.main()
