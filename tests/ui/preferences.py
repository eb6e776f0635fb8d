# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences as a person meets them, and the settings they leave behind."""

import os
import pathlib
import subprocess
import tempfile
import unittest

from desktop import Desktop
from dialog import NO_DISPLAY, PROGRAM, WITH_POPOVERS
from languages import reading
from preferences_process import Preferences
from probe import Probe
from stage import SCHEMAS, Stage
from waiting import wait_until

import accessible
import mouse

SOURCE = pathlib.Path(os.environ["STRAY_TEST_SOURCE"])
DOMAINS, COUNTRIES, EXCEPTIONS = "Trusted domains", "Home countries", "Exceptions"
MANAGED = "Managed by your organisation"

# In 2100 and in 2001.
LATER, EARLIER = 4133289600, 1000000000

OLD_SCHEMA = """<schemalist><schema id="org.straymail" path="/org/straymail/">
  <key name="trusted-domains" type="as"><default>[]</default></key>
</schema></schemalist>"""

# What somebody could have GLib find before the installed one, to have nothing locked.
OWN_SCHEMA = (SOURCE / "data/org.straymail.gschema.xml").read_text().replace('path="/org/straymail/"', 'path="/elsewhere/"')


def setUpModule():
    global desktop
    desktop = Desktop().__enter__()
    unittest.addModuleCleanup(desktop.close)


class PreferencesTest(unittest.TestCase):
    opened = None

    def close(self):
        if self.opened:
            self.opened.__exit__()

    def open(self, env=None, stage=None, **settings):
        """Opens the preferences over settings, in place of those that were open; `_` stands for `-` in names."""
        self.close()
        preferences = self.opened = Preferences(desktop, {key.replace("_", "-"): value for key, value in settings.items()}, env,
                                                stage=stage)
        self.addCleanup(preferences.__exit__)
        window = accessible.wait_for_window(preferences.pid, preferences.process)
        wait_until(lambda: desktop.active_pid() == preferences.pid, "the window is active")
        return preferences, window

    def items(self, window, name):
        """The rows of a list: name and description of each."""
        found = accessible.find(window, "list", name)
        return [(accessible.name(row), accessible.description(row))
                for row in (accessible.find_all(found, "list item") if found else [])]

    def texts(self, window, name, role="group"):
        return [accessible.name(label) for label in accessible.find_all(accessible.find(window, role, name), "label")]

    def wait_items(self, window, name, expected):
        wait_until(lambda: self.items(window, name) == expected, f"the list “{name}” is as expected")

    def wait_set(self, preferences, key, expected):
        wait_until(lambda: preferences.get(key) == expected, f"“{key}” is set")

    def focused(self, window, role, name):
        found = accessible.find(window, role, name)
        return found is not None and accessible.has_state(found, "focused")

    def wait_focused(self, window, role, name):
        wait_until(lambda: self.focused(window, role, name), f"“{name}” has the focus")

    def type(self, text):
        if text:
            desktop.run(["xdotool", "type", "--delay", "1", text])

    def key(self, *keys):
        desktop.run(["xdotool", "key", *keys])


