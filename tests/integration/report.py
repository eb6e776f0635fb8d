# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`straymail report`, the installed one: from a real journal, from files, and from a fleet as data/doc/fleet.md gathers it."""

import csv
import gzip
import io
import json
import os
import pathlib
import random
import re
import socket
import struct
import subprocess
import tempfile
import unittest

from home import Home
from journal import EVENT_ID, Journal, Namespace
from languages import reading
from native import HOST, Host, check
from waiting import DEADLINE, wait_until

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"
FLEET = pathlib.Path(os.environ["STRAY_TEST_SOURCE"]) / "data/doc/fleet.md"


def event(kind="suffix_slip", country="CM", decision="corrected", flagged=1, **more):
    fields = {"MESSAGE_ID": EVENT_ID, "STRAYMAIL_KIND": kind, "STRAYMAIL_COUNTRY": country, "STRAYMAIL_DECISION": decision,
              "STRAYMAIL_FLAGGED": str(flagged), **more}
    return {name: value for name, value in fields.items() if value is not None}


def as_json(*events):
    return "".join(json.dumps(one) + "\n" for one in events).encode()


def as_export(*events):
    return "".join("".join(f"{name}={value}\n" for name, value in one.items()) + "\n" for one in events).encode()


EVENTS = [event(), event("wildcard_suffix", "ML", "go-back", 3), event(), event(flagged=2), event("unparsable", None, "told"),
          {"MESSAGE": "of another program", "STRAYMAIL_KIND": "x"}]
SUMS = [("suffix_slip", "CM", "corrected", 3, 4), ("unparsable", None, "told", 1, 1),
        ("wildcard_suffix", "ML", "go-back", 1, 3)]


