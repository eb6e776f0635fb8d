# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The notification, as a real notification daemon gets it."""

import signal
import socket
import unittest

from desktop import Desktop
from dialog import ANSWERED, NO_DISPLAY, Dialog
from languages import reading
from notifications import Notifications


def setUpModule():
    global desktop
    desktop = Desktop(accessible=False).__enter__()
    unittest.addModuleCleanup(desktop.close)


def doubtful(*addresses):
    return {**corrected(*addresses), "notice": "doubtful"}


def added(*addresses):
    return {**corrected(*addresses), "notice": "added"}


def corrected(*addresses):
    return {"type": "notice", "notice": "corrected", "total": len(addresses),
            "corrections": [{"from": f"{address}.ml", "to": address} for address in addresses]}


class NoticeTest(unittest.TestCase):
    def notify(self, document, env=None):
        dialog = Dialog(desktop.environment(env), document)
        self.addCleanup(dialog.__exit__)
        return dialog


class Daemon(NoticeTest):
    def setUp(self):
        self.notifications = Notifications(desktop).__enter__()
        self.addCleanup(self.notifications.__exit__)

    def told(self):
        return self.notifications.told()

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

    def test_own_address(self):
        """Row 53: the person is told that the sender's own address looks like a mistake"""
        self.notify({**corrected("me@shop.mil"), "notice": "sender"}).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "Your own address may be a mistake")
        for words in ("me@shop.mil.ml", "did you mean", "me@shop.mil", "the preferences"):
            self.assertIn(words, told["body"])

    def test_more_than_came_along(self):
        self.notify({**corrected("john.smith@us.af.mil"), "total": 600}).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "600 addresses corrected, message sent to")
        self.assertIn("and 599 more", told["body"])

    def test_doubtful(self):
        self.notify(doubtful("ann@esgr.mil")).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "Sent to an address that may be a mistake")
        for text in ("ann@esgr.mil.ml", "did you mean", "ann@esgr.mil"):
            self.assertIn(text, told["body"])

    def test_several_doubtful(self):
        self.notify(doubtful("ann@esgr.mil", "bob@esgr.mil"), env=reading("fr")).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "Envoyé à 2 adresses qui sont peut-être des erreurs")
        self.assertEqual(told["body"].count("vouliez-vous dire"), 2)

    def test_added(self):
        self.notify(added("ann@esgr.mil")).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "A recipient was added after the check")
        for text in ("ann@esgr.mil.ml", "did you mean", "ann@esgr.mil"):
            self.assertIn(text, told["body"])

    def test_several_added_of_which_nothing_else_is_known(self):
        document = added("ann@esgr.mil", "bob@esgr.mil")
        for correction in document["corrections"]:
            correction["to"] = ""
        self.notify(document, env=reading("fr")).expect_exit(ANSWERED)
        told = self.told()
        self.assertEqual(told["summary"], "2 destinataires ajoutés après la vérification")
        self.assertEqual([line.strip("\u2066\u2069") for line in told["body"].splitlines()],
                         ["ann@esgr.mil.ml", "bob@esgr.mil.ml"])

    def test_text_is_literal(self):
        self.notify(corrected("<b>x</b>&\u202e@us.af.mil")).expect_exit(ANSWERED)
        # This daemon knows markup; what it was given is what shows as the literal text.
        self.assertIn(r"&lt;b&gt;x&lt;/b&gt;&amp;\u{202E}@us.af.mil", self.told()["body"])

    def test_french(self):
        self.notify(corrected("john.smith@us.af.mil"), env=reading("fr")).expect_exit(ANSWERED)
        self.assertEqual(self.told()["summary"], "Corrigé et envoyé à")

    def test_a_daemon_that_hangs(self):
        self.notifications.process.send_signal(signal.SIGSTOP)
        self.addCleanup(self.notifications.process.send_signal, signal.SIGCONT)
        self.notify(corrected("john.smith@us.af.mil")).expect_exit(NO_DISPLAY)


class NoDaemon(NoticeTest):
    def test_no_bus(self):
        """Row 25: a notification without a session bus"""
        for address in (None, "disabled:", "unix:path=/nonexistent"):
            with self.subTest(address=address):
                dialog = self.notify(corrected("a@us.af.mil"), env={"DBUS_SESSION_BUS_ADDRESS": address})
                dialog.expect_exit(NO_DISPLAY)
                self.assertNotIn("us.af.mil", dialog.stderr())

    def test_silent_bus(self):
        """Row 25: a notification on a bus that never answers"""
        path = desktop.home / "silent"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()
            dialog = self.notify(corrected("a@us.af.mil"), env={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}"})
            dialog.expect_exit(NO_DISPLAY)

    def test_bus_without_a_service(self):
        """Row 25: a notification without a daemon"""
        address, _ = desktop.start_bare_bus("bare")
        dialog = self.notify(corrected("a@us.af.mil"), env={"DBUS_SESSION_BUS_ADDRESS": address})
        dialog.expect_exit(NO_DISPLAY)


if __name__ == "__main__":
    unittest.main()
