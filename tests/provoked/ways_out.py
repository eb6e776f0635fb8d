# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Row 59: ways out of the confinement that need neither a network nor a file that can be opened.

Each is tried where nothing was given up, which shows that it is a way; then in `confined`, in
what the installed host starts, and in the installed dialog, into which a GIO module takes it."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import unittest

import fake_ui
from contained import CONFINED, Containment, landlock_version
from desktop import Desktop
from dialog import PROGRAM as UI
from dialog import Dialog, lookalike, question
from host_test import FLAGGED
from native import check
from waiting import wait_until

MODULE = pathlib.Path(os.environ["STRAY_TEST_ATTEMPTS_MODULE"])

# The versions of Landlock that know of signals and sockets without a file, and of those with one.
WITH_SCOPES, WITH_CONNECT = 6, 9

CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWTIME = 0x20000, 0x10000000, 0x80
MFD_ALLOW_SEALING, MFD_NOEXEC_SEAL, MFD_EXEC = 2, 8, 16

# Makes the attempts beside the host, as a child of the one that is installed.
TRIES = """
import subprocess
done = subprocess.run([str(pathlib.Path(sys.argv[0]).parent / "confined"), "none", *json.loads({!r})],
                      stdin=subprocess.DEVNULL, capture_output=True, text=True)
note("tried", done.stdout.split() + done.stderr.split())
shown()
answer("go-back")
"""


class Ways(Containment):
    def setUp(self):
        super().setUp()
        self.other = subprocess.Popen(["sleep", "infinity"])
        self.addCleanup(self.other.wait)
        self.addCleanup(self.other.kill)

    def listen(self, name, kind=socket.SOCK_STREAM):
        """A socket others can reach, at a path or by a name behind an @; returns the name."""
        bound = socket.socket(socket.AF_UNIX, kind)
        self.addCleanup(bound.close)
        if not str(name).startswith("@"):
            pathlib.Path(name).parent.mkdir(parents=True, exist_ok=True)
        bound.bind(str(name).replace("@", "\0", 1))
        if kind == socket.SOCK_STREAM:
            bound.listen()
        return name

    def on_files(self):
        """Each with its argument, what may come of it where nothing was given up, and the errno value where it was."""
        # EOPNOTSUPP and ENOSYS: a file system or a kernel that does not know it.
        for word in ("chmod", "fchmodat", "chown", "lchown", "fchownat", "utime", "utimensat"):
            yield word, self.secret, ("ok",), self.denied("calls", "EPERM")
        for word in ("fchmodat2", "setxattr", "lsetxattr", "removexattr"):
            yield word, self.secret, ("ok", "EOPNOTSUPP", "ENOSYS"), "EPERM" if self.holds["calls"] else None
        yield "fchmod", "", ("ok",), self.denied("calls", "EPERM")

    def on_the_system(self):
        """The same of what is no file. Some is allowed to nobody on some systems: EPERM, EACCES."""
        denied = "EPERM" if self.holds["calls"] else None
        for flags in (CLONE_NEWUSER, CLONE_NEWUSER | CLONE_NEWNS, CLONE_NEWUSER | CLONE_NEWTIME):
            yield "unshare", flags, ("ok", "EPERM"), denied
        yield "clone", CLONE_NEWUSER, ("ok", "EPERM"), denied
        yield "clone3", CLONE_NEWUSER, ("ok", "EPERM"), "ENOSYS" if denied else None
        yield "setns", "/proc/self/ns/user", ("EINVAL",), denied
        yield "mount", "/mnt", ("ENODEV", "EPERM"), denied
        yield "memory", "", ("ok",), denied
        yield "memory-create", MFD_EXEC, ("ok", "EINVAL"), denied
        yield "trace", self.other.pid, ("ok", "EPERM"), denied
        yield "peek", self.other.pid, ("ok", "EPERM"), denied
        yield "limit", self.other.pid, ("ok",), denied
        yield "keys", "", ("ok", "EACCES"), denied
        yield "ring", 1, ("ok", "EPERM", "ENOSYS"), denied
        yield "perf", "", ("ok", "EPERM", "EACCES"), denied
        yield "bpf", "", ("EINVAL", "EFAULT", "EPERM"), denied
        yield "userfault", "", ("ok", "EPERM"), denied
        yield "type", "x", ("ENOTTY",), denied
        yield "type-wide", "x", ("ENOTTY",), denied
        yield "signal", self.other.pid, ("ok",), "EPERM" if landlock_version() >= WITH_SCOPES else None

    def on_sockets(self):
        """The same of sockets of this machine."""
        serving = "EACCES" if self.holds["network"] else None
        yield "bind", f"@straymail-{os.getpid()}", ("ok",), serving
        yield "bind", self.home / "bound", ("ok", "EADDRINUSE"), serving
        yield "listen", "@", ("EINVAL",), serving
        connecting = "EACCES" if landlock_version() >= WITH_CONNECT else None
        yield "connect", self.home / "agent", ("ok",), connecting
        yield "send", self.home / "datagrams", ("ok",), connecting

    def ways(self):
        self.listen(self.home / "agent")
        self.listen(self.home / "datagrams", socket.SOCK_DGRAM)
        return [*self.on_files(), *self.on_the_system(), *self.on_sockets()]

    def assert_tried(self, ways, told):
        """That each came to what confinement has it come to: nothing, where it is not held on this kernel."""
        self.assertEqual(len(told), len(ways), told)
        for (word, argument, outside, inside), result in zip(ways, told):
            with self.subTest(word, argument=str(argument)):
                self.assertIn(result, outside if inside is None else (inside,))

    @staticmethod
    def arguments(ways):
        return [str(part) for word, argument, *_ in ways for part in (word, argument)]


