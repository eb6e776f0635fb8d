#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`straymail check`, the installed one, over real pipes."""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import socket
import subprocess
import threading
import unittest

from home import Home

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"
DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])
SYSCONFDIR = pathlib.Path(os.environ["STRAY_TEST_SYSCONFDIR"])
MEMBERS = ["input", "address", "domain", "verdict", "kind", "severity", "resembles", "rule", "country",
           "suggestion"]
DEADLINE = 120
"""Seconds after which something that should have happened has failed."""


class Case(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def run_straymail(self, *arguments, status, input=b"", env=None, error="", within=(), **options):
        """Runs it, expects the exit status and nothing on standard error but `error`, a pattern.

        `within` is a command that runs it.
        """
        if isinstance(input, str):
            input = input.encode()
        done = subprocess.run([*within, STRAYMAIL, *arguments], env=env or self.home.env, capture_output=True,
                              timeout=DEADLINE, **({"input": input} | options))
        stderr = done.stderr.decode()
        self.assertEqual(done.returncode, status, stderr)
        self.assertRegex(stderr, rf"\A{error}\Z")
        return done.stdout.decode()

    def check(self, *arguments, status, **options):
        """Runs `check --json` and returns its rows."""
        output = self.run_straymail("check", "--json", *arguments, status=status, **options)
        rows = [json.loads(line) for line in output.splitlines()]
        for row in rows:
            self.assertEqual(list(row), [member for member in MEMBERS if member in row])
        return rows

    def verdicts(self, *arguments, status, **options):
        return [row["verdict"] for row in self.check(*arguments, status=status, **options)]

    def file(self, text, name="some.list"):
        path = self.home.path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


class Contract(Case):
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


class Text(Case):
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
        for variables in ({"LC_ALL": "fr_FR.UTF-8"}, {"LANG": "fr_FR.UTF-8"}, {"LANGUAGE": "fr", "LANG": "en_US"}):
            with self.subTest(variables=variables):
                env = {name: value for name, value in self.home.env.items() if name != "LC_ALL"} | variables
                output = self.run_straymail("check", "a@gmail.cm", status=1, env=env)
                self.assertIn("Cameroun", output)

    def test_sentences_in_the_user_s_language(self):
        env = self.home.env | {"LANGUAGE": "fr"}
        self.assertIn("auquel vous faites confiance", self.run_straymail("check", "a@gmail.cm", status=1, env=env))
        self.assertNotIn("Exit status", self.run_straymail("check", "--help", status=0, env=env))

    def test_nothing_controls_the_terminal(self):
        output = self.run_straymail("check", "\x1b]0;owned\x07@us.af.ml", "a\u202eb@example.org", status=1)
        self.assertNotRegex(output, "[\x00-\x09\x0b-\x1f\x7f\u202e]")

    def test_long_input_is_cut(self):
        self.assertLess(len(self.run_straymail("check", "x" * 100000, status=1)), 1000)


class Usage(Case):
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


class Options(Case):
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


class Configured(Case):
    """Lists and settings, wherever they may be."""

    def test_user_s_lists(self):
        self.home.add_list("one.example\n", "one.list")
        self.home.add_list("two.example\r\n", "two.list")
        self.home.add_list("three.example\n", "three.txt")
        self.assertEqual(self.verdicts("a@one.example", "a@two.example", "a@three.example", "a@us.af.mil", status=0),
                         ["trusted", "trusted", "unremarkable", "trusted"])

    def test_config_home_unset(self):
        del self.home.env["XDG_CONFIG_HOME"]
        self.home.add_list("one.example\n", below=self.home.path / ".config")
        self.assertEqual(self.verdicts("a@one.example", status=0), ["trusted"])

    def test_data_dirs(self):
        second = self.home.path / "second"
        self.home.add_list("one.example\n", below=self.home.data)
        self.home.add_list("two.example\n", below=second)
        self.home.env["XDG_DATA_DIRS"] = f"{self.home.data}:relative:{second}/"
        self.assertEqual(self.verdicts("a@one.example", "a@two.example", "a@us.af.mil", status=0), ["trusted"] * 3)

    def test_administrator_s_lists(self):
        name = f"test-{os.getpid()}"
        directory = SYSCONFDIR / "straymail" / "trusted.d"
        previous = os.umask(0o022)
        try:
            directory.mkdir(parents=True, exist_ok=True)
            path = directory / f"{name}.list"
            path.write_text(f"{name}.example\n")
        finally:
            os.umask(previous)
        self.addCleanup(path.unlink)
        self.assertEqual(self.verdicts(f"a@{name}.example", status=0), ["trusted"])

    def test_settings(self):
        self.home.set_settings(trusted_domains="['one.example', '*.two']")
        self.assertEqual(self.verdicts("a@one.example", "a@any.two", status=0), ["trusted"] * 2)

    def test_additional_kinds(self):
        self.home.set_settings(trusted_domains="['contoso.com']")
        self.assertEqual(self.verdicts("a@contoso.ro", status=0), ["unremarkable"])
        self.home.set_settings(trusted_domains="['contoso.com']", additional_kinds="['nothing', 'same_label_brand']")
        rows = self.check("a@contoso.ro", status=1, error="straymail: .*1.*additional-kinds.*\n")
        self.assertEqual([(row["kind"], row["severity"]) for row in rows], [("same_label_brand", "low")])

    def test_settings_that_make_no_sense(self):
        self.home.set_settings(trusted_domains="['one.example', 'not an entry']", home_countries="['xx', 'ml']")
        rows = self.check("a@one.example", "a@us.af.ml", status=0,
                          error="straymail: .*home-countries.*\nstraymail: .*2.*trusted-domains.*\n")
        self.assertEqual([row["verdict"] for row in rows], ["trusted", "unremarkable"])

    def test_broken_lists(self):
        """Row 33: lists with corrupt lines, a FIFO, a directory, a link to nowhere: the good entries stay in force"""
        lists = self.home.config / "straymail" / "trusted.d"
        self.home.add_list("one.example\nnot an entry\n\xe9.example\n".encode("latin-1"), "bad-lines.list")
        self.home.add_list(b"\x7fELF\x02\x01\x01\0\0\0", "binary.list")
        (lists / "directory.list").mkdir()
        os.mkfifo(lists / "fifo.list")
        (lists / "gone.list").symlink_to("nowhere")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(lists / "socket.list"))
        self.home.add_list("z.example\n", "z.list")
        problems = [r"bad-lines\.list:2:", r"bad-lines\.list:3:", r"binary\.list:1:", r"directory\.list",
                    r"fifo\.list", r"gone\.list", r"socket\.list"]
        self.assertEqual(self.verdicts("a@one.example", "a@z.example", "a@us.af.ml", status=1,
                                       error="".join(f"straymail: .*{problem}.*\n" for problem in problems)),
                         ["trusted", "trusted", "lookalike"])

    def test_list_that_may_not_be_read(self):
        """Row 33: a list that may not be read"""
        path = self.home.add_list("one.example\n")
        path.chmod(0)
        # Root reads everything but without these capabilities.
        within = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        self.assertEqual(self.verdicts("a@one.example", "a@us.af.ml", status=1,
                                       error=f"straymail: .*{re.escape(str(path))}.*\n", within=within),
                         ["unremarkable", "lookalike"])

    def test_without_home(self):
        for missing in ({"HOME"}, {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "LC_ALL"}):
            with self.subTest(missing=missing):
                env = {name: value for name, value in self.home.env.items() if name not in missing}
                self.assertEqual(self.verdicts("a@us.af.ml", status=1, env=env), ["lookalike"])
        env = self.home.env | {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent/config"}
        self.assertEqual(self.verdicts("a@us.af.ml", status=1, env=env), ["lookalike"])

    def test_home_is_left_alone(self):
        self.home.add_list("one.example\n")
        before = {path: path.lstat().st_mtime_ns for path in self.home.path.rglob("*")}
        self.verdicts("a@one.example", status=0)
        self.assertEqual({path: path.lstat().st_mtime_ns for path in self.home.path.rglob("*")}, before)

    def test_read_only_home(self):
        """Row 32: a home that cannot be written"""
        for path in (self.home.path, *self.home.path.rglob("*")):
            path.chmod(0o555)
        self.addCleanup(self.home.path.chmod, 0o755)
        self.assertEqual(self.verdicts("a@us.af.ml", status=1), ["lookalike"])

    def test_bus_that_never_answers(self):
        """Row 25: a session bus that never answers"""
        path = self.home.path / "bus"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()
            env = self.home.env | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}", "GSETTINGS_BACKEND": "dconf",
                                   "XDG_RUNTIME_DIR": str(self.home.path)}
            self.assertEqual(self.verdicts("a@us.af.ml", status=1, env=env), ["lookalike"])


