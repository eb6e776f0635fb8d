# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""gcc -fanalyzer: follows paths through each file, and finds leaks, null and freed pointers."""

import compiled

compiled.run_all([([*compiled.without_output(command), "-Werror", "-fanalyzer", "-S", "-o", "/dev/null"], directory)
                  for command, directory in compiled.files().values()])