class Domains(PreferencesTest):
    def test_add_and_remove(self):
        preferences, window = self.open()
        self.assertEqual(self.items(window, DOMAINS), [])
        self.wait_focused(window, "text", "Domain to trust")
        self.type("army.mil")
        self.key("Return")
        self.wait_set(preferences, "trusted-domains", "['army.mil']")
        self.wait_items(window, DOMAINS, [("army.mil", "")])
        # The field is empty again, and ready for the next one.
        self.type("*.MOD.uk.")
        wait_until(lambda: accessible.text(accessible.find(window, "text", "Domain to trust")) == "*.MOD.uk.", "it is typed")
        accessible.activate(accessible.button(window, "Add the domain"))
        self.wait_set(preferences, "trusted-domains", "['army.mil', '*.mod.uk']")
        self.wait_items(window, DOMAINS, [("army.mil", ""), ("*.mod.uk", "")])
        accessible.activate(accessible.button(window, "Remove army.mil"))
        self.wait_set(preferences, "trusted-domains", "['*.mod.uk']")
        self.wait_items(window, DOMAINS, [("*.mod.uk", "")])
        self.key("Escape")
        preferences.expect_exit()

    def test_bad_domains_are_explained(self):
        preferences, window = self.open(trusted_domains="['army.mil # the army']")
        entry = accessible.find(window, "text", "Domain to trust")
        self.wait_focused(window, "text", "Domain to trust")
        rows = [
            ("", "Write a domain such as “army.mil” first."),
            ("not_a_domain", "This is not a domain name."),
            ("john.smith@army.mil", "This is an address."),
            ("army.mil navy.mil", "Write one domain at a time"),
            ("ARMY.mil.", "This domain is in the list already."),
        ]
        for typed, explanation in rows:
            with self.subTest(explanation):
                self.key("ctrl+a", "BackSpace")
                self.type(typed)
                wait_until(lambda: accessible.text(entry) == typed, "it is typed")
                self.key("Return")
                wait_until(lambda: accessible.description(entry).startswith(explanation), "it is explained")
                shown = accessible.find(window, "alert", accessible.description(entry))
                self.assertIsNotNone(shown, "the explanation can be seen")
                # What was typed stays, to be corrected.
                self.assertEqual(accessible.text(entry), typed)
        self.assertEqual(preferences.get("trusted-domains"), "['army.mil # the army']")

    def test_letters_of_its_language(self):
        preferences, window = self.open(trusted_domains="['xn--bcher-kva.example']")
        self.assertEqual(self.items(window, DOMAINS), [("bücher.example", "xn--bcher-kva.example")])

    def test_what_is_set_steers_nothing(self):
        _, window = self.open(trusted_domains=r"['<b>x</b>&amp;', '\u202e_a', '']")
        self.assertEqual([name for name, _ in self.items(window, DOMAINS)], ["<b>x</b>&amp;", r"\u{202E}_a", ""])

    def test_focus_stays_in_the_list(self):
        preferences, window = self.open(trusted_domains="['a.mil', 'b.mil', 'c.mil']")
        self.wait_focused(window, "text", "Domain to trust")
        self.key("shift+Tab", "shift+Tab")
        for left, rest in (("b.mil", "['a.mil', 'c.mil']"), ("c.mil", "['a.mil']"), ("a.mil", "[]")):
            self.wait_focused(window, "button", f"Remove {left}")
            self.key("space")
            self.wait_set(preferences, "trusted-domains", rest)
        self.wait_focused(window, "text", "Domain to trust")

    def test_change_from_elsewhere_is_shown(self):
        preferences, window = self.open()
        preferences.set({"trusted-domains": "['navy.mil']"})
        self.wait_items(window, DOMAINS, [("navy.mil", "")])


class Countries(PreferencesTest):
    def test_add_and_remove(self):
        preferences, window = self.open(env=WITH_POPOVERS, home_countries="['US', 'uk']")
        self.wait_items(window, COUNTRIES, [("United States", ""), ("United Kingdom", "")])
        self.wait_focused(window, "text", "Domain to trust")
        self.key("Tab", "Tab", "Tab", "Tab")
        self.wait_country_button(window)
        self.key("space")
        self.wait_focused(window, "entry", "Search for a country")
        self.assertNotIn("United States", self.offered(window))
        for typed, offered in (("brazza", ["Congo - Brazzaville"]), ("GB", []), ("COTE", ["Côte d’Ivoire"]),
                               ("de", ["Denmark", "Germany"]), ("german", ["Germany"])):
            self.key("ctrl+a")
            self.type(typed)
            wait_until(lambda: self.offered(window) == offered, "what was typed is offered")
        self.key("Return")
        self.wait_set(preferences, "home-countries", "['US', 'uk', 'DE']")
        self.wait_items(window, COUNTRIES, [("United States", ""), ("United Kingdom", ""), ("Germany", "")])
        accessible.activate(accessible.button(window, "Remove United Kingdom"))
        self.wait_set(preferences, "home-countries", "['US', 'DE']")

    def test_choose_with_the_arrows(self):
        preferences, window = self.open(env=WITH_POPOVERS)
        self.wait_focused(window, "text", "Domain to trust")
        self.key("Tab", "Tab")
        self.wait_country_button(window)
        self.key("Return")
        self.wait_focused(window, "entry", "Search for a country")
        self.type("mal")
        wait_until(lambda: "Mali" in self.offered(window) and "Germany" not in self.offered(window), "what was typed is offered")
        chosen = self.offered(window)[0]
        self.key("Down")
        self.wait_focused(window, "list item", chosen)
        # Typing goes on where it was, also from within the list.
        self.type("i")
        wait_until(lambda: self.offered(window) == ["Mali"], "what was typed is offered")
        self.wait_focused(window, "entry", "Search for a country")
        self.key("Down")
        self.wait_focused(window, "list item", "Mali")
        self.key("Return")
        self.wait_set(preferences, "home-countries", "['ML']")
        self.wait_country_button(window)

    def wait_country_button(self, window):
        def focused():
            return any(accessible.name(found) == "Add a country" and accessible.has_state(found, "focused")
                       for found in accessible.find_all(window, "button"))
        wait_until(focused, "the button has the focus")

    def offered(self, window):
        """What the open list of countries holds."""
        found = accessible.find(window, "list", "Countries")
        return [accessible.name(row) for row in accessible.find_all(found, "list item")]

    def test_none_means_the_language_settings(self):
        rows = [("de_DE.UTF-8", "From your language settings: Germany"),
                ("eo", "None. Your language settings do not say where you are at home.")]
        for language, text in rows:
            with self.subTest(language):
                preferences, window = self.open(env={"LANG": language, "LANGUAGE": "en"})
                self.assertIn(text, self.texts(window, COUNTRIES, "list"))

    def test_what_is_no_country(self):
        preferences, window = self.open(home_countries="['Atlantis']")
        self.assertEqual(self.items(window, COUNTRIES), [("Atlantis", "This is not a country.")])
        accessible.activate(accessible.button(window, "Remove Atlantis"))
        self.wait_set(preferences, "home-countries", "[]")
        self.wait_items(window, COUNTRIES, [])


