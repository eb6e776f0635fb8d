# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`straymail doctor`: every one of its verdicts, each provoked where the real tool looks."""

import ast
import json
import os
import pathlib
import pty
import re
import subprocess
import unittest

import native
from languages import reading
from patient import (ADDON, DATADIR, ENTRY, FOLDER, ID, MANIFEST, NAME, POLICIES, STRAYMAIL, XPI, Bus, Patient, manifest,
                     policies)
from stage import SCHEMAS
from waiting import DEADLINE

LIBEXECDIR = pathlib.Path(os.environ["STRAY_TEST_LIBEXECDIR"])
SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])

HELLO = {"type": "hello", "protocol": 3, "version": "9.9.9"}
SEND = {"type": "decision", "id": "clean", "action": "send", "reason": "clean"}
ERROR = {"type": "error", "id": "clean", "code": "no-policy", "message": "No."}

APPARMOR = "/etc/apparmor.d/usr.bin.thunderbird"
PROFILE = """profile thunderbird /usr/lib/thunderbird/thunderbird{,-bin} {
  /usr/** r,
  #include <local/usr.bin.thunderbird>
}
"""

FIREJAIL = f"whitelist {DATADIR}/straymail"

OLD_SCHEMA = """<schemalist><schema id="org.straymail" path="/org/straymail/">
  <key name="trusted-domains" type="as"><default>[]</default></key>
</schema></schemalist>"""


def setUpModule():
    global bus, quiet_bus
    bus, quiet_bus = Bus("org.freedesktop.Notifications"), Bus()
    unittest.addModuleCleanup(bus.close)
    unittest.addModuleCleanup(quiet_bus.close)


def user_manifest(patient, **changes):
    patient.in_home(f".mozilla/{NAME}", manifest(**changes))


