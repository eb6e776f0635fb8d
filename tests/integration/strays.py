# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`straymail check --input`, the installed one: what strayed already, by logs and mail."""

import datetime
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import unittest

from home import Home
from languages import reading
from waiting import DEADLINE

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"
FORMATS = ("postfix", "exim", "mbox", "maildir")

POSTFIX = """\
Nov 20 08:01:02 mx postfix/pickup[100]: 4F2B1C0: uid=1000 from=<jane>
Nov 20 08:01:03 mx postfix/smtp[2213]: 4F2B1C0: to=<john@us.af.ml>, relay=mx.af.example[192.0.2.1]:25, delay=0.5, delays=0.1/0/0.2/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9A)
Nov  3 08:01:03 mx postfix-out/smtp[2213]: 4F2B1C1: to=<jim@US.AF.ML>, orig_to=<team@example.org>, relay=mx.af.example[192.0.2.1]:25, conn_use=2, delay=0.5, dsn=2.0.0, status=sent (250 Ok)
Nov 20 08:01:04 mx postfix/smtp[2213]: 4F2B1C2: to=<a@example.org>, orig_to=<x@gmail.cm>, relay=mx.example[192.0.2.2]:25, dsn=2.0.0, status=sent (250 Ok, status=sent)
Nov 20 08:01:05 mx postfix/smtp[2213]: 4F2B1C3: to=<b@gmail.cm>, relay=none, delay=9, dsn=4.4.1, status=deferred (connect to gmail.cm[192.0.2.9]:25: Connection timed out)
Nov 20 08:01:06 mx postfix/smtp[2213]: 4F2B1C4: to=<b@gmail.cm>, relay=mx.cm.example[192.0.2.9]:25, dsn=5.1.1, status=bounced (host said: 550 status=sent)
Nov 20 08:01:07 mx postfix/smtp[2213]: 4F2B1C5: to=<c@gmail.cm>, relay=127.0.0.1[127.0.0.1]:10024, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 Ok)
2026-11-21T23:59:59.123456+01:00 mx postfix/smtp[2214]: 3yQxyz1ABCz5: to=<c@gmail.cm>, relay=mx.cm.example[192.0.2.9]:25, dsn=2.0.0, status=sent (250 Ok)
2026-11-22T00:00:01+01:00 mx postfix/lmtp[2214]: 3yQxyz1ABCz6: to=<"a b"@gmail.cm>, relay=mx.cm.example[192.0.2.9]:25, dsn=2.0.0, status=sent (250 Ok)
Nov 20 08:01:08 mx postfix/cleanup[9]: 4F2B1C6: warning: header Subject: x]: A: to=<evil@army.ml>, status=sent from local; from=<jane@example.org> to=<a@example.org>: x
Nov 20 08:01:09 mx sshd[7]: Accepted publickey for jane
"""

EXIM = """\
2026-11-20 08:01:02 1tFabc-000abc-Xy <= jane@example.org H=(pc) [192.0.2.7] P=esmtpsa S=900
2026-11-20 08:01:03 1tFabc-000abc-Xy => john@us.af.ml R=dnslookup T=remote_smtp H=mx.af.example [192.0.2.1] C="250 OK => x@army.ml"
2026-11-03 08:01:03.123 +0100 [4711] 1tFabc-000abc-Xy -> jim@US.AF.ML <team@example.org> R=dnslookup T=remote_smtp
2026-11-20 08:01:04 1tFabc-00000000abc-XyZz => a@example.org <x@gmail.cm> R=dnslookup T=remote_smtp
2026-11-20 08:01:05 1tFabc-000abc-Xy ** b@gmail.cm R=dnslookup T=remote_smtp: SMTP error from remote mail server: 550
2026-11-20 08:01:06 1tFabc-000abc-Xy == b@gmail.cm R=dnslookup T=remote_smtp defer (110): Connection timed out
2026-11-21 08:01:07 1tFabc-000abc-Xy >> c@gmail.cm R=dnslookup T=remote_smtp H=mx.cm.example [192.0.2.9]
2026-11-22 08:01:07 1tFabc-000abc-Xy => jane <jane@gmail.cm> R=localuser T=local_delivery
2026-11-20 08:01:08 1tFabc-000abc-Xy => |/usr/bin/filter <jane@gmail.cm> R=userforward T=address_pipe
2026-11-20 08:01:08 1tFabc-000abc-Xy => :blackhole: <jane@gmail.cm> R=system_aliases
2026-11-20 08:01:09 1tFabc-000abc-Xy Completed
2026-11-20 08:01:10 H=(x) [192.0.2.66] F=<a@x.example> rejected RCPT <b@gmail.cm>: relay not permitted
2026-11-20 08:01:11 Start queue run: pid=4712
"""

