# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What host and dialog give up is gone, and what they need is still there.

The functions that take it away are tried in `confined`; the installed host in what it
starts, since that inherits all of it; the installed dialog from outside."""

import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import unittest

from contained import CONFINED, Containment, measures, status
from desktop import Desktop
from dialog import PROGRAM as UI
from host_test import FLAGGED, STAYS, children
from native import HOST, check, frame, hello
from waiting import DEADLINE, wait_until

OLD_KERNEL = os.environ["STRAY_TEST_OLD_KERNEL"]

MEASURES = ("privileges", "memory", "calls", "files", "sockets", "network")
AF_PACKET, AF_ALG, AF_VSOCK, AF_TIPC = 17, 38, 40, 30

# What the dialog may have in its environment, and nothing else.
PASSED = """AT_SPI_BUS_ADDRESS DBUS_SESSION_BUS_ADDRESS DCONF_PROFILE DISPLAY GSETTINGS_BACKEND HOME LANG LANGUAGE
LC_ADDRESS LC_ALL LC_COLLATE LC_CTYPE LC_IDENTIFICATION LC_MEASUREMENT LC_MESSAGES LC_MONETARY LC_NAME LC_NUMERIC LC_PAPER
LC_TELEPHONE LC_TIME LOGNAME NO_AT_BRIDGE PATH TMPDIR TZ USER WAYLAND_DISPLAY XAUTHORITY XDG_CACHE_HOME XDG_CONFIG_DIRS
XDG_CONFIG_HOME XDG_CURRENT_DESKTOP XDG_DATA_DIRS XDG_DATA_HOME XDG_RUNTIME_DIR""".split()
KEPT_BACK = """GTK_THEME GTK_MODULES GTK_DEBUG GTK_PATH GTK_EXE_PREFIX GTK_DATA_PREFIX GTK_IM_MODULE GTK_A11Y GDK_BACKEND GDK_DEBUG
GDK_SCALE GDK_PIXBUF_MODULE_FILE GSK_RENDERER GSK_DEBUG G_MESSAGES_DEBUG G_SLICE GIO_MODULE_DIR GIO_EXTRA_MODULES
GIO_USE_VFS GSETTINGS_SCHEMA_DIR NLSPATH LD_LIBRARY_PATH LD_PRELOAD PANGOCAIRO_BACKEND FONTCONFIG_FILE FONTCONFIG_PATH
XCURSOR_PATH ICU_DATA MOZ_LOG MOZ_CRASHREPORTER PYTHONSTARTUP XDG_VTNR XDG_SEAT XDG_SESSION_ID XDG_ACTIVATION_TOKEN
SESSION_MANAGER DESKTOP_STARTUP_ID SSH_AUTH_SOCK""".split()


def descriptors(pid):
    return {int(path.name): os.readlink(path) for path in pathlib.Path(f"/proc/{pid}/fd").iterdir()}


def core_limits(pid):
    """The largest core file of a process, as it is and as it may make it."""
    limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
    return limits.partition("Max core file size")[2].split()[:2]


def environment(pid):
    text = pathlib.Path(f"/proc/{pid}/environ").read_bytes().decode()
    return dict(line.split("=", 1) for line in text.split("\0") if line)


class Report(Containment):
    def test_names_every_measure(self):
        """Hardening: each measure can be asked, and says in words what holds."""
        report = measures()
        self.assertEqual(tuple(report), MEASURES)
        for name, (_, text) in report.items():
            self.assertRegex(text, r"^\S.*\.$", name)

    def test_nothing_given_up(self):
        """Hardening: what was not taken away is not said to be."""
        if status("self", "Seccomp") == "0":
            for name in ("calls", "network"):
                self.assertFalse(measures([CONFINED, "none"])[name][0], name)
        if os.access("/", os.R_OK):
            self.assertFalse(measures([CONFINED, "none"])["files"][0])

    def test_old_kernel(self):
        """Hardening: a kernel that refuses is told of, with its reason, and the rest still holds."""
        report = measures([OLD_KERNEL, CONFINED])
        self.assertEqual([name for name in MEASURES if report[name][0]], ["privileges", "memory"])
        self.assertIn("Landlock", report["files"][1])
        for name in ("calls", "files", "network"):
            self.assertRegex(report[name][1], r"\(.+\)")

    def test_host_on_an_old_kernel(self):
        """Hardening: a kernel that refuses changes nothing for the person."""
        with subprocess.Popen([OLD_KERNEL, HOST, "m", "i"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env={"HOME": str(self.home)}) as process:
            out, err = process.communicate(frame(hello()) + frame(check("c1", "a@example.org")), DEADLINE)
        self.assertEqual((process.returncode, err), (0, b""))
        self.assertIn(b'"clean"', out)


class Network(Containment):
    def test_sockets(self):
        """Hardening: every kind of socket but this machine's own is refused."""
        families = (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, AF_PACKET, AF_ALG, AF_VSOCK, AF_TIPC)
        for word in ("socket", "stream", "pair", "wide", "early"):
            for family in families:
                with self.subTest(word, family=int(family)):
                    (result,) = self.attempt(word, int(family))
                    self.assertEqual(result, "EACCES") if self.holds["network"] else self.assertNotEqual(result, "EACCES")

    def test_unix_sockets(self):
        """Hardening: displays and buses are reached all the same."""
        self.assertEqual(self.attempt("socket", 1, "stream", 1, "pair", 1, "early", 1), ["ok"] * 4)

    def test_ways_around(self):
        """Hardening: neither other system call interfaces nor a ring lead to a socket."""
        if os.uname().machine == "x86_64":
            for word in ("i386", "x32"):
                with self.subTest(word):
                    (result,) = self.attempt(word, int(socket.AF_INET))
                    # A kernel can be built without them.
                    self.assertIn(result, ("EPERM", "ENOSYS") if self.holds["network"] else ("ok", "ENOSYS", "ECHILD"))
        (result,) = self.attempt("ring", 1)
        self.assertIn(result, ("EPERM",) if self.holds["network"] else ("ok", "EPERM", "ENOSYS"))

    def test_host_and_what_it_starts(self):
        """Hardening: the installed host has the filter, and its children inherit it."""
        host = self.start("""
def attempt(family):
    try:
        socket.socket(family, socket.SOCK_DGRAM)
    except OSError as error:
        return error.errno
note("tried", [attempt(socket.AF_INET), attempt(socket.AF_INET6), attempt(socket.AF_UNIX)])
shown()
answer("go-back")
""")
        self.assertEqual(host.ask(check("c1", FLAGGED))["reason"], "go-back")
        expected = 13 if self.holds["network"] else None
        self.assertEqual(json.loads((host.notes / "tried").read_text()), [expected, expected, None])
        if self.holds["network"]:
            self.assertEqual(status(host.pid, "Seccomp"), "2")

    def test_display_across_the_network(self):
        """Hardening: a dialog whose display is across the network can get there."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        host = self.start("""
