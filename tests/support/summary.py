# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what meson's test logs say and prints the closing line of tests/run.

    summary.py [--no-skips] [--broken N] VARIANT=testlog.json …

Before it stands what failed, and what it said: a long run ends far from where
that was printed first.

A test that speaks TAP counts by its points, any other as one. A test that ended
badly without a failed point (it crashed, ran out of time, stopped half-way)
counts as one failure, as does a build that failed and a log that is not there.
"""

import argparse
import json
import pathlib
import re
import sys

POINT = re.compile(r"^(not )?ok\b[^#]*(#\s*skip)?", re.IGNORECASE)
TOLD = 60
"""How many of its last lines a test that failed is heard with."""


def count(test):
    """Returns (passed, failed, skipped) of one entry of a test log."""
    passed = failed = skipped = 0
    for line in (test.get("stdout") or "").splitlines():
        point = POINT.match(line)
        if not point:
            continue
        if point[2]:
            skipped += 1
        elif point[1]:
            failed += 1
        else:
            passed += 1
    result = test["result"]
    if result not in ("OK", "SKIP") and failed == 0:
        failed += 1
    if passed + failed + skipped == 0:
        if result == "OK":
            passed = 1
        else:
            skipped = 1
    return passed, failed, skipped


def complaint(test):
    """The lines of the points that failed, or all lines where none did."""
    lines = (test.get("stdout") or "").splitlines()
    failed, of_failed = False, []
    for line in lines:
        point = POINT.match(line)
        failed = bool(point[1]) if point else failed
        if failed:
            of_failed.append(line)
    return (of_failed or lines + (test.get("stderr") or "").splitlines())[-TOLD:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broken", type=int, default=0)
    parser.add_argument("--no-skips", action="store_true")
    parser.add_argument("logs", nargs="*")
    arguments = parser.parse_args()

    total = [0, arguments.broken, 0]
    for entry in arguments.logs:
        variant, path = entry.split("=", 1)
        path = pathlib.Path(path)
        lines = path.read_text().splitlines() if path.exists() else []
        if not lines:
            print(f"{variant}: no test ran")
            total[1] += 1
        for line in lines:
            test = json.loads(line)
            counts = count(test)
            total = [a + b for a, b in zip(total, counts)]
            if counts[1] or counts[2]:
                print(f"{variant}: {test['name']}: {test['result']}, {counts[1]} failed, {counts[2]} skipped")
            if counts[1]:
                print("".join(f"    {each}\n" for each in complaint(test)), end="")

    closing = f"{total[0]} passed, {total[1]} failed"
    if total[2]:
        closing += f", {total[2]} skipped"
    print(closing)
    bad = total[1] or total[0] == 0 or (arguments.no_skips and total[2])
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