MBOX = """\
From jane@example.org Fri Nov 20 08:01:03 2026
From: Jane <jane@example.org>
Subject: To: nobody@army.ml
To: "Smith, John" <john@us.af.ml>,
 Team: Ann <a@example.org>, =?utf-8?Q?Zo=C3=A9?= <zoe@example.org>;,
\tjim@US.AF.ML (at work, (no, not <home@army.ml>))
Date: Tue, 3 Nov 2026 08:01:03 +0100

To: text@army.ml
>From jane@example.org Fri Nov 20 08:01:03 2026
To: text@army.ml

From now on we write to x@army.ml: at 12:30 in 2026
To: text@army.ml

From - Fri Nov 20 08:01:03 2026
to : <john@us.af.ml>
Bcc: undisclosed-recipients:;, "x@army.ml" <c@gmail.cm>
Date: no date

body

From \x20
Cc: <"a b"@gmail.cm>, (only a comment) c@gmail.cm
Date: 22 Nov 26 08:01:03 GMT
Resent-To: a@example.org
X-To: y@army.ml

"""

MESSAGES = {
    "cur/1.a.host:2,S": "To: john@us.af.ml\nDate: Tue, 03 Nov 2026 08:01:03 +0100\n\nTo: text@army.ml\n",
    "new/2.b.host": "Bcc: jim@US.AF.ML\r\nDate: Fri, 20 Nov 2026 08:01:03 +0100\r\n\r\nTo: text@army.ml\r\n",
    "tmp/3.c.host": "To: x@army.ml\n\n",
    ".Sent/cur/4.d.host:2,S": "Cc: c@gmail.cm\nDate: 21 Nov 2026 08:01:03 +0100\n",
    ".Sent.2026/cur/5.e.host:2,S": "Cc: Jane\n <jane@gmail.cm>\nDate: 22 Nov 2026 08:01:03 +0100\n\n",
    "Archive/2026/cur/6.f.host:2,": "To: a@example.org\n\n",
    "dovecot.index": "To: x@army.ml\n\n",
}

# Domain, kind, resembles, count, first, last.
AIR_FORCE = ("us.af.ml", "wildcard_suffix", "us.af.mil", 2, "2026-11-03", "2026-11-20")
GMAIL = ("gmail.cm", "suffix_slip", "gmail.com", 2, "2026-11-21", "2026-11-22")
CHANGED = datetime.datetime(2026, 11, 25, 12).timestamp()


