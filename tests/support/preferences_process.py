# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences as somebody started them, and the settings they change.

    with Preferences(desktop, {"home-countries": "['ML']"}) as preferences:
        window = accessible.wait_for_window(preferences.pid, preferences.process)
        …
        preferences.get("home-countries")
"""

import pathlib
import shutil
import signal
import subprocess
import tempfile

from desktop import die_with_parent, stop
from dialog import PROGRAM
from waiting import DEADLINE


def write_keyfile(config, values, group="org/straymail"):
    """Writes keys of a schema, org.straymail where nothing else is said, as GVariant text, to where GLib's
    keyfile backend looks for them."""
    path = config / "glib-2.0/settings/keyfile"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_text(f"[{group}]\n" + "".join(f"{key}={value}\n" for key, value in values.items()))
    temporary.rename(path)
    return path


class Preferences:
    """One `straymail-ui --preferences`, with settings of its own in a keyfile, and on a stage where one is given."""

    def __init__(self, desktop, settings=None, env=None, program=PROGRAM, stage=None):
        self._config = pathlib.Path(tempfile.mkdtemp(prefix="config-", dir=desktop.home))
        self._keyfile = self._config / "glib-2.0/settings/keyfile"
        if settings:
            self.set(settings)
        environment = desktop.environment({
            "GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": self._config, "G_DEBUG": "fatal-warnings",
            "TZ": "UTC", **(env or {})})
        command = [program, "--preferences"]
        self.process = subprocess.Popen(stage.command(*command, root=False) if stage else command, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        preexec_fn=die_with_parent)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.process, signal.SIGKILL)
        shutil.rmtree(self._config, ignore_errors=True)

    @property
    def pid(self):
        return self.process.pid

    def set(self, settings):
        """Writes keys of org.straymail, as GVariant text, as another program would."""
        write_keyfile(self._config, {**self._read(), **settings})

    def get(self, key):
        """What is set, as GVariant text, or None where the key has its default."""
        return self._read().get(key)

    def expect_exit(self, status=0):
        """Waits for the end, and fails where it is another one or something was complained of."""
        code = self.process.wait(DEADLINE)
        complaint = self.process.stderr.read().decode()
        if code != status or complaint:
            raise AssertionError(f"exit status {code} instead of {status}; it said: {complaint}")

    def _read(self):
        if not self._keyfile.exists():
            return {}
        lines = self._keyfile.read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)
