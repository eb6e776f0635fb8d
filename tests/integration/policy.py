# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`straymail policy`, the examples in data/policy, and that nothing gets round a lock."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

import native
from languages import reading
from policy_case import PolicyCase
from stage import Stage

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])
EXAMPLES = SOURCE / "data/policy"


class Shown(PolicyCase):
    """What is in force and where it comes from."""

    def test_built_in(self):
        sources = {row["setting"]: row["source"] for row in self.rows("setting")}
        self.assertEqual(sources.pop("home-countries"), "locale")
        self.assertEqual(set(sources.values()), {"built-in"})
        keys = [line.split('"')[1] for line in (SOURCE / "data/org.straymail.gschema.xml").read_text().splitlines()
                if "<key " in line]
        self.assertEqual(sorted(sources), sorted(set(keys) - {"home-countries"}))

    def test_sources(self):
        self.add_dconf({"when-high": "'block'", "when-low": "'ask'", "trusted-domains": "['army.mil']"}, ["when-high"])
        self.add_user_dconf({"when-high": "'nothing'", "trusted-domains": "['mine.example']"})
        for key, expected in {"when-high": ("block", "locked"), "when-low": ("ask", "administrator"),
                              "trusted-domains": (["mine.example"], "user"),
                              "when-medium": ("ask", "built-in")}.items():
            with self.subTest(key):
                self.assertEqual(self.setting(key, staged=True), expected)

    def test_home_of_the_locale(self):
        env = self.home.env | {"LC_ALL": "de_DE.UTF-8"}
        self.assertEqual(self.setting("home-countries", env=env), (["DE"], "locale"))
        self.assertIn({"entry": "*.bund.de", "source": "home-countries"}, self.rows("entry", env=env))

    def test_entries_with_file_and_line(self):
        mine = self.home.add_list("# mine\narmy.mil # why\n\n*.example.org trust-only\n")
        self.stage.write("/etc/straymail/trusted.d/it.list", "contoso.com\n")
        entries = self.rows("entry", staged=True)
        for expected in ({"entry": "army.mil", "list": str(mine), "line": 2, "source": "user"},
                         {"entry": "*.example.org trust-only", "list": str(mine), "line": 4, "source": "user"},
                         {"entry": "contoso.com", "list": "/etc/straymail/trusted.d/it.list", "line": 1,
                          "source": "administrator"}):
            self.assertIn(expected, entries)
        self.assertIn({"list": str(mine), "entries": 2, "source": "user"},
                      [row for row in self.rows("list", staged=True) if "entries" in row])

    def test_table(self):
        self.home.add_list("army.mil\n")
        self.home.set_settings(trusted_domains="['a.example', 'b.example']", exceptions="{'army.ml': int64 0}",
                               organisation_text="'\x1b[31mred'")
        output = self.run_policy("--entries")
        self.assertRegex(output, r"(?m)^trusted-domains +a\.example, b\.example +user$")
        self.assertRegex(output, r"(?m)^exceptions +army\.ml +user$")
        self.assertRegex(output, r"(?m)^army\.mil +/.*/test\.list:1$")
        self.assertNotIn("\x1b", output)
        head, *rows = output.split("\n\n")[0].splitlines()
        self.assertTrue(all(row[head.index("Value") - 2:head.index("Value")] == "  " for row in rows))
        self.assertNotIn("test.list:1", self.run_policy())

    def test_language(self):
        self.assertNotIn("From", self.run_policy(env=self.home.env | reading("fr")))

    def test_switched_off(self):
        self.home.add_list("user.example\n")
        self.home.set_settings(built_in_trust="false", trusted_domains="['a.example']")
        self.assertEqual({row["source"] for row in self.rows("list")}, {"user"})
        self.home.set_settings(user_lists="false")
        self.assertEqual({row["source"] for row in self.rows("list")}, {"built-in"})

    def test_what_is_left_out(self):
        self.home.add_list("not an entry\n")
        self.home.set_settings(home_countries="['Mali']")
        self.run_policy(status=1, error=r"(?=[\s\S]*test.list:1: )(?=[\s\S]*“Mali”)[\s\S]*")

    def test_what_has_no_effect_in_dconf(self):
        """A setting that does not exist, or with a value it cannot have, is named with file and line, and so is a lock of none."""
        rows = [("when-high='block'", None), ("  when-high = 'block'  ", None), ("# when-hihg='block'", None), ("exception-days=uint32 30", None),
                ("trusted-domains=['a.example']", None), ("trusted-domains=@as []", None), ("exceptions={'army.ml': int64 0}", None),
                ("when-high='blok'", "“when-high” cannot have this value"), ("when-high=block", "“when-high” cannot"),
                ("exception-days=30", "“exception-days” cannot .* uint32 0"), ("answer-delay=uint32 4000000000", "“answer-delay” cannot"),
                ("trusted-domains=[]", "“trusted-domains” cannot"), ("when-hihg='block'", "There is no setting “when-hihg”"),
                (".path='x'", "There is no setting “.path”")]
        del self.home.env["GSETTINGS_BACKEND"]
        self.add_dconf({}, [])
        for line, said in rows:
            with self.subTest(line=line):
                self.stage.write("/etc/dconf/db/local.d/straymail",
                                 f"[org/other]\nx=1\n[org/straymail]\n{line}\n[org/straymail/other]\nx=1\n")
                error = f"straymail: /etc/dconf/db/local.d/straymail:4: {said}.*\n" if said else ""
                self.run_policy(staged=True, status=int(bool(said)), error=error)
        self.stage.write("/etc/dconf/db/local.d/straymail")
        self.stage.write("/etc/dconf/db/local.d/locks/straymail", "# so\n/org/other/x\n/org/straymail/when-high\n/org/straymail/whenhigh\n")
        self.run_policy(staged=True, status=1, error=".*locks/straymail:4: There is no setting “whenhigh”.*\n")
        for lock, named in (("/org/straymail/when-high\r", r"when-high\\r"), ("/org/straymail/when-high ", "when-high "),
                            (" /org/straymail/when-high", " /org/straymail/when-high"), ("org/straymail/when-high", "org/straymail/when-high"),
                            ("/org/straymail/.path", r"\.path")):
            with self.subTest(lock=lock):
                self.stage.write("/etc/dconf/db/local.d/locks/straymail", f"{lock}\n")
                self.run_policy(staged=True, status=1, error=f".*locks/straymail:1: There is no setting “{named}”.*\n")
        self.stage.write("/etc/dconf/db/local.d/locks/straymail")
        self.stage.write("/etc/dconf/db/local.d/straymail", "[org.straymail]\nwhen-high='block'\n")
        self.run_policy(staged=True, status=1, error=r".*local.d/straymail:1: Nothing below “\[org\.straymail\]”.*\n")

    def test_much_without_effect_in_dconf(self):
        """Row 55: a hundred settings that do not exist, of long names, and a file of ten gigabytes: some are named, and the file is not read"""
        del self.home.env["GSETTINGS_BACKEND"]
        self.add_dconf({"when-high": "'block'"}, [])
        self.stage.write("/etc/dconf/db/local.d/straymail", "[org/straymail]\n" + "".join(f"when-{i}{'x' * 10_000}='block'\n" for i in range(100)))
        with open(self.stage.write("/etc/dconf/db/local.d/huge"), "r+b") as file:
            file.truncate(10 << 30)
        huge = "straymail: “/etc/dconf/db/local.d/huge” is too large to be looked at.\n"
        self.run_policy(staged=True, status=1, error=rf"(?=[\s\S]*{huge})(?:{huge}|straymail: .*There is no setting.{{,8192}}\n){{21}}"
                        "straymail: 80 more lines for dconf have no effect.\n")

    def test_nothing_is_trusted(self):
        self.home.set_settings(built_in_trust="false")
        self.assertIn("built-in-trust", self.run_policy(status=2, error="straymail: Not a single .*\n"))

    def test_usage(self):
        for arguments in (["--nonsense"], ["nonsense"], ["lint"], ["lint", "--nonsense"]):
            with self.subTest(arguments):
                self.assertEqual(self.run_policy(*arguments, status=2, error="straymail: .*--help.*\n"), "")
        self.assertIn("--entries", self.run_policy("--help"))
        self.assertIn("FILE…", self.run_policy("lint", "--help"))