class Exceptions(PreferencesTest):
    SET = f"{{'army.ml': int64 {LATER}, 'old.ml': {EARLIER}, 'contoso.ro': 0, 'far.ml': {2 ** 63 - 1}}}"

    def test_revoke(self):
        preferences, window = self.open(exceptions=self.SET)
        self.assertEqual(self.items(window, EXCEPTIONS), [
            ("army.ml", "Until 24 December 2100"), ("contoso.ro", "For good"), ("far.ml", "For good")])
        accessible.activate(accessible.button(window, "Ask about army.ml again"))
        self.wait_items(window, EXCEPTIONS, [("contoso.ro", "For good"), ("far.ml", "For good")])
        self.assertNotIn("army.ml", preferences.get("exceptions"))
        self.assertIn("contoso.ro", preferences.get("exceptions"))

    def test_longer_than_allowed(self):
        """What is asked about all the same is not shown as an exception, but can be revoked."""
        preferences, window = self.open(exceptions=self.SET)
        preferences.set({"exception-days": "30"})
        not_in_force = "Not in force: an exception may last 30 days at most."
        self.wait_items(window, EXCEPTIONS, [(domain, not_in_force) for domain in ("army.ml", "contoso.ro", "far.ml")])
        accessible.activate(accessible.button(window, "Ask about contoso.ro again"))
        self.wait_items(window, EXCEPTIONS, [("army.ml", not_in_force), ("far.ml", not_in_force)])

    def test_letters_of_its_language(self):
        """The A-labels stand behind the words, and turn no line that is read from the right."""
        for language, name, shown in (("en", "For good · xn--bcher-kva.ml", "For good · xn--bcher-kva.ml"),
                                      ("ar", "دائمًا · xn--bcher-kva.ml", "دائمًا · \u2066xn--bcher-kva.ml\u2069")):
            with self.subTest(language):
                _, window = self.open(env=reading(language), exceptions="{'xn--bcher-kva.ml': int64 0}")
                self.assertIn("bücher.ml", [accessible.name(row) for row in accessible.find_all(window, "list item")])
                labels = [label for label in accessible.find_all(window, "label") if "xn--" in accessible.name(label)]
                self.assertEqual([(accessible.name(label), accessible.text(label)) for label in labels], [(name, shown)])

    def test_none(self):
        _, window = self.open()
        self.assertIn("There are no exceptions.", self.texts(window, EXCEPTIONS, "list"))

    def test_switched_off(self):
        preferences, window = self.open(exceptions="{'contoso.ro': int64 0}", allow_exceptions="false")
        self.assertEqual(self.items(window, EXCEPTIONS), [("contoso.ro", "Not in force: exceptions are switched off.")])
        accessible.activate(accessible.button(window, "Ask about contoso.ro again"))
        self.wait_items(window, EXCEPTIONS, [])
        self.assertEqual(preferences.get("exceptions"), "{}")
        self.assertIn("Exceptions are switched off: every look-alike is asked about.",
                      self.texts(window, EXCEPTIONS, "list"))