# What is changed, and what is said then: the check, its verdict, part of its text.
ROWS = {
    # Thunderbird
    "old Thunderbird": (lambda p: p.thunderbird("115.4.0"), "thunderbird", "bad", "needs 128 or later"),
    "Thunderbird of before 147": (lambda p: p.thunderbird("140.1"), "thunderbird", "note", "140.1, which does not"),
    "recent Thunderbird": (lambda p: p.thunderbird("153.0"), "thunderbird", "good", "version 153.0"),
    "no Thunderbird": (Patient.no_thunderbird, "thunderbird", "bad", "not found"),
    # Sandboxes
    "Flatpak": (Patient.flatpak, "flatpak", "good", "The Flatpak “org.mozilla.thunderbird” can"),
    "Flatpak of one's own": (lambda p: p.flatpak("org.mozilla.Thunderbird", own=True), "flatpak", "good",
                             "The Flatpak “org.mozilla.Thunderbird” can"),
    "Flatpak of the ESR, alone": (lambda p: (p.no_thunderbird(), p.flatpak("org.mozilla.thunderbird_esr", proxy=False)),
                                  "flatpak", "bad", "_esr” cannot start the host without xdg-native-messaging-proxy"),
    "Betterbird that is too old": (lambda p: p.flatpak("eu.betterbird.Betterbird", "140.3"), "flatpak", "note",
                                   "version 140.3, which cannot start the host: 157"),
    "Flatpak beside it, that may not": (lambda p: p.flatpak(may_talk=False), "flatpak", "note", "may not talk to"),
    "Flatpak that was forbidden": (lambda p: (p.flatpak(), p.in_home(
        ".local/share/flatpak/overrides/org.mozilla.thunderbird",
        "[Session Bus Policy]\norg.freedesktop.NativeMessagingProxy=none\n")), "flatpak", "note", "may not talk to"),
    "Flatpak without the preference": (lambda p: p.flatpak(preference="0"), "flatpak", "note", "native-messaging-proxy” is not set"),
    "Flatpak of an unknown version": (lambda p: p.flatpak(version=None), "flatpak", "note", "version of the Flatpak “org.mozilla.thunderbird” cannot"),
    "Flatpak without the extension": (lambda p: p.flatpak(addons=()), "flatpak", "note",
                                      "/.var/app/org.mozilla.thunderbird” does not have the extension"),
    "Snap without the extension": (lambda p: p.snap("yes", addons=()), "snap", "note", "common” does not have the extension"),
    "Snap without a bus": (lambda p: (p.snap("yes"), p.env.pop("DBUS_SESSION_BUS_ADDRESS")), "snap", "note", "cannot be seen"),
    "Snap that may": (lambda p: p.snap("yes"), "snap", "good", "may start the host"),
    "Snap that was refused": (lambda p: p.snap("no"), "snap", "note", "was refused once"),
    "Snap that will ask": (Patient.snap, "snap", "note", "asks once"),
    "Snap without a portal": (lambda p: (p.no_thunderbird(), p.stage.folder("/var/lib/snapd/snap/thunderbird")),
                              "snap", "bad", "the desktop portal here does not do that"),
    # The extension
    "no XPI": (lambda p: p.stage.remove(XPI), "extension-file", "bad", f"“{XPI}” is missing"),
    "XPI that the policy names is missing": (lambda p: p.stage.remove(XPI), "extension-policy", "bad", "where it is not"),
    "no policies": (lambda p: p.stage.remove(POLICIES), "extension", "bad", "neither by policy"),
    "for everybody": (lambda p: (p.stage.remove(POLICIES), p.for_everybody()), "extension", "good", "from its next start on"),
    "for everybody, and in a profile": (lambda p: (p.stage.remove(POLICIES), p.for_everybody(), p.profile(ADDON)),
                                        "extension", "good", "has the extension."),
    "for everybody, and switched off": (
        lambda p: (p.stage.remove(POLICIES), p.for_everybody(), p.profile(ADDON | {"active": False, "userDisabled": True})),
        "extension", "bad", "/.thunderbird/x.default”"),
    "for everybody, and gone": (lambda p: (p.stage.remove(POLICIES), p.for_everybody(), p.stage.remove(XPI)),
                                "extension", "bad", "neither by policy"),
    "for everybody, beside other policies": (lambda p: (p.stage.write(POLICIES, "{}"), p.for_everybody()),
                                             "extension-policy", "good", "lets people switch"),
    "for everybody, but blocked": (
        lambda p: (p.stage.write(POLICIES, policies(ENTRY | {"installation_mode": "blocked"})), p.for_everybody()),
        "extension", "bad", "neither by policy"),
    "for everybody, but all blocked": (
        lambda p: (p.stage.write(POLICIES, policies(**{"*": {"installation_mode": "blocked"}})), p.for_everybody()),
        "extension", "bad", "neither by policy"),
    "for everybody, and allowed where all others are blocked": (
        lambda p: (p.stage.write(POLICIES, policies({"installation_mode": "allowed"}, **{"*": {"installation_mode": "blocked"}})),
                   p.for_everybody()), "extension-policy", "good", "lets people switch"),
    "for everybody, and all others blocked": (
        lambda p: (p.stage.write(POLICIES, policies(ENTRY, **{"*": {"installation_mode": "blocked"}})), p.for_everybody()),
        "extension-policy", "good", "keeps it on"),
    "in a profile": (lambda p: (p.stage.remove(POLICIES), p.profile(ADDON)), "extension", "good", "has the extension"),
    "in a profile elsewhere": (lambda p: (p.stage.remove(POLICIES), p.profile(ADDON, folder=p.home.path / "mail")), "extension",
                               "good", "has the extension"),
    "in a profile with more than the wire allows": (
        lambda p: (p.stage.remove(POLICIES), p.profile(ADDON | {"startupData": [[[[[[[[0]]]]]]]]})), "extension", "good",
        "has the extension"),
    "a file in a profile": (lambda p: (p.stage.remove(POLICIES), p.profile(),
                                       p.in_home(f".thunderbird/x.default/extensions/{ID}.xpi", "")),
                            "extension", "bad", "neither by policy"),
    "in a profile that profiles.ini does not name": (
        lambda p: (p.stage.remove(POLICIES), p.profile(ADDON), p.in_home(".thunderbird/profiles.ini", "[General]\n")),
        "extension", "bad", "neither by policy"),
    "extensions.json that is no JSON": (
        lambda p: (p.stage.remove(POLICIES), p.profile(ADDON), p.in_home(".thunderbird/x.default/extensions.json", "{")),
        "extension", "bad", "neither by policy"),
    "switched off": (lambda p: (p.stage.remove(POLICIES), p.profile(ADDON | {"active": False, "userDisabled": True})),
                     "extension", "bad", "/.thunderbird/x.default”"),
    "switched off where people may": (
        lambda p: (p.stage.write(POLICIES, policies(ENTRY | {"installation_mode": "normal_installed"})),
                   p.profile(ADDON | {"active": False, "userDisabled": True})),
        "extension", "bad", "switched off in the profile"),
    "off in a place that another goes before": (
        lambda p: (p.stage.remove(POLICIES), p.profile(ADDON | {"active": False, "visible": False}, ADDON | {"visible": True})),
        "extension", "good", "has the extension"),
    "not active": (lambda p: p.profile(ADDON | {"active": False}), "extension", "bad", "switched off in the profile"),
    "for everybody, and kept off by Thunderbird": (
        lambda p: (p.for_everybody(), p.profile(ADDON | {"active": False, "appDisabled": True})), "extension", "bad",
        "switched off in the profile"),
    "kept off by Thunderbird": (lambda p: p.profile(ADDON | {"active": False, "appDisabled": True}), "extension", "bad",
                                "switched off in the profile"),
    "policies elsewhere": (lambda p: (p.stage.remove(POLICIES),
                                      p.stage.write("/usr/lib/thunderbird/distribution/policies.json", policies(ENTRY))),
                           "extension-policy", "good", "/usr/lib/thunderbird/distribution"),
    "policies with a comment": (lambda p: p.stage.write(POLICIES, "{} // so"), "extension-policy", "bad", "not valid JSON"),
    "policies cut short": (lambda p: p.stage.write(POLICIES, policies(ENTRY)[:-1]), "extension-policy", "bad", "JSON"),
    "many policies": (lambda p: p.stage.write(POLICIES, json.dumps({f"n{i}": 0 for i in range(99)})),
                      "extension-policy", "note", "too large or too deep"),
    "policies others can write": (lambda p: p.stage.write(POLICIES, policies(ENTRY), 0o666),
                                  "extension-policy", "bad", "by others"),
    "policies in a folder others can write": (lambda p: p.stage.chmod("/etc/thunderbird/policies", 0o777),
                                              "extension-policy", "bad", "/etc/thunderbird/policies” could"),
    "policies of something else": (lambda p: p.stage.write(POLICIES, "{}"), "extension-policy", "note", "does not install"),
    "wrong id": (lambda p: p.stage.write(POLICIES, policies(ENTRY, id="straymail@example.org")),
                 "extension-policy", "bad", "under another id"),
    "blocked": (lambda p: p.stage.write(POLICIES, policies(ENTRY | {"installation_mode": "blocked"})),
                "extension-policy", "bad", "blocks the extension"),
    "all blocked": (lambda p: p.stage.write(POLICIES, policies(**{"*": {"installation_mode": "blocked"}})),
                    "extension-policy", "bad", "blocks the extension"),
    "only allowed": (lambda p: p.stage.write(POLICIES, policies({"installation_mode": "allowed"})),
                     "extension-policy", "bad", "“installation_mode”"),
    "can be switched off": (lambda p: p.stage.write(POLICIES, policies(ENTRY | {"installation_mode": "normal_installed"})),
                            "extension-policy", "note", "can switch it off"),
    "no URL": (lambda p: p.stage.write(POLICIES, policies({"installation_mode": "force_installed"})),
               "extension-policy", "bad", "“install_url”"),
    "URL of a path": (lambda p: p.stage.write(POLICIES, policies(ENTRY | {"install_url": str(XPI)})),
                      "extension-policy", "bad", "where it is not"),
    "from the web": (lambda p: p.stage.write(POLICIES, policies(ENTRY | {"install_url": "https://example.org/x.xpi"})),
                     "extension-policy", "good", "keeps it on"),
    "the example": (lambda p: (p.stage.write(POLICIES, (SOURCE / f"data/policy{POLICIES}").read_text()),
                               p.stage.write(f"/usr/share/webext/{ID}.xpi")),
                    "extension-policy", "good", "keeps it on"),
    "unknown when-unavailable": (
        lambda p: p.stage.write(POLICIES, json.dumps({"policies": {
            "ExtensionSettings": {ID: ENTRY}, "3rdparty": {"Extensions": {ID: {"when-unavailable": "wait"}}}}})),
        "extension-policy", "bad", "“when-unavailable” is not known"),
    # What is put around Thunderbird
    "AppArmor": (lambda p: p.stage.write(APPARMOR, PROFILE), "apparmor", "bad", f"{APPARMOR}” does not let Thunderbird start"),
    "AppArmor, switched off": (lambda p: (p.stage.write(APPARMOR, PROFILE),
                                          p.stage.link("/etc/apparmor.d/disable/usr.bin.thunderbird", APPARMOR)),
                               "apparmor", "good", "No AppArmor profile keeps"),
    "AppArmor that only complains": (lambda p: (p.stage.write(APPARMOR, PROFILE),
                                                p.stage.link("/etc/apparmor.d/force-complain/usr.bin.thunderbird", APPARMOR)),
                                     "apparmor", "good", "No AppArmor profile keeps"),
    "AppArmor that was told": (lambda p: (p.stage.write(APPARMOR, PROFILE),
                                          p.stage.write("/etc/apparmor.d/local/usr.bin.thunderbird", f"{native.HOST} Ux,\n")),
                               "apparmor", "good", "No AppArmor profile keeps"),
    "AppArmor that was told in a comment": (
        lambda p: (p.stage.write(APPARMOR, PROFILE),
                   p.stage.write("/etc/apparmor.d/local/usr.bin.thunderbird", f"  # {native.HOST} Ux,\n")),
        "apparmor", "bad", "does not let Thunderbird start"),
    "AppArmor that denies it": (lambda p: (p.stage.write(APPARMOR, PROFILE), p.stage.write(
        "/etc/apparmor.d/local/usr.bin.thunderbird", f"deny {native.HOST} x,\n{native.HOST} r,\n")),
        "apparmor", "bad", "does not let Thunderbird start"),
    "AppArmor that complains by a flag": (lambda p: p.stage.write(APPARMOR, "profile thunderbird /usr/bin/x flags=(complain) {\n}\n"),
                                          "apparmor", "good", "No AppArmor profile keeps"),
    "Firejail that is told otherwise": (lambda p: (p.firejail(), p.stage.write("/etc/firejail/thunderbird.local", f"no{FIREJAIL}\n")),
                                        "firejail", "bad", "from the host"),
    "Firejail with a file at home": (lambda p: (p.firejail(), p.in_home(".config/firejail/thunderbird.local", "\n"),
                                                p.stage.write("/etc/firejail/thunderbird.local", f"{FIREJAIL}\n")),
                                     "firejail", "bad", "from the host"),
    "Firejail": (Patient.firejail, "firejail", "bad", "from the host"),
    "Firejail that was told": (lambda p: (p.firejail(), p.stage.write("/etc/firejail/thunderbird.local", f"{FIREJAIL}\n")),
                               "firejail", "good", "hides nothing"),
    "Firejail that was told at home": (lambda p: (p.firejail(), p.in_home(".config/firejail/thunderbird.local", f"{FIREJAIL}\n")),
                                       "firejail", "good", "hides nothing"),
    "Firejail that was told in a comment": (
        lambda p: (p.firejail(), p.stage.write("/etc/firejail/thunderbird.local", f"#{FIREJAIL}\n")),
        "firejail", "bad", "from the host"),
    # Native manifests
    "no manifest": (lambda p: p.stage.remove(MANIFEST), "native-manifest", "bad", "finds no native manifest"),
    "manifest of the user's": (lambda p: (p.stage.remove(MANIFEST), user_manifest(p)), "native-manifest", "good",
                               f"/.mozilla/{NAME}” has Thunderbird start"),
    "broken manifest of the user's": (lambda p: (p.stage.remove(MANIFEST), user_manifest(p, path="no")),
                                      "native-manifest", "bad", "by its whole path"),
    "manifest that is no JSON": (lambda p: p.stage.write(MANIFEST, "{"), "native-manifest", "bad", "not valid JSON"),
    "manifest that is a folder": (lambda p: (p.stage.remove(MANIFEST), p.stage.folder(MANIFEST)), "native-manifest", "bad",
                                  "cannot be read"),
    "manifest others can write": (lambda p: p.stage.write(MANIFEST, manifest(), 0o664), "native-manifest", "bad", "by others"),
    "manifest in a folder others can write": (lambda p: p.stage.chmod(f"/usr/lib/mozilla/{FOLDER}", 0o777), "native-manifest",
                                              "bad", f"/usr/lib/mozilla/{FOLDER}” could"),
    "other name": (lambda p: p.stage.write(MANIFEST, manifest(name="org.example")), "native-manifest", "bad", "“name”"),
    "other type": (lambda p: p.stage.write(MANIFEST, manifest(type="pipe")), "native-manifest", "bad", "“type”"),
    "other extension": (lambda p: p.stage.write(MANIFEST, manifest(allowed_extensions=["x@example.org"])),
                        "native-manifest", "bad", "does not allow"),
    "program missing": (lambda p: p.stage.write(MANIFEST, manifest(path="/nonexistent/host")), "native-manifest", "bad",
                        "which is missing"),
    "program not executable": (lambda p: p.stage.write(MANIFEST, manifest(path="/etc/passwd")), "native-manifest", "bad",
                               "which cannot be executed"),
    "program others can write": (lambda p: p.stage.write(LIBEXECDIR / "straymail-host", native.HOST.read_bytes(), 0o777),
                                 "native-manifest", "bad", "by others"),
    "manifest in the profile": (lambda p: p.in_home(f".thunderbird/{NAME}", manifest()), "misplaced-manifest", "note",
                                "does not look"),
    "manifest in /usr/share": (lambda p: p.stage.write(f"/usr/share/mozilla/{NAME}", manifest()), "misplaced-manifest",
                               "note", f"/usr/share/mozilla/{NAME}"),
    "manifest of Fedora": (lambda p: p.stage.write(f"/usr/lib64/mozilla/{NAME}", manifest()), "misplaced-manifest", "note",
                           "lib64"),
    "a Thunderbird of Fedora": (lambda p: (p.stage.folder("/usr/lib64/thunderbird"),
                                           p.stage.write(f"/usr/lib64/mozilla/{NAME}", manifest())),
                                "native-manifest", "good", "lib64"),
    "shadowed by the same": (user_manifest, "shadowing", "note", "the same program"),
    "shadowed by another": (lambda p: user_manifest(p, path="/bin/true"), "shadowing", "bad", "another program"),
    # Programs
    "host missing": (lambda p: p.stage.remove(LIBEXECDIR / "straymail-host"), "host-program", "bad", "is missing"),
    "dialog missing": (lambda p: p.stage.remove(LIBEXECDIR / "straymail-ui"), "dialog-program", "bad", "is missing"),
    "dialog not executable": (lambda p: p.stage.write(LIBEXECDIR / "straymail-ui", "", 0o644), "dialog-program", "bad",
                              "cannot be executed"),
    "dialog that does not run": (lambda p: p.stage.write(LIBEXECDIR / "straymail-ui", "#!/bin/false\n", 0o755),
                                 "dialog-program", "bad", "does not run"),
    "dialog of another version": (lambda p: p.stage.write(LIBEXECDIR / "straymail-ui",
                                                          "#!/bin/sh\necho straymail-ui 9.8.7\n", 0o755),
                                  "dialog-program", "bad", "has version 9.8.7"),
    "dialog others can write": (lambda p: p.stage.write(LIBEXECDIR / "straymail-ui",
                                                        (LIBEXECDIR / "straymail-ui").read_bytes(), 0o775),
                                "dialog-program", "bad", "by others"),
    "remote display": (lambda p: p.display_at(DISPLAY="elsewhere.example:0"), "confinement", "note",
                       "could open connections"),
    "confined": (lambda p: None, "confinement", "good", "only the files it needs"),
    # Settings and trust
    "no schema": (lambda p: p.stage.remove(SCHEMAS / "gschemas.compiled"), "schema", "bad", "is not installed"),
    "old schema": (lambda p: p.stage.write_schema(OLD_SCHEMA), "schema", "bad", "an older one"),
    "another backend": (lambda p: p.settings(), "settings", "note", "GSETTINGS_BACKEND"),
    "no dconf": (Patient.no_dconf, "settings", "bad", "dconf is missing"),
    "one locked": (Patient.dconf, "settings", "good", "1 of them is locked"),
    "databases up to date": (Patient.dconf, "dconf-databases", "good", "are up to date"),
    "database missing": (lambda p: p.dconf(update=False), "dconf-databases", "bad", "is missing, which"),
    "database outdated": (Patient.outdated, "dconf-databases", "bad", "is older than"),
    "database that is none": (lambda p: p.dconf_file("db/local", "not a database"), "dconf-databases", "bad",
                              "is no dconf database"),
    "empty database": (lambda p: p.dconf_file("db/local", ""), "dconf-databases", "bad", "is no dconf database"),
    "value that cannot be": (lambda p: p.dconf_file("db/local.d/straymail", "[org/straymail]\nwhen-high='blok'\n", update=True),
                             "dconf-databases", "bad", "local.d/straymail:2: “when-high” cannot have"),
    "setting that does not exist": (lambda p: p.dconf_file("db/local.d/straymail", "[org/straymail]\n\nwhenhigh='ask'\n", update=True),
                                    "dconf-databases", "bad", "local.d/straymail:3: There is no setting “whenhigh”"),
    "lock of what does not exist": (lambda p: p.dconf_file("db/local.d/locks/straymail", "/org/straymail/\n", update=True),
                                    "dconf-databases", "bad", "locks/straymail:1: There is no setting “”"),
    "line that is none in the profile": (lambda p: p.dconf_file("profile/user", "user-db:user\nsystem-db\n"),
                                         "dconf-databases", "bad", "profile/user:2: dconf does not know"),
    "lock that was taken away": (Patient.unlocked, "dconf-databases", "bad", "is older than"),
    "database others can write": (lambda p: p.loosened("db/local", 0o666), "dconf-databases", "bad", "dconf/db/local” could"),
    "settings others can write": (lambda p: p.loosened("db/local.d/straymail", 0o666), "dconf-databases", "bad",
                                  "dconf/db/local.d/straymail” could"),
    "locks others can write": (lambda p: p.loosened("db/local.d/locks", 0o777), "dconf-databases", "bad",
                               "dconf/db/local.d/locks” could"),
    "folder of the databases others can write": (lambda p: p.loosened("db", 0o777), "dconf-databases", "bad", "dconf/db” could"),
    "profile others can write": (lambda p: p.loosened("profile/user", 0o666), "dconf-databases", "bad",
                                 "dconf/profile/user” could"),
    "no profile": (lambda p: p.dconf(profile=None), "dconf-databases", "bad", "no dconf profile"),
    "bad line in a list": (lambda p: p.home.add_list("army.mil\nnot an entry\n"), "trust-lists", "bad", "test.list:2: "),
    "list others can write": (lambda p: p.stage.write("/etc/straymail/trusted.d/x.list", "a.example\n", 0o666),
                              "trust-lists", "bad", "/etc/straymail/trusted.d/x.list"),
    "nothing is trusted": (lambda p: p.settings(built_in_trust="false"), "trust-lists", "bad", "Not a single"),
    "one entry": (lambda p: (p.settings(built_in_trust="false"), p.home.add_list("army.mil\n")), "trust-lists", "good",
                  "1 trust entry"),
    "all of a country": (lambda p: p.home.add_list("# x\n*.ml\n"), "sweeping-trust", "bad", "test.list:2: “*.ml” trusts all of Mali"),
    "all of a country, bare": (lambda p: p.home.add_list("ML trust-only\n"), "sweeping-trust", "bad", "all of Mali"),
    "all of a country, by a setting": (lambda p: p.settings(trusted_domains="['.cm']"), "sweeping-trust", "bad",
                                       "trusted-domains: “.cm” trusts all of Cameroon"),
    "all of six countries": (lambda p: p.home.add_list("*.ml\n" * 6), "sweeping-trust", "bad", "1 more entry trusts all of"),
    "all of many countries": (lambda p: p.home.add_list("*.ml\n*.cm\n" * 1000), "sweeping-trust", "bad",
                              "1995 more entries trust all of"),
    "all of the home country": (lambda p: p.home.add_list("*.us\n"), "sweeping-trust", "good", "No entry"),
    # Home countries
    "home countries of one's own": (lambda p: p.settings(home_countries="['DE', 'US', 'de']"), "home-countries", "good",
                                    "You set the home countries: Germany, United States."),
    "home countries of the administrator's": (lambda p: p.dconf_file("db/local.d/straymail", "[org/straymail]\nhome-countries=['DE']\n",
                                                                     update=True),
                                              "home-countries", "good", "The administrator set the home countries: Germany."),
    "a home country by the language": (lambda p: None, "home-countries", "good", "LC_ALL names the home country: United States."),
    "no home country": (lambda p: p.env.update(LC_ALL="C.UTF-8"), "home-countries", "note", "nor LC_ALL names one."),
    "nothing is held": (lambda p: p.settings(when_high="'tell'"), "severities", "note", "without a question"),
    # Display and session bus
    "no display": (lambda p: p.display_at(), "display", "note", "no display here"),
    "empty display": (lambda p: p.display_at(DISPLAY="", WAYLAND_DISPLAY=""), "display", "note", "no display here"),
    "dead display": (lambda p: p.display_at(WAYLAND_DISPLAY="wayland-9"), "display", "bad", "“wayland-9” does not answer"),
    "display that nobody listens at": (lambda p: p.listener.close(), "display", "bad", "does not answer"),
    "X that is dead": (lambda p: p.display_at(DISPLAY=":9876.0"), "display", "bad", "“:9876.0” does not answer"),
    "X that is none": (lambda p: p.display_at(DISPLAY="none"), "display", "bad", "“none” does not answer"),
    "X elsewhere": (lambda p: p.display_at(DISPLAY="localhost:10.0"), "display", "good", "There is a display"),
    "no bus": (lambda p: p.env.pop("DBUS_SESSION_BUS_ADDRESS"), "session-bus", "note", "no session bus"),
    "bus switched off": (lambda p: p.env.update(DBUS_SESSION_BUS_ADDRESS="disabled:"), "session-bus", "note", "no session bus"),
    "dead bus": (lambda p: p.env.update(DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent"), "session-bus", "bad",
                 "does not answer"),
    "bus that never answers": (lambda p: p.env.update(DBUS_SESSION_BUS_ADDRESS=f"unix:path={p.display}"), "session-bus", "bad",
                               "does not answer"),
    "no notifications": (lambda p: p.env.update(DBUS_SESSION_BUS_ADDRESS=quiet_bus.address), "notifications", "note",
                         "Nothing here shows notifications"),
    # The round trip
    "a display that could be found": (lambda p: p.case.addCleanup(p.listen(p.home.path / "wayland-0").close), "round-trip", "good",
                                      "catches one to us.af.ml"),
    "host that ends": (lambda p: p.host(), "round-trip", "bad", "when it is greeted"),
    "host without a policy": (lambda p: p.host(HELLO, ERROR), "round-trip", "bad", "to example.org pass"),
    "host that lets all pass": (lambda p: p.host(HELLO, SEND, SEND), "round-trip", "bad", "what the policy says"),
    "host that cannot be started": (lambda p: p.stage.write(MANIFEST, manifest(path="/etc/passwd")), "round-trip", "bad",
                                    "cannot be started"),
    "Mali at home": (lambda p: p.settings(home_countries="['ML']"), "round-trip", "note", "was not tried"),
    "told afterwards": (lambda p: p.settings(when_high="'tell'"), "round-trip", "note", "as the policy says, one to us.af.ml"),
    "nothing is done": (lambda p: p.settings(when_high="'nothing'"), "round-trip", "note",
                        "as the policy says, one to us.af.ml"),
    "blocked mail": (Patient.dconf, "round-trip", "good", "catches one"),
}

# What is wrong with lists and settings, and of each verdict on them whether it names the command that checks a list.
PROBLEMS = {
    "a bad line": (lambda p: p.home.add_list("army.mil\nnot an entry\n"), [(":2: ", True)]),
    "five bad lines": (lambda p: p.home.add_list("not an entry\n" * 5), [(f":{line}: ", True) for line in range(1, 6)]),
    "six bad lines": (lambda p: p.home.add_list("not an entry\n" * 6),
                      [(f":{line}: ", True) for line in range(1, 6)] + [("1 more line is not", False)]),
    "no text at all": (lambda p: p.home.add_list(b"\xff\0\n" * 1000),
                       [(":1: This is no text file", True)]),
    "bad lines in many lists": (lambda p: [p.home.add_list("not an entry\n" * 3, f"{i:02}.list") for i in range(9)],
                                [("00.list:1: ", True), ("00.list:2: ", True), ("00.list:3: ", True), ("01.list:1: ", True),
                                 ("01.list:2: ", True), ("1 more line is not", False)]
                                + [(f"{i:02}.list” 3 lines are not", False) for i in range(2, 6)]
                                + [("3 more lists have lines that are not", False)]),
    "a list that cannot be read": (lambda p: p.stage.folder("/etc/straymail/trusted.d/x.list"), [("not a regular file", False)]),
    "a country that is none": (lambda p: p.settings(home_countries="['Mali']"), [("“home-countries”", False)]),
    "a kind that is none": (lambda p: p.settings(additional_kinds="['x']"), [("“additional-kinds”", False)]),
    "an entry that is none": (lambda p: p.settings(trusted_domains="['/x:1: y']"), [("“trusted-domains”", False)]),
    "nothing is trusted": (lambda p: p.settings(built_in_trust="false"), [("Not a single", False)]),
}

SENTENCE = re.compile(r'\b_ \(((?:\s*"(?:[^"\\]|\\.)*"\s*)+)\)')
PLURAL = re.compile(r'g_dngettext \(GETTEXT_PACKAGE,((?:\s*"(?:[^"\\]|\\.)*"\s*)+),((?:\s*"(?:[^"\\]|\\.)*"\s*)+),')
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def sentences():
    """All that the doctor can say, as patterns."""
    for path in sorted((SOURCE / "helper/doctor").glob("*.c")):
        text = path.read_text()
        found = SENTENCE.findall(text) + [part for pair in PLURAL.findall(text) for part in pair]
        for literal in found:
            sentence = "".join(ast.literal_eval(part) for part in STRING.findall(literal))
            yield re.compile(".+".join(map(re.escape, re.split("%[sud]", sentence))), re.DOTALL)


class Verdicts(unittest.TestCase):
    def examine(self, patient):
        done = patient.run("--json")
        self.assertEqual(done.stderr if "G_DEBUG" in patient.env else "", "")
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(done.returncode, int(any(row["health"] == "bad" for row in rows)))
        for row in rows:
            # What is wrong with a setting is told to the end.
            if row["check"] != "trust-lists" or row["health"] == "good":
                self.assertEqual("fix" in row, row["health"] != "good", row)
            self.assertRegex(row["text"], r"\.$")
        return rows

    def test_all_is_well(self):
        rows = self.examine(Patient(self, bus))
        # What a kernel cannot do is told of on every computer that has it.
        self.assertEqual([row for row in rows if row["health"] != "good" and "Linux 7.1" not in row["text"]], [])
        self.assertEqual({row["check"] for row in rows} - {check for _, check, _, _ in ROWS.values()}, set())

    def test_every_verdict(self):
        """Row 41: no host, none that can be run, manifests that are wrong: `straymail doctor` names the cause"""
        said = []
        for name, (change, check, health, text) in ROWS.items():
            with self.subTest(name):
                patient = Patient(self, bus)
                change(patient)
                rows = self.examine(patient)
                said += [row[part] for row in rows for part in ("text", "fix") if part in row]
                self.assertTrue(any((row["check"], row["health"]) == (check, health) and text in row["text"]
                                    for row in rows), [row for row in rows if row["check"] == check])
        said.append(self.host_says())
        patterns = list(sentences())
        self.assertGreater(len(patterns), 80, "the sentences were not found")
        for pattern in patterns:
            with self.subTest(pattern.pattern):
                self.assertTrue(any(pattern.search(text) for text in said), "nothing above has it said")

    def test_what_to_do_about_lists(self):
        for name, (change, expected) in PROBLEMS.items():
            with self.subTest(name):
                patient = Patient(self, bus)
                change(patient)
                rows = [row for row in self.examine(patient) if row["check"] == "trust-lists"]
                self.assertEqual(len(rows), len(expected), rows)
                for row, (text, is_line) in zip(rows, expected):
                    self.assertIn(text, row["text"])
                    self.assertEqual("policy lint" in row.get("fix", ""), is_line, row)

    def test_what_to_do_about_an_extension_that_is_off(self):
        for member, linked, fix in (("userDisabled", True, "Switch it on"), ("userDisabled", False, "Switch it on"),
                                    ("appDisabled", True, f"Run “touch {XPI}”"), ("appDisabled", False, "Install Add-on From File")):
            with self.subTest(member, linked=linked):
                patient = Patient(self, bus)
                if linked:
                    patient.for_everybody()
                patient.profile(ADDON | {"active": False, member: True})
                row, = (row for row in self.examine(patient) if row["check"] == "extension")
                self.assertIn(fix, row["fix"])

    def host_says(self):
        """What a host says that is not the one the manifest for everybody names."""
        patient = Patient(self, bus)
        patient.stage.write(MANIFEST, manifest(path="/bin/true"))
        program, *arguments = patient.stage.command(native.HOST, "/manifest.json", ID)
        host = native.Host(program, arguments=arguments, environment=patient.env | {"LC_ALL": "C.UTF-8"})
        try:
            self.assertIn("another program than “/bin/true”", host.stderr)
            return host.stderr
        finally:
            host.clean_up()


class Host(unittest.TestCase):
    def test_shadowing_is_told(self):
        patient = Patient(self, bus)
        for changes, said in (({"path": "/bin/true"}, "starts another program"), ({}, "")):
            with self.subTest(changes):
                user_manifest(patient, **changes)
                program, *arguments = patient.stage.command(native.HOST, "/manifest.json", ID)
                host = native.Host(program, arguments=arguments, environment=patient.env)
                self.addCleanup(host.clean_up)
                self.assertRegex(host.stderr, said if said else r"\A\Z")


class Output(unittest.TestCase):
    def setUp(self):
        self.patient = Patient(self, bus)

    def test_text(self):
        self.patient.display_at()
        done = self.patient.run()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(len({line.index(re.split(r"\s{2,}", line)[2]) for line in lines}), 1, done.stdout)
        note, = (line for line in lines if line.startswith("note  display "))
        self.assertIn(". → ", note)
        self.assertNotIn("\x1b", done.stdout)

    def test_bad_is_status_1(self):
        self.patient.stage.remove(MANIFEST)
        self.assertEqual(self.patient.run().returncode, 1)

    def test_color_on_a_terminal_only(self):
        for variables, colored in (({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False),
                                   ({"TERM": "dumb"}, False)):
            with self.subTest(variables):
                leader, follower = pty.openpty()
                self.addCleanup(os.close, leader)
                subprocess.run(self.patient.stage.command(STRAYMAIL, "doctor"), stdout=follower,
                               env=self.patient.env | variables, timeout=DEADLINE)
                os.close(follower)
                self.assertEqual(b"\x1b[" in os.read(leader, 65536), colored)

    def test_usage(self):
        for arguments in (["--nonsense"], ["nonsense"]):
            with self.subTest(arguments):
                done = self.patient.run(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertRegex(done.stderr, r"\Astraymail: .*--help.*\n\Z")

    def test_help_in_the_person_s_language(self):
        self.patient.env.update(reading("fr"))
        done = self.patient.run("--help")
        self.assertEqual(done.returncode, 0)
        self.assertNotIn("Exit status", done.stdout)
        self.assertNotIn("good", self.patient.run().stdout)

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run(self.patient.stage.command(STRAYMAIL, "doctor"), env=self.patient.env, stdout=full,
                                  stderr=subprocess.PIPE, timeout=DEADLINE)
        self.assertEqual(done.returncode, 2)
