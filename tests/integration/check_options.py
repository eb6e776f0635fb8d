# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `straymail check` can be told: its options, and what is wrong use."""

import json
import os
import re
import subprocess

from check_command import DEADLINE, STRAYMAIL, CheckCase


class Usage(CheckCase):
    def test_help(self):
        for arguments in (["--help"], ["-h"], ["help"]):
            with self.subTest(arguments=arguments):
                self.assertRegex(self.run_straymail(*arguments, status=0), r"(?m)^  check ")

    def test_help_of_check(self):
        for locale in ("C", "C.UTF-8"):
            with self.subTest(locale=locale):
                output = self.run_straymail("check", "--help", status=0, env=self.home.env | {"LC_ALL": locale})
                for part in ("straymail check [OPTION…] [ADDRESS…]", "--json", "--trusted=FILE",
                             "--home=CC[,CC…]", "Exit status"):
                    self.assertIn(part, output)

    def test_version(self):
        self.assertRegex(self.run_straymail("--version", status=0), r"\Astraymail \d+\.\d+\.\d+\n\Z")

    def test_wrong_use(self):
        for arguments in ([], ["--nonsense"], ["nonsense"], ["check", "--nonsense"], ["check", "--trusted"],
                          ["\udcff"]):
            with self.subTest(arguments=arguments):
                output = self.run_straymail(*arguments, status=2, error="straymail: .*\n")
                self.assertEqual(output, "")

    def test_address_that_begins_with_a_hyphen(self):
        self.assertEqual(self.verdicts("--", "-a@us.af.mil", status=0), ["trusted"])


class Options(CheckCase):
    def test_trusted_replaces_everything(self):
        self.home.add_list("user.example\nnot an entry\n")
        self.home.set_settings(trusted_domains="['settings.example']")
        path = self.file("army.example\n*.foo\n")
        rows = self.check(f"--trusted={path}", "a@army.example", "a@x.foo", "a@us.af.mil", "a@gmail.com",
                          "a@user.example", "a@settings.example", "a@us.af.ml", status=0)
        self.assertEqual([row["verdict"] for row in rows], ["trusted"] * 2 + ["unremarkable"] * 5)

    def test_trusted_leaves_no_government_at_home(self):
        path = self.file("army.example\n")
        self.assertEqual(self.verdicts("--home=gb", "a@mod.gov.uk", status=0), ["trusted"])
        self.assertEqual(self.verdicts("--home=gb", f"--trusted={path}", "a@mod.gov.uk", status=0),
                         ["unremarkable"])

    def test_trusted_is_repeatable(self):
        one, two = self.file("one.example\n", "one"), self.file("two.example", "two")
        self.assertEqual(self.verdicts(f"--trusted={one}", "--trusted", two, "a@one.example", "a@two.example",
                                       status=0), ["trusted"] * 2)

    def test_trusted_that_cannot_be_read(self):
        fifo = self.home.path / "fifo"
        os.mkfifo(fifo)
        for path in (self.home.path / "missing", self.home.path, fifo):
            with self.subTest(path=path.name):
                output = self.run_straymail("check", f"--trusted={path}", "a@us.af.ml", status=2,
                                            error=f"straymail: .*{re.escape(str(path))}.*\n")
                self.assertEqual(output, "")

    def test_trusted_through_a_pipe(self):
        output = subprocess.run(
            ["/bin/bash", "-c", 'exec "$0" check --json --trusted=<(echo army.example) a@army.example', STRAYMAIL],
            env=self.home.env, capture_output=True, timeout=DEADLINE, check=True).stdout
        self.assertEqual(json.loads(output)["verdict"], "trusted")

    def test_empty_list_trusts_nothing(self):
        for path in (self.file(""), "/dev/null"):
            with self.subTest(path=str(path)):
                self.assertEqual(self.verdicts(f"--trusted={path}", "a@us.af.ml", "a@us.af.mil", status=0),
                                 ["unremarkable"] * 2)

    def test_bad_line_is_named_and_the_rest_holds(self):
        path = self.file("one.example\nnot an entry\n# comment\nfour.example\n@\n")
        rows = self.check(f"--trusted={path}", "a@one.example", "a@four.example", status=0,
                          error=rf"straymail: {re.escape(str(path))}:2: .*\nstraymail: {re.escape(str(path))}:5: .*\n")
        self.assertEqual([row["verdict"] for row in rows], ["trusted"] * 2)

    def test_list_of_nothing_but_bad_lines(self):
        path = self.file(os.urandom(4096).replace(b"#", b"\n").replace(b"\n", b"\0\n") + b"\0")
        self.run_straymail("check", f"--trusted={path}", "a@us.af.ml", status=2, error="(straymail: .*\n)+")

    def test_home(self):
        for home in ("ml", "ML", "de,ml", "DE,Ml", " ml "):
            with self.subTest(home=home):
                self.assertEqual(self.verdicts(f"--home={home}", "a@us.af.ml", status=0), ["unremarkable"])
        self.assertEqual(self.verdicts("--home=uk", "a@mod.gov.uk", status=0), ["trusted"])

    def test_home_replaces_setting_and_locale(self):
        self.home.set_settings(home_countries="['ML']")
        env = {name: value for name, value in self.home.env.items() if name != "LC_ALL"}
        self.assertEqual(self.verdicts("a@us.af.ml", status=0), ["unremarkable"])
        self.assertEqual(self.verdicts("--home=", "a@us.af.ml", status=1), ["lookalike"])
        self.assertEqual(self.verdicts("--home=de", "a@us.af.ml", status=1), ["lookalike"])
        self.home.set_settings(home_countries="[]")
        self.assertEqual(self.verdicts("a@us.af.ml", status=0, env=env | {"LANG": "fr_ML.UTF-8"}), ["unremarkable"])
        self.assertEqual(self.verdicts("--home=", "a@us.af.ml", status=1, env=env | {"LANG": "fr_ML.UTF-8"}),
                         ["lookalike"])

    def test_unknown_country(self):
        for home, named in (("xx", "xx"), ("de,xx", "xx"), ("deu", "deu"), ("de,", ""), ("de fr", "de fr")):
            with self.subTest(home=home):
                output = self.run_straymail("check", f"--home={home}", "a@us.af.ml", status=2,
                                            error=f"straymail: “{named}” .*\n")
                self.assertEqual(output, "")
