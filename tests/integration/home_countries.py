# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which countries are at home, who says so, and that a lock, or what was set, is widened by nothing."""

import json
import os
import pathlib
import subprocess

from languages import living
from policy_case import STRAYMAIL, PolicyCase
from waiting import DEADLINE

MALI = "fr_ML.UTF-8"
DATADIR = pathlib.Path(os.environ["STRAY_TEST_DATADIR"])


class HomeCase(PolicyCase):
    status = 0

    def setUp(self):
        super().setUp()
        # A real locale of Mali, which no system has ready.
        self.home.env["LOCPATH"] = living("fr_ML", source="fr_FR")["LOCPATH"]
        del self.home.env["LC_ALL"], self.home.env["GSETTINGS_BACKEND"]

    def set_home(self, administrator=None, user=None, locks=()):
        """Sets the home countries, as GVariant text, and locks keys; flagged mail is blocked."""
        settings = {"when-high": "'block'"} | ({} if administrator is None else {"home-countries": administrator})
        self.add_dconf(settings, ["when-high", *locks])
        if user is not None:
            self.add_user_dconf({"home-countries": user})

    def home_row(self):
        row, = (row for row in self.rows("setting", staged=True, error="[\\s\\S]*", status=self.status)
                if row["setting"] == "home-countries")
        return row["value"], row["source"], row.get("variable")

    def sentence(self):
        """What `straymail policy` and `straymail doctor` say, in the same words."""
        shown = self.run_policy(staged=True, error="[\\s\\S]*", status=self.status)
        done = subprocess.run(self.stage.command(STRAYMAIL, "doctor", "--json"), env=self.home.env, capture_output=True,
                              text=True, timeout=DEADLINE)
        row, = (row for row in map(json.loads, done.stdout.splitlines()) if row["check"] == "home-countries")
        self.assertIn(f"\n\n{row['text']}\n", shown)
        return row["text"]

    def assert_held(self, **options):
        decision = self.decide("x@us.af.ml", **options)
        self.assertEqual([(finding["severity"], finding["blocked"]) for finding in decision.get("findings", [])],
                         [("high", True)], decision)

    def assert_sent(self, **options):
        self.assertEqual(self.decide("x@us.af.ml", **options)["action"], "send")


class Fixed(HomeCase):
    """What was set, or locked, is widened by nothing."""

    # What is set and locked, who set it, and the sentence that says so.
    ROWS = {
        "locked, and empty": ({"locks": ["home-countries"]}, [], "locked", "is locked, and names none"),
        "locked, and set to nothing": ({"administrator": "@as []", "locks": ["home-countries"]}, [], "locked", "names none"),
        "locked, and set to no country": ({"administrator": "['Nowhere']", "locks": ["home-countries"]}, [], "locked", "names none"),
        "locked over a user's own": ({"user": "['ML']", "locks": ["home-countries"]}, [], "locked", "names none"),
        "locked, and set": ({"administrator": "['DE', 'de', 'US']", "locks": ["home-countries"]}, ["DE", "US"], "locked",
                            "administrator set the home countries and locked them: Germany, United States."),
        "the administrator's": ({"administrator": "['de']"}, ["DE"], "administrator",
                                "administrator set the home countries: Germany."),
        "the user's": ({"administrator": "['US']", "user": "['DE', 'Nowhere']"}, ["DE"], "user",
                       "You set the home countries: Germany."),
    }

    # What a locale, or a sender, would do about it.
    ENVIRONMENTS = ({"LC_ALL": MALI}, {"LC_MESSAGES": MALI}, {"LANG": MALI}, {"LC_ALL": MALI, "LANGUAGE": "fr_ML"})
    SENDERS = ("me@gouv.ml", "me@shop.ml", "me@us.af.ml.example.ml")

    def test_no_locale_and_no_sender_widens_it(self):
        """Row 57: a locked list of home countries, empty or not, or one that was set, under a locale of Mali and with senders there"""
        for name, (settings, countries, source, sentence) in self.ROWS.items():
            with self.subTest(name):
                self.setUp()
                self.set_home(**settings)
                self.status = int("Nowhere" in str(settings))
                for environment in self.ENVIRONMENTS:
                    with self.subTest(name, environment=environment):
                        before = dict(self.home.env)
                        self.home.env.update(environment)
                        self.assertEqual(self.home_row(), (countries, source, None))
                        self.assert_held()
                        self.home.env = before
                self.home.env["LC_ALL"] = MALI
                for sender in self.SENDERS:
                    with self.subTest(name, sender=sender):
                        self.assert_held(sender=sender)
                self.home.env["LANGUAGE"] = "en"
                self.assertIn(sentence, self.sentence())

    def test_without_it_they_do(self):
        """Rows 53, 57: the same where nothing is set and nothing is locked: a locale widens it, a sender lifts no block"""
        self.set_home()
        self.home.env["LC_ALL"] = "C.UTF-8"
        self.assert_held()
        for sender in self.SENDERS:
            self.assert_held(sender=sender)
        for environment in self.ENVIRONMENTS:
            with self.subTest(environment):
                self.setUp()
                self.set_home()
                self.home.env.update(environment)
                self.assert_sent()


