# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The question as a person meets it: what the window says, and how it is answered."""

import signal
import time
import unittest

import accessible
from desktop import Desktop
from dialog import CLOSED, Dialog, choice, lookalike, question, unparsable
from languages import living, reading
from question_window import CHOOSING, WindowTest
from waiting import wait_until

SLIP = lookalike(name="John Smith")


def setUpModule():
    global desktop
    desktop = WindowTest.open_desktop()
    unittest.addModuleCleanup(desktop.close)


class Contents(WindowTest):
    def test_one_recipient(self):
        _, window = self.ask(lookalike(name="John Smith"))
        self.assertTrue(accessible.is_a(window, "alert dialog"))
        self.assertEqual(accessible.name(window), "This message would go to Mali")
        self.assertIn("looks like one you trust", accessible.description(window))
        self.assertEqual(self.headline(window), "This message would go to Mali")
        for text in ("john.smith@us.af.ml", "To · John Smith", "us.af.ml", "us.af.mil", "Mali", "“i” is missing."):
            self.assertIn(text, self.names(window))
        card = accessible.find(window, "group", "us.af.ml")
        self.assertEqual(accessible.description(card),
                         "You typed us.af.ml; you probably meant us.af.mil. “i” is missing.")

    def test_typed_stands_above_meant(self):
        _, window = self.ask(SLIP)
        names = self.names(window)
        self.assertLess(names.index("us.af.ml"), names.index("us.af.mil"))

    def test_focus_is_on_go_back(self):
        _, window = self.ask(SLIP)
        wait_until(lambda: accessible.has_state(accessible.button(window, "Go Back"), "focused"), "Go Back has the focus")

    def test_headlines(self):
        mali = lookalike(0)
        niger = lookalike(1, domain="army.ne", resembles="army.net", country=("NE", "Niger"),
                          marks={"domain": [], "resembles": [[7, 1]]})
        cameroon = lookalike(2, domain="ibm.cm", resembles="ibm.com", country=("CM", "Cameroon"),
                             marks={"domain": [], "resembles": [[5, 1]]})
        rows = [
            ([mali, lookalike(1, "mary")], None, "This message would go to Mali"),
            ([mali, cameroon], None, "This message would go to Mali and Cameroon"),
            ([mali, niger, cameroon], None, "This message would go to 3 foreign countries"),
            ([unparsable()], None, "One recipient’s address cannot be read"),
            ([unparsable(0), unparsable(1)], None, "2 recipients’ addresses cannot be read"),
            ([mali, unparsable(1)], None, "This message would go to Mali"),
            ([mali], 9991, "9991 recipients of this message look wrong"),
        ]
        for findings, flagged, headline in rows:
            with self.subTest(headline=headline):
                dialog, window = self.ask(*findings, flagged=flagged)
                self.assertEqual(self.headline(window), headline)
                dialog.close()
                dialog.expect_exit(CLOSED)

    def test_differences(self):
        rows = [
            (lookalike(domain="us.af.ml", resembles="us.af.mil", marks={"domain": [], "resembles": [[7, 1]]}),
             "“i” is missing."),
            (lookalike(domain="gmaill.ml", resembles="gmail.ml", marks={"domain": [[5, 1]], "resembles": []}),
             "“l” is not in the domain you probably meant."),
            (lookalike(domain="mod.gov.ug", resembles="mod.gov.uk",
                       marks={"domain": [[9, 1]], "resembles": [[9, 1]]}),
             "“g” stands in place of “k”."),
        ]
        for finding, sentence in rows:
            with self.subTest(sentence=sentence):
                dialog, window = self.ask(finding)
                self.assertIn(sentence, self.names(window))
                dialog.close()
                dialog.expect_exit(CLOSED)

    def test_field_and_list(self):
        """Rows 13, 14: the address stands first, its name and list beside it"""
        _, window = self.ask(lookalike(field="bcc", name="John Smith", list="Planning"))
        self.assertIn("Bcc · John Smith · member of the list “Planning”", self.names(window))

    def test_a_label_beside_u_label(self):
        _, window = self.ask(lookalike(domain="аrmy.ml", ascii="xn--rmy-5cd.ml", resembles="army.mil",
                                       marks={"domain": [[0, 1]], "resembles": [[0, 1], [6, 1]]}))
        self.assertIn("аrmy.ml", self.names(window))
        self.assertIn("xn--rmy-5cd.ml", self.names(window))

    def test_unparsable(self):
        """Row 16: what cannot be read is shown as it stands"""
        _, window = self.ask(unparsable())
        self.assertIn("john.smith@@us.af.ml", self.names(window))
        self.assertIn("This address cannot be read, so it cannot be checked.", self.names(window))
        self.assertEqual(self.names(window, "radio button"), ["Keep john.smith@@us.af.ml", "Leave out"])
        self.assertEqual(accessible.name(self.send_button(window)), "Send")

    def test_grouped_by_domain(self):
        _, window = self.ask(*[lookalike(i, f"person{i}") for i in range(7)], lookalike(7, "ann", "army.ml", "army.mil"))
        names = self.names(window)
        self.assertEqual([name for name in names if name in ("us.af.ml", "army.ml")], ["us.af.ml", "army.ml"])
        for text in ("person0@us.af.ml", "person4@us.af.ml", "and 2 more", "ann@army.ml"):
            self.assertIn(text, names)
        self.assertNotIn("person5@us.af.ml", names)

    def test_choices(self):
        without = lookalike()
        del without["suggestion"]
        blocked = lookalike(blocked=True)
        rows = [
            (lookalike(), {}, ["Correct to us.af.mil", "Keep us.af.ml", "Leave out"]),
            (lookalike(), {"leave_out": False}, ["Correct to us.af.mil", "Keep us.af.ml"]),
            (without, {}, ["Keep us.af.ml", "Leave out"]),
            (blocked, {}, ["Correct to us.af.mil", "Leave out"]),
        ]
        for finding, more, choices in rows:
            with self.subTest(choices=choices):
                dialog, window = self.ask(finding, **more)
                radio = accessible.find_all(window, "radio button")
                self.assertEqual([accessible.name(found) for found in radio], choices)
                self.assertEqual(accessible.has_state(radio[0], "checked"), choices[0].startswith("Correct"))
                dialog.close()
                dialog.expect_exit(CLOSED)

    def test_kind_of_a_newer_host(self):
        """The kind is the host's business; the window says what it sees."""
        dialog, window = self.ask(lookalike(kind="something_newer"), env=CHOOSING)
        self.assertEqual(self.headline(window), "This message would go to Mali")
        self.assertIn("“i” is missing.", self.names(window))
        accessible.press(window, "Correct and Send")
        dialog.expect_answer("send", choice(0, "correct"))

    def test_blocked(self):
        _, window = self.ask(lookalike(blocked=True), organisation={"text": "<b>No_</b>.", "contact": "4711"})
        self.assertEqual(self.headline(window), "This message may not go to Mali")
        for text in ("Your organisation does not allow mail to this address.", "<b>No_</b>.",
                     "If you are not sure, ask here: 4711"):
            self.assertIn(text, self.names(window))

    def test_recording_is_told(self):
        for recorded in (True, False):
            with self.subTest(recorded=recorded):
                dialog, window = self.ask(lookalike(), **({"records_domains": True} if recorded else {}))
                self.assertEqual("Your organisation records the domains of flagged messages." in self.names(window), recorded)
                dialog.close()
                dialog.expect_exit(CLOSED)

    def test_letters_are_named(self):
        _, window = self.ask(lookalike(domain="аrmy.ml", ascii="xn--rmy-5cd.ml", resembles="army.mil",
                                       marks={"domain": [[0, 1]], "resembles": [[0, 1], [6, 1]]}))
        self.assertIn("“а” is a Cyrillic letter.", self.names(window))

    def test_many_fit_on_a_small_screen(self):
        """Row 12: hundreds of recipients on a small screen"""
        _, window = self.ask(*[lookalike(i, "person", f"d{i}.us.af.ml", f"d{i}.us.af.mil",
                                         marks={"domain": [], "resembles": []}) for i in range(100)], flagged=10000)
        wait_until(lambda: accessible.find(window, "label", "and 9900 more recipients"), "the last card is there")
        self.assertIn("d99.us.af.ml", self.names(window))
        size = self.size_on_screen()
        self.assertLessEqual(size["WIDTH"], 1024)
        self.assertLessEqual(size["HEIGHT"], 600)
        self.assertLessEqual(size["Y"] + size["HEIGHT"], 600)

    def test_scrolls_only_where_it_has_to(self):
        for findings, scrolls in (([lookalike()], False), ([lookalike(name="John Smith"), lookalike(1, "b")], False),
                                  ([lookalike(i, "person", f"d{i}.us.af.ml") for i in range(9)], True)):
            with self.subTest(findings=len(findings)):
                dialog, window = self.ask(*findings)
                bars = [accessible.extents(bar) for bar in accessible.find_all(window, "scroll bar")]
                self.assertEqual(any(height > 0 for _, _, _, height in bars), scrolls, bars)
                dialog.close()
                dialog.expect_exit(CLOSED)

    def test_big_text_fits_on_a_small_screen(self):
        """Row 40: text of double size on a small screen"""
        desktop.set_text_scale(200)
        self.addCleanup(desktop.set_text_scale, 100)
        self.ask(*[lookalike(i, f"person{i}") for i in range(5)])
        size = self.size_on_screen()
        self.assertGreater(size["WIDTH"], 700)
        self.assertLessEqual(size["WIDTH"], 1024)
        self.assertLessEqual(size["HEIGHT"], 600)


