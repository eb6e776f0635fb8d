# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recipients that another add-on put into a message after the host had looked at it."""

import unittest

from host_test import FLAGGED, MEANT, HostTest, children
from native import check
from waiting import wait_until

OTHER, OTHER_MEANT = "mary@army.ml", "mary@army.mil"

# Answers questions with the word in `answer`, and leaves each notice in `told-KIND`.
UI = """
if question["type"] == "notice":
    note("told-" + question["notice"], question["corrections"])
    sys.exit(0)
shown()
answer((notes / "answer").read_text())
"""


class AddedTest(HostTest):
    def start(self, answer="keep"):
        host = super().start(UI, protocol=3)
        (host.notes / "answer").write_text(answer)
        return host

    def check(self, host, *addresses, id="c1", **more):
        """Checks a message, and returns the reason of the decision."""
        return host.ask(check(id, *addresses, **more))["reason"]

    def sent(self, host, *addresses, id="c1"):
        host.send({"type": "sent", "id": id,
                   "recipients": [{"field": "to", "address": address} for address in addresses]})

    def assert_told(self, host, *pairs, kind="added"):
        self.assertEqual(self.wait_for_note(host, f"told-{kind}"), [{"from": given, "to": meant} for given, meant in pairs])

    def assert_log(self, host, *lines):
        """Everything the host has said by its end."""
        self.assertEqual(host.end(), 0)
        self.assertEqual(host.stderr.splitlines(), [f"straymail-host: {line}" for line in lines])

    def assert_not_told(self, host):
        # One thing after the other: by the answer to this the notice has been started, if at all.
        self.assertEqual(self.check(host, "still@example.org", id="still"), "clean")
        wait_until(lambda: not children(host.pid), "every notice has been told")
        self.assertFalse((host.notes / "told-added").exists())


class Told(AddedTest):
    def test_after_a_clean_check(self):
        """Row 31: a recipient that was added after a clean check: told of, and logged"""
        host = self.start()
        self.assertEqual(self.check(host, "a@example.org"), "clean")
        self.sent(host, "a@example.org", f"John Smith <{FLAGGED}>")
        self.assert_told(host, (FLAGGED, MEANT))
        self.assert_log(host, "1 recipient was added after the check.")

    def test_low_severity_too(self):
        host = self.start()
        self.check(host, "a@example.org", sender="me@esgr.mil")
        self.sent(host, "a@example.org", "ann@esgr.ro")
        self.assert_told(host, ("ann@esgr.ro", "ann@esgr.mil"))

    def test_what_cannot_be_read(self):
        host = self.start()
        self.check(host, "a@example.org")
        self.sent(host, "a@example.org", "nobody")
        self.assert_told(host, ("nobody", ""))

    def test_several(self):
        host = self.start()
        self.check(host, "a@example.org")
        self.sent(host, FLAGGED, "clean@example.org", OTHER, FLAGGED)
        self.assert_told(host, (FLAGGED, MEANT), (OTHER, OTHER_MEANT))
        self.assert_log(host, "3 recipients were added after the check.")

    def test_after_sending_anyway(self):
        host = self.start("keep")
        self.assertEqual(self.check(host, FLAGGED), "send-anyway")
        self.sent(host, FLAGGED, OTHER)
        self.assert_told(host, (OTHER, OTHER_MEANT))

    def test_after_a_correction(self):
        host = self.start("correct")
        self.assertEqual(self.check(host, FLAGGED), "corrected")
        self.sent(host, MEANT, OTHER)
        self.assert_told(host, (FLAGGED, MEANT), kind="corrected")
        self.assert_told(host, (OTHER, OTHER_MEANT))

    def test_what_was_corrected_and_came_back(self):
        host = self.start("correct")
        self.check(host, FLAGGED)
        self.sent(host, MEANT, FLAGGED)
        self.assert_told(host, (FLAGGED, MEANT))

    def test_what_was_left_out_and_came_back(self):
        host = self.start("leave-out")
        self.assertEqual(self.check(host, "a@example.org", FLAGGED), "corrected")
        self.sent(host, "a@example.org", FLAGGED)
        self.assert_told(host, (FLAGGED, MEANT))


class NotTold(AddedTest):
    def test_clean_ones_are_only_logged(self):
        """Row 31: added recipients in which nothing is flagged: logged"""
        host = self.start()
        self.check(host, "a@example.org")
        self.sent(host, "a@example.org", "b@example.org")
        self.assert_not_told(host)
        self.assert_log(host, "1 recipient was added after the check.")

    def test_what_was_approved(self):
        for answer, sent in (("keep", FLAGGED), ("correct", MEANT)):
            with self.subTest(answer=answer):
                host = self.start(answer)
                self.check(host, f"John <{FLAGGED}>", "Jane <jane@example.org>")
                self.sent(host, "Jane <JANE@Example.ORG>", sent)
                self.assert_not_told(host)
                self.assert_log(host)

    def test_fewer_than_were_approved(self):
        host = self.start()
        self.check(host, "a@example.org", "b@example.org")
        self.sent(host, "a@example.org")
        self.assert_not_told(host)
        self.assert_log(host)

    def test_where_thunderbird_does_not_say_what_was_sent(self):
        host = self.start()
        self.check(host, "a@example.org")
        host.send({"type": "sent", "id": "c1"})
        self.assert_not_told(host)
        self.assert_log(host)

    def test_what_was_not_approved(self):
        host = self.start("go-back")
        self.assertEqual(self.check(host, FLAGGED), "go-back")
        self.sent(host, FLAGGED, OTHER)
        self.sent(host, FLAGGED, id="never")
        self.assert_not_told(host)
        self.assert_log(host)

    def test_twice(self):
        host = self.start()
        self.check(host, "a@example.org")
        self.sent(host, FLAGGED)
        self.assert_told(host, (FLAGGED, MEANT))
        (host.notes / "told-added").unlink()
        self.sent(host, OTHER)
        self.assert_not_told(host)
        self.assert_log(host, "1 recipient was added after the check.")


class Many(AddedTest):
    def test_ten_thousand(self):
        host = self.start()
        addresses = [f"person{number}@example.org" for number in range(10_000)]
        self.assertEqual(self.check(host, *addresses), "clean")
        self.sent(host, *addresses[:5000], *addresses[5001:], FLAGGED)
        self.assert_told(host, (FLAGGED, MEANT))
        self.assert_log(host, "1 recipient was added after the check.")

    def test_remembered_for_the_last_64(self):
        host = self.start()
        for number in range(65):
            self.check(host, "a@example.org", id=f"c{number}")
        self.sent(host, FLAGGED, id="c0")
        self.assert_not_told(host)
        self.sent(host, OTHER, id="c64")
        self.assert_told(host, (OTHER, OTHER_MEANT))


class Private(AddedTest):
    def test_no_address_is_logged(self):
        host = self.start()
        self.check(host, "a@example.org")
        self.sent(host, "canary7531@us.af.ml", "canary7531")
        self.assert_told(host, ("canary7531@us.af.ml", "canary7531@us.af.mil"), ("canary7531", ""))
        self.assertEqual(host.end(), 0)
        self.assertNotIn("canary", host.stderr)


if __name__ == "__main__":
    unittest.main()