class Input(Case):
    """Standard input: whatever comes."""

    def test_line_ends(self):
        rows = self.check(status=1, input=b"a@us.af.ml\r\n\r\n\n   \n\tb@us.af.mil\nc@us.af.ml")
        self.assertEqual([row["verdict"] for row in rows], ["lookalike", "trusted", "lookalike"])
        self.assertEqual([row["input"] for row in rows], ["a@us.af.ml", "\tb@us.af.mil", "c@us.af.ml"])

    def test_nothing(self):
        for text in (b"", b"\n", b"\r\n \n"):
            self.assertEqual(self.check(status=0, input=text), [])

    def test_empty_argument_is_no_address(self):
        self.assertEqual(self.verdicts("", status=1), ["unparsable"])

    def test_no_text(self):
        rows = self.check(status=1, input=b"a\xff@us.af.ml\na@us.af.ml\0@us.af.mil\n\xed\xa0\x80@us.af.mil\n"
                                          b"\x80\n\0\nb@us.af.mil\n")
        self.assertEqual([row["verdict"] for row in rows], ["unparsable"] * 5 + ["trusted"])
        self.assertEqual(rows[0]["input"], "a\ufffd@us.af.ml")
        self.assertEqual(rows[1]["input"], "a@us.af.ml\ufffd@us.af.mil")

    def test_argument_that_is_no_text(self):
        rows = self.check(b"a\xff@us.af.ml", status=1)
        self.assertEqual((rows[0]["verdict"], rows[0]["input"]), ("unparsable", "a\ufffd@us.af.ml"))

    def test_huge_line(self):
        rows = self.check(status=1, input=b"a@us.af.mil\n" + b"x" * (16 << 20) + b"@us.af.mil\nb@us.af.ml\n")
        self.assertEqual([row["verdict"] for row in rows], ["trusted", "unparsable", "lookalike"])
        self.assertLess(len(rows[1]["input"]), 10000)

    def test_answers_each_line_at_once(self):
        with self.started() as process:
            for number in range(3):
                process.stdin.write(f"user{number}@us.af.ml\n".encode())
                process.stdin.flush()
                self.assertTrue(select.select([process.stdout], [], [], DEADLINE)[0], "no answer yet")
                self.assertEqual(json.loads(process.stdout.readline())["input"], f"user{number}@us.af.ml")
            process.stdin.close()
            self.assertEqual(process.wait(DEADLINE), 1)

    def test_memory_does_not_grow(self):
        # What is freed must not stay in the sanitizer's quarantine.
        self.home.env["ASAN_OPTIONS"] = ":".join(filter(None, [
            self.home.env.get("ASAN_OPTIONS"), "quarantine_size_mb=1", "thread_local_quarantine_size_kb=64"]))
        line = "user{}@host{}.us.af.ml\n"
        with self.started() as process:
            counted = threading.Semaphore(0)
            seen = 0

            def count():
                for _ in process.stdout:
                    counted.release()

            reader = threading.Thread(target=count)
            reader.start()

            def feed(number):
                nonlocal seen
                for start in range(seen, seen + number, 1000):
                    text = "".join(line.format(i, i) for i in range(start, start + 1000))
                    process.stdin.write(text.encode())
                process.stdin.flush()
                for _ in range(number):
                    self.assertTrue(counted.acquire(timeout=DEADLINE))
                seen += number
                return self.peak(process.pid)

            after_few = feed(10_000)
            after_many = feed(90_000)
            process.stdin.write(b"x" * (16 << 20) + b"\n")
            process.stdin.flush()
            self.assertTrue(counted.acquire(timeout=DEADLINE))
            after_huge = self.peak(process.pid)
            process.stdin.close()
            self.assertEqual(process.wait(DEADLINE), 1)
            reader.join()
        self.assertLess(after_many - after_few, 1024, "KiB more after ten times as many lines")
        self.assertLess(after_huge - after_few, 1024, "KiB more after a line of 16 MiB")

    def test_input_that_cannot_be_read(self):
        directory = os.open("/", os.O_RDONLY | os.O_DIRECTORY)
        self.addCleanup(os.close, directory)
        self.run_straymail("check", status=2, input=None, stdin=directory, error="straymail: .*\n")

    def test_descriptors_that_are_closed(self):
        for closed in (0, 1):
            with self.subTest(closed=closed):
                self.run_straymail("check", *(["a@us.af.mil"] if closed else []), status=2, error="straymail: .*\n",
                                   preexec_fn=lambda: os.close(closed), input=None)

    def test_output_that_is_full(self):
        for arguments in (["check", "a@us.af.mil"], ["--help"], ["--version"]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = subprocess.run([STRAYMAIL, *arguments], env=self.home.env, stdout=full,
                                      stderr=subprocess.PIPE, timeout=DEADLINE)
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stderr.decode(), r"\Astraymail: .*\n\Z")

    def test_reader_that_leaves(self):
        for restore in (True, False):
            with self.subTest(restore_signals=restore), self.started(restore_signals=restore) as process:
                process.stdout.close()
                try:
                    # More than a pipe holds, so that it has to notice.
                    process.stdin.write(b"a@us.af.ml\n" * 100_000)
                    process.stdin.close()
                except BrokenPipeError:
                    pass
                self.assertEqual(process.wait(DEADLINE), 2)
                self.assertEqual(process.stderr.read(), b"")

    def test_slow_reader(self):
        recipients = [f"user{i}@us.af.ml" for i in range(20_000)]
        with self.started() as process:
            fcntl.fcntl(process.stdout, 1031, 4096)  # F_SETPIPE_SZ
            writer = threading.Thread(target=lambda: (process.stdin.write("\n".join(recipients).encode()),
                                                      process.stdin.close()))
            writer.start()
            rows = [json.loads(row)["input"] for row in process.stdout]
            writer.join()
            self.assertEqual(rows, recipients)
            self.assertEqual(process.wait(DEADLINE), 1)

    def started(self, **options):
        process = subprocess.Popen([STRAYMAIL, "check", "--json"], env=self.home.env, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(process.kill)
        return process

    @staticmethod
    def peak(pid):
        """Most memory the process ever had resident, in KiB."""
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])


