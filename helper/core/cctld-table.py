# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns data/tables/cctld.tsv into the C table that cctld.c includes."""

import re
import sys

FLAGS = {'busy', 'open'}


def rows(path):
    previous = (False, '')
    with open(path, encoding='utf-8') as table:
        for number, line in enumerate(table, 1):
            line = line.rstrip('\n')
            if not line or line.startswith('#'):
                continue
            where = f'{path}:{number}'
            columns = line.split('\t')
            if len(columns) != 5:
                sys.exit(f'{where}: expected 5 columns set apart by tabs, found {len(columns)}')
            ending, country, flags, government, second_levels = columns
            flags = set() if flags == '-' else set(flags.split(','))
            government = '' if government == '-' else government
            if not re.fullmatch(r'[a-z]{2}|xn--[a-z0-9-]+', ending):
                sys.exit(f'{where}: not a country-code ending: {ending}')
            if not re.fullmatch(r'[A-Z]{2}', country):
                sys.exit(f'{where}: not a country code: {country}')
            if flags - FLAGS:
                sys.exit(f'{where}: unknown flags: {flags - FLAGS}')
            if not re.fullmatch(r'([a-z]+( [a-z]+)*)?', government):
                sys.exit(f'{where}: not second levels: {government}')
            if not re.fullmatch(r'-|[0-9a-f]{1,16}(\+[0-9a-f]{1,16})?', second_levels):
                sys.exit(f'{where}: not a filter: {second_levels}')
            second_levels = '0' if second_levels == '-' else second_levels
            # The two-letter endings first, then the IDN ones, each in order.
            key = (len(ending) > 2, ending)
            if key <= previous:
                sys.exit(f'{where}: {ending} is out of order')
            previous = key
            yield ending, country, flags, government, second_levels


def main(source, target):
    table = list(rows(source))
    # Two letters are looked up by their place in this map, the rest by bisection.
    letters = [0] * (26 * 26)
    idn = len(table)
    for i, (ending, *_) in enumerate(table):
        if len(ending) == 2:
            letters[(ord(ending[0]) - 97) * 26 + ord(ending[1]) - 97] = i + 1
        else:
            idn = min(idn, i)
    with open(target, 'w', encoding='ascii') as out:
        out.write('/* Generated from data/tables/cctld.tsv. */\n')
        out.write('static const StrayCctld table[] = {\n')
        for ending, country, flags, government, second_levels in table:
            second_levels, _, deep = second_levels.partition('+')
            deep = deep or '0'
            busy, is_open = (str(flag in flags).upper() for flag in ('busy', 'open'))
            out.write(f'  {{ "{ending}", "{country}", {busy}, {is_open}, "{government}", 0x{second_levels}u, 0x{deep}u }},\n')
        out.write('};\n')
        out.write(f'#define FIRST_IDN {idn}\n')
        out.write('static const guint16 by_letters[26 * 26] = {\n')
        for i in range(0, len(letters), 26):
            out.write('  ' + ', '.join(map(str, letters[i:i + 26])) + ',\n')
        out.write('};\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
