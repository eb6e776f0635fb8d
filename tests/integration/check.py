# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `straymail check` finds, and how it says so."""

import json
import os
import pty
import subprocess

from check_command import DEADLINE, STRAYMAIL, CheckCase
from languages import reading


class Contract(CheckCase):
    """The rows of the contract."""

    def test_lookalike(self):
        self.assertEqual(self.check("john.smith@us.af.ml", status=1), [{
            "input": "john.smith@us.af.ml", "address": "john.smith@us.af.ml", "domain": "us.af.ml",
            "verdict": "lookalike", "kind": "wildcard_suffix", "severity": "high", "resembles": "us.af.mil",
            "rule": "*.mil", "country": "ML", "suggestion": "john.smith@us.af.mil"}])

    def test_trusted(self):
        self.assertEqual(self.check("a@us.af.mil", status=0), [{
            "input": "a@us.af.mil", "address": "a@us.af.mil", "domain": "us.af.mil", "verdict": "trusted",
            "rule": "*.mil"}])

    def test_unremarkable(self):
        self.assertEqual(self.check("a@example.org", "b@example.fr", status=0), [
            {"input": "a@example.org", "address": "a@example.org", "domain": "example.org",
             "verdict": "unremarkable"},
            {"input": "b@example.fr", "address": "b@example.fr", "domain": "example.fr",
             "verdict": "unremarkable", "country": "FR"}])

    def test_unparsable(self):
        row, = self.check("nobody", status=1)
        self.assertEqual((row["input"], row["verdict"]), ("nobody", "unparsable"))
        self.assertLessEqual(set(row), {"input", "address", "verdict"})

    def test_domain_is_normal(self):
        row, = self.check("Me@US.AF.ML.", status=1)
        self.assertEqual((row["domain"], row["verdict"]), ("us.af.ml", "lookalike"))
        row, = self.check("me@bücher.example", status=0)
        self.assertEqual(row["domain"], "xn--bcher-kva.example")

    def test_mailbox(self):
        row, = self.check('"a@good.mil" <x@us.af.ml>', status=1)
        self.assertEqual((row["address"], row["suggestion"]), ("x@us.af.ml", "x@us.af.mil"))

    def test_order(self):
        recipients = [f"user{i}@{'us.af.ml' if i % 3 else 'example.org'}" for i in range(1000)]
        for rows in (self.check(*recipients, status=1),
                     self.check(status=1, input="\n".join(recipients))):
            self.assertEqual([row["input"] for row in rows], recipients)

    def test_built_in_trust(self):
        for domain in ("army.mil", "state.gov", "nato.int", "any.int", "mit.edu", "gmail.com", "yahoo.co.jp",
                       "gmx.de", "qq.com"):
            with self.subTest(domain=domain):
                self.assertEqual(self.verdicts(f"a@{domain}", status=0), ["trusted"])

    def test_built_in_anchors(self):
        for domain, resembles in (("army.ml", "army.mil"), ("nato.it", "nato.int"), ("gmail.cm", "gmail.com")):
            with self.subTest(domain=domain):
                row, = self.check(f"a@{domain}", status=1)
                self.assertEqual(row["resembles"], resembles)

    def test_trust_only_is_no_anchor(self):
        for domain in ("any.it", "any.in", "mit.eu", "mail.eu", "army.co.il"):
            with self.subTest(domain=domain):
                self.assertEqual(self.verdicts(f"a@{domain}", status=0), ["unremarkable"])

    def test_json_is_escaped(self):
        recipient = 'a"b\\c\t\x01\x7f\u2028é😀'
        output = self.run_straymail("check", "--json", recipient, status=1)
        self.assertEqual(json.loads(output)["input"], recipient)
        self.assertIn("é😀", output)
        self.assertEqual(output.count("\n"), 1)

    def test_locale_does_not_matter(self):
        """Row 40: verdicts under C and Turkish locales"""
        for locale in ("C", "C.UTF-8", "tr_TR.UTF-8", "xx_XX"):
            with self.subTest(locale=locale):
                rows = self.check("I@US.AF.MIL", "i@army.ml", "é@us.af.ml", status=1,
                                  env=self.home.env | {"LC_ALL": locale})
                self.assertEqual([row["domain"] for row in rows], ["us.af.mil", "army.ml", "us.af.ml"])
                self.assertEqual([row["verdict"] for row in rows], ["trusted", "lookalike", "lookalike"])
                self.assertEqual(rows[2]["input"], "é@us.af.ml")


