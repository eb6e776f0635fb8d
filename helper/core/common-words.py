# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns data/tables/common-words.txt into the C table that common-words.c includes."""

import re
import sys


def main(source, target):
    words = set()
    with open(source, encoding='utf-8') as lines:
        for number, line in enumerate(lines, 1):
            for word in line.partition('#')[0].split():
                if not re.fullmatch(r'[a-z0-9]+', word):
                    sys.exit(f'{source}:{number}: not a word of plain letters: {word}')
                if word in words:
                    sys.exit(f'{source}:{number}: {word} is there twice')
                words.add(word)
    with open(target, 'w', encoding='ascii') as out:
        out.write('/* Generated from data/tables/common-words.txt. */\n')
        out.write('static const char *const words[] = {\n')
        for word in sorted(words):
            out.write(f'  "{word}",\n')
        out.write('};\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
