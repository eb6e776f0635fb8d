# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filters one message of a catalogue, for msgfilter: accented, longer by a third and in
brackets, so that what is not translated and what does not fit stands out."""

import re
import sys

ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
# What has to stay: formats, what the shell, the markup and the journal read, and code in quotes.
KEPT = re.compile(r"(@\w+@|%(?:\d+\$)?[-+#0'*\d.]*l*[sudcixf%]|\$\w+\$|<[^>]*>|&\w+;|“[^”]*”|--\w[\w-]*|https?://\S+)")

text = sys.stdin.read()
if text.strip():
    body = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in KEPT.split(text))
    words = " ḷóñģ" * max(1, len(text) // 18)
    end = "\n" if body.endswith("\n") else ""
    text = f"⟦{body.removesuffix(chr(10))}{words}⟧{end}"
sys.stdout.write(text)
