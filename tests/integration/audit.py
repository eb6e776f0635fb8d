# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the installed host leaves in the journal of a flagged message: a real journald, or a socket in its place."""

import gettext
import json
import os
import pathlib
import shutil
import signal
import tempfile
import unicodedata
import unittest

import fake_ui
from journal import EVENT_ID, SOCKET, Journal, Namespace
from native import HOST, Host, check, hello
from waiting import DEADLINE, wait_until

AIR_FORCE, OTHER, GMAIL, CLEAN = "canary7531@us.af.ml", "mary@us.af.ml", "ann@gmail.cm", "jane@example.org"
LOW = "jane@esgr.ro"
TELLS = {"trusted_domains": "['esgr.mil']"}

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])
LINGUAS = [line for line in (SOURCE / "po/LINGUAS").read_text().split("\n") if line and not line.startswith("#")]
SUBJECT = "A message was flagged: @STRAYMAIL_DECISION@"
DECISIONS = ("send-anyway", "corrected", "go-back", "told", "withdrawn", "no-answer", "asked-in-thunderbird")

ANSWERS = "shown()\nanswer({0!r})"
CHOOSES = """
shown()
say(type="answer", token=question["token"], id=question["id"], answer="send", choices=[
    {{"index": index, "choice": choice}} for index, choice in {0!r}])
"""
STAYS = "shown()\nnote('shown', 1)\nwait_for_end()\nsys.exit(4)"


