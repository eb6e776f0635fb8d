# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What others could have written, what stands in the way of whoever looks, and times of nowhere."""

import datetime
import json
import os
import re
import subprocess
import time
import unittest

import native
from home import Home
from host_test import FLAGGED, HostTest
from native import check
from patient import ENTRY, ID, MANIFEST, NAME, POLICIES, STRAYMAIL, XPI, Bus, Patient, manifest, policies
from waiting import DEADLINE

DISTRIBUTION = "/usr/lib/thunderbird/distribution/policies.json"


def setUpModule():
    global bus
    bus = Bus("org.freedesktop.Notifications")
    unittest.addModuleCleanup(bus.close)


class Doctored(unittest.TestCase):
    def setUp(self):
        self.patient = Patient(self, bus)
        self.stage = self.patient.stage

    def run_doctor(self, **variables):
        """Runs it with these variables; None takes one away. What lays its /etc and /usr over these has its own."""
        changes = [part for name, value in variables.items() for part in
                   (("-u", name) if value is None else (f"{name}={value}",))]
        return subprocess.run(self.stage.command("/usr/bin/env", *changes, STRAYMAIL, "doctor", "--json"),
                              env=self.patient.env, cwd=self.patient.home.path, capture_output=True, text=True, timeout=DEADLINE)

    def told(self, word, **variables):
        """What is said of one thing: verdicts and sentences."""
        done = self.run_doctor(**variables)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return [(row["health"], row["text"]) for row in rows if row["check"] == word]


class Writable(Doctored):
    def assert_others(self, word, *paths):
        """That others are said to have a hand in these, and in nothing else."""
        self.assertEqual([text for health, text in self.told(word) if health == "bad"],
                         [f"“{path}” could have been written by others." for path in paths])

    def test_folders_above(self):
        """Row 33: whoever can write to a folder further up puts another file in the place of the administrator's"""
        self.patient.dconf()
        for folder, word in (("/etc/thunderbird", "extension-policy"), ("/etc/dconf", "dconf-databases"),
                             ("/usr/lib/mozilla", "native-manifest")):
            with self.subTest(folder):
                self.assert_others(word)
                self.stage.chmod(folder, 0o777)
                self.assert_others(word, folder)
                # As in /tmp: others can add to it, and take nothing away.
                self.stage.chmod(folder, 0o1777)
                self.assert_others(word)

    def test_links(self):
        """Row 33: a file behind a link, in a folder others can write to"""
        self.stage.remove(POLICIES)
        self.stage.write("/opt/theirs/policies.json", policies(ENTRY))
        self.stage.folder("/usr/lib/thunderbird/distribution")
        self.stage.remove(DISTRIBUTION)
        self.stage.link(DISTRIBUTION, "/opt/theirs/policies.json")
        self.assert_others("extension-policy")
        self.stage.chmod("/opt/theirs", 0o777)
        self.assert_others("extension-policy", "/opt/theirs")

    def test_extension(self):
        """Row 33: an extension that others could have changed"""
        self.stage.write(XPI, XPI.read_bytes(), 0o666)
        self.assert_others("extension-file", XPI)


class Path(Doctored):
    def own_thunderbird(self, version=None):
        """A folder of one's own with a Thunderbird that never ends, and that leaves a trace of being run."""
        trace = self.patient.home.path / "was-run"
        program = self.patient.in_home("bin/thunderbird", f"#!/bin/sh\ntouch {trace}\nexec sleep infinity\n", 0o755)
        if version:
            self.patient.in_home("bin/application.ini", f"[App]\nVersion={version}\n")
        self.addCleanup(lambda: self.assertFalse(trace.exists(), "it was run"))
        return program.parent

    def test_what_is_found(self):
        """Row 39: the Thunderbird of PATH is named by its place, and not run; without one the system's is"""
        self.patient.thunderbird("153.0")
        own = self.own_thunderbird("145.0")
        system, mine = "“/usr/lib/thunderbird” has version 153.0", f"“{own}” has version 145.0"
        for path, where in ((None, system), ("", system), ("/nonexistent", system), (f"{own}:/usr/bin:/bin", mine),
                            ("bin:/usr/bin", mine), (f"/usr/bin:{own}", system)):
            with self.subTest(PATH=path):
                (_, text), = self.told("thunderbird", PATH=path)
                self.assertIn(where, text)

    def test_a_script_of_ones_own(self):
        """Row 39: a `thunderbird` that is none hides nothing"""
        self.patient.thunderbird("153.0")
        own = self.own_thunderbird()
        self.assertEqual(self.told("thunderbird", PATH=f"{own}:/usr/bin"),
                         [("good", "Thunderbird in “/usr/lib/thunderbird” has version 153.0.")])

    def test_nothing_is_run_by_its_name(self):
        """Row 39: what the doctor runs it runs by its whole path, whatever PATH has in front"""
        trace = self.patient.home.path / "was-run"
        script = f'#!/bin/sh\necho "$0" >>{trace}\n'
        names = {name for folder in ("/usr/bin", "/usr/sbin") for name in os.listdir(folder)}
        for name in names | {"straymail", "straymail-host", "straymail-ui", "dbus-launch", "journalctl", "thunderbird", "gdbus"}:
            if re.fullmatch(r"[a-z0-9-]+", name):
                self.patient.in_home(f"bin/{name}", script, 0o755)
        done = self.run_doctor(PATH=self.patient.home.path / "bin")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertFalse(trace.exists(), trace.exists() and trace.read_text())