class Text(CheckCase):
    """What a person sees."""

    def test_one_line_each(self):
        output = self.run_straymail("check", "a@us.af.ml", "b@us.af.mil", "c@example.org", "nobody", status=1)
        lines = output.splitlines()
        self.assertEqual([line[0] for line in lines], ["!", " ", " ", "?"])
        for line, words in zip(lines, (["a@us.af.ml", "Mali", "us.af.mil"], ["b@us.af.mil", "*.mil"],
                                       ["c@example.org"], ["nobody"])):
            for word in words:
                self.assertIn(word, line)

    def test_explained_in_one_sentence(self):
        output = self.run_straymail("check", "a@us.af.ml", "nobody", status=1)
        self.assertEqual(output.splitlines(), [
            "! a@us.af.ml                        "
            "us.af.ml is in Mali; it differs from us.af.mil, which you trust, by one letter.",
            "? nobody                            This cannot be read as an address."])

    def test_columns(self):
        """Sentences begin in one column, whatever the address is written in."""
        output = self.run_straymail("check", "a@b.c.example", "日本@b.c.example", "x" * 40 + "@b.c.example", status=0)
        columns = [len(line[:line.rindex("b.c.example")].encode("euc-jp")) for line in output.splitlines()]
        self.assertEqual(columns[:2], [36, 36])
        self.assertGreater(columns[2], 40)

    def on_terminal(self, *arguments, **variables):
        """What is written to a terminal."""
        leader, follower = pty.openpty()
        self.addCleanup(os.close, leader)
        done = subprocess.run([STRAYMAIL, "check", *arguments], stdout=follower, stderr=subprocess.PIPE,
                              env=self.home.env | variables, timeout=DEADLINE)
        os.close(follower)
        self.assertEqual(done.stderr, b"")
        return os.read(leader, 65536).decode()

    def test_color_on_a_terminal_only(self):
        for arguments, variables, colored in (
                (["a@us.af.ml"], {"TERM": "xterm"}, True),
                (["nobody"], {"TERM": "xterm"}, True),
                (["a@us.af.mil"], {"TERM": "xterm"}, False),
                (["a@us.af.ml"], {"TERM": "xterm", "NO_COLOR": ""}, True),
                (["a@us.af.ml"], {"TERM": "xterm", "NO_COLOR": "1"}, False),
                (["a@us.af.ml"], {"TERM": "dumb"}, False),
                (["a@us.af.ml"], {}, False),
                (["--json", "a@us.af.ml"], {"TERM": "xterm"}, False)):
            with self.subTest(arguments=arguments, variables=variables):
                self.assertEqual("\x1b[" in self.on_terminal(*arguments, **variables), colored)

    def test_country_in_the_user_s_language(self):
        for variables in ({"LC_ALL": "fr_FR.UTF-8"}, {"LANG": "fr_FR.UTF-8"}, reading("fr")):
            with self.subTest(variables=variables):
                env = {name: value for name, value in self.home.env.items() if name != "LC_ALL"} | variables
                output = self.run_straymail("check", "a@gmail.cm", status=1, env=env)
                self.assertIn("Cameroun", output)

    def test_sentences_in_the_user_s_language(self):
        env = self.home.env | reading("fr")
        self.assertIn("auquel vous faites confiance", self.run_straymail("check", "a@gmail.cm", status=1, env=env))
        self.assertNotIn("Exit status", self.run_straymail("check", "--help", status=0, env=env))

    def test_nothing_controls_the_terminal(self):
        output = self.run_straymail("check", "\x1b]0;owned\x07@us.af.ml", "a\u202eb@example.org", status=1)
        self.assertNotRegex(output, "[\x00-\x09\x0b-\x1f\x7f\u202e]")

    def test_long_input_is_cut(self):
        self.assertLess(len(self.run_straymail("check", "x" * 100000, status=1)), 1000)
