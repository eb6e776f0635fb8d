# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clicks of the mouse, where what is clicked may still be on its way to its place."""

from waiting import wait_until


def click(desktop, box_of, worked, what, window=None):
    """Clicks the middle of what `box_of` gives, until it `worked`.

    A box is (left, top, width, height) in pixels of the screen, or of the X window
    `window`, and None while there is nothing to click. It is clicked once it stays where
    it is, and again only where it is no longer where it was clicked: then that click may
    have gone astray.
    """
    box = clicked = None

    def done():
        nonlocal box, clicked
        if clicked and worked():
            return True
        before, box = box, box_of()
        if box and box == before and not (clicked and _holds(box, clicked)):
            left, top, width, height = box
            clicked = left + width // 2, top + height // 2
            place = ["--window", window] if window else []
            desktop.run(["xdotool", "mousemove", *place, *map(str, clicked), "click", "1"])
        return False
    wait_until(done, lambda: f"{what} is clicked; it was last at {box}, and clicked at {clicked}")


def _holds(box, point):
    return all(start <= at < start + length for start, length, at in zip(box[:2], box[2:], point))
