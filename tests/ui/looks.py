# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The question as the desktop is set: with reduced motion, and in high contrast."""

import pathlib
import tempfile
import unittest

import accessible
from dialog import CLOSED, lookalike
from preferences_process import write_keyfile
from question_window import CHOOSING, WindowTest
from waiting import wait_until

SLIP = lookalike(name="John Smith")
# A theme whose every change takes an hour, so that what moves at all moves for good.
SLOW = "* { transition: all 3600s linear; }"


def setUpModule():
    global desktop
    desktop = WindowTest.open_desktop()
    unittest.addModuleCleanup(desktop.close)


class LooksTest(WindowTest):
    def open(self, settings, css="", interface=None):
        """Asks under settings of GTK, and of GNOME's interface; returns the dialog, its window, and what asks it for more."""
        config = pathlib.Path(tempfile.mkdtemp(prefix="config-", dir=desktop.home))
        (config / "gtk-4.0").mkdir()
        (config / "gtk-4.0/settings.ini").write_text(
            "[Settings]\n" + "".join(f"{key}={value}\n" for key, value in settings.items()))
        (config / "gtk-4.0/gtk.css").write_text(css)
        write_keyfile(config, interface or {}, "org/gnome/desktop/interface")
        dialog, window = self.ask(SLIP, env={"XDG_CONFIG_HOME": config, "GSETTINGS_BACKEND": "keyfile", **CHOOSING})
        return dialog, window, lambda: self.probe.ask(dialog.process)


class Motion(LooksTest):
    def choose(self, animations):
        """Chooses in that slow theme; returns what asks how often something was moved."""
        dialog, window, ask = self.open({"gtk-enable-animations": animations}, SLOW)
        self.wait_armed(window)
        ask()
        accessible.choose(window, "Keep us.af.ml")
        return lambda: ask()["updates"]

    def test_nothing_moves_where_motion_is_reduced(self):
        updates = self.choose("false")
        seen = []

        def rests():
            seen.append(updates())
            return len(seen) > 20 and len(set(seen[-20:])) == 1
        wait_until(rests, "nothing moves")

    def test_the_theme_moves_it_otherwise(self):
        """As the one above would see it."""
        updates = self.choose("true")
        wait_until(lambda: updates() > 20, "it moves")


class Room(LooksTest):
    def test_all_texts_fit(self):
        _, _, ask = self.open({})
        self.assertEqual(ask()["clipped"], [])

    def test_what_does_not_fit_is_found(self):
        """In a theme that leaves too little room, so that the other tests can rely on it."""
        for side, text in (("bottom", "Go Back"), ("right", "Correct and Send")):
            with self.subTest(side):
                _, _, ask = self.open({}, f"window.warning .answers {{ margin-{side}: -50px; }}")
                self.assertIn(f"GtkLabel “{text}”", ask()["clipped"])


class Dark(LooksTest):
    def test_preference_of_the_desktop(self):
        for scheme, is_dark in (("default", False), ("prefer-dark", True)):
            with self.subTest(scheme):
                dialog, _, ask = self.open({}, interface={"color-scheme": f"'{scheme}'"})
                self.assertEqual(ask()["ground"] < 0.2, is_dark)
                dialog.close()
                dialog.expect_exit(CLOSED)
                self.assertEqual(dialog.stderr(), "")


class Contrast(LooksTest):
    def test_high_contrast_is_in_force(self):
        """By the name desktops know it by; lines stand out more than they do otherwise."""
        # GTK 4.8 knows the dark one by its own name only, newer ones by that of desktops.
        for themes, ordinary in ((["HighContrast"], "Default"), (["HighContrastInverse", "Default-hc-dark"], "Default-dark")):
            with self.subTest(ordinary):
                lines = {}
                for name in (*themes, ordinary):
                    told = self.open({"gtk-theme-name": name})[2]()
                    self.assertEqual(told["theme"], name)
                    lines[name] = told["lines"]
                self.assertGreater(max(lines[name] for name in themes), lines[ordinary] * 1.2)

    def test_marks_are_more_than_a_colour(self):
        for theme in ("Default", "Default-dark", "HighContrast", "Default-hc-dark"):
            with self.subTest(theme):
                _, window, _ = self.open({"gtk-theme-name": theme})
                domain = accessible.find(window, "label", "us.af.mil")
                looks = dict(accessible.characters(domain))
                self.assertEqual(looks["l"], {"family-name": "DejaVu Sans Mono, monospace", "scale": "1.3"})
                self.assertEqual((looks["i"]["underline"], looks["i"]["weight"]), ("single", "700"))


if __name__ == "__main__":
    unittest.main()