class Literal(WindowTest):
    """What others wrote is shown as it stands, and steers nothing."""

    def test_text_is_literal(self):
        """Rows 17, 18: markup, mnemonics, bidi controls and zero-width characters are shown literally"""
        rows = [
            ("markup", {"local": "<b>x</b>&amp;", "name": "<i>A</i> & B"}, "<b>x</b>&amp;@us.af.ml",
             "To · <i>A</i> & B"),
            ("mnemonic", {"local": "_a_b", "name": "J_ohn"}, "_a_b@us.af.ml", "To · J_ohn"),
            ("direction", {"local": "a\u202eb", "name": "x\u2067y\u2069\u200f"}, r"a\u{202E}b@us.af.ml",
             r"To · x\u{2067}y\u{2069}\u{200F}"),
            ("zero width", {"local": "a\u200bb\u00ad\ufeff", "name": "\u2060"}, r"a\u{200B}b\u{00AD}\u{FEFF}@us.af.ml",
             r"To · \u{2060}"),
            ("control", {"local": "a\nb\tc\x1b", "name": "x\u2028y"}, r"a\u{000A}b\u{0009}c\u{001B}@us.af.ml",
             r"To · x\u{2028}y"),
            ("blank", {"local": "a\u3164\u2800\u00a0b", "name": "n"}, r"a\u{3164}\u{2800}\u{00A0}b@us.af.ml", "To · n"),
            ("stacked", {"local": "a\u0301\u0301\u0301\u0301", "name": "n"}, "a\u0301\u0301\\u{0301}\\u{0301}@us.af.ml",
             "To · n"),
            ("format", {"local": "%s%n", "name": "%d"}, "%s%n@us.af.ml", "To · %d"),
        ]
        for what, given, address, details in rows:
            with self.subTest(what):
                dialog, window = self.ask(lookalike(**given))
                names = self.names(window)
                self.assertIn(address, names)
                self.assertIn(details, names)
                dialog.close()
                dialog.expect_exit(CLOSED)

    def test_country_and_list_are_literal(self):
        _, window = self.ask(lookalike(country=("ML", "<b>Mali</b> & _co"), list="<u>_x"))
        self.assertEqual(self.headline(window), "This message would go to <b>Mali</b> & _co")
        self.assertIn("To · member of the list “<u>_x”", self.names(window))

    def test_long_local_part_is_cut_in_its_middle(self):
        """Rows 16, 19: an overlong address is cut where one can see it"""
        domain = ".".join(["a" * 60] * 4) + ".ml"
        resembles = domain[:-2] + "mil"
        local = "start" + "x" * 54 + "end.."
        _, window = self.ask(lookalike(local=local, domain=domain, resembles=resembles,
                                       marks={"domain": [], "resembles": [[len(domain) - 1, 1]]}))
        shown = next(name for name in self.names(window) if "@" in name)
        self.assertTrue(shown.startswith("start"))
        self.assertIn("…", shown)
        self.assertTrue(shown.endswith("end..@" + domain), shown)
        self.assertIn(domain, self.names(window))