class Kept(PolicyCase):
    """A policy is kept for as long as nothing changes, and the time is one of the things that do."""

    def test_exceptions_end(self):
        clock = self.home.config / "straymail/clock"
        clock.parent.mkdir()
        library, = pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
        self.home.env |= {"FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1", "LD_PRELOAD": str(library),
                          "FAKETIME_DONT_FAKE_MONOTONIC": "1", "ASAN_OPTIONS": "verify_asan_link_order=0"}
        hour = 3600
        # Until tomorrow, and for longer than is allowed until three days have passed.
        self.home.set_settings(exceptions=f"{{'us.af.ml': int64 {int(time.time()) + 24 * hour}, "
                                          f"'army.ml': int64 {int(time.time()) + 33 * 24 * hour}}}", exception_days="uint32 30")
        self.stage.folder("/etc/straymail")
        clock.write_text("+0\n")
        host = self.start_host()
        try:
            for number, (passed, excepted) in enumerate((("+0", "us"), ("+1h", "us"), ("+25h", ""), ("+74h", "army"), ("+10h", "us"))):
                with self.subTest(passed):
                    clock.write_text(f"{passed}\n")
                    actions = [host.ask(native.check(f"{name}-{number}", f"john@{domain}"))["action"]
                               for name, domain in (("us", "us.af.ml"), ("army", "army.ml"))]
                    self.assertEqual(actions, ["send" if name == excepted else "ask" for name in ("us", "army")])
        finally:
            host.clean_up()