class Learned(PreferencesTest):
    def switch(self, window):
        return accessible.find(window, "switch", "Learn from your address books")

    def test_switch(self):
        preferences, window = self.open()
        self.assertTrue(accessible.has_state(self.switch(window), "checked"))
        self.assertIn("contact", accessible.description(self.switch(window)))
        accessible.activate(self.switch(window))
        self.wait_set(preferences, "learned-trust", "false")
        wait_until(lambda: not accessible.has_state(self.switch(window), "checked"), "it is off")

    def test_one_press_turns_it_once(self):
        """With the mouse, on the switch as well as beside it: the row and the switch are not both turned."""
        probe = Probe(desktop)
        preferences, window = self.open(env=probe.env)
        self.wait_focused(window, "text", "Domain to trust")
        self.key("shift+Tab", "shift+Tab")  # From the first control to the last one but one, which scrolls to it.
        wait_until(lambda: accessible.has_state(self.switch(window), "focused"), "the switch has the focus")
        # Where it rested on a button of a later test, a tooltip would come of it.
        self.addCleanup(desktop.run, ["xdotool", "mousemove", "0", "0"])
        switch, label = ("GtkSwitch", ""), ("GtkLabel", "Learn from your address books")
        for target, value in ((switch, "false"), (label, "true"), (switch, "false")):
            mouse.click(desktop, lambda: probe.box(preferences.process, *target),
                        lambda: preferences.get("learned-trust") == value, "the switch", desktop.active_window())


class TryIt(PreferencesTest):
    def test_example_is_asked_and_answers_nothing(self):
        preferences, window = self.open()
        for answer in ("Go Back", "Correct and Send"):
            with self.subTest(answer):
                accessible.activate(accessible.button(window, "Try It"))
                example = wait_until(lambda: self.example(preferences), "the example is asked")
                self.assertIsNotNone(accessible.find(example, "heading", "This message would go to Mali"))
                accessible.press(example, answer)
                wait_until(lambda: self.example(preferences) is None, "the example is gone")
        # It is gone a moment before the window behind it has the focus again.
        wait_until(lambda: desktop.active_name() == "Straymail Preferences", "the preferences have the focus")
        self.key("Escape")
        preferences.expect_exit()

    def example(self, preferences):
        return next((found for found in accessible.windows(preferences.pid)
                     if accessible.name(found) == "Example"), None)