class Answers(WindowTest):
    def test_buttons(self):
        rows = [
            (None, "Go Back", ("go-back",)),
            ("Correct to us.af.mil", "Correct and Send", ("send", choice(0, "correct"))),
            ("Keep us.af.ml", "Send to Mali Anyway", ("send", choice(0, "keep"))),
            ("Leave out", "Leave Out and Send", ("send", choice(0, "leave-out"))),
        ]
        for chosen, label, answer in rows:
            with self.subTest(label):
                dialog, window = self.ask(SLIP, env=CHOOSING)
                if chosen:
                    accessible.choose(window, chosen)
                accessible.press(window, label)
                dialog.expect_answer(*answer)
                self.assertEqual(dialog.stderr(), "")

    def test_each_domain_by_itself(self):
        cameroon = lookalike(5, "ann", "ibm.cm", "ibm.com", country=("CM", "Cameroon"), kind="suffix_slip",
                             marks={"domain": [], "resembles": [[5, 1]]})
        dialog, window = self.ask(SLIP, lookalike(2, "mary"), cameroon, unparsable(7), env=CHOOSING)
        self.assertEqual(accessible.name(self.send_button(window)), "Send")
        self.assertIn("Complete every choice first.", self.names(window))
        accessible.choose(window, "Keep ibm.cm")
        accessible.choose(window, "Keep john.smith@@us.af.ml")
        wait_until(lambda: accessible.name(self.send_button(window)) == "Correct 2, Keep 2 and Send", "the button says so")
        accessible.act(accessible.choices(window)[-1], "choice.leave-out")
        accessible.press(window, "Correct 2, Leave Out 1, Keep 1 and Send")
        dialog.expect_answer("send", choice(0, "correct"), choice(5, "keep"), choice(7, "leave-out"))

    def test_nobody_left(self):
        dialog, window = self.ask(SLIP, recipients=1, env=CHOOSING)
        accessible.choose(window, "Leave out")
        wait_until(lambda: accessible.name(self.send_button(window)) == "Nobody Is Left to Send To", "the button says so")
        accessible.choose(window, "Correct to us.af.mil")
        self.wait_armed(window)
        self.assertTrue(dialog.says_nothing())

    def test_not_shown(self):
        """Row 12: more were flagged than are shown: “and 9,990 more”"""
        dialog, window = self.ask(SLIP, flagged=3, env=CHOOSING)
        accessible.choose(window, "Keep them all")
        accessible.press(window, "Correct 1, Keep 2 and Send")
        dialog.expect_answer("send", choice(0, "correct"), rest="keep")

    def test_exceptions(self):
        rows = [(0, ["for 30 days", "for a year", "for good"], {"days": 30}), (7, ["for 7 days"], {"days": 7}),
                (365, ["for 30 days", "for a year"], {"days": 30})]
        for limit, durations, days in rows:
            with self.subTest(limit=limit):
                dialog, window = self.ask(SLIP, exception_days=limit, env=CHOOSING)
                accessible.choose(window, "Keep us.af.ml")
                accessible.choose(window, "Don’t ask again about this domain")
                accessible.press(window, "Send to Mali Anyway")
                dialog.expect_answer("send", choice(0, "keep", **days))

    def test_no_exceptions(self):
        fields = question(SLIP)
        del fields["exception_days"]
        dialog = Dialog(desktop.environment(CHOOSING), fields)
        self.addCleanup(dialog.__exit__)
        dialog.expect_shown()
        window = accessible.wait_for_window(dialog.pid, dialog.process)
        accessible.choose(window, "Keep us.af.ml")
        self.assertIsNone(accessible.find(window, "check box"))

    def test_typing(self):
        dialog, window = self.ask(SLIP, typing=True, env=CHOOSING)
        self.wait_active(dialog)
        self.wait_armed(window)
        accessible.choose(window, "Keep us.af.ml")
        wait_until(lambda: accessible.name(self.send_button(window)) == "Send", "something is missing")
        self.click(dialog, "GtkText", "",
                   lambda: accessible.has_state(accessible.find(window, "text"), "focused"))
        desktop.run(["xdotool", "type", "US.af.mil"])
        wait_until(lambda: accessible.text(accessible.find(window, "text")) == "US.af.mil", "it is typed")
        self.assertFalse(accessible.has_state(self.send_button(window), "sensitive"))
        desktop.run(["xdotool", "key", "BackSpace", "BackSpace", "l"])
        accessible.press(window, "Send to Mali Anyway")
        dialog.expect_answer("send", choice(0, "keep"))

    def test_escape_goes_back(self):
        dialog, window = self.ask(SLIP)
        self.wait_active(dialog)
        desktop.run(["xdotool", "key", "Escape"])
        dialog.expect_answer("go-back")

    def test_closing_goes_back(self):
        dialog, window = self.ask(SLIP)
        self.wait_active(dialog)
        desktop.run(["xdotool", "key", "alt+F4"])
        dialog.expect_answer("go-back")

    def test_enter_goes_back_once_armed(self):
        dialog, window = self.ask(SLIP)
        self.wait_armed(window)
        desktop.run(["xdotool", "key", "Return"])
        dialog.expect_answer("go-back")

    def test_enter_held_since_before_answers_nothing(self):
        """Row 36: Enter held down since before the window appeared"""
        desktop.run(["xdotool", "keydown", "Return"])
        self.addCleanup(desktop.run, ["xdotool", "keyup", "Return"])
        dialog, window = self.ask(SLIP)
        self.wait_armed(window)
        self.assertTrue(dialog.says_nothing())
        desktop.run(["xdotool", "keyup", "Return"])
        desktop.run(["xdotool", "key", "Tab", "space"])
        dialog.expect_answer("send", choice(0, "correct"))

    def test_nothing_is_armed_at_first(self):
        """Row 36: clicks and keys as it appears have no effect"""
        dialog = Dialog(desktop.environment(), question(SLIP))
        self.addCleanup(dialog.__exit__)
        dialog.expect_shown()
        # Stopped before it can have been armed, so that this cannot come too late.
        dialog.process.send_signal(signal.SIGSTOP)
        self.wait_active(dialog)
        stopped = time.monotonic()
        desktop.run(["xdotool", "key", "Return", "space", "Tab", "Return"])
        # For longer than it waits before it is armed: the keys still came first.
        wait_until(lambda: time.monotonic() - stopped > 1.2, "the delay is over")
        dialog.process.send_signal(signal.SIGCONT)
        window = accessible.wait_for_window(dialog.pid, dialog.process)
        self.wait_armed(window)
        self.assertTrue(dialog.says_nothing())
        self.assertIsNone(dialog.process.poll())

    def test_disarmed_while_another_window_has_the_focus(self):
        """Rows 35, 36: the delay starts anew with the focus"""
        dialog, window = self.ask(SLIP)
        self.wait_armed(window)
        send = self.send_button(window)
        other, _ = self.ask(lookalike(domain="army.ml", resembles="army.mil"))
        wait_until(lambda: not accessible.has_state(send, "sensitive"), "the window behind is disarmed")
        self.wait_active(other)
        desktop.run(["xdotool", "key", "Escape"])
        other.expect_answer("go-back")
        self.wait_armed(window)
        self.assertTrue(dialog.says_nothing())

    def test_comes_to_the_front(self):
        behind, _ = self.ask(SLIP)
        self.wait_active(behind)
        front, _ = self.ask(lookalike(domain="army.ml", resembles="army.mil"))
        self.wait_active(front)

    def test_stands_in_the_middle(self):
        """Also where another window is in the way, as Thunderbird's always are."""
        behind, _ = self.ask(SLIP)
        self.wait_active(behind)
        dialog, _ = self.ask(lookalike(domain="army.ml", resembles="army.mil"))
        self.wait_active(dialog)
        size = self.geometry("getactivewindow")
        width, height = (int(side) for side in desktop.size.split("x"))
        # Give or take the frame, which is higher above than below.
        self.assertAlmostEqual(size["X"] + size["WIDTH"] / 2, width / 2, delta=50)
        self.assertAlmostEqual(size["Y"] + size["HEIGHT"] / 2, height / 2, delta=50)

    def test_can_be_answered_without_a_window_manager(self):
        with Desktop(accessible=False, window_manager=False) as bare:
            dialog = Dialog(bare.environment(), question(SLIP))
            self.addCleanup(dialog.__exit__)
            dialog.expect_shown()
            found = bare.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Straymail$"]).split()[0]
            bare.run(["xdotool", "mousemove", "--window", found, "20", "20"])
            bare.run(["xdotool", "key", "Escape"])
            dialog.expect_answer("go-back")