class AuditTest(unittest.TestCase):
    def start(self, ui=None, namespace=None, protocol=3, greet=True, **settings):
        """A host in namespace; with ui, one whose dialog is that script and which has a display."""
        directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
        self.addCleanup(directory.cleanup)
        environment = {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": f"{directory.name}/config"}
        program = HOST
        if ui is not None:
            program = fake_ui.install(directory.name, ui)
            environment["DISPLAY"] = ":none"
        keyfile = pathlib.Path(directory.name, "config/glib-2.0/settings/keyfile")
        keyfile.parent.mkdir(parents=True)
        keyfile.write_text("\n".join(["[org/straymail]", *(f"{key.replace('_', '-')}={value}" for key, value in settings.items())]))
        command = (namespace or self.namespace).within(program, "/manifest.json", "straymail@straymail.org")
        host = Host(command[0], arguments=command[1:], protocol=protocol, greet=greet, environment=environment)
        self.addCleanup(host.clean_up)
        return host

    def answer(self, host, *choices, id="c1"):
        """Answers inside Thunderbird what is asked there: with (index, choice)s, or to go back."""
        choices = [{"index": index, "choice": choice} for index, choice in choices]
        host.send({"type": "answer", "id": id, **({"answer": "send", "choices": choices} if choices else {"answer": "go-back"})})


class Events(AuditTest):
    @classmethod
    def setUpClass(cls):
        cls.namespace = Journal()
        cls.addClassCleanup(cls.namespace.close)

    def setUp(self):
        self.seen = len(self.namespace.events())

    def events(self):
        """Those that were left since this test began."""
        return self.namespace.events()[self.seen:]

    def event(self):
        (event,) = self.events()
        return event

    def assert_event(self, event, expected):
        self.assertEqual({name: event.get(name) for name in expected}, expected)

    def test_all_fields(self):
        """An event holds what it is documented to hold, and nothing else."""
        host = self.start(ANSWERS.format("keep"))
        host.ask(check("c1", CLEAN, AIR_FORCE, GMAIL, OTHER))
        event = self.event()
        self.assertRegex(event.pop("DURATION_MS"), r"^\d{1,6}$")
        version = event.pop("HOST_VERSION")
        self.assertRegex(version, r"^\d+\.\d+\.\d+$")
        self.assertEqual(event, {
            "KIND": "wildcard_suffix", "SEVERITY": "high", "COUNTRY": "ML", "DECISION": "send-anyway", "RECIPIENTS": "4",
            "FLAGGED": "3", "CORRECTED": "0", "LEFT_OUT": "0", "KEPT": "3", "EXTENSION_VERSION": "0.1.0", "PROTOCOL": "3"})
        (entry,) = self.namespace.entries(f"MESSAGE_ID={EVENT_ID}")[self.seen:]
        self.assertEqual((entry["PRIORITY"], entry["SYSLOG_IDENTIFIER"], entry["_TRANSPORT"]), ("5", "straymail-host", "journal"))
        self.assertEqual(entry["_PID"], str(host.pid))
        self.assertEqual(host.stderr, "")

    def test_decisions(self):
        """Each way a message can go has its word, its counts, and one event."""
        ask = ("asked-in-thunderbird",)
        rows = [
            (ANSWERS.format("keep"), 3, {}, [AIR_FORCE, CLEAN], ("send-anyway", 0, 0, 1), None),
            (ANSWERS.format("go-back"), 3, {}, [AIR_FORCE], ("go-back", 0, 0, 0), None),
            (ANSWERS.format("correct"), 3, {}, [AIR_FORCE, OTHER], ("corrected", 2, 0, 0), None),
            (CHOOSES.format([(0, "leave-out"), (1, "keep")]), 3, {}, [AIR_FORCE, GMAIL, OTHER], ("corrected", 0, 2, 1), None),
            ("shown()", 3, {}, [AIR_FORCE], ("no-answer", 0, 0, 0), None),
            ("sys.exit(3)", 3, {}, [AIR_FORCE], (*ask, 0, 0, 0), "could-not-show"),
            ("sys.exit(3)", 1, {"when_high": "'block'"}, [AIR_FORCE], ("no-answer", 0, 0, 0), None),
            (None, 1, {}, [AIR_FORCE], (*ask, 0, 0, 0), "could-not-show"),
            (None, 3, TELLS, [LOW], ("told", 0, 0, 1), None),
            (None, 1, TELLS, [LOW], ("told", 0, 0, 1), None),
        ]
        for n, (ui, protocol, settings, addresses, (decision, *counts), reason) in enumerate(rows, 1):
            with self.subTest(decision=decision, reason=reason, protocol=protocol):
                host = self.start(ui, protocol=protocol, **settings)
                host.ask(check("c1", *addresses))
                self.assertEqual(host.end(), 0)
                self.assertEqual(len(self.events()), n)
                event = self.events()[-1]
                self.assert_event(event, {"DECISION": decision, "REASON": reason, "PROTOCOL": str(protocol)})
                self.assertEqual([int(event[name]) for name in ("CORRECTED", "LEFT_OUT", "KEPT")], counts)
                self.assertEqual("DURATION_MS" in event, decision != "told")

    def test_answered_inside_thunderbird(self):
        """What is asked there leaves one event, once it is answered there, and that says how."""
        rows = [
            ([(0, "keep"), (1, "keep")], ("send-anyway", 0, 0, 3)),
            ([(0, "correct"), (1, "leave-out")], ("corrected", 2, 1, 0)),
            ([(0, "correct"), (1, "keep")], ("corrected", 2, 0, 1)),
            ([], ("go-back", 0, 0, 0)),
        ]
        for n, (choices, (decision, *counts)) in enumerate(rows):
            with self.subTest(decision=decision, counts=counts):
                host = self.start()
                host.ask(check("c1", AIR_FORCE, GMAIL, OTHER, CLEAN))
                self.assertEqual(len(self.events()), n)
                self.answer(host, *choices)
                self.answer(host, (0, "keep"), (1, "keep"))  # once is all
                self.assertEqual(host.end(), 0)
                self.assertEqual(len(self.events()), n + 1)
                event = self.events()[-1]
                self.assertRegex(event["DURATION_MS"], r"^\d{1,6}$")
                self.assert_event(event, {"DECISION": decision, "REASON": "could-not-show", "RECIPIENTS": "4", "FLAGGED": "3"})
                self.assertEqual([int(event[name]) for name in ("CORRECTED", "LEFT_OUT", "KEPT")], counts)

    def test_not_answered_inside_thunderbird(self):
        """Where no answer comes back that can be believed, the one event says that it was asked there."""
        asked, blocks = "asked-in-thunderbird", {"when_high": "'block'"}

        def refused(*choices):
            def answer(host):
                self.answer(host, *choices)
                self.assertEqual(host.receive()["code"], "bad-message")
            return answer

        rows = {
            "a choice that does not exist": ({}, refused((0, "keep"), (7, "keep")), asked),
            "one that is not allowed": (blocks, refused((0, "keep")), asked),
            "its window is closed": ({}, lambda host: host.send({"type": "withdraw", "id": "c1"}), "withdrawn"),
            "the id is used again": ({}, lambda host: host.ask(check("c1", CLEAN)), asked),
            "Thunderbird ends": ({}, lambda host: host.close_input(), asked),
            "a signal": ({}, lambda host: host.process.send_signal(signal.SIGTERM), asked),
        }
        for n, (name, (settings, end, decision)) in enumerate(rows.items(), 1):
            with self.subTest(name):
                host = self.start(**settings)
                host.ask(check("c1", AIR_FORCE))
                end(host)
                host.end()
                self.assertEqual(len(self.events()), n)
                self.assert_event(self.events()[-1], {"DECISION": decision, "REASON": "could-not-show", "KEPT": "0"})

    def test_withdrawn(self):
        """One event each, whether the compose window was closed or Thunderbird ended."""
        for n, end in enumerate((lambda host: host.ask({"type": "withdraw", "id": "c1"}), lambda host: host.end()), 1):
            host = self.start(STAYS)
            host.send(check("c1", AIR_FORCE))
            wait_until((host.notes / "shown").exists, "the dialog")
            end(host)
            self.assertEqual(len(self.events()), n)
            self.assert_event(self.events()[-1], {"DECISION": "withdrawn", "FLAGGED": "1", "KEPT": "0"})

    def test_the_gravest(self):
        """Kind, severity and country are those of the gravest that was flagged."""
        rows = [(["nobody", LOW, GMAIL], ("suffix_slip", "high", "CM")), ([LOW, "nobody"], ("same_label_abroad", "low", "RO")),
                (["nobody", CLEAN], ("unparsable", None, None))]
        for addresses, (kind, severity, country) in rows:
            with self.subTest(kind=kind):
                host = self.start(**TELLS)
                host.ask(check("c1", *addresses))
                host.end()
                self.assert_event(self.events()[-1], {"KIND": kind, "SEVERITY": severity, "COUNTRY": country})

    def test_clean(self):
        """Nothing is left of a message in which nothing was flagged, nor at the level `none`."""
        self.start().ask(check("c1", CLEAN))
        self.start(ANSWERS.format("keep"), audit_level="'none'").ask(check("c1", AIR_FORCE))
        self.start(audit_level="'none'", **TELLS).ask(check("c1", LOW))
        self.assertEqual(self.events(), [])

    def test_domains(self):
        """Domains are recorded only at that level, and only where the person was told so."""
        rows = [
            ("'counts'", ANSWERS.format("keep"), 3, [AIR_FORCE], None),
            ("'domains'", ANSWERS.format("keep"), 3, [AIR_FORCE, CLEAN, OTHER], "us.af.ml"),
            ("'domains'", ANSWERS.format("go-back"), 1, [AIR_FORCE, GMAIL], ["gmail.cm", "us.af.ml"]),
            ("'domains'", "shown()", 3, [AIR_FORCE], None),
            ("'domains'", None, 3, [AIR_FORCE], None),
            ("'domains'", "sys.exit(3)", 3, [AIR_FORCE], None),
            ("'domains'", None, 2, [AIR_FORCE], None),
            ("'domains'", None, 3, [LOW], None),
        ]
        for level, ui, protocol, addresses, domains in rows:
            with self.subTest(level=level, ui=ui, protocol=protocol):
                host = self.start(ui, protocol=protocol, audit_level=level, **TELLS)
                reply = host.ask(check("c1", *addresses))
                host.end()
                event = self.events()[-1]
                found = event.get("DOMAIN")
                self.assertEqual(sorted(found) if isinstance(found, list) else found, domains)
                told = level == "'domains'"
                for path in host.notes.glob("asked-*"):
                    self.assertEqual(json.loads(path.read_text()).get("records_domains", False), told)
                if reply["action"] == "ask":
                    self.assertEqual(reply.get("records_domains", False), told and protocol >= 3)

    def test_private(self):
        """No entry of any kind holds an address, at no level."""
        for level in ("'counts'", "'domains'"):
            host = self.start(ANSWERS.format("correct"), audit_level=level)
            host.ask(check("c1", AIR_FORCE, "canary7531"))
        self.assertNotIn("canary", json.dumps(self.namespace.entries()))

    def test_catalogue(self):
        """`journalctl -x` explains the event in the person's language, from the catalogue that is installed."""
        with tempfile.TemporaryDirectory(prefix="straymail-test-") as folder:
            catalogues, locales = pathlib.Path(folder, "catalogues"), pathlib.Path(folder, "locales")
            catalogues.mkdir()
            locales.mkdir()
            shutil.copy(os.environ["STRAY_TEST_CATALOGUE"], catalogues)
            self.namespace.run("mount", "--bind", catalogues, "/usr/lib/systemd/catalog")
            self.addCleanup(self.namespace.run, "umount", "/usr/lib/systemd/catalog")
            self.namespace.run("mount", "-t", "tmpfs", "none", "/var/lib/systemd")
            self.addCleanup(self.namespace.run, "umount", "/var/lib/systemd")
            self.assertEqual(self.namespace.run("journalctl", "--update-catalog").stderr, b"")
            self.start(ANSWERS.format("go-back")).ask(check("c1", CLEAN, AIR_FORCE))
            self.event()
            for language in ("en", *LINGUAS):
                with self.subTest(language):
                    # Of a locale the journal wants to know no more than the name.
                    (locales / language).symlink_to("/usr/lib/locale/C.utf8")
                    output = self.namespace.run("journalctl", "-x", "-n1", f"MESSAGE_ID={EVENT_ID}", env={
                        "LOCPATH": locales, "LC_ALL": language}).stdout.decode()
                    self.check_explanation(output, language)

    def check_explanation(self, output, language):
        translations = gettext.translation("straymail", DATADIR / "locale", [language], fallback=language == "en")
        subject = translations.gettext(SUBJECT)
        self.assertEqual(subject == SUBJECT, language == "en", "it is not translated")
        lines = [line.removeprefix("░░").removeprefix(" ") for line in output.splitlines() if line.startswith("░░")]
        self.assertIn("Subject: " + subject.replace("@STRAYMAIL_DECISION@", "go-back"), lines)
        text = "\n".join(lines)
        for word in (*DECISIONS, "wildcard_suffix", "straymail report", "STRAYMAIL_DECISION", "STRAYMAIL_COUNTRY"):
            self.assertIn(word, text)
        self.assertRegex(text, r"\b2\b(.|\n)*\b1\b")
        self.assertNotIn("@", text)
        for line in lines:
            self.assertLessEqual(sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line), 96, line)

    def test_what_the_extension_says(self):
        """The version the extension says is recorded only where it is one."""
        for version, recorded in (("1.2~rc1", "1.2~rc1"), ("", None), ("1\nSTRAYMAIL_KIND=x", None), ("1" * 65, None), ("é", None)):
            with self.subTest(version=version):
                host = self.start(greet=False)
                host.ask(hello(1, 3) | {"version": version})
                host.ask(check("c1", AIR_FORCE))
                host.end()
                self.assert_event(self.events()[-1], {"EXTENSION_VERSION": recorded, "KIND": "wildcard_suffix"})