class Lint(PolicyCase):
    def lint(self, *texts, status, **options):
        paths = []
        for i, text in enumerate(texts):
            paths.append(self.home.path / f"{i}.list")
            paths[-1].write_bytes(text)
        return self.run_policy("lint", *paths, status=status, **options).replace(f"{self.home.path}/", "").splitlines()

    def test_good(self):
        self.assertEqual(self.lint(b"army.mil\n# so\n\n*.mod.uk\n", b"", status=0), [])

    def test_bad_lines(self):
        lines = self.lint(b"army.mil\nb c\n\xff.example\n", b"me@army.mil\n", status=1)
        self.assertEqual([line.split(" ")[0] for line in lines], ["0.list:2:", "0.list:3:", "1.list:1:"])

    def test_standard_input(self):
        self.assertRegex(self.run_policy("lint", "-", status=1, input="army.mil\nb c\n"), r"\A-:2: .*\n\Z")
        for text in ("army.mil\n", ""):
            self.run_policy("lint", "-", status=0, input=text)

    def test_every_bad_line(self):
        self.assertEqual(len(self.lint(b"b c\n" * 100, status=1)), 100)

    def test_cannot_be_read(self):
        lines = self.run_policy("lint", "/nonexistent.list", EXAMPLES / "etc/straymail/trusted.d/organisation.list",
                                status=2, error="straymail: .*“/nonexistent.list”.*\n")
        self.assertEqual(lines, "")


