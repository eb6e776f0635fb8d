# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a conversation begins and ends where the system or the session is not as it should be."""

import os
import pathlib
import resource
import signal
import subprocess
import unittest

import fake_ui
from desktop import Desktop
from dialog import BAD_QUESTION
from dialog import PROGRAM as UI
from host_test import ANSWERS, FLAGGED, HostTest, children
from native import HOST, check, frame, hello, is_gone
from waiting import DEADLINE, wait_until

NOBODY = 65534

# Set for Thunderbird, and so for the host: none of it may reach the channel or the dialog.
HOSTILE = {
    "G_MESSAGES_DEBUG": "all", "G_DEBUG": "fatal-warnings", "LD_PRELOAD": "/nonexistent/straymail-test.so",
    "GTK_DEBUG": "interactive", "GTK_THEME": "nonexistent", "GTK_MODULES": "nonexistent", "GTK_PATH": "/nonexistent",
    "GTK_A11Y": "none", "GDK_BACKEND": "broadway", "GDK_DEBUG": "all", "GDK_SCALE": "9", "GSK_RENDERER": "vulkan",
    "GIO_EXTRA_MODULES": "/nonexistent", "FONTCONFIG_FILE": "/nonexistent",
}


# With the sanitizers: their search for leaks at the end takes a process and descriptors, too.
NO_SEARCH = {"ASAN_OPTIONS": "detect_leaks=0"}


def talk(*messages, preexec=None, environment={}):
    """A whole conversation with the host: how it ended, and what it said."""
    return subprocess.run([HOST, "m", "i"], input=b"".join(map(frame, messages)), capture_output=True, timeout=DEADLINE,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", "GSETTINGS_BACKEND": "memory", "DISPLAY": "", **environment},
                          preexec_fn=preexec)


class StartTest(HostTest):
    def assert_clear_exit(self, result, text):
        """It said why in one line, and what to do; and nothing on the channel."""
        self.assertEqual((result.returncode, result.stdout), (1, b""), result.stderr)
        self.assertRegex(result.stderr.decode(), rf"^straymail-host: .*{text}.*\.\n$")


class Closed(StartTest):
    def test_host(self):
        """Rows 37: standard input, output or both closed at the start: a clear exit."""
        for closed, text in (([0], "Standard input"), ([1], "standard output"), ([0, 1], "Standard input")):
            with self.subTest(closed=closed):
                def close():
                    for fd in closed:
                        os.close(fd)
                self.assert_clear_exit(talk(preexec=close), text)

    def test_host_without_stderr(self):
        """Rows 37: all three closed: it ends, and what it opens takes none of their places."""
        def close():
            for fd in range(3):
                os.close(fd)
        self.assertEqual(talk(preexec=close).returncode, 1)

    def test_host_without_stderr_alone(self):
        """Rows 37: standard error closed: it has nowhere to say anything, and works."""
        result = talk(hello(), check("c1", "a@example.org"), preexec=lambda: os.close(2))
        self.assertEqual((result.returncode, result.stdout.count(b'"type"')), (0, 2))


class NoName(StartTest):
    def test_programs(self):
        """Rows 37: started without any argument, not even a name, as execve() permits."""
        script = ("import ctypes, sys\n"
                  "none = (ctypes.c_char_p * 1)(None)\n"
                  "ctypes.CDLL(None).execve(sys.argv[1].encode(), none, none)\n")
        for program, status, text in ((HOST, 0, b'"hello"'), (UI, BAD_QUESTION, b"straymail-host")):
            with self.subTest(program.name):
                done = subprocess.run(["/usr/bin/python3", "-c", script, program], input=frame(hello()), capture_output=True,
                                      timeout=DEADLINE)
                self.assertEqual(done.returncode, status, done.stderr)
                self.assertIn(text, done.stdout + done.stderr)


