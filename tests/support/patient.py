# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A computer on which `straymail doctor` finds nothing wrong, to be changed.

    patient = Patient(case, bus)
    patient.stage.remove(MANIFEST)
    patient.run("--json")
"""

import json
import os
import pathlib
import socket
import subprocess
import tempfile

from desktop import bus_config, die_with_parent
from home import Home
from stage import Stage
from waiting import DEADLINE, wait_until

STRAYMAIL = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]) / "straymail"
DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])
XPI = DATADIR / "webext/straymail@straymail.org.xpi"
INSTALLED = pathlib.Path(os.environ["STRAY_TEST_NATIVE_MANIFEST_DIR"]) / "org.straymail.host.json"

FOLDER = "native-messaging-hosts"
NAME = f"{FOLDER}/org.straymail.host.json"
MANIFEST = f"/usr/lib/mozilla/{NAME}"
POLICIES = "/etc/thunderbird/policies/policies.json"
ID = "straymail@straymail.org"

_FAKE_HOST = """#!/usr/bin/python3
import json, struct, sys
replies = json.loads({replies!r})
for reply in replies:
    length, = struct.unpack("=I", sys.stdin.buffer.read(4))
    sys.stdin.buffer.read(length)
    body = json.dumps(reply).encode()
    sys.stdout.buffer.write(struct.pack("=I", len(body)) + body)
    sys.stdout.buffer.flush()