class NoJournal(AuditTest):
    def setUp(self):
        self.namespace = Namespace()
        self.addCleanup(self.namespace.close)

    def answers(self, host, id="c1"):
        """That a flagged and a clean message are decided as ever, and nothing is said about it."""
        reply = host.ask(check(id, AIR_FORCE))
        self.assertEqual((reply["action"], reply["reason"]), ("ask", "could-not-show"))
        self.answer(host, id=id)
        self.assertEqual(host.ask(check(id, CLEAN))["reason"], "clean")
        self.assertEqual(host.stderr, "")

    def test_nothing_there(self):
        """Without a journal the event is dropped, and with one that comes later it is not."""
        host = self.start()
        self.answers(host)
        with self.namespace.listen() as journal:
            self.answers(host)
            journal.settimeout(DEADLINE)
            self.assertIn(b"MESSAGE_ID=" + EVENT_ID.encode(), journal.recv(1 << 20).splitlines())

    def test_nobody_listens(self):
        """A socket that was left behind, and a file in its place."""
        self.namespace.listen().close()
        self.answers(self.start())
        self.namespace.run("/bin/sh", "-c", f"rm {SOCKET}; : >{SOCKET}")
        self.answers(self.start())

    def test_full(self):
        """A journal that does not read holds nothing up: what does not fit is dropped."""
        with self.namespace.listen() as journal:
            host = self.start()
            for i in range(50):
                self.answers(host, f"c{i}")
            self.assertEqual(host.end(), 0)
            journal.setblocking(False)
            taken = 0
            while True:
                try:
                    journal.recv(1 << 20)
                except BlockingIOError:
                    break
                taken += 1
            self.assertGreater(taken, 0)
            self.assertLess(taken, 50)

    def test_many_asked_inside_thunderbird(self):
        """Of more than are remembered the oldest leave their events, and each leaves one."""
        with self.namespace.listen() as journal:
            journal.settimeout(DEADLINE)

            def decision():
                fields = dict(field.partition(b"=")[::2] for field in journal.recv(1 << 20).splitlines())
                return fields[b"STRAYMAIL_DECISION"]

            host = self.start()
            for i in range(66):
                host.ask(check(f"c{i}", AIR_FORCE))
            self.assertEqual([decision() for _ in range(2)], [b"asked-in-thunderbird"] * 2)
            for i in range(66):
                self.answer(host, (0, "keep"), id=f"c{i}")
                if i >= 2:
                    self.assertEqual(decision(), b"send-anyway")
            self.assertEqual(host.end(), 0)
            journal.setblocking(False)
            self.assertRaises(BlockingIOError, journal.recv, 1)

    def test_one_datagram(self):
        """As many domains as there can be still fit into one entry."""
        with self.namespace.listen() as journal:
            host = self.start(ANSWERS.format("go-back"), audit_level="'domains'")
            label = "x" * 60
            host.ask(check("c1", *(f"a@{label}.{label}.{label}.{i}.af.ml" for i in range(10000))))
            host.end()
            journal.settimeout(DEADLINE)
            fields = journal.recv(1 << 20).split(b"\n")
            self.assertEqual(sum(field.startswith(b"STRAYMAIL_DOMAIN=") for field in fields), 100)
            self.assertIn(b"STRAYMAIL_FLAGGED=10000", fields)
