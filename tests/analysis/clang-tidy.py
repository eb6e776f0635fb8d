# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy, with the checks of the file .clang-tidy, which says why it leaves some out."""

import compiled

# Before version 16 clang takes a flag of gcc's only together with this one.
ZERO = "--extra-arg=-enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang"
# What the compiler itself warns of, the variant clang does not build with.
QUIET = "--extra-arg=-w"
AT_ONCE = 4

files = sorted(compiled.files())
compiled.run_all([(["clang-tidy", "--quiet", "-p", compiled.BUILD, ZERO, QUIET, *files[i:i + AT_ONCE]], compiled.SOURCE)
                  for i in range(0, len(files), AT_ONCE)])