class Pipes(Doctored):
    """Pipes nobody writes to, where files are looked for."""

    def pipe(self, path):
        place = self.patient.in_home(path, "")
        place.unlink()
        os.mkfifo(place)
        return place

    def test_doctor(self):
        """Row 33: a native manifest, a list of profiles, a version that are pipes: none is waited for"""
        pipes = [self.pipe(path) for path in (f".mozilla/{NAME}", ".thunderbird/profiles.ini", "bin/application.ini")]
        self.patient.in_home("bin/thunderbird", "#!/bin/sh\n", 0o755)
        told = self.told("native-manifest", PATH=f"{pipes[2].parent}:/usr/bin:/bin")
        self.assertIn(("bad", f"“{pipes[0]}” cannot be read."), told)

    def test_host(self):
        """Rows 33, 61: a host that starts while the user's own manifest is a pipe answers, and says what goes before"""
        self.stage.write(MANIFEST, manifest())
        self.pipe(f".mozilla/{NAME}")
        program, *arguments = self.stage.command(native.HOST, "/manifest.json", ID)
        host = native.Host(program, arguments=arguments, environment=self.patient.env)
        self.addCleanup(host.clean_up)
        self.assertEqual(host.ask(check("c1", "a@example.org"))["reason"], "clean")
        self.assertIn("goes before the manifest for everybody", host.stderr)


class TimeZones(HostTest):
    def setUp(self):
        home = Home()
        self.addCleanup(home.close)
        self.env = home.env
        self.until = int(time.time()) + 24 * 3600
        home.set_settings(exceptions=f'{{"us.af.ml": int64 {self.until}}}')
        pipe = home.path / "pipe"
        os.mkfifo(pipe)
        from_zones = os.path.relpath(pipe, "/usr/share/zoneinfo")
        self.zones = (f":{pipe}", str(pipe), from_zones, f":{from_zones}", ":/dev/zero", "/dev/zero", ":/dev/tty", ":/etc/shadow",
                      ":/etc", "..", "", ":", "x" * 10_000, "Nowhere/Land", "CET-1CEST,M3.5.0,M10.5.0/3", "Pacific/Kiritimati")

    def test_host(self):
        """Row 39: TZ names a pipe, a device, a secret, nonsense: the host answers, and an exception ends when it did"""
        for zone in self.zones:
            with self.subTest(zone[:40]):
                host = self.start(environment={**self.env, "TZ": zone})
                self.assert_decision(host.ask(check("c1", FLAGGED)), "c1", "send", "clean")
                self.assertEqual((host.end(), host.stderr), (0, ""))

    def test_command_line(self):
        """Row 39: nor is `straymail policy` held up, and it names the day where it is"""
        day = {zone: datetime.datetime.fromtimestamp(self.until, datetime.timezone(datetime.timedelta(hours=hours))).date()
               for zone, hours in (("", 0), (":", 0), ("Pacific/Kiritimati", 14))}
        for zone in self.zones:
            with self.subTest(zone[:40]):
                done = subprocess.run([STRAYMAIL, "policy"], env={**self.env, "TZ": zone}, capture_output=True, text=True,
                                      timeout=DEADLINE)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertRegex(done.stdout, rf"us\.af\.ml \({day.get(zone, '....-..-..')}\)")


if __name__ == "__main__":
    unittest.main()