class Guessed(HomeCase):
    """What the locale says where nothing else does, and that this is told."""

    def test_where_it_comes_from(self):
        rows = [({"LC_ALL": MALI}, ["ML"], "LC_ALL", "LC_ALL names the home country: Mali."),
                ({"LC_MESSAGES": MALI, "LANG": "de_DE.UTF-8"}, ["ML"], "LC_MESSAGES", "LC_MESSAGES names the home country: Mali."),
                ({"LANG": "de_DE.UTF-8"}, ["DE"], "LANG", "LANG names the home country: Germany."),
                ({"LC_ALL": "C.UTF-8", "LANG": MALI}, [], "LC_ALL", "neither “home-countries” nor LC_ALL names one."),
                ({}, [], None, "“home-countries” names none, and no language is set.")]
        for environment, countries, variable, sentence in rows:
            for administrator, user in ((None, None), ("['Nowhere']", None), ("['DE']", "@as []"), (None, "['Nowhere']")):
                with self.subTest(environment, administrator=administrator, user=user):
                    self.setUp()
                    self.set_home(administrator, user)
                    self.status = int("Nowhere" in f"{administrator} {user}")
                    self.home.env.update(environment | {"LANGUAGE": "en"})
                    self.assertEqual(self.home_row(), (countries, "locale", variable))
                    self.assertIn(sentence, self.sentence())


class Locked(HomeCase):
    """With the locks on lists and on home countries, nothing in the environment adds trust."""

    LOCKS = ["built-in-trust", "user-lists", "home-countries", "trusted-domains"]

    def test_no_folder_adds_a_list(self):
        """Row 57: the user's folders, those of XDG_DATA_DIRS, links to the lists that are switched off: no list but the administrator's"""
        self.add_dconf({"when-high": "'block'", "built-in-trust": "false", "user-lists": "false"}, ["when-high", *self.LOCKS])
        self.stage.write("/etc/straymail/trusted.d/it.list", "*.mil\n")
        for folder in (self.home.config, self.home.data, self.home.path / "other"):
            self.home.add_list("us.af.ml\n*.ml\n", below=folder)
        linked = self.home.path / "linked"
        linked.mkdir()
        (linked / "straymail").symlink_to(DATADIR / "straymail")
        self.home.env["LC_ALL"] = MALI
        for environment in ({}, {"XDG_DATA_DIRS": f"{self.home.path}/other:{linked}:{DATADIR}:/etc"}, {"XDG_CONFIG_HOME": str(linked)},
                            {"XDG_CONFIG_HOME": "/etc"}, {"XDG_DATA_HOME": str(self.home.path / "other")}):
            with self.subTest(environment):
                self.home.env.update(environment)
                self.assertEqual([(row["list"], row["entries"], row["source"]) for row in self.rows("list", staged=True)
                                  if "entries" in row], [("/etc/straymail/trusted.d/it.list", 1, "administrator")])
                self.assert_held()