class Everywhere(Ways):
    def test_where_nothing_was_given_up(self):
        """Row 59: they are ways: whoever has given nothing up can go them"""
        ways = self.ways()
        self.assert_tried([(*way[:3], None) for way in ways], self.attempt("none", *self.arguments(ways)))

    def test_confined(self):
        """Row 59: files one cannot open are not changed; no namespace, no program from memory, no other process, no service"""
        ways = self.ways()
        before = self.secret.stat()
        self.assert_tried(ways, self.attempt(*self.arguments(ways)))
        if self.holds["calls"]:
            self.assertEqual(self.secret.stat().st_ctime_ns, before.st_ctime_ns)

    def test_what_the_host_starts(self):
        """Row 59: nor in a child of the installed host"""
        ways = self.ways()
        program = fake_ui.install(self.directory(), TRIES.format(json.dumps(self.arguments(ways))))
        shutil.copy2(CONFINED, program.with_name("confined"))
        host = self.start(program=program, environment={"DISPLAY": ":none"})
        self.assertEqual(host.ask(check("c1", FLAGGED))["reason"], "go-back")
        self.assert_tried(ways, json.loads((host.notes / "tried").read_text()))

    def test_programs(self):
        """Row 59: a program from memory is not run by its path either, nor any other, once none is needed any more"""
        self.assertEqual(self.attempt("none", "memory-path", ""), ["ok"])
        self.assertEqual(self.attempt("alone", "", "memory-path", "", "run", "/usr/bin/true"),
                         [self.denied("calls", "EACCES")] * 2)

    def test_memory_that_is_shared(self):
        """Row 59: what a window is drawn into is still to be had"""
        self.assertEqual(self.attempt("memory-create", 0, "memory-create", MFD_ALLOW_SEALING), ["ok"] * 2)
        self.assertIn(self.attempt("memory-create", MFD_NOEXEC_SEAL), (["ok"], ["EINVAL"]))


class Devices(Containment):
    def test_devices(self):
        """Row 59: of the devices only those that hold nothing, and nothing that programs share"""
        shared = pathlib.Path(f"/dev/shm/straymail-test-{os.getpid()}")
        shared.write_text("x")
        self.addCleanup(shared.unlink)
        for path in ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/sys/devices/system/cpu/online"):
            with self.subTest(path):
                self.assertEqual(self.attempt("read", path), ["ok"])
        for word, path in (("read", shared), ("write", shared), ("list", "/dev"), ("list", "/dev/shm"), ("list", "/dev/pts"),
                           ("list", "/sys/class"), ("read", "/dev/ptmx")):
            with self.subTest(word, path=str(path)):
                self.assertEqual(self.attempt("none", word, path), ["ok"])
                self.assertEqual(self.attempt(word, path), [self.denied("files", "EACCES")])


