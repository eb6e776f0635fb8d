# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a condition, never for a time."""

import time

DEADLINE = 120
"""Seconds after which a condition counts as failed. Only failing tests wait for it."""


def wait_until(condition, what, deadline=DEADLINE):
    """Calls `condition` until it returns something true, and returns that. `what` says
    what failed otherwise; a function is asked for it then."""
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"did not come true in time: {what() if callable(what) else what}")
        time.sleep(0.02)
