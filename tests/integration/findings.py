# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the installed host finds in a check, and tells where it cannot show it."""

from host_test import FLAGGED, MEANT, HostTest
from languages import reading
from native import check


class Clean(HostTest):
    def test_clean(self):
        host = self.start()
        for id, addresses in (("c1", []), ("c2", ["a@example.org"]), ("c3", ["a@us.af.mil", "b@army.mil"]),
                              ("c4", ["Jane <jane@example.fr>"])):
            with self.subTest(addresses=addresses):
                self.assert_decision(host.ask(check(id, *addresses)), id, "send", "clean")
        self.assertEqual(host.end(), 0)
        self.assertEqual(host.stderr, "")

    def test_sender_counts_as_trusted(self):
        host = self.start()
        reply = host.ask(check("c1", "a@example.cm", sender="me@example.cm"))
        self.assert_decision(reply, "c1", "send", "clean")
        reply = host.ask(check("c2", "a@example.cm", sender="me@example.com"))
        self.assert_decision(reply, "c2", "ask", "could-not-show")

    def test_id_can_be_used_again(self):
        host = self.start()
        for _ in range(3):
            self.assert_decision(host.ask(check("c1", "a@example.org")), "c1", "send", "clean")


class Many(HostTest):
    """As many recipients as there can be, as long as they can be."""

    def test_ten_thousand_clean(self):
        """Row 12: 10,000 recipients, and one more"""
        host = self.start()
        addresses = [f"person{i}@example{i % 100}.org" for i in range(10000)]
        self.assert_decision(host.ask(check("c1", *addresses)), "c1", "send", "clean")
        self.assert_error(host.ask(check("c2", *addresses, "a@example.org")), "too-many-recipients", "c2")
        self.assert_works(host)

    def test_ten_thousand_flagged(self):
        """Row 12: 10,000 flagged recipients, of which 500 travel"""
        host = self.start()
        reply = host.ask(check("c1", *(f"person{i}@us.af.ml" for i in range(10000))))
        self.assert_decision(reply, "c1", "ask", "could-not-show")
        self.assertEqual(reply["flagged"], 10000)
        self.assertEqual([f["index"] for f in reply["findings"]], list(range(500)))

    def test_long_addresses_fit_the_frame(self):
        host = self.start()
        message = check("c1", *("x" * 700 + "@us.af.ml" for _ in range(10000)))
        reply = host.ask(message)  # the client asserts less than 1 MiB
        self.assertEqual(reply["flagged"], 10000)
        self.assertEqual(len(reply["findings"]), 500)

    def test_findings_are_cut_to_fit_the_frame(self):
        host = self.start()
        message = check("c1", *(f"{'x' * 1000}@us.af.ml" for _ in range(500)))
        for recipient in message["recipients"]:
            recipient["name"] = "\x01" * 256
        reply = host.ask(message)
        self.assertEqual(reply["flagged"], 500)
        self.assertGreater(len(reply["findings"]), 100)
        self.assertLess(len(reply["findings"]), 500)

    def test_no_suggestion_has_precedence(self):
        host = self.start()
        reply = host.ask(check("c1", *[FLAGGED] * 600, "nobody", FLAGGED))
        self.assertEqual(reply["flagged"], 602)
        self.assertEqual(len(reply["findings"]), 500)
        self.assertEqual(reply["findings"][-1]["index"], 600)
        self.assertNotIn("suggestion", reply["findings"][-1])


class Findings(HostTest):
    """What the host tells where it cannot show it."""

    def find(self, address, sender="me@example.com", **members):
        host = self.start()
        message = check("c1", "a@example.org", address, sender=sender)
        message["recipients"][1].update(members)
        reply = host.ask(message)
        self.assert_decision(reply, "c1", "ask", "could-not-show")
        self.assertEqual(reply["flagged"], 1)
        self.assertEqual(len(reply["findings"]), 1)
        self.assertEqual(reply["findings"][0]["index"], 1)
        return reply["findings"][0]

    def test_lookalike(self):
        finding = self.find(FLAGGED, field="cc", name="John Smith", list="Planning")
        self.assertEqual(finding, {
            "index": 1, "field": "cc", "name": "John Smith", "list": "Planning", "address": FLAGGED,
            "verdict": "lookalike", "domain": "us.af.ml", "kind": "wildcard_suffix", "severity": "high",
            "country": "ML", "country_name": "Mali", "resembles": "us.af.mil", "suggestion": MEANT,
            "marks": {"domain": [], "resembles": [[7, 1]]}})

    def test_country_in_the_language(self):
        for language, name in (("en", "Cameroon"), ("fr", "Cameroun"), ("de", "Kamerun")):
            host = self.start(environment=reading(language))
            reply = host.ask(check("c1", "a@example.cm"))
            self.assertEqual(reply["findings"][0]["country_name"], name)

    def test_u_label(self):
        finding = self.find("a@bücher.cm", sender="me@bücher.com")
        self.assertEqual(finding["domain"], "bücher.cm")
        self.assertEqual(finding["ascii"], "xn--bcher-kva.cm")
