# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings and lists without end: a verdict all the same, in little memory, and a few words about what does not count."""

import pathlib
import re
import subprocess

import native
from policy_case import STRAYMAIL, PolicyCase
from waiting import DEADLINE

MANY = 300_000
MIB = 1 << 20

# What is told one by one of a kind, and how much may be said in all about what is wrong.
TOLD = 20
SAID = 32 * 1024


def array(entry):
    return f"[{', '.join(repr(entry(i)) for i in range(MANY))}]"


def exceptions(entry):
    return "{" + ", ".join(f"{entry(i)!r}: int64 0" for i in range(MANY)) + "}"


TEXT = repr("ä" * 10 * MIB)
TOO_LONG = [(1, f"“{key}” is too long") for key in
            ("home-countries", "trusted-domains", "additional-kinds", "exceptions", "organisation-text")]

# What is in the settings, and what is said about it: how often, with which words.
SETTINGS = {
    "what is good": ({
        "home-countries": array(lambda i: "US"), "trusted-domains": array(lambda i: f"d{i}.example"),
        "additional-kinds": array(lambda i: "same_label_brand"), "exceptions": exceptions(lambda i: f"e{i}.example"),
        "organisation-text": TEXT}, TOO_LONG),
    "what is bad": ({
        "home-countries": array(lambda i: f"Nowhere {i}"), "trusted-domains": array(lambda i: f"not a domain {i}"),
        "additional-kinds": array(lambda i: f"kind {i}"), "exceptions": exceptions(lambda i: f"not {i}"),
        "organisation-text": TEXT}, TOO_LONG + [
            (TOLD, "“home-countries” is ignored. “Nowhere"), (1, "9980 more entries of the setting “home-countries”"),
            (TOLD, "of the setting “trusted-domains” is ignored."), (1, "9980 more entries of the setting “trusted-domains”"),
            (TOLD, "of the setting “additional-kinds” is ignored."), (1, "9980 more entries of the setting “additional-kinds”"),
            (1, "10000 entries of the setting “exceptions” are ignored.")]),
}


class LimitsCase(PolicyCase):
    def run_command(self, *command):
        done = subprocess.run(self.stage.command(STRAYMAIL, *command), env=self.home.env, capture_output=True, timeout=DEADLINE)
        self.assertIn(done.returncode, (0, 1))
        return done

    def assert_said(self, text, said):
        self.assertLess(len(text), SAID)
        for times, words in said:
            self.assertEqual(text.count(words), times, f"“{words}” in {text[:2000]}")

    def set_all(self, backend, settings):
        if backend == "keyfile":
            self.home.set_settings(**{key.replace("-", "_"): value for key, value in settings.items()})
        else:
            self.home.env.pop("GSETTINGS_BACKEND")
            self.add_user_dconf(settings)


class Settings(LimitsCase):
    def setUp(self):
        super().setUp()
        self.stage.folder("/etc/straymail")

    def test_commands(self):
        """Row 55: 300,000 entries in each setting, good or bad, and a text of ten million characters: each command has its say"""
        for name, (settings, said) in SETTINGS.items():
            with self.subTest(name):
                self.setUp()
                self.set_all("dconf", settings)
                checked = self.run_command("check", "x@us.af.ml")
                self.assertEqual(checked.returncode, 1)
                self.assert_said(checked.stderr.decode(), said)
                shown = self.run_command("policy")
                self.assert_said(shown.stderr.decode(), said)
                self.assertLess(len(shown.stdout), SAID)
                examined = self.run_command("doctor").stdout.decode()
                self.assert_said(examined, TOO_LONG)

    def test_host(self):
        """Row 55: the same, from dconf and from a keyfile: a host decides, says little and stays small"""
        # GLib reads a keyfile as text, at ten times the memory, and at twenty times beside a sanitizer.
        for backend, memory in (("dconf", 100 * MIB), ("keyfile", 1000 * MIB)):
            for name, (settings, said) in SETTINGS.items():
                with self.subTest(name, backend=backend):
                    self.setUp()
                    self.set_all(backend, settings)
                    host = self.start_host()
                    try:
                        decision = host.ask(native.check("1", "x@us.af.ml"))
                        self.assertEqual((decision["action"], decision["organisation"]), ("ask", {"text": "ä" * 1000}))
                        self.assertEqual(host.ask(native.check("2", "a@example.org"))["action"], "send")
                        self.assertLess(host.memory("VmHWM"), memory)
                        self.assert_said(host.stderr, said)
                    finally:
                        host.clean_up()


