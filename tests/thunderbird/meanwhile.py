# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is added between the check and sending is asked about, or not sent to."""

import json
import pathlib

import guarded
from guarded import UNCHECKED, GuardTest
from waiting import wait_until

KEPT, KEPT_MEANT = "x@us.af.ml", "x@us.af.mil"
ADDED, ADDED_MEANT = "added@army.ml", "added@army.mil"
ANN, BOB = "ann@example.org", "bob@example.org"
ADDER = pathlib.Path(__file__).resolve().parent / "adder"

setUpModule = guarded.set_up_module


class MeanwhileTest(GuardTest):
    def setUp(self):
        super().setUp()
        self.thunderbird.add_list("Team", [("Ann", ANN), ("Bob", BOB)])

    def send(self, **fields):
        message = self.compose(**fields)
        self.content = message.content()
        message.send()
        return message

    def grow(self, name="Team"):
        """What a person does in the main window, or a book that is synchronised."""
        self.thunderbird.add_to_list(name, ("Added", ADDED))

    def keep(self, window, *domains):
        for domain in domains:
            self.accessible.choose(window, f"Keep {domain}")
        self.accessible.press(window, "Send to Mali Anyway")

    def asked_again(self, message, text=ADDED):
        """The dialog that asks about what there was not before."""
        wait_until(lambda: self.dialog_with(text) or not message.is_open(), "the next question")
        self.assertEqual([mail.recipients for mail in guarded.sink.with_subject(message.subject)], [])
        return self.dialog_with(text)

    def dialog_with(self, text):
        return next((window for window in self.thunderbird.dialogs() if text in self.shown_in(window)), None)

    def assert_goes_back(self, message, window):
        self.answer(window, "Go Back")
        self.assert_held(message, self.content)
        self.thunderbird.wait_for_no_dialog()
        message.close()


class Lists(MeanwhileTest):
    """They change while the dialog asks about somebody else."""

    def test_grows(self):
        """Row 52: a list in To, Cc or Bcc grows while the dialog asks about somebody else"""
        for field in ("to", "cc", "bcc"):
            with self.subTest(field):
                fields = {"to": [KEPT], field: [KEPT, "Team <Team>"] if field == "to" else ["Team <Team>"]}
                message = self.send(**fields)
                window = self.dialog()
                self.assertNotIn(ADDED, self.shown_in(window))
                self.grow()
                self.keep(window, "us.af.ml")
                self.assert_goes_back(message, self.asked_again(message))
                self.thunderbird.remove_from_list("Team", ADDED)

    def test_grows_and_all_are_kept(self):
        message = self.send(to=[KEPT, "Team <Team>"])
        window = self.dialog()
        self.grow()
        self.keep(window, "us.af.ml")
        self.keep(self.asked_again(message), "us.af.ml", "army.ml")
        self.assertEqual(self.arrived(message).recipients, [KEPT, ANN, BOB, ADDED])

    def test_a_correction_is_of_those_it_was_chosen_for(self):
        """Row 52: a list grows, and every place after it moves, while a correction is chosen"""
        message = self.send(to=["Team <Team>", KEPT])
        window = self.dialog()
        self.grow()
        self.accessible.press(window, "Correct and Send")
        self.accessible.press(self.asked_again(message), "Correct 2 and Send")
        self.assertEqual(self.arrived(message).recipients, [ANN, BOB, ADDED_MEANT, KEPT_MEANT])

    def test_a_list_in_it_grows(self):
        """Row 52: a list within a list grows"""
        self.thunderbird.add_list("Outer", [("Team", "Team"), ("Carl", "carl@example.org")])
        message = self.send(to=[KEPT], cc=["Outer <Outer>"])
        window = self.dialog()
        self.grow()
        self.keep(window, "us.af.ml")
        self.assert_goes_back(message, self.asked_again(message))

    def test_is_deleted(self):
        """Row 52: a list is deleted while the dialog asks"""
        message = self.send(to=[KEPT, "Team <Team>"])
        window = self.dialog()
        self.thunderbird.delete_list("Team")
        self.keep(window, "us.af.ml")
        self.assert_goes_back(message, self.asked_again(message, "cannot be read"))

    def test_loses_a_member(self):
        """Row 52: a list loses a member while the dialog asks"""
        message = self.send(to=[KEPT, "Team <Team>"])
        window = self.dialog()
        self.thunderbird.remove_from_list("Team", BOB)
        self.keep(window, "us.af.ml")
        wait_until(lambda: not self.accessible.find(window, "button"), "the first dialog is gone")
        self.keep(self.asked_again(message, KEPT), "us.af.ml")
        self.assertEqual(self.arrived(message).recipients, [KEPT, ANN])

    def test_is_empty(self):
        """Row 13: a list of nobody is not left to Thunderbird, which would take what describes it for an address"""
        self.thunderbird.add_list("Nobody", [], description="nobody@army.ml")
        for fields in ({"to": ["Nobody <nobody@army.ml>"]}, {"to": [ANN], "cc": ["Nobody <nobody@army.ml>"]}):
            with self.subTest(**fields):
                message = self.send(**fields)
                self.assertIn("One of its mailing lists is empty.", self.shown_in(self.page()))
                self.page("Close")
                self.assert_held(message, self.content)
                self.thunderbird.wait_for_no_page()

    def test_has_a_member_that_cannot_be_written(self):
        """Rows 13, 15: a member with two addresses in one is kept, and not torn into two recipients"""
        self.thunderbird.add_list("Odd", [("Both", "both@example.org, and@army.ml")])
        message = self.send(to=["Odd <Odd>"])
        self.dialog("Send Anyway")
        self.assertIn("an address on that list or beside it cannot be read", self.shown_in(self.page()))
        self.page("Close")
        self.assert_held(message, self.content)