class Sockets(Ways):
    def test_those_that_are_needed(self):
        """Row 59: the buses, the display, input methods and the journal are reached where they are"""
        run = self.home / "run"
        needed = {run / "bus": {}, run / "at-spi/bus_0": {}, run / "ibus/x": {}, self.home / ".cache/ibus/dbus-x": {},
                  run / "wayland-0": {"WAYLAND_DISPLAY": "wayland-0"},
                  self.home / "elsewhere/wayland": {"WAYLAND_DISPLAY": str(self.home / "elsewhere/wayland")},
                  self.home / "x/a bus": {"DBUS_SESSION_BUS_ADDRESS":
                                          f"tcp:host=x;unix:guid=1,path={self.home}/x/a%20bus"},
                  self.home / "x/other": {"AT_SPI_BUS_ADDRESS": f"unix:path={self.home}/x/other,guid=2"}}
        for path, environment in needed.items():
            with self.subTest(path.relative_to(self.home)):
                self.listen(path)
                self.assertEqual(self.attempt("connect", path, **environment), ["ok"])

    def test_those_without_a_file(self):
        """Row 59: names in the kernel are reached only where X has one, or a bus"""
        name = self.listen(f"@straymail-listens-{os.getpid()}")
        self.listen(self.home / "run/wayland-0")
        denied = "EPERM" if landlock_version() >= WITH_SCOPES else "ok"
        wayland = {"WAYLAND_DISPLAY": "wayland-0"}
        for environment, result in (({}, denied), (wayland, denied), ({**wayland, "DISPLAY": ":0"}, denied),
                                    ({"DISPLAY": ":0"}, "ok"), ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-9"}, "ok"),
                                    ({**wayland, "DISPLAY": ":0", "GDK_BACKEND": "x11"}, "ok"),
                                    ({**wayland, "DBUS_SESSION_BUS_ADDRESS": "unix:abstract=/tmp/dbus-x"}, "ok"),
                                    ({**wayland, "AT_SPI_BUS_ADDRESS": "unix:abstract=/tmp/dbus-x,guid=1"}, "ok")):
            with self.subTest(environment):
                self.assertEqual(self.attempt("connect", name, **environment), [result])


class Installed(Ways):
    """The dialog as it is installed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desktop = cls.enterClassContext(Desktop())
        # A folder the window reads, and one it writes.
        cls.module = cls.desktop.home / ".local/share/glib-2.0/attempts" / MODULE.name
        cls.told = cls.desktop.home / ".cache/gtk-4.0/told"
        for folder in (cls.module.parent, cls.told.parent):
            folder.mkdir(parents=True)
        shutil.copy(MODULE, cls.module)

    def environment(self, ways):
        return self.desktop.environment({"GIO_EXTRA_MODULES": self.module.parent, "STRAY_TEST_TOLD": self.told,
                                         "STRAY_TEST_ATTEMPTS": "\n".join(self.arguments(ways))})

    def try_within(self, process, ways):
        self.told.unlink(missing_ok=True)
        process.send_signal(signal.SIGUSR1)
        wait_until(lambda: process.poll() is not None or self.told.exists(), "the window tells how it went")
        self.assertIsNone(process.poll())
        self.assert_tried(ways, self.told.read_text().split())

    def all_ways(self):
        denied = "EACCES" if self.holds["calls"] else None
        return [*self.ways(), ("run", "/usr/bin/true", ("ok",), denied), ("memory-path", "", ("ok",), denied)]

    def test_dialog(self):
        """Row 59: nor in the dialog, which starts no program either"""
        ways = self.all_ways()
        with Dialog(self.environment(ways), question(lookalike())) as dialog:
            dialog.expect_shown()
            self.try_within(dialog.process, ways)

    def test_preferences(self):
        """Row 59: nor in the preferences"""
        import accessible
        ways = self.all_ways()
        process = self.desktop.start([UI, "--preferences"], env=self.environment(ways))
        accessible.wait_for_window(process.pid, process)
        self.try_within(process, ways)


if __name__ == "__main__":
    unittest.main()