class Lists(LimitsCase):
    SHARED = "/etc/straymail/trusted.d/it.list"

    def setUp(self):
        super().setUp()
        self.stage.write(self.SHARED, "contoso.com\n")

    def assert_in_force(self):
        """That the administrator's list counts, and those that come with Straymail, whatever lies beside them."""
        rows = self.run_command("check", "--json", "a@contoso.com", "x@us.af.ml").stdout.decode()
        self.assertEqual(re.findall(r'"verdict":"(\w+)"', rows), ["trusted", "lookalike"])

    def check_all(self, *said):
        self.assert_in_force()
        for command in (("check", "a@example.org"), ("policy",)):
            self.assert_said(self.run_command(*command).stderr.decode(), said)
        self.assertLess(len(self.run_command("doctor").stdout), SAID)
        host = self.start_host()
        try:
            self.assertEqual(host.ask(native.check("1", "x@us.af.ml"))["action"], "ask")
            self.assert_said(host.stderr, said)
            self.assertLess(host.memory("VmHWM"), 150 * MIB)
            read, = re.findall(r"rchar: (\d+)", pathlib.Path(f"/proc/{host.pid}/io").read_text())
            return int(read)
        finally:
            host.clean_up()

    def test_sparse(self):
        """Row 55: 60 lists of ten gigabytes of nothing: each is read no further than to where it shows to be no text"""
        for i in range(60):
            with open(self.home.add_list("", f"{i:02}.list"), "r+b") as file:
                file.truncate(10 << 30)
        read = self.check_all((TOLD, ".list:1: This is no text file."), (1, "40 more lists are ignored"))
        self.assertLess(read, 60 * MIB)

    def test_no_text(self):
        """Row 55: lists of any bytes, one of them with an entry before them"""
        noise = bytes(range(256)) * 4096
        for i in range(10):
            self.home.add_list(noise, f"{i}.list")
        self.home.add_list(b"*.example\n" + noise, "good.list")
        self.check_all((10, ".list:1: This is no text file."), (1, "good.list:2: This is no text file."))

    def test_many_bad_lines(self):
        """Row 55: a hundred lists of a thousand bad lines each"""
        for i in range(100):
            self.home.add_list("not an entry\n" * 1000, f"{i:02}.list")
        self.check_all((TOLD, "The line is ignored."), (1, "00.list” 980 more lines"), (19, ".list” 1000 lines are not"),
                       (1, "80 more lists have lines that are not"))

    def test_many_lines(self):
        """Row 55: a million lines in the user's lists: those that come first count, and the administrator's in any case"""
        for name in ("a", "b", "c", "d"):
            self.home.add_list("".join(f"{name}{i}.example\n" for i in range(MANY)), f"{name}.list")
        self.check_all((1, "a.list:2"), (3, ".list” is ignored: the trust lists are too long in all."))

    def test_many_bytes(self):
        """Row 55: user's lists of 200 megabytes of comments"""
        for name in ("a", "b"):
            self.home.add_list(("#" * 1000 + "\n") * 100_000, f"{name}.list")
        self.check_all((1, "a.list:3"), (1, "b.list” is ignored: the trust lists are too long in all."))

    def test_many_files(self):
        """Row 55: 20,000 lists, and 2,000 folders in XDG_DATA_DIRS"""
        folder = self.home.add_list("a.example\n").parent
        for i in range(20_000):
            (folder / f"{i}.list").touch()
        self.home.env["XDG_DATA_DIRS"] = ":".join(f"{self.home.data}/{i}" for i in range(2_000))
        self.check_all((1, "holds more files than are looked at"), (1, "XDG_DATA_DIRS names too many folders"))
