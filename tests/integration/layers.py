# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom: core ← native-messaging ← helper, ui. Nothing points back."""

import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)

# Each layer and the others it may include.
LAYERS = {
    "helper/core": set(),
    "native-messaging/confinement": set(),
    "native-messaging/schema": set(),
    "native-messaging": {"helper/core"},
    "helper/policy": {"helper/core", "native-messaging/schema"},
    "helper/audit": {"helper/policy", "native-messaging"},
    "helper/doctor": {"helper/core", "helper/policy", "native-messaging", "native-messaging/confinement"},
    "helper/logs": {"helper/policy"},
    "helper/host": {"helper/core", "helper/policy", "helper/audit", "helper/doctor", "native-messaging", "native-messaging/confinement"},
    "helper/cli": {"helper/core", "helper/policy", "helper/audit", "helper/logs", "helper/doctor", "native-messaging", "native-messaging/confinement"},
    "ui": {"helper/core", "native-messaging", "native-messaging/confinement", "native-messaging/schema"},
}

# Libraries that only the named layers may include.
LIBRARIES = {
    "gtk/": {"ui"},
    "gdk/": {"ui"},
    "libnotify/": {"ui"},
    "libpsl.h": {"helper/core"},
    "json-glib/": {"native-messaging"},
    "seccomp.h": {"native-messaging/confinement"},
    "linux/": {"native-messaging/confinement"},
}

# What the decision may not use: it has no I/O.
CORE_WITHOUT = ("gio/", "glib/gstdio.h", "stdio.h", "unistd.h", "fcntl.h", "sys/", "time.h")


def files_of(layer):
    return sorted(path for path in (SOURCE / layer).glob("*.[ch]"))


def layer_of(path):
    parent = path.parent.relative_to(SOURCE).as_posix()
    return parent if parent in LAYERS else None


def includes_of(path):
    """Pairs of the included name and, where it is one of our files, its path."""
    for quote, name in INCLUDE.findall(path.read_text()):
        candidates = (path.parent / name, SOURCE / name, SOURCE / "helper" / name)
        ours = next((c.resolve() for c in candidates if c.is_file()), None) if quote == '"' else None
        yield name, ours


class Layers(unittest.TestCase):
    def test_each_layer_has_files(self):
        for layer in LAYERS:
            self.assertTrue(files_of(layer), layer)

    def test_includes(self):
        crossings = 0
        for layer, allowed in LAYERS.items():
            for path in files_of(layer):
                for name, included in includes_of(path):
                    other = layer_of(included) if included else None
                    if other in (None, layer):
                        continue
                    crossings += 1
                    self.assertIn(other, allowed, f"{path.relative_to(SOURCE)} includes {name}")
        self.assertGreater(crossings, 10, "the includes were not found")

    def test_libraries(self):
        for layer in LAYERS:
            for path in files_of(layer):
                for name, _ in includes_of(path):
                    for library, layers in LIBRARIES.items():
                        if name.startswith(library):
                            self.assertIn(layer, layers, f"{path.relative_to(SOURCE)} includes {name}")

    def test_core_is_pure(self):
        for path in files_of("helper/core"):
            for name, _ in includes_of(path):
                self.assertFalse(name.startswith(CORE_WITHOUT), f"{path.relative_to(SOURCE)} includes {name}")

    def test_own_header_first(self):
        for layer in LAYERS:
            for path in files_of(layer):
                if path.suffix == ".c" and path.with_suffix(".h").exists():
                    names = [name for name, _ in includes_of(path) if name != "config.h"]
                    self.assertEqual(names[0].rpartition("/")[2], path.with_suffix(".h").name,
                                     str(path.relative_to(SOURCE)))

    def test_headers_once(self):
        for layer in LAYERS:
            for path in files_of(layer):
                if path.suffix == ".h":
                    self.assertEqual(path.read_text().count("#pragma once\n"), 1, str(path.relative_to(SOURCE)))