class Files(PolicyCase):
    """Files in /etc that others could write are refused and reported."""

    def test_refused(self):
        rows = {"file": lambda: self.stage.write("/etc/straymail/trusted.d/it.list", "it.example\n", 0o666),
                "folder": lambda: self.stage.folder("/etc/straymail/trusted.d", 0o777),
                "folder above": lambda: self.stage.folder("/etc/straymail", 0o777)}
        for name, loosen in rows.items():
            with self.subTest(name):
                self.stage = Stage()
                self.addCleanup(self.stage.close)
                self.stage.write("/etc/straymail/trusted.d/it.list", "it.example\n")
                loosen()
                self.run_policy(staged=True, status=1, error="straymail: .*/etc/straymail/trusted.d.*by others.*\n")
                self.assertNotIn("administrator", {row["source"] for row in self.rows(
                    "list", staged=True, status=1, error="straymail: .*\n")})


class Examples(PolicyCase):
    """data/policy, as it stands."""

    def setUp(self):
        super().setUp()
        self.stage.copy(EXAMPLES)
        self.stage.update_dconf()

    def test_settings_and_locks(self):
        locks = {line.rpartition("/")[2] for line in
                 (EXAMPLES / "etc/dconf/db/local.d/locks/straymail").read_text().splitlines() if line.startswith("/")}
        rows = {row["setting"]: row for row in self.rows("setting", staged=True)}
        self.assertEqual({key for key, row in rows.items() if row["source"] == "locked"}, locks)
        self.assertEqual(rows["home-countries"]["value"], ["US"])
        self.assertEqual(rows["exception-days"]["value"], 30)
        self.assertEqual((rows["answer-delay"]["value"], rows["answer-delay"]["source"]), (1500, "administrator"))

    def test_list(self):
        entries = {row["entry"]: row["source"] for row in self.rows("entry", staged=True)}
        for entry in ("contoso.com", "*.mod.uk", "contoso.ml  trust-only"):
            self.assertEqual(entries.get(entry), "administrator", entry)

    def test_users_add_nothing(self):
        self.home.add_list("us.af.ml\n")
        self.home.add_list("us.af.ml\n", below=self.home.data)
        self.assertEqual({row["source"] for row in self.rows("list", staged=True)}, {"administrator", "built-in"})

    def test_they_are_installed(self):
        installed = DATADIR / "doc/straymail/examples"
        for path in EXAMPLES.rglob("*"):
            if path.is_file() and path.suffix not in (".license", ".build"):
                self.assertEqual((installed / path.relative_to(EXAMPLES)).read_bytes(), path.read_bytes())


OWN_SCHEMA = """<schemalist>
  <enum id="org.straymail.Action"><value nick="nothing" value="3"/></enum>
  <schema id="org.straymail" path="/elsewhere/">
    <key name="when-high" enum="org.straymail.Action"><default>'nothing'</default></key>
  </schema>
</schemalist>"""