"""

PORTAL = pathlib.Path(__file__).with_name("portal.py")

# What Thunderbird notes of the extension in a profile's extensions.json, in part.
ADDON = {"id": ID, "version": "0.1.0", "active": True, "userDisabled": False, "appDisabled": False}
ENTRY = {"installation_mode": "force_installed", "install_url": XPI.as_uri()}


def manifest(**changes):
    return json.dumps(json.loads(INSTALLED.read_text()) | changes)


def policies(entry=None, id=ID, **others):
    settings = {} if entry is None else {id: entry}
    return json.dumps({"policies": {"ExtensionSettings": settings | others}})


class Bus:
    """A session bus that knows the services it is given, and with `portal` what portal.py has, too."""

    def __init__(self, *services, portal=None):
        self._folder = tempfile.TemporaryDirectory(prefix="stray-bus-")
        folder = pathlib.Path(self._folder.name)
        (folder / "services").mkdir()
        for name in services:
            (folder / f"services/{name}.service").write_text(f"[D-BUS Service]\nName={name}\nExec=/bin/false\n")
        (folder / "conf").write_text(bus_config(folder / "bus", folder / "services"))
        self._processes = [self._start("dbus-daemon", "--nofork", f"--config-file={folder}/conf", stderr=subprocess.DEVNULL)]
        wait_until((folder / "bus").exists, "the bus listens")
        self.address = f"unix:path={folder}/bus"
        if portal is not None:
            self._processes.append(self._start("/usr/bin/python3", PORTAL, self.address, *portal, stdout=subprocess.PIPE))
            assert self._processes[-1].stdout.readline() == b"ready\n"

    def _start(self, *command, **options):
        # Who it serves is root there, and so it has to think so too.
        return subprocess.Popen(["unshare", "--map-root-user", *command], preexec_fn=die_with_parent, **options)

    def close(self):
        for process in reversed(self._processes):
            process.terminate()
            process.communicate()
        self._folder.cleanup()


class Patient:
    """A computer on which all is well, to be changed."""

    def __init__(self, case, bus):
        self.case, self.home, self.stage = case, Home(), Stage()
        case.addCleanup(self.home.close)
        case.addCleanup(self.stage.close)
        self.stage.write(MANIFEST, manifest())
        self.stage.write(POLICIES, policies(ENTRY))
        self.stage.remove("/etc/dconf/profile")
        self.thunderbird("153.0")
        self.display = self.home.path / "display"
        self.listener = self.listen(self.display)
        case.addCleanup(self.listener.close)
        self.env = {name: value for name, value in self.home.env.items() if name != "GSETTINGS_BACKEND"} | {
            "WAYLAND_DISPLAY": str(self.display), "DBUS_SESSION_BUS_ADDRESS": bus.address,
            "XDG_RUNTIME_DIR": str(self.home.path), "LC_ALL": "en_US.UTF-8", "LANGUAGE": "C"}

    @staticmethod
    def listen(path):
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen()
        return listener

    def run(self, *arguments, **options):
        return subprocess.run(self.stage.command(STRAYMAIL, "doctor", *arguments), env=self.env, capture_output=True,
                              text=True, timeout=DEADLINE, **options)

    def settings(self, **values):
        self.home.set_settings(**values)
        self.env["GSETTINGS_BACKEND"] = "keyfile"

    def in_home(self, path, text, mode=0o644):
        place = self.home.path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        place.chmod(mode)
        return place

    def for_everybody(self):
        """Has the extension where Thunderbird takes it from for everybody, as the package puts it there."""
        self.stage.link(f"/usr/lib/thunderbird/extensions/{ID}.xpi", XPI)

    def firejail(self):
        """Has Firejail start Thunderbird."""
        self.stage.write("/usr/bin/firejail", "", 0o755)
        self.stage.link("/usr/local/bin/thunderbird", "/usr/bin/firejail")
        self.env["PATH"] = "/usr/local/bin:/usr/bin:/bin"

    def profile(self, *addons, folder="x.default"):
        """Gives the person a profile of Thunderbird with these add-ons, in a folder below its own or elsewhere."""
        is_relative = int(not os.path.isabs(folder))
        self.in_home(".thunderbird/profiles.ini", "[General]\nStartWithLastProfile=1\n\n"
                     f"[Profile0]\nName=default\nIsRelative={is_relative}\nPath={folder}\n")
        others = [{"id": "default-theme@mozilla.org", "active": True}]
        self.in_home(pathlib.Path(".thunderbird") / folder / "extensions.json",
                     json.dumps({"schemaVersion": 37, "addons": [*others, *addons]}))

    def host(self, *replies):
        """Has Thunderbird start something that gives these replies."""
        program = self.in_home("fake-host", _FAKE_HOST.format(replies=json.dumps(replies)), 0o755)
        self.stage.write(MANIFEST, manifest(path=str(program)))

    def dconf(self, profile="user-db:user\nsystem-db:local\n", update=True):
        if profile is not None:
            self.stage.write("/etc/dconf/profile/user", profile)
        self.stage.write("/etc/dconf/db/local.d/straymail", "[org/straymail]\nwhen-high='block'\n")
        self.stage.write("/etc/dconf/db/local.d/locks/straymail", "/org/straymail/when-high\n")
        if update:
            self.stage.update_dconf()
        elif profile is not None:
            # dconf complains, too.
            self.env.pop("G_DEBUG", None)

    def outdated(self):
        self.dconf()
        keyfile = self.stage.write("/etc/dconf/db/local.d/straymail", "[org/straymail]\nwhen-high='tell'\n")
        os.utime(keyfile, (4e9, 4e9))

    def dconf_file(self, path, text, update=False):
        """Has one of dconf's files be another one, compiled with `update`."""
        self.dconf()
        self.stage.write(f"/etc/dconf/{path}", text)
        if update:
            self.stage.update_dconf()
        else:
            # dconf complains, too.
            self.env.pop("G_DEBUG", None)

    def unlocked(self):
        self.dconf()
        locks = self.stage.write("/etc/dconf/db/local.d/locks/straymail").parent
        (locks / "straymail").unlink()
        os.utime(locks, (4e9, 4e9))

    def loosened(self, path, mode):
        self.dconf()
        self.stage.chmod(f"/etc/dconf/{path}", mode)

    def no_dconf(self):
        module, = pathlib.Path("/usr/lib").glob("*/gio/modules/libdconfsettings.so")
        self.stage.remove(module)
        # GLib complains of a module that its index names.
        self.env.pop("G_DEBUG", None)

    def no_thunderbird(self):
        for path in ("/usr/lib/thunderbird", "/usr/bin/thunderbird"):
            self.stage.remove(path)

    def thunderbird(self, version):
        self.stage.write("/usr/lib/thunderbird/application.ini", f"; a comment\n[App]\nVersion={version}\n")

    def flatpak(self, id="org.mozilla.thunderbird", version="157.0", *, own=False, proxy=True, may_talk=True, preference="1",
                addons=(ADDON,)):
        """Has a Thunderbird that is a Flatpak, for everybody or the person alone, and what it takes to start the host."""
        folder = f"app/{id}/current/active/files/lib/{'betterbird' if 'betterbird' in id else 'thunderbird'}"
        text = f"[App]\nVersion={version}\n" if version else ""
        if own:
            self.in_home(f".local/share/flatpak/{folder}/application.ini", text)
        else:
            self.stage.write(f"/var/lib/flatpak/{folder}/application.ini", text)
        if proxy:
            self.in_home("data/dbus-1/services/org.freedesktop.NativeMessagingProxy.service", "[D-BUS Service]\n")
        if may_talk:
            self.in_home(f".local/share/flatpak/overrides/{id}",
                         "[Session Bus Policy]\norg.freedesktop.NativeMessagingProxy=talk\n")
        self.sandboxed_profile(f".var/app/{id}", *addons)
        name = "widget.use-xdg-desktop-portal.native-messaging-proxy"
        self.in_home(f".var/app/{id}/.thunderbird/x.default/prefs.js",
                     f'// Mozilla User Preferences\nuser_pref("{name}", {preference});\n')

    def sandboxed_profile(self, home, *addons):
        """Gives the person a profile in what a sandbox takes for their home."""
        self.in_home(f"{home}/.thunderbird/profiles.ini", "[Profile0]\nIsRelative=1\nPath=x.default\n")
        self.in_home(f"{home}/.thunderbird/x.default/extensions.json", json.dumps({"addons": addons}))

    def snap(self, *answers, addons=(ADDON,)):
        """Has a Thunderbird that is a Snap, and a portal to which this was answered once, if anything."""
        bus = Bus(portal=answers)
        self.sandboxed_profile("snap/thunderbird/common", *addons)
        self.case.addCleanup(bus.close)
        self.stage.folder("/var/lib/snapd/snap/thunderbird")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.address

    def display_at(self, **variables):
        del self.env["WAYLAND_DISPLAY"]
        self.env.update(variables)

    def x_display(self):
        self.display_at(DISPLAY="unix:9x")
        self.listener.close()
