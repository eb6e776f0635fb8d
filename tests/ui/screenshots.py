#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photographs the installed windows: every state, light, dark and in high contrast, in English, German and Arabic.

    STRAY_TEST_LIBEXECDIR=…/libexec STRAY_TEST_DATADIR=…/share tests/ui/screenshots.py FOLDER

`one-light-en.png` is the one in the README: data/screenshots/warning.png.
"""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

from desktop import Desktop
from languages import reading  # noqa: E402
from waiting import wait_until  # noqa: E402
from dialog import Dialog, lookalike, question, unparsable  # noqa: E402
from preferences_process import Preferences  # noqa: E402

LOOKS = {"light": {}, "dark": {"GTK_THEME": "Default:dark"}, "contrast": {"GTK_THEME": "Default:hc"},
         "contrast-dark": {"GTK_THEME": "Default:hc-dark"}}
LANGUAGES = ("en", "de", "ar")

ONE = lookalike(name="John Smith")
FIVE = [
    ONE,
    lookalike(1, "mary.jones", field="cc", list="Planning"),
    lookalike(2, "duty.officer", "mod.gov.ug", "mod.gov.uk", kind="gov_equivalent", country=("UG", "Uganda"),
              marks={"domain": [[9, 1]], "resembles": [[9, 1]]}, name="Duty Officer"),
    lookalike(3, "press", "ibm.cm", "ibm.com", kind="suffix_slip", country=("CM", "Cameroon"), field="bcc",
              marks={"domain": [], "resembles": [[5, 1]]}),
    unparsable(4, "j.doe@@us.af.ml"),
]
LONG = [lookalike(0, "x" * 64, ".".join(["very-long-label" * 4] * 4) + ".ml", ".".join(["very-long-label" * 4] * 4) + ".mil",
                  marks={"domain": [], "resembles": [[245, 1]]}, name="A name " * 20),
        lookalike(1, "bidi\u202e<b>&_", "аrmy.ml", "army.mil", ascii="xn--rmy-5cd.ml",
                  marks={"domain": [[0, 1]], "resembles": [[0, 1], [6, 1]]})]
ORGANISATION = {"text": "Mail to partners abroad goes through the secretariat.", "contact": "Security desk, ext. 4711"}
STATES = {"one": question(ONE), "blocked": question(dict(ONE, blocked=True), organisation=ORGANISATION),
          "typing": question(ONE, typing=True), "two": question(*FIVE[:2]), "five": question(*FIVE),
          "unreadable": question(unparsable()), "many": question(*[lookalike(i) for i in range(40)], flagged=10000),
          "hostile": question(*LONG)}


# In the preferences.
SETTINGS = {
    "empty": {},
    "some": {
        "trusted-domains": "['army.mil', '*.mod.uk', 'xn--bcher-kva.example', 'contoso.com']",
        "home-countries": "['US', 'GB']",
        "exceptions": "{'army.ml': int64 4133289600, 'contoso.ro': 0, 'xn--bcher-kva.ml': 0}",
    },
}


def wait_settled(desktop, path, process, frames):
    """Photographs the window of a process until nothing changes any more, and at least so many times."""
    window = wait_until(lambda: desktop.active_pid() == process.pid
                        and desktop.active_window(), "the window is active")

    def settled():
        before = path.read_bytes() if path.exists() else None
        try:
            desktop.screenshot(path, window)
        except subprocess.CalledProcessError:  # of a window that changes its size just then
            return False
        return before == path.read_bytes() and next(enough)
    enough = iter([False] * frames + [True] * 1000)
    path.unlink(missing_ok=True)
    wait_until(settled, "the window has settled")


def photograph(desktop, folder, name, process, frames=0):
    path = folder / f"{name}.png"
    wait_settled(desktop, path, process, frames)
    desktop.run(["convert", str(path), "-strip", "-bordercolor", "#c0bfbc", "-border", "1",
                 "+dither", "-colors", "255", f"png8:{path}"])
    print(path)


def photograph_question(desktop, folder, name, document, env):
    with Dialog(desktop.environment(env), document) as dialog:
        dialog.expect_shown()
        # The last change of looks is that the answers arm themselves, which repaints them once.
        photograph(desktop, folder, name, dialog.process, frames=12)


def photograph_preferences(desktop, folder, name, settings, env, keys=()):
    with Preferences(desktop, settings, env) as preferences:
        if keys:
            wait_settled(desktop, folder / f"{name}.png", preferences.process, frames=4)
            desktop.run(["xdotool", "key", *keys])
        photograph(desktop, folder, name, preferences.process, frames=4)


def appearances():
    """Each look in each language, high contrast in one of them: names and environment."""
    for look, env in LOOKS.items():
        for language in LANGUAGES:
            if language == "en" or not look.startswith("contrast"):
                yield look, language, env | reading(language)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with Desktop("1280x1024", accessible=False) as desktop:
        for look, language, env in appearances():
            for state, document in STATES.items():
                photograph_question(desktop, folder, f"{state}-{look}-{language}", document, env)
            for state, settings in SETTINGS.items():
                photograph_preferences(desktop, folder, f"preferences-{state}-{look}-{language}", settings, env)
            # From the first control back to the last one, which is at the foot of the page.
            photograph_preferences(desktop, folder, f"preferences-end-{look}-{language}", SETTINGS["some"], env,
                                   ["shift+Tab"] * 5)
    with Desktop("1024x600", accessible=False) as desktop:
        desktop.set_text_scale(200)
        french = reading("fr")
        photograph_preferences(desktop, folder, "preferences-big-fr", SETTINGS["some"], french)
        photograph_question(desktop, folder, "five-big-fr", STATES["five"], french)


if __name__ == "__main__":
    main()