class Languages(WindowTest):
    def test_french(self):
        _, window = self.ask(SLIP, env=reading("fr"))
        self.assertEqual(self.headline(window), "Destination de ce message\u00a0: Mali")
        self.assertEqual(self.names(window, "button"),
                         ["Revenir", "Corriger et envoyer"])

    def test_right_to_left(self):
        """Row 40: right-to-left"""
        _, window = self.ask(SLIP, env=reading("ar"))
        self.assertIn("us.af.ml", self.names(window))
        self.assertLess(*self.left_edges(window))

    def test_sentence_that_begins_with_a_letter_of_the_other_direction(self):
        """Its words keep their order: which letter stands in place of which."""
        _, window = self.ask(lookalike(domain="mod.gov.ug", resembles="mod.gov.uk",
                                       marks={"domain": [[9, 1]], "resembles": [[9, 1]]}), env=reading("ar"))
        shown = next(accessible.text(found) for found in accessible.find_all(window, "label")
                     if accessible.name(found).startswith("«g»"))
        self.assertTrue(shown.startswith("\u200f«\u2066g\u2069» "), ascii(shown))

    def test_left_to_right(self):
        _, window = self.ask(SLIP)
        self.assertGreater(*self.left_edges(window))

    def left_edges(self, window):
        """Where the button that sends begins, and where Go Back does."""
        go_back = accessible.find_all(window, "button")[0]
        return accessible.position(self.send_button(window))[0], accessible.position(go_back)[0]

    def test_turkish(self):
        """Row 40: Turkish"""
        _, window = self.ask(lookalike(field="cc"), env=living("tr_TR"))
        self.assertIn("Cc", self.names(window))


if __name__ == "__main__":
    unittest.main()
