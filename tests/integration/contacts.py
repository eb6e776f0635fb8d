# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the host learns from the address books, and what it only tells, over real pipes."""

import json
import tempfile
import unittest

import fake_ui
from native import Host, check, hello
from waiting import wait_until

TELLS = """
note("told", question)
sys.exit(0)
"""


def contacts(*addresses):
    return {"type": "contacts", "addresses": list(addresses)}


class ContactsTest(unittest.TestCase):
    def start(self, *, protocol=2, settings=None, ui=None):
        options = {"greet": False}
        if ui is not None:
            directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
            self.addCleanup(directory.cleanup)
            options["program"] = fake_ui.install(directory.name, ui)
        if settings is not None:
            options["environment"] = {"GSETTINGS_BACKEND": "keyfile"}
        host = Host(**options)
        self.addCleanup(host.clean_up)
        if settings is not None:
            self.set(host, settings)
        self.assertEqual(host.ask(hello(1, protocol))["protocol"], protocol)
        return host

    def set(self, host, settings):
        folder = host.home / "config/glib-2.0/settings"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "keyfile").write_text(f"[org/straymail]\n{settings}\n")

    def decision(self, host, *addresses, sender="me@example.com"):
        reply = host.ask(check("c1", *addresses, sender=sender))
        return reply["action"], reply["reason"]

    def assert_asked(self, host, address, **options):
        self.assertEqual(self.decision(host, address, **options), ("ask", "could-not-show"))

    def assert_clean(self, host, address, **options):
        self.assertEqual(self.decision(host, address, **options), ("send", "clean"))


class Learned(ContactsTest):
    def test_anchors(self):
        host = self.start()
        self.assert_clean(host, "x@abb.om")
        host.send(contacts("Ann <ann@abb.com>", "nobody", ""))
        self.assert_asked(host, "x@abb.om")
        self.assert_asked(host, "ann@abb.om")
        self.assert_clean(host, "x@abb.com")

    def test_replaces_what_was_learned_before(self):
        host = self.start()
        host.send(contacts("ann@abb.com"), contacts("ann@ibb.com"))
        self.assert_clean(host, "x@abb.om")
        self.assert_asked(host, "x@ibb.om")
        host.send(contacts())
        self.assert_clean(host, "x@ibb.om")

    def test_contact_is_left_alone_where_it_is_no_clear_lookalike(self):
        host = self.start()
        sender = "me@esgr.mil"
        self.assert_asked(host, "ann@esgr-mil.pl", sender=sender)
        host.send(contacts("ann@esgr-mil.pl", "ann@esgr.ml", "ann@esgr.ro"))
        self.assert_clean(host, "ANN@esgr-mil.pl", sender=sender)
        self.assert_clean(host, "ann@esgr.ro", sender=sender)
        self.assert_asked(host, "bob@esgr-mil.pl", sender=sender)
        self.assert_asked(host, "ann@esgr.ml", sender=sender)

    def test_yesterdays_typo_is_no_anchor(self):
        host = self.start()
        host.send(contacts("john@gmail.co"))
        self.assert_asked(host, "john@gmail.co")

    def test_many(self):
        host = self.start()
        host.send(contacts(*(f"person{i}@company{i // 10}.com" for i in range(20000))))
        self.assert_asked(host, "x@company1999.cm")
        self.assert_clean(host, "x@elsewhere.cm")
        reply = host.ask(contacts(*["a@b.org"] * 100001))
        self.assertEqual((reply["type"], reply["id"], reply["code"]), ("error", None, "too-many-contacts"))
        self.assert_asked(host, "x@company1999.cm")

    def test_nothing_is_written(self):
        host = self.start()
        before = sorted(path for path in host.home.rglob("*"))
        host.send(contacts("canary@canary.example"))
        self.assert_clean(host, "x@example.org")
        self.assertEqual(host.end(), 0)
        self.assertEqual(sorted(path for path in host.home.rglob("*")), before)
        self.assertEqual(host.stderr, "")

    def test_bad(self):
        host = self.start()
        host.send(contacts("ann@abb.com"))
        for message in ({"type": "contacts"}, contacts(1), contacts("canary@abb.com", None)):
            reply = host.ask(message)
            self.assertEqual((reply["type"], reply["id"], reply["code"]), ("error", None, "bad-message"))
            self.assertNotIn("canary", json.dumps(reply))
        self.assert_asked(host, "x@abb.om")

    def test_not_in_version_1(self):
        host = self.start(protocol=1)
        reply = host.ask(contacts("ann@abb.com"))
        self.assertEqual((reply["type"], reply["id"], reply["code"]), ("error", None, "unknown-type"))
        self.assert_clean(host, "x@abb.om")

    def test_switched_off_and_on(self):
        host = self.start(settings="learned-trust=false")
        host.send(contacts("ann@abb.com"))
        self.assert_clean(host, "x@abb.om")
        self.set(host, "learned-trust=true")
        wait_until(lambda: self.decision(host, "x@abb.om")[0] == "ask", "what was learned counts")
        self.set(host, "learned-trust=false")
        wait_until(lambda: self.decision(host, "x@abb.om")[0] == "send", "what was learned counts no more")

    def test_survives_another_policy(self):
        host = self.start()
        host.send(contacts("ann@abb.com"))
        folder = host.home / "config/straymail/trusted.d"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "own.list").write_text("ibb.com\n")
        self.assert_asked(host, "x@ibb.om")
        self.assert_asked(host, "x@abb.om")


class Told(ContactsTest):
    """Low severity does not ask."""

    SENDER = "me@esgr.mil"

    def test_goes_out_and_is_told_once_it_was_sent(self):
        for protocol, reason in ((2, "told"), (1, "clean")):
            with self.subTest(protocol=protocol):
                host = self.start(protocol=protocol, ui=TELLS)
                decision = self.decision(host, "Ann <ann@esgr.ro>", "b@example.org", sender=self.SENDER)
                self.assertEqual(decision, ("send", reason))
                self.assertFalse((host.notes / "told").exists())
                host.send({"type": "sent", "id": "c1"})
                wait_until((host.notes / "told").exists, "the notice")
                self.assertEqual(json.loads((host.notes / "told").read_text()), {
                    "type": "notice", "notice": "doubtful", "total": 1,
                    "corrections": [{"from": "ann@esgr.ro", "to": "ann@esgr.mil"}]})

    def test_asked_where_another_recipient_is(self):
        host = self.start()
        self.assertEqual(self.decision(host, "ann@esgr.ro", "ann@us.af.ml", sender=self.SENDER)[0], "ask")

    def test_not_told_where_it_was_checked_again(self):
        host = self.start(ui=TELLS)
        self.decision(host, "ann@esgr.ro", sender=self.SENDER)
        self.assert_clean(host, "ann@esgr.mil", sender=self.SENDER)
        host.send({"type": "sent", "id": "c1"})
        self.assert_clean(host, "ann@esgr.mil", sender=self.SENDER)
        self.assertEqual(host.end(), 0)
        self.assertFalse((host.notes / "told").exists())


if __name__ == "__main__":
    unittest.main()
