# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window tells a test that no accessibility interface does: which texts do not
fit, where things are, and whether something moves. tests/ui/probe/probe.c is loaded into the program for it.

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
        contrast of lines to the ground; `ground`, how light that is, from 0 to 1; `updates`, how often something was moved since it was asked first."""
        lines = self._ask(process)
        if not lines:
            raise AssertionError(f"the process ended with {process.returncode}, and told nothing")
        of = {word: rest for word, rest in lines}
        return {"clipped": [rest for word, rest in lines if word == "clipped"], "theme": of["theme"],
                "lines": float(of["lines"]), "ground": float(of["ground"]), "updates": int(of["updates"])}

    def box(self, process, widget, text=""):
        """Left, top, width and height in its window, in pixels, of the first widget of this type, such as
        `GtkButton`, and with this text, where it has one; None where there is none."""
        for word, rest in self._ask(process):
            if word == "box":
                *box, found, its = rest.split(" ", 5)
                if (found, its) == (widget, text):
                    return tuple(map(int, box))
        return None

    def _ask(self, process):
        """The lines it writes, each as its first word and the rest; none where it has ended."""
        self._path.unlink(missing_ok=True)
        process.send_signal(signal.SIGUSR1)
        wait_until(lambda: self._path.exists() or process.poll() is not None, "the window tells of itself")
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        return [tuple(line.split(" ", 1)) for line in lines]