class Outbox(MeanwhileTest):
    def assert_queued(self, message, *recipients):
        wait_until(lambda: message.subject in self.thunderbird.outbox(), "the message is in the Outbox")
        self.grow()
        self.thunderbird.send_outbox()
        self.assertEqual(self.arrived(message).recipients, list(recipients))

    def test_a_list_that_grows_while_its_message_waits_there(self):
        """Row 52: a list grows while its message waits in the Outbox"""
        message = self.compose(to=["Team <Team>"])
        message.send_later()
        self.assert_queued(message, ANN, BOB)

    def test_a_list_that_grows_before_and_while_it_waits_there(self):
        """Row 52: a list grows while the dialog asks, and again in the Outbox"""
        message = self.compose(to=[KEPT, "Team <Team>"])
        self.content = message.content()
        message.send_later()
        window = self.dialog()
        self.thunderbird.add_to_list("Team", ("Carl", "carl@army.ml"))
        self.keep(window, "us.af.ml")
        self.keep(self.asked_again(message, "carl@army.ml"), "us.af.ml", "army.ml")
        self.assert_queued(message, KEPT, ANN, BOB, "carl@army.ml")


class InsideThunderbird(MeanwhileTest):
    """The page asks in the dialog's place."""

    def setUp(self):
        super().setUp()
        self.stop_host()
        self.host_without_display()

    def keep_in_page(self, *domains):
        for domain in domains:
            self.thunderbird.choose_in_page(f"Keep {domain}")
        self.thunderbird.press_in_page("Send to Mali Anyway", lambda: not self.page_with("Send to Mali Anyway"))

    def page_with(self, text):
        return next((page for page in self.thunderbird.page_windows() if text in self.shown_in(page)), None)

    def wait_for_page_with(self, text, message):
        wait_until(lambda: self.page_with(text) or not message.is_open(), "the next question")
        self.assertEqual([mail.recipients for mail in guarded.sink.with_subject(message.subject)], [])

    def test_a_list_grows_and_all_are_kept(self):
        """Row 52: a list grows while the page inside Thunderbird asks"""
        message = self.send(to=[KEPT], bcc=["Team <Team>"])
        self.page()
        self.grow()
        self.keep_in_page("us.af.ml")
        self.wait_for_page_with(ADDED, message)
        self.keep_in_page("us.af.ml", "army.ml")
        self.assertEqual(self.arrived(message).recipients, [KEPT, ANN, BOB, ADDED])

    def test_somebody_is_written_into_the_window(self):
        """Row 52: a script writes into the window while the page asks"""
        message = self.send(to=[KEPT, ANN])
        self.page()
        message.set_recipients(cc=[ADDED])
        self.content["cc"] = [ADDED]
        self.keep_in_page("us.af.ml")
        self.wait_for_page_with(ADDED, message)
        self.page("Go Back")
        self.assert_held(message, self.content)

    def test_a_list_grows_while_the_person_is_asked_about_what_was_not_checked(self):
        """Rows 41, 52: a list grows, and nothing could be checked"""
        self.thunderbird.remove_host()
        self.stop_host()
        message = self.send(to=["Team <Team>"])
        self.assertIn(UNCHECKED, self.shown_in(self.page()))
        self.grow()
        self.thunderbird.press_in_page("Send Anyway", lambda: self.page_with(ADDED) or not message.is_open())
        self.wait_for_page_with(ADDED, message)
        self.page("Go Back")
        self.assert_held(message, self.content)


class SlowHost(MeanwhileTest):
    """A host that clears everything, after a while."""

    def setUp(self):
        super().setUp()
        self.checked = guarded.desktop.home / "checked"
        self.go = guarded.desktop.home / "go"
        for path in (self.checked, self.go):
            path.unlink(missing_ok=True)
        self.play_faulty_host("open(HOME / 'checked', 'a').write(json.dumps(message) + '\\n')\n"
                              "import time\n"
                              "while not (HOME / 'go').exists(): time.sleep(0.01)\n"
                              "decide()\n")

    def test_a_list_grows(self):
        """Row 52: a list grows while a slow host has the check"""
        message = self.send(to=["Team <Team>"])
        wait_until(self.checked.exists, "the host has the check")
        self.grow()
        self.go.touch()
        self.assertEqual(self.arrived(message).recipients, [ANN, BOB, ADDED])
        checks = [json.loads(line) for line in self.checked.read_text().splitlines()]
        self.assertEqual([[one["address"] for one in check["recipients"]] for check in checks],
                         [[ANN, BOB], [ANN, BOB, ADDED]])