class Locked(PolicyCase):
    """A lock holds, whatever the user does: by `straymail policy`'s word and by the host's deed."""

    def setUp(self):
        super().setUp()
        self.add_dconf({"when-high": "'block'"}, ["when-high"])
        self.own = {"when-high": "'nothing'"}

    def another_backend(self):
        self.home.set_settings(when_high="'nothing'")

    def no_backend(self):
        self.home.env["GSETTINGS_BACKEND"] = "memory"

    def own_value(self):
        self.add_user_dconf(self.own)

    def another_profile(self):
        self.add_user_dconf(self.own)
        profile = self.home.path / "profile"
        profile.write_text("user-db:user\n")
        self.home.env["DCONF_PROFILE"] = str(profile)

    def a_profile_that_is_missing(self):
        self.home.env["DCONF_PROFILE"] = "/nonexistent"

    def a_profile_in_the_runtime_directory(self):
        self.add_user_dconf(self.own)
        (self.home.path / "dconf").mkdir()
        (self.home.path / "dconf/profile").write_text("user-db:user\n")
        self.home.env["XDG_RUNTIME_DIR"] = str(self.home.path)

    def a_profile_in_a_data_directory(self):
        self.add_user_dconf(self.own)
        (self.home.data / "dconf/profile").mkdir(parents=True)
        (self.home.data / "dconf/profile/user").write_text("user-db:user\n")

    def own_schema(self, folder):
        folder.mkdir(parents=True)
        (folder / "own.gschema.xml").write_text(OWN_SCHEMA)
        subprocess.run(["glib-compile-schemas", folder], check=True)
        return str(folder)

    def a_schema_by_its_variable(self):
        self.home.env["GSETTINGS_SCHEMA_DIR"] = self.own_schema(self.home.path / "schema")

    def a_schema_in_a_data_directory(self):
        self.own_schema(self.home.data / "glib-2.0/schemas")

    def a_schema_in_the_home(self):
        self.own_schema(self.home.path / ".local/share/glib-2.0/schemas")

    def another_home(self):
        config = self.home.path / "another/.config"
        self.add_user_dconf(self.own, config)
        self.home.env.update({"HOME": str(config.parent), "XDG_CONFIG_HOME": str(config)})

    def no_modules(self):
        self.home.env.update({"GIO_MODULE_DIR": "/nonexistent", "GIO_EXTRA_MODULES": "/nonexistent"})

    def a_list(self):
        self.add_dconf({"when-high": "'block'", "user-lists": "false"}, ["when-high", "user-lists"])
        self.home.add_list("us.af.ml\n")
        self.home.add_list("us.af.ml\n", below=self.home.data)

    ATTEMPTS = (another_backend, no_backend, own_value, another_profile, a_profile_that_is_missing,
                a_profile_in_the_runtime_directory, a_profile_in_a_data_directory, a_schema_by_its_variable,
                a_schema_in_a_data_directory, a_schema_in_the_home, another_home, no_modules, a_list)

    def test_attempts(self):
        for attempt in self.ATTEMPTS:
            with self.subTest(attempt.__name__):
                self.setUp()
                self.home.env.pop("GSETTINGS_BACKEND")
                attempt(self)
                self.assertEqual(self.setting("when-high", staged=True), ("block", "locked"))
                decision = self.decide()
                self.assertEqual([finding["blocked"] for finding in decision["findings"]], [True])

    def add_other_tables(self):
        """Tables for ICU by which nothing but a capital A is anything else, not even the full stop of another script."""
        program = shutil.which("gennorm2", path=f"{os.environ['PATH']}:/usr/sbin")
        rules = self.home.path / "rules"
        rules.write_text("41>61\n")
        for library in pathlib.Path("/usr/lib").glob("*/libicudata.so.??"):
            # Where a host can read.
            folder = self.home.config / "straymail" / f"icudt{library.suffix[1:]}{sys.byteorder[0]}"
            folder.mkdir(parents=True)
            subprocess.run([program, "-u", "14.0.0", "-o", folder / "uts46.nrm", rules], check=True, stdout=subprocess.DEVNULL)
        self.home.env["ICU_DATA"] = str(self.home.config / "straymail")

    def test_other_tables(self):
        """Row 57: ICU_DATA names tables by which a domain is another one, with a lock and without one"""
        self.add_other_tables()
        decision = self.decide("x@us\u3002af\u3002ml")
        self.assertEqual([finding["blocked"] for finding in decision.get("findings", [])], [True], decision)
        self.stage = Stage()
        self.addCleanup(self.stage.close)
        self.stage.folder("/etc/straymail")
        self.assertEqual(self.decide("x@us\u3002af\u3002ml")["action"], "send")

    def test_without_the_lock_they_do_it(self):
        for settings, lists in (({"when_high": "'nothing'"}, []), ({}, ["us.af.ml\n"])):
            with self.subTest(settings=settings, lists=lists):
                self.home.set_settings(**settings)
                for text in lists:
                    self.home.add_list(text)
                self.stage = Stage()
                self.addCleanup(self.stage.close)
                self.stage.folder("/etc/straymail")
                self.assertEqual(self.decide()["action"], "send")
