# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A home of one's own for programs that need no desktop.

    with Home() as home:
        home.add_list("example.org")
        subprocess.run([...], env=home.env)

Its environment holds nothing of the one the tests are started from but what
makes tests stricter (G_DEBUG and the sanitizers' options).
"""

import os
import pathlib
import tempfile

_KEPT = ("PATH", "G_DEBUG", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH")


class Home:
    def __init__(self):
        self._directory = tempfile.TemporaryDirectory(prefix="stray-home-")
        self.path = pathlib.Path(self._directory.name)
        self.config = self.path / "config"
        self.data = self.path / "data"
        for directory in (self.config, self.data):
            directory.mkdir()
        self.env = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.env.update({
            "HOME": str(self.path),
            "XDG_CONFIG_HOME": str(self.config),
            "XDG_DATA_DIRS": str(self.data),
            "GSETTINGS_BACKEND": "memory",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": "",  # not that of whoever runs the tests
        })

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._directory.cleanup()

    def add_list(self, text, name="test.list", below=None):
        """Writes a trust list, the user's own unless `below` says where."""
        directory = (below or self.config) / "straymail" / "trusted.d"
        directory.mkdir(parents=True, exist_ok=True)
        path = directory / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def set_settings(self, **values):
        """Sets keys of org.straymail; `_` stands for `-`, values are GVariant text."""
        directory = self.config / "glib-2.0" / "settings"
        directory.mkdir(parents=True, exist_ok=True)
        lines = ["[org/straymail]", *(f"{key.replace('_', '-')}={value}" for key, value in values.items())]
        (directory / "keyfile").write_text("\n".join(lines) + "\n")
        self.env["GSETTINGS_BACKEND"] = "keyfile"