class Managed(unittest.TestCase):
    """Locked by dconf, as organisations do it."""

    LOCKED = {"trusted-domains": "['army.mil']", "home-countries": "['US']", "exceptions": "{'army.ml': int64 0}",
              "learned-trust": "false"}

    def open(self, locks, env=None, settings=LOCKED):
        folder = pathlib.Path(tempfile.mkdtemp(dir=desktop.home))
        (folder / "keys/locks").mkdir(parents=True)
        (folder / "keys/straymail").write_text(
            "[org/straymail]\n" + "".join(f"{key}={value}\n" for key, value in settings.items()))
        (folder / "keys/locks/straymail").write_text("".join(f"/org/straymail/{key}\n" for key in locks))
        desktop.run(["dconf", "compile", folder / "db", folder / "keys"])
        (folder / "profile").write_text(f"user-db:user\nfile-db:{folder}/db\n")
        # The service that writes has the desktop's own home.
        self.env = {"GSETTINGS_BACKEND": "dconf", "DCONF_PROFILE": folder / "profile",
                    "XDG_CONFIG_HOME": desktop.env["XDG_CONFIG_HOME"]}
        preferences = Preferences(desktop, env={**self.env, **(env or {})})
        self.addCleanup(preferences.__exit__)
        return preferences, accessible.wait_for_window(preferences.pid, preferences.process)

    def managed(self, window, group):
        return accessible.find(accessible.find(window, "group", group), "label", MANAGED) is not None

    def test_all_locked(self):
        preferences, window = self.open(self.LOCKED)
        for group, role, name in ((DOMAINS, "button", "Remove army.mil"),
                                  (DOMAINS, "text", "Domain to trust"),
                                  (DOMAINS, "button", "Add the domain"),
                                  (COUNTRIES, "button", "Remove United States"),
                                  (COUNTRIES, "button", "Add a country"),
                                  (EXCEPTIONS, "button", "Ask about army.ml again"),
                                  ("Address books", "switch", "Learn from your address books")):
            with self.subTest(name):
                panel = accessible.find(window, "group", group)
                self.assertFalse(accessible.has_state(accessible.find(panel, role, name), "sensitive"))
                self.assertTrue(self.managed(window, group))
                self.assertEqual(accessible.description(panel), MANAGED)
        self.assertTrue(accessible.has_state(accessible.button(window, "Try It"), "sensitive"))

    def test_no_home_country_is_locked(self):
        """Row 57: an empty list of home countries that is locked, under a locale of Mali: none is shown to be at home"""
        for locks, text in ((["home-countries"], "None. Your organisation keeps this list empty."),
                            ([], "From your language settings: Mali")):
            with self.subTest(locks):
                preferences, window = self.open(locks, {"LC_ALL": "fr_ML.UTF-8", "LANGUAGE": "en"}, {"when-high": "'block'"})
                found = accessible.find(accessible.find(window, "group", COUNTRIES), "list", COUNTRIES)
                self.assertEqual([accessible.name(label) for label in accessible.find_all(found, "label")], [text])
                preferences.__exit__()

    def test_another_schema_unlocks_nothing(self):
        folder = pathlib.Path(tempfile.mkdtemp(dir=desktop.home)) / "glib-2.0/schemas"
        folder.mkdir(parents=True)
        (folder / "own.gschema.xml").write_text(OWN_SCHEMA)
        desktop.run(["glib-compile-schemas", folder])
        for variable, value in (("GSETTINGS_SCHEMA_DIR", folder), ("XDG_DATA_HOME", folder.parent.parent),
                                ("XDG_DATA_DIRS", f"{folder.parent.parent}:/usr/share")):
            with self.subTest(variable):
                preferences, window = self.open(self.LOCKED, {variable: value})
                self.assertTrue(self.managed(window, DOMAINS))
                self.assertIsNotNone(accessible.find(window, "label", "army.mil"))
                preferences.__exit__()

    def test_one_locked_the_other_written(self):
        preferences, window = self.open(["trusted-domains"])
        self.assertTrue(self.managed(window, DOMAINS))
        self.assertFalse(self.managed(window, COUNTRIES))
        accessible.activate(accessible.button(window, "Remove United States"))
        wait_until(lambda: desktop.run(["dconf", "read", "/org/straymail/home-countries"], env=self.env).strip()
                   == "@as []", "dconf has it")
        self.assertFalse(self.managed(window, COUNTRIES))


