# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Debian package can be built, holds what it should, and lintian has nothing to say."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
BUILD = SOURCE / "data/packaging/build"

PROGRAMS = ("usr/bin/straymail", "usr/libexec/straymail-host", "usr/libexec/straymail-ui")

FILES = """
etc/straymail/trusted.d/
usr/bin/straymail
usr/lib/mozilla/native-messaging-hosts/org.straymail.host.json
usr/lib/systemd/catalog/straymail.catalog
usr/lib/thunderbird/extensions/straymail@straymail.org.xpi
usr/libexec/straymail-host
usr/libexec/straymail-ui
usr/share/applications/org.straymail.Straymail.desktop
usr/share/bash-completion/completions/straymail
usr/share/doc/straymail/PROTOCOL.md.gz
usr/share/doc/straymail/admin-guide.md.gz
usr/share/doc/straymail/changelog.gz
usr/share/doc/straymail/copyright
usr/share/doc/straymail/examples/etc/dconf/db/local.d/locks/straymail
usr/share/doc/straymail/examples/etc/dconf/db/local.d/straymail
usr/share/doc/straymail/examples/etc/dconf/profile/user
usr/share/doc/straymail/examples/etc/straymail/trusted.d/organisation.list
usr/share/doc/straymail/examples/etc/thunderbird/policies/policies.json
usr/share/doc/straymail/fleet.md.gz
usr/share/fish/vendor_completions.d/straymail.fish
usr/share/glib-2.0/schemas/org.straymail.gschema.xml
usr/share/icons/hicolor/48x48/apps/org.straymail.Straymail.png
usr/share/icons/hicolor/scalable/apps/org.straymail.Straymail.svg
usr/share/lintian/overrides/straymail
usr/share/man/man1/straymail.1.gz
usr/share/man/man5/straymail-trusted.d.5.gz
usr/share/man/man7/straymail-protocol.7.gz
usr/share/man/man8/straymail-host.8.gz
usr/share/man/man8/straymail-ui.8.gz
usr/share/metainfo/org.straymail.Straymail.metainfo.xml
usr/share/straymail/trusted.d/endings.list
usr/share/straymail/trusted.d/int-organisations.list
usr/share/straymail/trusted.d/mail-providers.list
usr/share/webext/straymail@straymail.org.xpi
usr/share/zsh/vendor-completions/_straymail
"""


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def version():
    return re.search(r"version: '(.*)'", (SOURCE / "meson.build").read_text())[1]


class Needs(unittest.TestCase):
    def test_what_is_missing_is_named_where_it_cannot_be_installed(self):
        with tempfile.TemporaryDirectory(prefix="stray-bare-") as bare:
            for tool in ("bash", "dirname", "id", "mkdir", "mktemp", "rm"):
                pathlib.Path(bare, tool).symlink_to(shutil.which(tool))
            done = subprocess.run(["unshare", "--map-user=1000", BUILD, "deb", f"{bare}/built"], env={"PATH": bare},
                                  executable=shutil.which("unshare"), capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(f"apt-get build-dep --no-install-recommends {BUILD.parent}\n", done.stderr)
            self.assertEqual(list(pathlib.Path(bare, "built").iterdir()), [])


class Deb(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="stray-deb-")))
        done = subprocess.run([BUILD, "deb", cls.folder], capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(done.stdout[-5000:] + done.stderr[-5000:])
        (cls.package,) = cls.folder.glob("straymail_*.deb")
        cls.root = cls.folder / "root"
        output("dpkg-deb", "--extract", cls.package, cls.root)

    def test_lintian_has_nothing_to_say(self):
        done = subprocess.run(["lintian", "--allow-root", "--display-info", "--fail-on=error,warning,info",
                               *self.folder.glob("*.deb")], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)

    def test_files(self):
        found = set()
        for path in self.root.rglob("*"):
            if path.is_symlink() or not path.is_dir():
                found.add(str(path.relative_to(self.root)))
            elif not any(path.iterdir()):
                found.add(f"{path.relative_to(self.root)}/")
        languages = (SOURCE / "po/LINGUAS").read_text()
        translations = {f"usr/share/locale/{language}/LC_MESSAGES/straymail.mo"
                        for language in re.findall(r"^[^#\s]+$", languages, re.MULTILINE)}
        self.assertEqual(found, set(FILES.split()) | translations)

    def test_everything_is_roots_and_only_roots(self):
        for line in output("dpkg-deb", "--contents", self.package).splitlines():
            mode, owner = line.split()[:2]
            self.assertIn((mode, owner), {("drwxr-xr-x", "root/root"), ("-rwxr-xr-x", "root/root"),
                                          ("-rw-r--r--", "root/root"), ("lrwxrwxrwx", "root/root")}, line)

    def test_programs_are_hardened_and_stripped(self):
        for program in PROGRAMS:
            with self.subTest(program):
                told = output("readelf", "--wide", "--file-header", "--dynamic", "--segments", "--sections", "--symbols",
                              self.root / program)
                self.assertRegex(told, r"Type: +DYN \(Position-Independent")
                self.assertIn("BIND_NOW", told)
                self.assertIn("GNU_RELRO", told)
                self.assertRegex(told, r"GNU_STACK .* RW ")
                self.assertIn("__stack_chk_fail", told)
                self.assertIn("_chk@GLIBC", told)
                self.assertNotIn(".symtab", told)
                self.assertNotIn(".debug_info", told)

    def test_manifest_names_the_host(self):
        manifest = (self.root / "usr/lib/mozilla/native-messaging-hosts/org.straymail.host.json").read_text()
        self.assertIn('"/usr/libexec/straymail-host"', manifest)

    def test_versions_agree(self):
        self.assertRegex(output("dpkg-deb", "--field", self.package, "Version"), rf"^{re.escape(version())}(~deb\d+u1)?\n$")
        spec = (SOURCE / "data/packaging/straymail.spec").read_text()
        self.assertEqual(re.search(r"^Version: +(.*)$", spec, re.MULTILINE)[1], version())
        self.assertIn(f" - {version()}-1\n", spec.partition("%changelog")[2])