class StraysTest(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def file(self, data, name="some.log", changed=CHANGED):
        path = self.home.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        os.utime(path, (changed, changed))
        return path

    def maildir(self, messages=None, name="Maildir"):
        for path, text in (messages or MESSAGES).items():
            self.file(text, f"{name}/{path}")
        return self.home.path / name

    def run_check(self, *arguments, status, error="", input=b"", **environment):
        done = subprocess.run([STRAYMAIL, "check", *arguments], input=input if isinstance(input, bytes) else input.encode(),
                              capture_output=True, timeout=DEADLINE, env=self.home.env | environment)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        self.assertRegex(done.stderr.decode(), rf"\A{error}\Z")
        return done.stdout.decode()

    def strays(self, format, *arguments, status=1, **options):
        output = self.run_check("--json", f"--input={format}", *arguments, status=status, **options)
        rows = [json.loads(line) for line in output.splitlines()]
        return [(row["domain"], row["kind"], row["resembles"], row["count"], row.get("first"), row.get("last")) for row in rows]

    def counts(self, format, text, **options):
        """By domain, of a file with text."""
        return {row[0]: row[3] for row in self.strays(format, self.file(text), **options)}


class Formats(StraysTest):
    def test_postfix(self):
        expected = [(*GMAIL[:3], 2, "2026-11-21", "2026-11-22"), AIR_FORCE]
        self.assertEqual(self.strays("postfix", self.file(POSTFIX)), expected)

    def test_exim(self):
        self.assertEqual(self.strays("exim", self.file(EXIM)), [GMAIL, AIR_FORCE])
        self.assertEqual(self.strays("exim", input=EXIM), [GMAIL, AIR_FORCE])

    def test_mbox(self):
        expected = [(*GMAIL[:3], 3, "2026-11-20", "2026-11-22"), (*AIR_FORCE[:3], 3, "2026-11-03", "2026-11-20")]
        self.assertEqual(self.strays("mbox", self.file(MBOX)), expected)
        self.assertEqual(self.strays("mbox", self.file(MBOX.replace("\n", "\r\n"))), expected)

    def test_maildir(self):
        self.assertEqual(self.strays("maildir", self.maildir()), [GMAIL, AIR_FORCE])
        self.assertEqual(self.strays("maildir", self.maildir() / ".Sent"), [(*GMAIL[:3], 1, "2026-11-21", "2026-11-21")])

    def test_all_members(self):
        output = self.run_check("--json", "--input=exim", status=1, input=EXIM)
        self.assertEqual(json.loads(output.splitlines()[1]), {
            "domain": "us.af.ml", "kind": "wildcard_suffix", "severity": "high", "resembles": "us.af.mil", "rule": "*.mil",
            "country": "ML", "count": 2, "first": "2026-11-03", "last": "2026-11-20"})

    def test_table(self):
        self.assertEqual(self.run_check("--input=exim", status=1, input=EXIM).splitlines(), [
            "Domain    Looks like  Country   Recipients  First       Last",
            "gmail.cm  gmail.com   Cameroon  2           2026-11-21  2026-11-22",
            "us.af.ml  us.af.mil   Mali      2           2026-11-03  2026-11-20"])
        self.assertIn("Cameroun", self.run_check("--input=exim", status=1, input=EXIM, **reading("fr")))

    def test_several_files(self):
        """All of them are summed up, the most frequent first."""
        one, two = self.file(EXIM, "one"), self.file(EXIM.replace("us.af.ml", "army.ml"), "two")
        self.assertEqual([row[:1] + row[3:4] for row in self.strays("exim", one, two)],
                         [("gmail.cm", 4), ("us.af.ml", 3), ("army.ml", 1)])

    def test_nothing_strayed(self):
        clean = EXIM.replace("us.af.ml", "us.af.mil").replace("US.AF.ML", "us.af.mil").replace("gmail.cm", "gmail.com")
        self.assertEqual(self.strays("exim", status=0, input=clean), [])
        self.assertEqual(self.run_check("--input=exim", status=0, input=clean).count("\n"), 1)
        for format in FORMATS[:3]:
            self.assertEqual(self.strays(format, status=0), [])

    def test_postfix_by_local_programs(self):
        """What a filter took leaves once more and counts once; what a tunnel took counts."""
        local, remote = ("127.0.0.1[127.0.0.1]:10024", "localhost[::1]:10025"), "mx.example[192.0.2.1]:25"
        rows = [((local[0],), 1), (local, 2), ((local[0], remote), 1), ((*local, remote, remote), 2), ((*local, remote), 2),
                ((local[1], remote, remote), 2)]
        for relays, count in rows:
            with self.subTest(relays=relays):
                text = "".join(f"2026-11-{20 + day} mx postfix/smtp[1]: 4F: to=<a@gmail.cm>, relay={relay}, dsn=2.0.0, status=sent (Ok)\n"
                               for day, relay in enumerate(relays))
                self.assertEqual(self.counts("postfix", text), {"gmail.cm": count})

    def test_compressed(self):
        path = self.file(gzip.compress(EXIM.encode()), "mainlog.1.gz")
        output = subprocess.run(["/bin/sh", "-c", f"zcat {path} | {STRAYMAIL} check --json --input=exim"],
                                env=self.home.env, capture_output=True).stdout
        self.assertEqual(len(output.splitlines()), 2)

    def test_trust_lists(self):
        path = self.file("gmail.cm\n", "own.list")
        self.assertEqual(self.strays("exim", f"--trusted={path}", status=0, input=EXIM), [])


class Dates(StraysTest):
    def postfix(self, date):
        return f"{date} mx postfix/smtp[1]: 4F: to=<a@gmail.cm>, relay=mx.example[192.0.2.1]:25, dsn=2.0.0, status=sent (Ok)\n"

    def test_without_a_year(self):
        """It is the last such day that is not behind the day the file was changed, with a day for the zone."""
        rows = [("Nov 25 23:00:00", (2026, 11, 25), "2026-11-25"), ("Nov 26 01:00:00", (2026, 11, 25), "2026-11-26"),
                ("Nov 27 00:00:00", (2026, 11, 25), "2025-11-27"), ("Dec 31 23:59:59", (2026, 1, 1), "2025-12-31"),
                ("Jan  1 00:00:00", (2025, 12, 31), "2026-01-01"), ("Feb 29 00:00:00", (2026, 3, 1), "2024-02-29")]
        for date, changed, expected in rows:
            with self.subTest(date=date, changed=changed):
                path = self.file(self.postfix(date), changed=datetime.datetime(*changed, 12).timestamp())
                self.assertEqual(self.strays("postfix", path)[0][4:], (expected, expected))

    def test_as_written(self):
        """A date is the one its own clock showed, in whatever zone it was."""
        for date, expected in (("2026-11-25T00:30:00+14:00", "2026-11-25"), ("2026-11-25T23:30:00-11:00", "2026-11-25")):
            self.assertEqual(self.strays("postfix", input=self.postfix(date))[0][4], expected)

    def test_unreadable(self):
        for date in ("2026-13-01T00:00:00Z", "Foo 12 00:00:00", "Feb 30 00:00:00", "2026-02-29T00:00:00Z"):
            with self.subTest(date=date):
                row, = self.strays("postfix", input=self.postfix(date), error="straymail: Standard input:1: The date .*\n")
                self.assertEqual(row[3:], (1, None, None))

    def test_of_mail(self):
        rows = [("Date: Wed, 25 Nov 2026 18:57:24 +0100", "2026-11-25"), ("Date: 1 Jan 99 00:00:00 EST", "1999-01-01"),
                ("Date: 1 Jan 103 00:00:00 EST", "2003-01-01"), ("Date: yesterday", "2026-11-20"), ("X: x", "2026-11-20"),
                ("Date: 99 Nov 2026", "2026-11-20")]
        for field, expected in rows:
            with self.subTest(field=field):
                text = f"From x Fri Nov 20 08:01:03 2026\n{field}\nTo: a@gmail.cm\n\n"
                self.assertEqual(self.strays("mbox", input=text)[0][4], expected)
        path = self.maildir({"cur/1": "To: a@gmail.cm\n\n"}, "Undated")
        self.assertEqual(self.strays("maildir", path)[0][4], "2026-11-25")


class Addresses(StraysTest):
    def test_lists(self):
        """Address lists as RFC 5322 has them, and as people write them."""
        rows = [
            ("a@gmail.cm", 1), ("<a@gmail.cm>", 1), ("A <a@gmail.cm>, B <b@gmail.cm>", 2), ('"x, y" <a@gmail.cm>', 1),
            ('"x\\", y" <a@gmail.cm>', 1), ("a@gmail.cm (x, y)", 1), ("(x (y, z), w) a@gmail.cm", 1), ("a@gmail.cm,,b@gmail.cm,", 2),
            ("Group: a@gmail.cm, b@gmail.cm;", 2), ("Group: a@gmail.cm;, c@gmail.cm", 2), ("G:;", 0), ("A:a@gmail.cm;B:b@gmail.cm;", 2),
            ('"G: x": a@gmail.cm;', 1), ("=?iso-8859-1?Q?J=2C_K?= <a@gmail.cm>", 1), ("J\u00fcrgen <a@gmail.cm>", 1),
            ('"<x@army.ml>" <a@gmail.cm>', 1), ("<@relay.example:a@gmail.cm>", 1), ('<"x>, y"@gmail.cm>', 1),
            ("a@gmail.cm; b@gmail.cm", 2), ("a@gmail.cm\n ,\n\tb@gmail.cm", 2), ("", 0),
        ]
        for text, count in rows:
            with self.subTest(text=text):
                found = self.counts("mbox", f"From \nTo: {text}\n\n", status=1 if count else 0)
                self.assertEqual(found, {"gmail.cm": count} if count else {})

    def test_domain_literal(self):
        """An address without a domain is one that cannot be read, as it is everywhere; it ends where it ends."""
        found = self.counts("mbox", "From \nTo: a@[192.0.2.1], b@gmail.cm\n\n", error="straymail: .*:2: A recipient .*\n")
        self.assertEqual(found, {"gmail.cm": 1})

    def test_name_in_another_encoding(self):
        self.assertEqual(self.counts("mbox", b"From \nTo: J\xfcrgen <a@gmail.cm>\n\n"), {"gmail.cm": 1})


class BadInput(StraysTest):
    def test_lines(self):
        """What cannot be used is named with file and line, the rest counts, and nothing of the address is repeated."""
        rows = [
            ("postfix", "Nov 20 08:00:00 mx postfix/smtp[1]: 4F: to=<canary>, relay=x[192.0.2.1]:25, status=sent (Ok)\n", "A recipient"),
            ("postfix", "Nov 20 08:00:00 mx postfix/smtp[1]: 4F: to=<\xff@x.example>, relay=x[192.0.2.1]:25, status=sent (Ok)\n", None),
            ("postfix", "Nov 20 08:00:00 mx postfix/smtp[1]: 4F: to=<canary@x.exam\n", "The line is cut short"),
            ("postfix", "Nov 20 08:00:00 mx postfix/smtp[1]: 4F: to=<canary@x.example>, relay=x[192.0.2.1]:25, dela\n", "The line is cut short"),
            ("postfix", "x" * (1 << 20) + "\n", "The line is too long"),
            ("exim", "2026-11-20 08:00:00 1tFabc-000abc-Xy => canary@@ R=x T=y\n", "A recipient"),
            ("exim", "2026-11-20 08:00:00 1tFabc-000abc-Xy => " + "x" * (1 << 20) + "@canary.example\n", "The line is too long"),
            ("mbox", "From \nTo: canary canary@x.example\n\n", "A recipient"),
            ("mbox", "From \nTo: " + "x" * (1 << 20) + "\n\n", "There are too many"),
            ("mbox", "From \nTo: " + ",\n ".join(["person@example.org"] * 60000) + "\n\n", "There are too many"),
        ]
        good = {"postfix": POSTFIX, "exim": EXIM, "mbox": MBOX}
        for format, bad, words in rows:
            with self.subTest(format=format, bad=bad[:60]):
                path = self.file(good[format] + bad + good[format])
                line = good[format].count("\n") + (2 if format == "mbox" else 1)
                error = rf"straymail: {re.escape(str(path))}:{line}: {words}.*\n" if words else ""
                found = self.counts(format, path.read_bytes(), error=error)
                self.assertEqual(found, {name: 2 * n for name, n in self.counts(format, good[format]).items()})

    def test_another_format(self):
        """A file that is something else, or compressed, is said to be, and nothing of what strayed."""
        generator = random.Random(3)
        contents = [b"just text\n", gzip.compress(POSTFIX.encode()), b"\0" * 1000, b"\n", generator.randbytes(5000),
                    b"To: postfix-users@postfix.example\nX: postfix/smtp\n\n"]
        for format in FORMATS[:3]:
            for content in contents:
                with self.subTest(format=format, content=content[:9]):
                    path = self.file(content)
                    error = rf"straymail: {re.escape(str(path))}: Nothing in it .*\n"
                    self.assertEqual(self.run_check(f"--input={format}", path, status=2, error=error), "")
                    self.assertEqual(self.run_check(f"--input={format}", path, self.file("", "empty"), status=2, error=error).count("\n"), 1)

    def test_one_format_as_another(self):
        texts = {"postfix": POSTFIX, "exim": EXIM, "mbox": MBOX}
        for format, text in ((format, text) for format in texts for name, text in texts.items() if name != format):
            with self.subTest(format=format, text=text[:20]):
                self.assertEqual(self.run_check(f"--input={format}", self.file(text), status=2, error="straymail: .*Nothing in it .*\n"), "")

    def test_maildir_that_cannot_be_read(self):
        """Whatever of it cannot be read is named once, and what can be read is."""
        # Root reads everything but without these capabilities.
        within = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        path = self.maildir()
        rows = [(name, mode) for name in ("", "cur", "new", ".Sent", ".Sent/cur") for mode in (0, 0o400)] + [("cur/1.a.host:2,S", 0)]
        for name, mode in rows:
            with self.subTest(name=name, mode=mode):
                (path / name).chmod(mode)
                done = subprocess.run([*within, STRAYMAIL, "check", "--input=maildir", path], env=self.home.env,
                                      capture_output=True, text=True, timeout=DEADLINE)
                (path / name).chmod(0o700)
                lines = done.stderr.splitlines()
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertTrue(lines)
                self.assertEqual(len(lines), len(set(lines)), lines)
                for line in lines:
                    self.assertRegex(line, rf"\Astraymail: {re.escape(str(path / name))}.* cannot be read: Permission denied\.\Z")
                self.assertEqual("us.af.ml" in done.stdout, name != "", done.stdout)

    def test_maildir_without_its_folders(self):
        """No word of what strayed where the only folder with messages cannot be read."""
        path = self.maildir({"cur/1": "To: a@example.org\n\n"})
        self.assertEqual(self.run_check("--input=maildir", path, status=0).count("\n"), 1)
        self.file("", "Maildir/new")
        self.assertEqual(self.run_check("--input=maildir", path, status=2, error=f"straymail: {path}/new cannot be read: Not a directory\\.\n"), "")

    def test_maildir_of_compressed_messages(self):
        message = self.maildir({"cur/1": gzip.compress(b"To: a@gmail.cm\n\n")}) / "cur" / "1"
        error = f"straymail: {message}: Nothing in it .*\n"
        self.assertEqual(self.run_check("--input=maildir", message.parents[1], status=2, error=error), "")

    def test_what_cannot_be_read(self):
        """Exit status 2, and what can be read is read all the same."""
        good = {"postfix": self.file(POSTFIX, "p"), "exim": self.file(EXIM, "e"), "mbox": self.file(MBOX, "m"), "maildir": self.maildir()}
        for format in FORMATS:
            wrong = [(self.home.path / "missing", "No such file or directory")]
            if format == "maildir":
                wrong += [(good["exim"], "Not a directory"), (self.home.config, "is not a Maildir")]
            else:
                wrong += [(self.home.path, "Is a directory")]
            for path, words in wrong:
                with self.subTest(format=format, words=words):
                    error = rf"straymail: {re.escape(str(path))}.*{words}.*\n"
                    self.assertEqual(len(self.strays(format, path, good[format], status=2, error=error)), 2)

    def test_nothing_that_can_be_read(self):
        """Nothing is said of what strayed, which nobody knows then."""
        self.assertEqual(self.run_check("--input=postfix", self.home.path / "missing", status=2, error="straymail: .*missing.*\n"), "")

    def test_maildir_with_anything_in_it(self):
        """Links that lead round, pipes and folders among the messages hold nothing up."""
        path = self.maildir()
        (path / "loop").symlink_to(path)
        (path / "cur" / "folder").mkdir()
        (path / "cur" / "link").symlink_to(self.home.path / "missing")
        os.mkfifo(path / "cur" / "fifo")
        (path / "cur" / "binary").write_bytes(bytes(range(256)) * 100)
        (path / "cur" / "bodiless").write_text("")
        (path / "cur" / "headerless").write_text("\nAs agreed.\n")
        error = f"straymail: {path}/cur/binary: Nothing in it .*\n"
        self.assertEqual(self.strays("maildir", path, status=2, error=error), [GMAIL, AIR_FORCE])

    def test_wrong_use(self):
        for arguments, words in ((["--input=sendmail"], "postfix, exim, mbox, maildir"), (["--input=maildir"], "folders"), (["--input"], "--help")):
            with self.subTest(words):
                self.assertEqual(self.run_check(*arguments, status=2, error=f"straymail: .*{words}.*\n"), "")

    def test_random_bytes(self):
        """Whatever is in it, it is read to its end."""
        generator = random.Random(11)
        pieces = [line.encode() + b"\n" for line in (POSTFIX + EXIM + MBOX).splitlines()] + [
            b"To: ", b"From ", b"]: 4F: to=<", b">, status=sent", b" => ", b"\n", b"\n\n", b"\"", b"(", b"<", b"\0", b"\xff", b":", b",", b";"]
        for _ in range(60):
            data = b"".join(generator.choice(pieces) if generator.random() < 0.7 else generator.randbytes(generator.randrange(40))
                            for _ in range(generator.randrange(400)))
            message = self.file(data, "Random/cur/1")
            for format in FORMATS:
                path = message.parents[1] if format == "maildir" else message
                done = subprocess.run([STRAYMAIL, "check", "--json", f"--input={format}", path], env=self.home.env,
                                      capture_output=True, timeout=DEADLINE)
                self.assertIn(done.returncode, (2,) if b"Nothing in it" in done.stderr else (0, 1), done.stderr[-300:])
                for line in done.stdout.splitlines():
                    json.loads(line)


class Memory(StraysTest):
    def peak(self, format, feed, n):
        """The most memory it took, in KiB, for n times what feed gives."""
        # What is freed must not stay in the sanitizer's quarantine.
        options = ":".join(filter(None, [self.home.env.get("ASAN_OPTIONS"), "quarantine_size_mb=1", "thread_local_quarantine_size_kb=64"]))
        reader, writer = os.pipe()
        process = subprocess.Popen([STRAYMAIL, "check", "--json", f"--input={format}"], stdin=reader, stdout=subprocess.DEVNULL,
                                   env=self.home.env | {"ASAN_OPTIONS": options})
        os.close(reader)
        with open(writer, "wb") as stream:
            for i in range(n):
                stream.write(feed(i))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertIn(process.returncode, (0, 1))
        return usage.ru_maxrss

    def test_flat(self):
        """Memory does not grow with what is read."""
        feeds = {
            "postfix": lambda i: b"".join(b"Nov 20 08:01:03 mx postfix/smtp[2]: %X: to=<p%d@d%d.example>, relay=x[192.0.2.1]:25, status=sent (Ok)\n"
                                          % (i * 100 + j, j, i * 100 + j) for j in range(100)),
            "exim": lambda i: b"".join(b"2026-11-20 08:01:03 1tFabc-000abc-Xy => p%d@d%d.example R=x T=y\n" % (j, i * 100 + j) for j in range(100)),
            "mbox": lambda i: b"From x Fri Nov 20 08:01:03 2026\nTo: p@d%d.example\n\n" % i + b"text\n" * 1000 + b"\n",
        }
        for format, feed in feeds.items():
            with self.subTest(format=format):
                self.peak(format, feed, 1)
                small, large = self.peak(format, feed, 20), self.peak(format, feed, 2000)
                self.assertLess(large, small * 1.05 + 512, f"{small} KiB and then {large} KiB")