class Exhausted(StartTest):
    def test_descriptors_at_the_start(self):
        """Rows 37: with ever more file descriptors, it ends clearly until there are enough to work."""
        worked = []
        for limit in range(4, 40):
            def few():
                resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
            result = talk(hello(), check("c1", FLAGGED), preexec=few, environment=NO_SEARCH)
            if result.returncode == 0:
                self.assertIn(b'"could-not-show"', result.stdout)
                worked.append(limit)
            else:
                with self.subTest(limit=limit):
                    self.assertEqual(worked, [])
                    self.assert_clear_exit(result, "Too many open files")
        self.assertIn(39, worked)

    def test_descriptors_in_between(self):
        """Rows 37: used up while it runs, the question is asked inside Thunderbird, and it lives on."""
        config = self.directory() / "config"
        keyfile = config / "glib-2.0/settings/keyfile"
        keyfile.parent.mkdir(parents=True)
        # A policy could be made of this alone, and would clear what the lists do not.
        keyfile.write_text("[org/straymail]\ntrusted-domains=['example.com']\n")
        host = self.start(ANSWERS.format("go-back"),
                          environment={"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(config)})
        self.assertEqual(host.ask(check("c1", FLAGGED))["reason"], "go-back")
        _, hard = resource.prlimit(host.pid, resource.RLIMIT_NOFILE)
        used = max(map(int, os.listdir(f"/proc/{host.pid}/fd"))) + 1
        # With none left it cannot even look whether its lists are what they were, and goes by
        # what it has read.
        not_shown = ("decision", "could-not-show", None)
        outcomes = []
        for left in range(12):
            resource.prlimit(host.pid, resource.RLIMIT_NOFILE, (used + left, hard))
            reply = host.ask(check("c1", FLAGGED))
            outcomes.append((reply["type"], reply.get("reason"), reply.get("code")))
        self.assertEqual(outcomes[0], not_shown)
        self.assertLessEqual(set(outcomes), {not_shown, ("decision", "go-back", None)})
        resource.prlimit(host.pid, resource.RLIMIT_NOFILE, (hard, hard))
        self.assertEqual(host.ask(check("c1", FLAGGED))["reason"], "go-back")
        self.assertEqual(host.end(), 0)

    def unprivileged(self):
        """For subprocess: as somebody whom limits of processes hold."""
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}

    def test_processes_at_the_start(self):
        """Rows 37: at the limit of processes it ends clearly."""
        directory = self.directory()
        directory.chmod(0o755)
        host = fake_ui.install(directory, "")
        host.chmod(0o755)

        def none():
            resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
        result = subprocess.run([host, "m", "i"], input=frame(hello()), capture_output=True, timeout=DEADLINE, cwd="/",
                                preexec_fn=none, **self.unprivileged(), env={"LC_ALL": "C", "HOME": "/nonexistent", **NO_SEARCH})
        self.assert_clear_exit(result, "raise the limit")

    def test_processes_in_between(self):
        """Rows 37: at the limit of processes while it runs, the question is asked inside Thunderbird."""
        directory = self.directory()
        directory.chmod(0o755)
        host = fake_ui.install(directory, ANSWERS.format("go-back"))
        environment = {"LC_ALL": "C", "HOME": "/nonexistent", "DISPLAY": ":none", "GSETTINGS_BACKEND": "memory",
                       **NO_SEARCH}
        with subprocess.Popen([host, "m", "i"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, cwd="/",
                              env=environment, **self.unprivileged()) as process:
            def receive():
                return process.stdout.read(int.from_bytes(process.stdout.read(4), "little"))

            process.stdin.write(frame(hello()))
            self.assertIn(b'"hello"', receive())
            subprocess.run(["prlimit", "--nproc=1:1", "--pid", str(process.pid)], check=True, **self.unprivileged())
            process.stdin.write(frame(check("c1", FLAGGED)))
            self.assertIn(b'"could-not-show"', receive())
            process.stdin.close()
            self.assertEqual(process.wait(DEADLINE), 0)


class OnADesktop(StartTest):
    @classmethod
    def setUpClass(cls):
        cls.desktop = cls.enterClassContext(Desktop())
        # AT-SPI, which it imports, is there only once the desktop is.
        import accessible
        cls.accessible = accessible

    def with_dialog(self, environment={}):
        """A host and the pid of its dialog, which is on the screen."""
        session = {name: self.desktop.env[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_DIRS")}
        host = self.start(environment={**session, **environment})
        host.send(check("c1", FLAGGED))
        dialog = wait_until(lambda: next(iter(children(host.pid)), None), "the dialog is started")
        self.window = self.accessible.wait_for_window(dialog)
        return host, dialog

    def test_signals(self):
        """Rows 38: SIGTERM, SIGHUP or SIGINT: the question is withdrawn, and the host has ended."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(number.name):
                host, dialog = self.with_dialog()
                host.process.send_signal(number)
                self.assertEqual(host.wait(), 0)
                self.assertTrue(is_gone(dialog))
                # Nothing that could be taken for a clearance.
                self.assertIsNone(host.receive())
                self.assertEqual(host.stderr, "")

    def test_signals_before_anything_was_said(self):
        """Rows 38: the same without a question, and before the first word."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(number.name):
                host = self.start()
                host.process.send_signal(number)
                self.assertEqual(host.wait(), 0)

    def test_signals_to_the_dialog(self):
        """Rows 21, 38: a dialog that is asked to end gives no answer, and the host lives on."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with self.subTest(number.name):
                host = self.start("shown()\nnote('shown', os.getpid())\nsignal.pause()")
                host.send(check("c1", FLAGGED))
                os.kill(self.wait_for_note(host, "shown"), number)
                reply = host.receive()
                self.assertEqual((reply["action"], reply["reason"]), ("hold", "no-answer"))
                self.assert_works(host)

    def test_killed(self):
        """Rows 20, 42, 44: a host that is killed takes its dialog with it, since nobody else holds the socket."""
        host, dialog = self.with_dialog()
        host.process.kill()
        host.wait()
        wait_until(lambda: is_gone(dialog), "the end of the dialog")

    def test_hostile_environment(self):
        """Rows 39: what is set to change GLib, GTK or the linker: the channel stays clean, the dialog is as ever."""
        host, dialog = self.with_dialog(HOSTILE)
        self.assertEqual(self.accessible.windows(dialog)[0].get_name(), self.window.get_name())
        variables = pathlib.Path(f"/proc/{dialog}/environ").read_bytes().decode().split("\0")
        self.assertEqual({variable.partition("=")[0] for variable in variables} & set(HOSTILE), set())
        self.accessible.press(self.window, "Go Back")
        reply = host.receive()
        self.assertEqual((reply["action"], reply["reason"]), ("hold", "go-back"))
        self.assert_works(host)
        self.assertEqual(host.end(), 0)
        self.assertNotIn("us.af.ml", host.stderr)


if __name__ == "__main__":
    unittest.main()