number, _, _ = os.environ["DISPLAY"].rpartition(":")[2].partition(".")
socket.create_connection(("127.0.0.1", int(number)), 10).close()
shown()
answer("go-back")
""", environment={"DISPLAY": f"localhost:{listener.getsockname()[1]}.0"})
        self.assertEqual(host.ask(check("c1", FLAGGED))["reason"], "go-back")


class Files(Containment):
    def make(self, path, text="x"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def test_what_cannot_be_read(self):
        """Hardening: nothing of the home folder, of other people's, of temporary files."""
        for path in (self.secret, self.make(self.home / ".ssh/id"), self.make(self.home / ".thunderbird/prefs.js"),
                     self.make(self.home / ".config/other/settings"), self.make(self.home / ".cache/other/x"),
                     self.make(self.home / "run/bus")):
            with self.subTest(path.relative_to(self.home)):
                self.assertEqual(self.attempt("read", path, "write", path, "truncate", path),
                                 [self.denied("files", "EACCES")] * 3)
        for path in ("/", "/tmp", self.home, self.home / ".config"):
            with self.subTest(path):
                self.assertEqual(self.attempt("list", path), [self.denied("files", "EACCES")])

    def test_what_is_read(self):
        """Hardening: lists, settings and what GTK looks at are there as ever."""
        own = [self.make(self.home / path) for path in (
            ".config/straymail/trusted.d/own.list", ".config/dconf/user", ".config/gtk-4.0/settings.ini",
            ".config/fontconfig/fonts.conf", ".local/share/fonts/own.ttf", ".local/share/icons/own/index.theme",
            ".themes/own/gtk-4.0/gtk.css", ".Xauthority", ".XCompose")]
        for path in ("/etc/passwd", "/proc/self/status", "/dev/urandom", "/usr/bin/env", *own):
            with self.subTest(path):
                self.assertEqual(self.attempt("read", path), ["ok"])

    def test_what_is_read_is_not_written(self):
        """Hardening: what is only to be read cannot be changed in any way."""
        path = self.make(self.home / ".config/straymail/trusted.d/own.list")
        new = path.with_name("new")
        for word, where in (("write", path), ("write", new), ("truncate", path), ("remove", path), ("rename", path),
                            ("link", new), ("fifo", new), ("write", self.home / ".config/dconf/user"),
                            ("write", self.home / "new"), ("write", "/etc/straymail-test"), ("write", "/tmp/straymail-test")):
            with self.subTest(word, path=str(where)):
                (result,) = self.attempt(word, where)
                if self.holds["files"]:
                    self.assertIn(result, ("EACCES", "EROFS", "EXDEV"))
        self.assertTrue(path.exists())

    def test_what_is_written(self):
        """Hardening: dconf's marks, caches, and the keyfile where settings are in one."""
        run = self.home / "run/dconf"
        self.assertEqual(self.attempt("write", run / "user", "rename", run / "user", "remove", run / "user.other"),
                         ["ok"] * 3)
        self.assertEqual(self.attempt("write", self.home / ".cache/fontconfig/x"), ["ok"])
        keyfile = self.home / ".config/glib-2.0/settings/keyfile"
        self.assertEqual(self.attempt("write", keyfile, GSETTINGS_BACKEND="keyfile"), ["ok"])
        self.assertEqual(self.attempt("write", "/dev/null"), ["ok"])

    def test_programs(self):
        """Hardening: the system's programs can be run, those in the home folder cannot."""
        program = self.make(self.home / "program", "#!/bin/sh\nexit 0\n")
        program.chmod(0o755)
        self.assertEqual(self.attempt("run", program, "run", "/usr/bin/true"), [self.denied("files", "EACCES"), "ok"])

    def test_links(self):
        """Rows 33: a list that is a link to somewhere else is read, and nothing beside it."""
        target = self.make(self.home / "elsewhere/own.list")
        link = self.home / ".config/straymail/trusted.d/own.list"
        link.parent.mkdir(parents=True)
        link.symlink_to(target)
        beside = self.make(self.home / "elsewhere/other")
        self.assertEqual(self.attempt("read", link, "read", beside), ["ok", self.denied("files", "EACCES")])

    def test_named_by_the_environment(self):
        """Hardening: what the session names is read wherever it is."""
        authority, database = self.make(self.home / "x/A:0-cookie"), self.make(self.home / "dconf/locks.db")
        profile = self.make(self.home / "dconf/profile", f"user-db:user\n  file-db:{database} # theirs\n")
        self.assertEqual(self.attempt("read", authority, XAUTHORITY=str(authority)), ["ok"])
        self.assertEqual(self.attempt("read", profile, "read", database, DCONF_PROFILE=str(profile)), ["ok", "ok"])
        self.assertEqual(self.attempt("read", authority, "read", database), [self.denied("files", "EACCES")] * 2)

    def test_no_home(self):
        """Rows 32: neither a home that is not there nor one that cannot be written is made."""
        nowhere = self.home / "nowhere/home"
        self.assertEqual(self.attempt("read", "/etc/passwd", HOME=str(nowhere), XDG_RUNTIME_DIR=str(nowhere / "run")), ["ok"])
        self.assertFalse(nowhere.parent.exists())
        self.assertEqual(self.attempt("read", "/etc/passwd", HOME="/proc", XDG_RUNTIME_DIR="relative"), ["ok"])

    def test_host_and_what_it_starts(self):
        """Hardening: the installed host has the view, and its children inherit it."""
        host = self.start(f"""
def attempt(path, mode):
    try:
        open(path, mode).close()
    except OSError as error:
        return error.errno
note("tried", [attempt({str(self.secret)!r}, "r"), attempt({str(self.home / 'new')!r}, "w"),
               attempt("/etc/passwd", "r")])
shown()
answer("go-back")
""")
        self.assertEqual(host.ask(check("c1", FLAGGED))["reason"], "go-back")
        expected = 13 if self.holds["files"] else None
        self.assertEqual(json.loads((host.notes / "tried").read_text()), [expected, expected, None])