class BadInput(Case):
    """Files nobody means to give: a report or a verdict, at the memory of an ordinary run."""

    def setUp(self):
        super().setUp()
        # What is freed must not stay in the sanitizer's quarantine.
        self.home.env["ASAN_OPTIONS"] = ":".join(filter(None, [
            self.home.env.get("ASAN_OPTIONS"), "quarantine_size_mb=1", "thread_local_quarantine_size_kb=64"]))

    def gigabyte(self, text):
        """A file that begins with `text` and is NUL from there on, which takes no room."""
        path = self.file(text)
        os.truncate(path, 1 << 30)
        return path

    def measured(self, *arguments, status, error="", stdin=os.devnull):
        """Runs `check --json`; returns its rows and the most memory it had resident, in KiB."""
        outputs = self.home.path / "stdout", self.home.path / "stderr"
        with open(stdin, "rb") as source, open(outputs[0], "wb") as stdout, open(outputs[1], "wb") as stderr:
            process = subprocess.Popen([STRAYMAIL, "check", "--json", *arguments], env=self.home.env, stdin=source,
                                       stdout=stdout, stderr=stderr)
            killer = threading.Timer(DEADLINE, process.kill)
            killer.start()
            _, wait_status, usage = os.wait4(process.pid, 0)
            killer.cancel()
            process.returncode = os.waitstatus_to_exitcode(wait_status)
        report = outputs[1].read_text()
        self.assertEqual(process.returncode, status, report)
        self.assertRegex(report, rf"\A{error}\Z")
        # Not splitlines(), which parts a row where its input holds U+2028 and the like.
        return [json.loads(line) for line in outputs[0].read_text().split("\n") if line], usage.ru_maxrss

    def assert_as_ordinary(self, peak):
        _, ordinary = self.measured("a@us.af.mil", status=0)
        self.assertLess(peak - ordinary, 4096, "KiB more than an ordinary run")

    def test_list_of_a_gigabyte(self):
        """Row 33: a list of a gigabyte"""
        path = self.gigabyte("army.example\n")
        rows, peak = self.measured(f"--trusted={path}", "a@army.example", "a@us.af.ml", status=0,
                                   error=rf"(straymail: {re.escape(str(path))}:.*\n)+")
        self.assertEqual([row["verdict"] for row in rows], ["trusted", "unremarkable"])
        self.assert_as_ordinary(peak)

    def test_recipients_of_a_gigabyte(self):
        rows, peak = self.measured(status=1, stdin=self.gigabyte("a@us.af.ml\n"))
        self.assertEqual([row["verdict"] for row in rows], ["lookalike", "unparsable"])
        self.assert_as_ordinary(peak)

    def test_list_with_lines_of_a_megabyte(self):
        path = self.file("\n".join(["x" * (1 << 20), "army.example # " + "x" * (1 << 20), "é" * (1 << 20)]))
        rows, peak = self.measured(f"--trusted={path}", "a@army.example", status=0,
                                   error=rf"straymail: {re.escape(str(path))}:1: .*\n"
                                         rf"straymail: {re.escape(str(path))}:3: .*\n")
        self.assertEqual([row["verdict"] for row in rows], ["trusted"])
        self.assert_as_ordinary(peak)

    def test_recipients_that_are_binary(self):
        path = self.file(b"".join(bytes([first, second]) for first in range(256) for second in range(256)))
        rows, _ = self.measured(status=1, stdin=path)
        self.assertTrue(rows)
        self.assertLessEqual({row["verdict"] for row in rows}, {"unparsable", "unremarkable"})
        self.measured(status=1, stdin=STRAYMAIL)

    def test_many_labels(self):
        name = "a." * 10_000 + "us.af.ml"
        path = self.file(f"{name}\narmy.example\n")
        rows, _ = self.measured(f"--trusted={path}", f"a@{name}", "a@army.example", status=1,
                                error=rf"straymail: {re.escape(str(path))}:1: .*\n")
        self.assertEqual([row["verdict"] for row in rows], ["unparsable", "trusted"])


class Shipped(Case):
    """The lists that come with it."""

    def test_every_line_is_an_entry(self):
        lists = sorted((DATADIR / "straymail" / "trusted.d").glob("*.list"))
        self.assertTrue(lists)
        for path in lists:
            with self.subTest(list=path.name):
                self.check(f"--trusted={path}", "a@example.org", status=0)

    def test_no_entry_twice(self):
        seen = {}
        for path in sorted((DATADIR / "straymail" / "trusted.d").glob("*.list")):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                entry = line.split("#")[0].split()
                if entry:
                    self.assertNotIn(entry[0], seen, f"{path.name}:{number}")
                    seen[entry[0]] = number

    def test_none_flags_another(self):
        entries = [line.split()[0] for path in (DATADIR / "straymail" / "trusted.d").glob("*.list")
                   for line in path.read_text().splitlines() if line and line[0] not in "#*"]
        rows = self.check(status=0, input="\n".join(f"a@{entry}" for entry in entries))
        self.assertEqual({row["verdict"] for row in rows}, {"trusted"})
        self.assertEqual(len(rows), len(entries))
