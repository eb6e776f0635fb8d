# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window tells a test that no accessibility interface does: which texts do not
fit, and whether something moves. tests/ui/probe.c is loaded into the program for it.

    probe = Probe(desktop)
    with Dialog(desktop.environment(probe.env), document) as dialog:
        dialog.expect_shown()
        probe.ask(dialog.process)["clipped"]
"""

import os
import pathlib
import shutil
import signal
import tempfile

from waiting import wait_until

MODULE = pathlib.Path(os.environ.get("STRAY_TEST_BUILD", ".")) / "tests/ui/probe/libprobe.so"


class Probe:
    def __init__(self, desktop):
        # The window has given up most files; these are folders it reads and writes.
        module = pathlib.Path(desktop.env["XDG_DATA_HOME"], "glib-2.0/probe", MODULE.name)
        module.parent.mkdir(parents=True, exist_ok=True)
        if not module.exists():
            shutil.copy(MODULE, module)
        cache = pathlib.Path(desktop.env["XDG_CACHE_HOME"], "gtk-4.0")
        cache.mkdir(parents=True, exist_ok=True)
        self._path = pathlib.Path(tempfile.mkdtemp(prefix="probe-", dir=cache)) / "told"
        self.env = {"GIO_EXTRA_MODULES": module.parent, "STRAY_TEST_PROBE": self._path}

    def ask(self, process):
        """What a process that shows a window tells: `clipped`, a list; `theme`; `lines`, the
        contrast of lines to the ground; `updates`, how often something was moved since it was asked first."""
        self._path.unlink(missing_ok=True)
        process.send_signal(signal.SIGUSR1)

        def told():
            if process.poll() is not None:
                raise AssertionError(f"the process ended with {process.returncode}, and told nothing")
            return self._path.exists()
        wait_until(told, "the window tells of itself")
        lines = [line.partition(" ") for line in self._path.read_text().splitlines()]
        of = {word: rest for word, _, rest in lines}
        return {"clipped": [rest for word, _, rest in lines if word == "clipped"], "theme": of["theme"],
                "lines": float(of["lines"]), "updates": int(of["updates"])}
