# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""cppcheck, without the headers of libraries: what GLib and POSIX do it knows itself."""

import os
import subprocess
import sys

import compiled

OPTIONS = ["--enable=warning,performance,portability", "--inline-suppr", "--std=c11", "--library=gtk", "--library=posix",
           "--suppress=missingIncludeSystem", "--error-exitcode=1", "--quiet", f"-j{len(os.sched_getaffinity(0))}"]
INCLUDES = [f"-I{folder}" for folder in (compiled.SOURCE, compiled.SOURCE / "helper", compiled.BUILD)]

sys.exit(subprocess.run(["cppcheck", *OPTIONS, *INCLUDES, *compiled.files()], cwd=compiled.SOURCE).returncode)
