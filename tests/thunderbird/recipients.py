# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is checked is what is sent: mailing lists of every kind, and odd mailboxes."""

import guarded
from guarded import GuardTest
from recorded import RecordedTest

STRAY = "john.smith@us.af.ml"
STRAY_MEANT = "john.smith@us.af.mil"

setUpModule = guarded.set_up_module


class Lists(GuardTest):
    """With the real host and the dialog."""

    def setUp(self):
        super().setUp()
        self.thunderbird.add_list("Inner", [("John", STRAY), ("Deep", "deep@example.org")])
        self.thunderbird.add_list("Outer", [("Jane", "jane@example.org"), ("Inner", "Inner")])
        self.thunderbird.add_list("Quiet", [("", "quiet@example.org")])

    def test_member_of_a_list_within_a_list_is_asked_about(self):
        """Row 13: a member of a list within a list"""
        message = self.compose(to=["Outer <Outer>"], cc=["Ann <ann@example.org>"])
        content = message.content()
        message.send()
        shown = self.shown_in(self.dialog())
        self.assertIn(STRAY, shown)
        self.assertIn("Inner", shown)
        self.dialog("Go Back")
        self.assert_held(message, content)

    def test_list_with_a_corrected_member_is_sent_to_its_members(self):
        message = self.compose(to=["Quiet <Quiet>", "Outer <Outer>"], cc=["Quiet <Quiet>"], bcc=["ann@example.org"])
        message.send()
        self.dialog("Correct and Send")
        mail = self.arrived(message)
        self.assertEqual(sorted(mail.recipients), sorted(
            ["quiet@example.org", "jane@example.org", STRAY_MEANT, "deep@example.org", "ann@example.org"]))
        self.assertIn(("John", STRAY_MEANT), mail.addresses("to"))

    def test_list_that_was_deleted_is_asked_about(self):
        """Row 13: a list that was deleted cannot be expanded and is flagged"""
        message = self.compose(to=["Outer <Outer>", "jane@example.org"])
        content = message.content()
        self.thunderbird.clear_address_books()
        message.send()
        self.dialog("Go Back")
        self.assert_held(message, content)


class Members(GuardTest):
    """A list gives way to its members, and nobody who gets the message can tell."""

    options = {"extension": False}

    def send(self, fields):
        message = self.compose(**fields)
        message.send()
        mail = self.arrived(message)
        return mail.recipients, mail.message["to"], mail.message["cc"]

    def test_as_thunderbird_has_it(self):
        """Row 13: lists of odd names, doubles, lists in lists and of nobody, beside others and in several fields"""
        add = self.thunderbird.add_list
        add("Names", [("Smith, John", "a@example.org"), ("Zoé Ünal", "b@example.org"), ('Say "Hi"', "c@example.org"),
                      ("d@good.mil", "d@example.org"), ("", "e@example.org"), ("O'Brien (Jr.)", "f@example.org"),
                      ("back\\slash", "g@example.org"), ("colon: x", "h@example.org"), ('"Quoted"', "i@example.org"),
                      ("[x]", "j@example.org"), (" two  spaces ", "K@Example.ORG"), ("l, l", '"l l"@example.org')])
        add("One", [("Ann", "ann@example.org"), ("Bob", "bob@example.org")])
        add("Two", [("Bob", "bob@example.org"), ("ANN", "Ann@example.org"), ("Robert", "bob@example.org")])
        add("Outer", [("One", "One"), ("Zed", "zed@example.org"), ("Two", "Two")])
        add("Empty", [])
        rows = [
            {"to": ["Names <Names>"]},
            {"to": ["One <One>", "Two <Two>", "One <One>"]},
            {"to": ["Two <Two>", "Ann <ann@example.org>", "One <One>"]},
            {"to": ["Outer <Outer>", "One <One>"]},
            {"to": ["One <One>"], "cc": ["Two <Two>"], "bcc": ["Outer <Outer>"]},
            {"to": ["ann@example.org", "Empty <Empty>", "Dora <dora@example.org>"]},
            {"to": ['"Smith, John" <a@example.org>', "One <One>", '"Say \\"Hi\\"" <c@example.org>'], "cc": ["a@example.org"]},
        ]
        unguarded = [self.send(fields) for fields in rows]
        self.thunderbird.install_extension()
        for fields, sent in zip(rows, unguarded):
            with self.subTest(**fields):
                self.assertEqual(self.send(fields), sent)


