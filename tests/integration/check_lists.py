# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists and settings `straymail check` goes by: the shipped, the administrator's, the user's, and broken ones."""

import os
import re
import socket

from check_command import DATADIR, SYSCONFDIR, CheckCase


class Configured(CheckCase):
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


class Shipped(CheckCase):
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