class ReportTest(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def report(self, *arguments, status=0, error="", input=b"", within=lambda *command: command, **environment):
        done = subprocess.run(within(STRAYMAIL, "report", *arguments), input=input, capture_output=True, timeout=DEADLINE,
                              env=self.home.env | environment)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        self.assertRegex(done.stderr.decode(), rf"\A{error}\Z")
        return done.stdout.decode()

    def sums(self, *arguments, **options):
        rows = [json.loads(line) for line in self.report("--json", *arguments, **options).splitlines()]
        return [(row["kind"], row.get("country"), row["decision"], row["messages"], row["recipients"]) for row in rows]

    def file(self, data, name="events"):
        path = self.home.path / name
        path.write_bytes(data)
        return path


class Files(ReportTest):
    def test_forms(self):
        """Both forms journalctl writes, from files and from standard input, say the same."""
        for data in (as_json(*EVENTS), as_export(*EVENTS), as_export(*EVENTS)[:-1], as_json(*EVENTS[:3]) + as_export(*EVENTS[3:]),
                     as_json(*EVENTS).replace(b"\n", b" \r\n")):
            self.assertEqual(self.sums("-", input=data), SUMS)
            self.assertEqual(self.sums(self.file(data)), SUMS)
        halves = self.file(as_json(*EVENTS[:2]), "one"), self.file(as_export(*EVENTS[2:]), "two")
        self.assertEqual(self.sums(*halves), SUMS)

    def test_table(self):
        self.assertEqual(self.report("-", input=as_json(*EVENTS)).splitlines(), [
            "Kind             Country      Decision   Messages  Recipients",
            "suffix_slip      CM Cameroon  corrected  3         4",
            "unparsable       –            told       1         1",
            "wildcard_suffix  ML Mali      go-back    1         3",
            "Total                                    5         8"])
        self.assertIn("Cameroun", self.report("-", input=as_json(*EVENTS), **reading("fr")))

    def test_csv(self):
        rows = list(csv.reader(io.StringIO(self.report("--csv", "-", input=as_json(*EVENTS)))))
        self.assertEqual(rows, [["kind", "country", "decision", "messages", "recipients"],
                                *([kind, country or "", *map(str, rest)] for kind, country, *rest in SUMS)])

    def test_nothing(self):
        self.assertEqual(self.report("--json", "-"), "")
        self.assertEqual(self.report("--csv", "-"), "kind,country,decision,messages,recipients\n")
        self.assertEqual(self.report("-").count("\n"), 1)

    def test_fields_of_other_programs(self):
        """What is binary, or longer than anything of ours, is passed over."""
        fake = as_export(event("made_up"))
        binary = b"COREDUMP\n" + struct.pack("<Q", len(fake)) + fake + b"\n"
        data = as_export(event()) + b"MESSAGE=core\n" + binary + b"LONG=" + b"x" * (1 << 20) + b"\n\n" + as_export(event())
        self.assertEqual(self.sums("-", input=data), [("suffix_slip", "CM", "corrected", 2, 2)])
        data = as_json(event(), {"MESSAGE": "x" * (1 << 20)}, {"MESSAGE": [1, 2]}, event(COREDUMP=None, MESSAGE=[200, 201]))
        self.assertEqual(self.sums("-", input=data), [("suffix_slip", "CM", "corrected", 2, 2)])

    def test_bad_entries(self):
        """What is not as Straymail writes it is named with its line, and the rest counts."""
        bad = [event("=cmd()"), event(""), event(None), event("x" * 41), event(country="cm"), event(country="CMR"),
               event(decision="a b"), event(decision=None), event(flagged=0), event(flagged=-1), event(flagged="1e3"),
               event(flagged=1 << 40), event(flagged=None)]
        for one in bad:
            for form, line in ((as_json, 2), (as_export, 7)):
                with self.subTest(entry=one, form=form.__name__):
                    path = self.file(form(event()) + form(one) + form(event()))
                    expected = rf"straymail: {re.escape(str(path))}:{line}: .*left out\.\n"
                    self.assertEqual(self.sums(path, status=1, error=expected)[0][3], 2)

    def test_what_is_no_entry(self):
        """A line that no journal writes costs its own entry and no other."""
        no_entry = (b"no journal at all\n", b"Lower\n", b"X" * 65 + b"\n", b"{\n", as_json(event())[:-9] + b"\n",
                    b'{"MESSAGE_ID":"ac\n', b"\0\n", b"not one\nof many\nlines=0\n", "é\n".encode())
        for data in no_entry:
            for form, follows in ((as_json, b""), (as_export, b"\n"), (as_export, b"__CURSOR=s\n")):
                with self.subTest(data=data, form=form.__name__, follows=follows):
                    before = form(event())
                    path = self.file(before + data + follows + form(event()))
                    line = before.count(b"\n") + 1
                    expected = rf"straymail: {re.escape(str(path))}:{line}: .*left out, up to the next entry\.\n"
                    self.assertEqual(self.sums(path, status=1, error=expected)[0][3], 2)

    def test_entry_with_what_is_no_field_in_it(self):
        data = as_export(event()).replace(b"STRAYMAIL_KIND", b"by hand\nSTRAYMAIL_KIND") + as_export(event())
        self.assertEqual(self.sums("-", input=data, status=1, error="straymail: Standard input:2: .*\n")[0][3], 1)

    def test_binary_without_end(self):
        """Where a length says that more follows than there is, nobody knows where the next entry begins."""
        data = as_export(event()) + b"COREDUMP\n" + struct.pack("<Q", 1 << 40) + as_export(event())
        self.assertEqual(self.sums("-", input=data, status=1, error="straymail: .*the rest was left out.\n")[0][3], 1)

    def test_file_that_cannot_be_read(self):
        """It is named, the status tells, and the others are summed up."""
        missing, good = self.home.path / "missing", self.file(as_json(event()))
        for files in ((missing, good), (good, missing)):
            self.assertEqual(self.sums(*files, status=2, error=f"straymail: {missing} cannot be read.*\n")[0][3], 1)

    def test_random_bytes(self):
        generator = random.Random(7)
        for _ in range(50):
            data = generator.randbytes(2000) + b"\n" + as_export(event())
            done = subprocess.run([STRAYMAIL, "report", "-"], input=data, capture_output=True, env=self.home.env)
            self.assertIn(done.returncode, (0, 1) if done.stdout else (2,))

    def test_something_else(self):
        """What is no journal at all is said to be none, and nothing of what was flagged."""
        contents = (b"just text\n", random.Random(3).randbytes(5000), gzip.compress(as_json(event())), b"{\n",
                    b"Nov 20 08:01:02 mx postfix/pickup[100]: 4F2B1C0: uid=1000 from=<jane>\n")
        for content in contents:
            with self.subTest(content=content[:9]):
                path = self.file(content)
                error = rf"(straymail: {re.escape(str(path))}:\d+: This is not what .*\n)+"
                for form in ((), ("--json",), ("--csv",)):
                    self.assertEqual(self.report(*form, path, status=2, error=error), "")
                self.assertEqual(self.sums(path, self.file(as_json(event()), "good"), status=2, error=error)[0][3], 1)

    def test_wrong_use(self):
        rows = [(["--json", "--csv"], "exclude"), (["--since=today", "-"], "files"), (["--nonsense"], "--help"),
                ([self.home.path / "missing"], "missing cannot be read"), ([self.home.path], "--directory")]
        for arguments, words in rows:
            with self.subTest(words):
                self.assertEqual(self.report(*arguments, status=2, error=f"straymail: .*{words}.*\n"), "")

    def test_help(self):
        self.assertIn("--since", self.report("--help"))
        self.assertIn("Écrire un objet JSON", self.report("--help", **reading("fr")))


class Real(ReportTest):
    @classmethod
    def setUpClass(cls):
        cls.journal = Journal()
        cls.addClassCleanup(cls.journal.close)

    def setUp(self):
        super().setUp()
        host = Host(*self.journal.within(HOST)[:1], arguments=self.journal.within(HOST, "m", "i")[1:], protocol=3)
        self.addCleanup(host.clean_up)
        host.ask(check("c1", "a@us.af.ml", "b@us.af.ml"))
        host.end()
        self.journal.run("journalctl", "--sync")
        self.seen = len(self.journal.events())
        self.expected = [("wildcard_suffix", "ML", "asked-in-thunderbird", self.seen, 2 * self.seen)]

    def test_journal(self):
        """What the host wrote is summed up from the journal, in the time that is asked for."""
        self.assertEqual(self.sums(within=self.journal.within), self.expected)
        self.assertEqual(self.sums("--since=-1h", "--until=+1h", within=self.journal.within), self.expected)
        self.assertEqual(self.sums("--since=+1h", within=self.journal.within), [])
        self.assertEqual(self.sums("--until=-1h", within=self.journal.within), [])

    def test_journal_that_cannot_be_asked(self):
        self.report("--since=nonsense", status=2, error=r"[^\n]*nonsense[^\n]*\nstraymail: .*\n", within=self.journal.within)
        self.report(status=2, error="straymail: .*journalctl.*\n", PATH="/nonexistent")

    def test_no_journal(self):
        """Where there is no journal, nobody knows what was flagged; an empty answer of one is an answer."""
        empty = self.home.path / "empty"
        empty.mkdir()
        error = "straymail: There is no journal .*\n"
        for form in ((), ("--json",), ("--csv",)):
            self.assertEqual(self.report(*form, f"--directory={empty}", status=2, error=error), "")
            self.report(*form, "--since=+1h", within=self.journal.within)
        namespace = Namespace()
        self.addCleanup(namespace.close)
        namespace.run("mount", "-t", "tmpfs", "none", "/var/log")
        self.assertEqual(self.report(status=2, error=error, within=namespace.within), "")

    def test_piped(self):
        for form in ("json", "export"):
            output = self.journal.run("journalctl", "--quiet", f"--output={form}", f"MESSAGE_ID={EVENT_ID}").stdout
            self.assertEqual(self.sums("-", input=output), self.expected)

    def test_fleet(self):
        """What the guide says is run as it stands, over HTTP on loopback: each event arrives once."""
        (script,) = re.findall(r"^```sh\n(.*?)^```", FLEET.read_text(), re.DOTALL | re.MULTILINE)
        with tempfile.TemporaryDirectory(prefix="straymail-test-") as folder:
            state, gathered, program = (pathlib.Path(folder, name) for name in ("state", "gathered", "straymail-upload"))
            state.mkdir()
            gathered.mkdir()
            program.write_text(script)
            program.chmod(0o755)
            ours, theirs = self.listen()
            with ours:
                collector = subprocess.Popen(
                    ["/bin/sh", "-c", 'LISTEN_PID=$$ LISTEN_FDS=1 exec /lib/systemd/systemd-journal-remote --listen-http=-3 '
                     '--split-mode=host --output="$0"', gathered],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                    preexec_fn=lambda: os.dup2(ours.fileno(), 3, inheritable=True), pass_fds=[3])
            self.addCleanup(collector.wait, DEADLINE)
            self.addCleanup(collector.terminate)
            for _ in range(2):
                self.journal.run("/usr/bin/env", f"STATE_DIRECTORY={state}", f"COLLECTOR=http://127.0.0.1:{theirs}", program)
            wait_until(lambda: len(self.gathered(gathered)) == self.seen, "the events at the collector")
            self.assertEqual(self.sums(f"--directory={gathered}"), self.expected)

    def gathered(self, folder):
        return subprocess.run(["journalctl", "--quiet", "--output=json", f"--directory={folder}", f"MESSAGE_ID={EVENT_ID}"],
                              capture_output=True, check=True, timeout=DEADLINE).stdout.splitlines()

    def listen(self):
        listener = socket.create_server(("127.0.0.1", 0))
        return listener, listener.getsockname()[1]