class Surroundings(PreferencesTest):
    """Where something around it is missing."""

    def test_missing_and_old_schema(self):
        changes = {"missing": lambda stage: stage.remove(SCHEMAS / "gschemas.compiled"),
                   "old": lambda stage: stage.write_schema(OLD_SCHEMA)}
        for name, change in changes.items():
            with self.subTest(name), Stage() as stage:
                change(stage)
                preferences, window = self.open(stage=stage)
                labels = [accessible.name(label) for label in accessible.find_all(window, "label")]
                self.assertTrue(any("settings are missing on this computer" in label for label in labels), labels)
                self.assertIsNone(accessible.find(window, "group", DOMAINS))
                accessible.activate(accessible.button(window, "Try It"))
                wait_until(lambda: len(accessible.windows(preferences.pid)) == 2, "the example is asked")

    def test_settings_that_cannot_be_kept(self):
        rows = {"memory": {"GSETTINGS_BACKEND": "memory"},
                "nowhere to write": {"XDG_CONFIG_HOME": "/proc/none", "G_DEBUG": ""},
                "dconf without a home": {"GSETTINGS_BACKEND": "dconf", "XDG_CONFIG_HOME": "/proc/none",
                                         "DCONF_PROFILE": "/proc/none", "G_DEBUG": ""},
                "no bus": {"GSETTINGS_BACKEND": "dconf", "DBUS_SESSION_BUS_ADDRESS": "disabled:", "G_DEBUG": ""}}
        for name, env in rows.items():
            with self.subTest(name):
                preferences = Preferences(desktop, env=env)
                self.addCleanup(preferences.__exit__)
                wait_until(lambda: desktop.active_pid() == preferences.pid, "the window is active")
                self.type("army.mil")
                self.key("Return")

                # Where nothing can be typed, it is the example that has been asked for, and goes first.
                def ended():
                    self.key("Escape")
                    return preferences.process.poll() is not None
                wait_until(ended, "the window is closed")
                self.assertEqual(preferences.process.returncode, 0)

    def test_no_display(self):
        done = subprocess.run([PROGRAM, "--preferences"], env=desktop.environment({"DISPLAY": None}),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, NO_DISPLAY)
        self.assertIn("no display", done.stderr)

    def test_opened_once_more_the_first_comes_to_the_front(self):
        preferences, window = self.open()
        elsewhere = desktop.start(["xmessage", "-title", "Elsewhere", "Busy"])
        self.addCleanup(elsewhere.kill)
        desktop.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Elsewhere$", "windowactivate"])
        wait_until(lambda: desktop.active_name() == "Elsewhere", "the window is behind")
        with Preferences(desktop) as second:
            second.expect_exit()
        wait_until(lambda: desktop.active_pid() == preferences.pid, "the first one is in front")
        self.assertEqual(len(accessible.windows(preferences.pid)), 1)

    def test_opened_once_more_without_a_bus(self):
        bus = {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        for _ in range(2):
            preferences = Preferences(desktop, env=bus)
            self.addCleanup(preferences.__exit__)
            wait_until(lambda: desktop.active_pid() == preferences.pid, "a window of its own is there")

    def test_outlives_who_started_it(self):
        desktop.run(["sh", "-c", '"$0" --preferences >/dev/null 2>&1 &', PROGRAM])
        found = wait_until(lambda: accessible.windows("org.straymail.Straymail"), "the window is there")
        self.assertEqual(accessible.name(found[0]), "Straymail Preferences")
        # That of the test before may still be there, and would get the key.
        wait_until(lambda: desktop.active_pid() == found[0].get_process_id(), "the window is active")
        self.key("Escape")
        wait_until(lambda: not accessible.windows("org.straymail.Straymail"), "the window is gone")


class Looks(PreferencesTest):
    SETTINGS = {"trusted_domains": "['army.mil', '*.mod.uk']", "home_countries": "['US']",
                "exceptions": "{'army.ml': int64 0}"}

    def size(self):
        shown = desktop.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"])
        return {key: int(value) for key, _, value in (line.partition("=") for line in shown.splitlines())}

    def test_fits_on_a_small_screen(self):
        for percent in (100, 200):
            with self.subTest(percent):
                desktop.set_text_scale(percent)
                self.addCleanup(desktop.set_text_scale, 100)
                self.open(**self.SETTINGS)
                size = self.size()
                self.assertLessEqual(size["X"] + size["WIDTH"], 1024)
                self.assertLessEqual(size["Y"] + size["HEIGHT"], 600)

    def test_everything_can_be_reached_with_the_keyboard(self):
        _, window = self.open(**self.SETTINGS)
        self.wait_focused(window, "text", "Domain to trust")
        def focused():
            for role in ("text", "button", "switch"):
                for found in accessible.find_all(window, role):
                    if accessible.has_state(found, "focused"):
                        return accessible.name(found)
            return None
        for name in ("Add the domain", "Remove United States", "Add a country", "Ask about army.ml again",
                     "Learn from your address books", "Try It", "Remove army.mil", "Remove *.mod.uk"):
            self.key("Tab")
            wait_until(lambda: focused() == name, f"“{name}” has the focus")

    def test_french(self):
        _, window = self.open(env=reading("fr"), **self.SETTINGS)
        self.assertEqual(accessible.name(window), "Préférences de Straymail")
        self.assertEqual(self.items(window, "Pays d’origine"), [("États-Unis", "")])

    def test_right_to_left(self):
        for language, before in (("fr", True), ("he:fr", False)):
            with self.subTest(language):
                _, window = self.open(env=reading(language), **self.SETTINGS)
                label = accessible.find(window, "label", "army.mil")
                button = accessible.button(window, "Retirer army.mil")
                self.assertEqual(accessible.position(label)[0] < accessible.position(button)[0], before)


if __name__ == "__main__":
    unittest.main()