class Checked(RecordedTest):
    """Who was checked gets the message."""

    def test_lists(self):
        """Row 13: lists nested, in a circle, with a description, empty: every member is checked"""
        add = self.thunderbird.add_list
        add("Plain", [("A", "a@us.af.ml"), ("", "b@example.org")])
        add("With Spaces", [("", "spaced@us.af.ml")])
        add("Told", [("", "told@us.af.ml")], description="everybody in the office")
        add("Trap", [("", "trapped@us.af.ml")], description="trap@example.org")
        add("Ünïted", [("", "united@us.af.ml")])
        add("Ring", [("", "ring@us.af.ml"), ("Gnir", "Gnir")])
        add("Gnir", [("", "gnir@us.af.ml"), ("Ring", "Ring")])
        add("Three", [("", "three@us.af.ml")])
        add("Two", [("Three", "Three"), ("", "two@us.af.ml")])
        add("One", [("Two", "Two"), ("", "one@us.af.ml")])
        add("Cards", ["BEGIN:VCARD\r\nVERSION:4.0\r\nFN:C\r\nEMAIL:first@us.af.ml\r\n"
                      "EMAIL;PREF=1:preferred@us.af.ml\r\nEND:VCARD\r\n",
                      "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:D\r\nEMAIL;TYPE=work:work@us.af.ml\r\n"
                      "EMAIL;TYPE=home:home@us.af.ml\r\nEND:VCARD\r\n"])
        add("Inside", [("", "inside@us.af.ml")], description="told about")
        add("Around", [("Inside", "told about"), ("", "around@us.af.ml")])
        for entry, count in [
                ("Plain <Plain>", 2), ("plain <PLAIN>", 2), ("With Spaces <With Spaces>", 1),
                ("Told <everybody in the office>", 1), ("Trap <trap@example.org>", 1), ("Ünïted <Ünïted>", 1),
                ("Ring <Ring>", 2), ("One <One>", 3), ("Cards <Cards>", 2), ("Around <Around>", 2)]:
            with self.subTest(entry=entry):
                self.assert_all_checked(self.compose(to=[entry]), count)

    def test_lists_of_one_name_in_two_books(self):
        self.thunderbird.add_list("Same", [("", "one@us.af.ml")])
        self.thunderbird.add_list("Same", [("", "two@us.af.ml")], book="history.sqlite")
        self.assert_all_checked(self.compose(to=["Same <Same>"]), 1)

    def test_a_list_in_every_field(self):
        self.thunderbird.add_list("First", [("", "first@us.af.ml")])
        self.thunderbird.add_list("Second", [("", "second@us.af.ml")])
        message = self.compose(to=["First <First>"], cc=["Second <Second>"], bcc=["First <First>", "own@example.org"])
        self.assert_all_checked(message, 3)

    def test_mailboxes(self):
        """Rows 14, 15, 17: a name that looks like an address, comments, quotes, capitals: as Thunderbird sends them"""
        for entry, count in [
                ('"a@good.mil" <x@us.af.ml>', 1), ("<x@us.af.ml>", 1), ("X (said so) <x@us.af.ml>", 1),
                ('"Smith, John" <x@us.af.ml>', 1), ("Friends: a@us.af.ml, b@example.org;", 2),
                ("x@US.AF.ML", 1), ('"odd one"@us.af.ml', 1), ("a%good.mil@us.af.ml", 1)]:
            with self.subTest(entry=entry):
                self.assert_all_checked(self.compose(to=[entry]), count)
