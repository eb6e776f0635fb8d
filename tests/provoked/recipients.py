# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recipients nobody writes by accident: the domain that is checked is the one that is sent to."""

import unittest

from native import Host, check

SENDER = "me@example.com"


class Recipients(unittest.TestCase):
    def setUp(self):
        self.host = Host(environment={"DISPLAY": None, "WAYLAND_DISPLAY": None})
        self.addCleanup(self.host.clean_up)

    def judge(self, address, **members):
        message = check("c1", address, sender=SENDER)
        message["recipients"][0].update(members)
        return self.host.ask(message)

    def assert_flagged(self, rows, **expected):
        for name, address in rows.items():
            with self.subTest(name):
                reply = self.judge(address)
                self.assertEqual((reply["type"], reply.get("action")), ("decision", "ask"))
                (finding,) = reply["findings"]
                self.assertEqual({member: finding.get(member) for member in expected}, expected)

    def test_a_name_is_ignored(self):
        """Row 14: display names that are trusted addresses"""
        for name in ("a@good.mil", "a@us.af.mil <b@us.af.mil>", "x@us.af.ml\u202emil"):
            with self.subTest(name):
                (finding,) = self.judge("x@us.af.ml", name=name)["findings"]
                self.assertEqual((finding["address"], finding["suggestion"]), ("x@us.af.ml", "x@us.af.mil"))

    def test_a_name_that_opens_a_quote_is_not_ignored(self):
        """Rows 14, 58: a name that would take the address into its quotes"""
        (finding,) = self.judge("x@us.af.ml", name='"')["findings"]
        self.assertEqual((finding["address"], finding["verdict"]), ("x@us.af.ml", "unparsable"))

    def test_domains_that_hide(self):
        """Row 15: two @, a % in place of it, quotes, source routes, comments: the real domain is flagged"""
        self.assert_flagged({
            "two @": "a@good.mil@us.af.ml",
            "percent": "a%good.mil@us.af.ml",
            "quoted": '"a@good.mil"@us.af.ml',
            "source route": "<@good.mil:x@us.af.ml>",
            "comment before": "(a@good.mil) x@us.af.ml",
            "comment behind": "x@us.af.ml (a@good.mil)",
            "name": '"a@good.mil" <x@us.af.ml>',
        }, verdict="lookalike", domain="us.af.ml")

    def test_no_domains(self):
        """Row 16: IP literals, no local part, 320 octets and more, two in one: never cleared, and no crash"""
        self.assert_flagged({
            "IPv4": "a@[192.0.2.1]", "IPv6": "a@[IPv6:2001:db8::1]", "no local part": "@us.af.ml",
            "no domain": "a@", "nothing": "", "no @": "nobody", "two in one": "a@good.mil,x@us.af.ml",
            "space": "a b@c.d@", "control characters": "\x01@\x02",
            "long label": f"a@{'x' * 64}.ml", "2,000 octets": f"{'x' * 2000}@us.af.ml",
        }, verdict="unparsable", domain=None, suggestion=None)
        self.assertEqual(self.judge("a@localhost")["action"], "send")

    def test_domains_in_disguise(self):
        """Row 17: a dot at the end, capitals, U+3002 and U+FF0E, zero-width and soft hyphen: still flagged"""
        self.assert_flagged({
            "dot at the end": "x@us.af.ml.", "capitals": "x@US.AF.ML", "ideographic and full-width dots": "x@us。af．ml",
            "zero width": "x@us.af.m\u200bl", "soft hyphen": "x@us.af.m\u00adl", "full width": "x@us.af.ｍｌ",
        }, verdict="lookalike", domain="us.af.ml")
        self.assert_flagged({"bidi control": "x@us.af.\u202eml"}, verdict="unparsable")

    def test_marks_without_end(self):
        """Row 19: 100,000 combining marks and a local part of 5 MB: cut before anybody is shown them"""
        for name, address in (("marks", f"a{chr(0x301) * 100000}@us.af.ml"), ("local part", f"{'x' * 5_000_000}@us.af.ml")):
            with self.subTest(name):
                (finding,) = self.judge(address, name="n" + "\u0301" * 100000)["findings"]
                self.assertEqual(finding["verdict"], "unparsable")
                for text in (finding["address"], finding["name"]):
                    self.assertEqual((len(text), text[-1]), (256, "…"))


if __name__ == "__main__":
    unittest.main()