class Memory(Containment):
    def test_no_core_file(self):
        """Rows 20, 43: a host that crashes leaves no memory behind, where everything else would."""
        for number in (signal.SIGSEGV, signal.SIGABRT):
            with self.subTest(number.name):
                def unlimited():
                    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
                    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
                process = subprocess.Popen([HOST, "m", "i"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                           stderr=subprocess.DEVNULL, cwd=self.home, preexec_fn=unlimited,
                                           env={"HOME": str(self.home), "ASAN_OPTIONS": "handle_segv=0"})
                process.stdin.write(frame(hello()))
                process.stdin.flush()
                self.assertTrue(process.stdout.read(4))
                filter = pathlib.Path(f"/proc/{process.pid}/coredump_filter").read_text()
                self.assertEqual(int(filter, 16), 0)
                process.send_signal(number)
                _, how = os.waitpid(process.pid, 0)
                process.returncode = -os.WTERMSIG(how)
                self.assertEqual(os.WTERMSIG(how), number)
                pattern = pathlib.Path("/proc/sys/kernel/core_pattern").read_text()
                # A program that cores are handed to gets one, with no memory in it.
                if not pattern.startswith(("|", "@")):
                    self.assertFalse(os.WCOREDUMP(how))
                self.assertEqual(list(self.home.glob("*core*")), [])
                process.stdin.close()
                process.stdout.close()


class Inherited(Containment):
    def test_descriptors(self):
        """Rows 42: what the dialog is started with: its socket and stderr, whatever its parents left open."""
        sentinel, other = os.pipe()
        self.addCleanup(os.close, sentinel)
        host = self.start(STAYS, pass_fds=(other,))
        os.close(other)
        host.send(check("c1", FLAGGED))
        links = descriptors(self.wait_for_note(host, "shown"))
        self.assertRegex(links.pop(0), "^socket:")
        self.assertEqual(links, {1: "/dev/null", 2: str(host.home / "stderr")})


class Installed(Containment):
    """Host and dialog as they are installed, on a desktop, and looked at from outside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desktop = cls.enterClassContext(Desktop())
        # AT-SPI, which it imports, is there only once the desktop is.
        import accessible
        cls.accessible = accessible

    def start_here(self, environment={}, **options):
        """A host on the desktop."""
        session = {name: self.desktop.env[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_DIRS")}
        return self.start(environment={**session, **environment}, **options)

    def ask(self, host):
        """The dialog of a host, once it is on the screen."""
        host.send(check("c1", FLAGGED))
        dialog = wait_until(lambda: next(iter(children(host.pid)), None), "the dialog is started")
        window = self.accessible.wait_for_window(dialog)
        # AT-SPI has the window before all that it opens is read; then it can be answered.
        wait_until(lambda: self.accessible.can_be_pressed(window, "Correct and Send"), "the dialog can be answered")
        return dialog

    def run_both(self, **options):
        host = self.start_here(**options)
        return host, self.ask(host)

    def test_status(self):
        """Hardening: both processes have no new privileges, no core files, and the filter."""
        host, dialog = self.run_both()
        for pid in (host.pid, dialog):
            with self.subTest("host" if pid == host.pid else "dialog"):
                self.assertEqual(status(pid, "NoNewPrivs"), "1")
                if self.holds["network"]:
                    self.assertEqual(status(pid, "Seccomp"), "2")
                self.assertEqual(core_limits(pid), ["0", "0"])
                self.assertEqual(int(pathlib.Path(f"/proc/{pid}/coredump_filter").read_text(), 16), 0)

    def test_dialog_of_its_own(self):
        """Hardening: the dialog gives up the same where it did not inherit it."""
        folder = self.desktop.home / ".config/gtk-4.0"
        folder.mkdir(parents=True)
        (self.desktop.home / "secret.css").write_text("* {}\n")
        (folder / "gtk.css").write_text(f'@import url("file://{self.desktop.home}/secret.css");\n')
        self.addCleanup((folder / "gtk.css").unlink)
        process = self.desktop.start([UI, "--preferences"], stderr=subprocess.PIPE, text=True)
        self.accessible.wait_for_window(process.pid, process)
        self.assertEqual(status(process.pid, "NoNewPrivs"), "1")
        self.assertEqual(core_limits(process.pid), ["0", "0"])
        if self.holds["network"]:
            self.assertEqual(status(process.pid, "Seccomp"), "2")
        process.kill()
        if self.holds["files"]:
            self.assertIn("Permission denied", process.stderr.read())

    def test_on_an_old_kernel(self):
        """Hardening: host and dialog on a kernel that refuses ask as ever."""
        host, dialog = self.run_both(program=OLD_KERNEL, arguments=[str(HOST), "m", "i"])
        self.assertEqual(status(dialog, "Seccomp_filters"), "1")  # that of the old kernel
        self.assertEqual(host.ask({"type": "withdraw", "id": "c1"})["reason"], "withdrawn")

    def test_environment(self):
        """Rows 39: the dialog's environment is the allow-list, name by name, and nothing beside it."""
        # Without a value, or with one that changes nothing, those that would lead elsewhere.
        given = {name: "C.UTF-8" if name.startswith("LC_") else "" for name in PASSED}
        needed = ("AT_SPI_BUS_ADDRESS", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "HOME", "LANG", "PATH", "GSETTINGS_BACKEND",
                  "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR")
        given = {name: value for name, value in given.items() if name not in needed}
        host, dialog = self.run_both(environment={**given, **{name: "x" for name in KEPT_BACK}})
        expected = {name: value for name, value in environment(host.pid).items() if name in PASSED}
        self.assertEqual(set(expected), set(PASSED) - {"AT_SPI_BUS_ADDRESS"})
        self.assertEqual(environment(dialog), expected)

    def test_descriptors(self):
        """Rows 42: the dialog has its socket, stderr and what it opened; the host its channel and its loops."""
        sentinel, other = os.pipe()
        self.addCleanup(os.close, sentinel)
        host = self.start_here(pass_fds=(other,))
        links = descriptors(host.pid)
        info = pathlib.Path(f"/proc/{host.pid}/fdinfo/{other}").read_text()
        self.assertTrue(int(info.partition("flags:")[2].split()[0], 8) & os.O_CLOEXEC)
        stderr, channel = str(host.home / "stderr"), links.pop(other)
        os.close(other)
        self.assertEqual([links.pop(fd) for fd in (0, 1, 2)], ["/dev/null", stderr, stderr])
        self.assertEqual(sorted(link.partition(":")[0] for link in links.values()), ["anon_inode"] * 3 + ["pipe"] * 2)
        dialog = self.ask(host)
        opened = descriptors(dialog)
        self.assertRegex(opened.pop(0), "^socket:")
        self.assertEqual([opened.pop(fd) for fd in (1, 2)], ["/dev/null", stderr])
        self.assertFalse(set(opened.values()) & {channel, *links.values()} - {"anon_inode:[eventfd]"})
        for link in opened.values():
            self.assertRegex(link, r"^(socket:|anon_inode:\[eventfd\]|/memfd:|/usr/|/var/cache/)", link)


if __name__ == "__main__":
    unittest.main()
