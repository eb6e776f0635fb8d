# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Send pressed, and what arrives: with nothing flagged, and with each answer of the dialog."""

import guarded
from waiting import wait_until
from guarded import GuardTest

STRAY = "john.smith@us.af.ml"
STRAY_MEANT = "john.smith@us.af.mil"

setUpModule = guarded.set_up_module


class Clean(GuardTest):
    def test_arrives_unchanged_and_nothing_is_shown(self):
        log = self.window_log()
        earlier = log.now
        message = self.compose(
            to=['"Smith, John" <john.smith@us.af.mil>', "Zoé Ünal <zoe@example.org>"],
            cc=["jane@example.org"], bcc=["Quiet <quiet@example.org>"], body="As agreed,\nZoé\n")
        before = log.with_more_than(earlier)
        message.send()
        mail = self.arrived(message)
        self.assertEqual(mail.recipients,
                         ["john.smith@us.af.mil", "zoe@example.org", "jane@example.org", "quiet@example.org"])
        self.assertEqual(mail.addresses("to"),
                         [("Smith, John", "john.smith@us.af.mil"), ("Zoé Ünal", "zoe@example.org")])
        self.assertEqual(mail.addresses("cc"), [("", "jane@example.org")])
        self.assertIsNone(mail.message["bcc"])
        self.assertEqual(mail.body, "As agreed,\nZoé")
        # The compose window is gone from the log, so all that came before is in it.
        wait_until(lambda: log.now < before, "the log says that the compose window closed")
        self.assertEqual(log.since(before), frozenset())

    def test_send_later_waits_in_the_outbox_unchanged(self):
        message = self.compose(to=["Jane <jane@example.org>"])
        message.send_later()
        wait_until(lambda: message.subject in self.thunderbird.outbox(), "the message is in the Outbox")
        self.thunderbird.send_outbox()
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org"])


class Flagged(GuardTest):
    def test_go_back(self):
        log = self.window_log()
        earlier = log.now
        message = self.compose(to=[f"John Smith <{STRAY}>"], cc=["Jane <jane@example.org>"])
        content = message.content()
        before = log.with_more_than(earlier)
        message.send()
        window = self.dialog()
        self.assertEqual(self.accessible.name(window), "This message would go to Mali")
        # What proves above that nothing was shown does see the dialog.
        wait_until(lambda: log.since(before), "the log says that the dialog came")
        self.assertTrue(message.is_locked())
        self.accessible.press(window, "Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_dialog()
        self.assertEqual(self.thunderbird.page_windows(), [])

    def test_correct_and_send(self):
        message = self.compose(
            to=['"Smith, John" <' + STRAY + ">", "Zoé Ünal <zoe@example.org>"],
            cc=['"Doe, Jane" <jane@example.org>'], bcc=["quiet@example.org"])
        message.send()
        self.dialog("Correct and Send")
        mail = self.arrived(message)
        self.assertEqual(mail.recipients, [STRAY_MEANT, "zoe@example.org", "jane@example.org", "quiet@example.org"])
        self.assertEqual(mail.addresses("to"), [("Smith, John", STRAY_MEANT), ("Zoé Ünal", "zoe@example.org")])
        self.assertEqual(mail.addresses("cc"), [("Doe, Jane", "jane@example.org")])
        self.assertIsNone(mail.message["bcc"])
        self.assertEqual(mail.body, "As agreed.")

    def test_send_anyway(self):
        message = self.compose(to=[f"John Smith <{STRAY}>"], cc=["Jane <jane@example.org>"])
        message.send()
        self.dialog("Send Anyway")
        mail = self.arrived(message)
        self.assertEqual(mail.recipients, [STRAY, "jane@example.org"])
        self.assertEqual(mail.addresses("to"), [("John Smith", STRAY)])

    def test_in_cc(self):
        message = self.compose(to=["Jane <jane@example.org>"], cc=[f"John <{STRAY}>"])
        message.send()
        self.dialog("Correct and Send")
        mail = self.arrived(message)
        self.assertEqual(mail.recipients, ["jane@example.org", STRAY_MEANT])
        self.assertEqual(mail.addresses("cc"), [("John", STRAY_MEANT)])

    def test_in_bcc(self):
        message = self.compose(to=["Jane <jane@example.org>"], bcc=[f"John <{STRAY}>"])
        message.send()
        self.dialog("Correct and Send")
        mail = self.arrived(message)
        self.assertEqual(mail.recipients, ["jane@example.org", STRAY_MEANT])
        self.assertEqual(mail.addresses("to"), [("Jane", "jane@example.org")])
        self.assertIsNone(mail.message["bcc"])

    def test_two_at_once(self):
        message = self.compose(to=[f"John <{STRAY}>", "jane@example.org"], bcc=["Ann <ann@mail.army.ml>"])
        message.send()
        window = self.dialog()
        shown = self.shown_in(window)
        self.assertIn(STRAY, shown)
        self.assertIn("ann@mail.army.ml", shown)
        self.assertNotIn("jane@example.org", shown)
        self.accessible.press(window, "Correct 2 and Send")
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT, "jane@example.org", "ann@mail.army.mil"])

    def test_what_cannot_be_read_is_asked_about(self):
        """Row 16: a literal that is cut short: passed on, and asked about"""
        message = self.compose(to=["jane@example.org", "nobody@[192.0.2.1"])
        content = message.content()
        message.send()
        self.dialog("Go Back")
        self.assert_held(message, content)


class Again(GuardTest):
    def test_after_going_back_it_is_asked_again(self):
        """Row 30: sent again after Go Back"""
        message = self.compose(to=[f"John <{STRAY}>"])
        content = message.content()
        message.send()
        self.dialog("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_dialog()
        message.send()
        self.dialog("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_dialog()
        message.send()
        self.dialog("Send Anyway")
        self.assertEqual(self.arrived(message).recipients, [STRAY])

    def test_fixed_by_hand_it_goes_out_unasked(self):
        log = self.window_log()
        message = self.compose(to=[f"John <{STRAY}>"])
        message.send()
        self.dialog("Go Back")
        message.wait_until_back()
        self.thunderbird.wait_for_no_dialog()
        message.set_recipients(to=[f"John <{STRAY_MEANT}>"])
        dialog_and_before = log.since(frozenset())
        message.send()
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])
        self.assertEqual(log.since(dialog_and_before), frozenset())

    def test_made_worse_by_hand_it_is_asked(self):
        """Row 30: sent again after an edit"""
        message = self.compose(to=["Jane <jane@example.org>"])
        message.set_recipients(to=["Jane <jane@example.org>"], cc=[STRAY])
        message.send()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org", STRAY_MEANT])


class SendLater(GuardTest):
    def test_go_back(self):
        message = self.compose(to=[f"John <{STRAY}>"])
        content = message.content()
        message.send_later()
        self.dialog("Go Back")
        self.assert_held(message, content)
        self.assertNotIn(message.subject, self.thunderbird.outbox())

    def test_correct_and_send(self):
        message = self.compose(to=[f"John <{STRAY}>"])
        message.send_later()
        self.dialog("Correct and Send")
        wait_until(lambda: message.subject in self.thunderbird.outbox(), "the message is in the Outbox")
        self.thunderbird.send_outbox()
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])


class Several(GuardTest):
    def test_two_messages_each_get_their_own_answer(self):
        """Row 29: two messages at once"""
        first = self.compose(to=["one@us.af.ml"])
        second = self.compose(to=["two@us.af.ml"])
        content = {message: message.content() for message in (first, second)}
        first.send()
        asked_first = self.dialog()
        second.send()
        self.assertIn("one@us.af.ml", self.shown_in(asked_first))
        self.accessible.press(asked_first, "Go Back")
        self.assert_held(first, content[first])
        asked_second = wait_until(
            lambda: next((w for w in self.thunderbird.dialogs() if "two@us.af.ml" in self.shown_in(w)), None),
            "the question about the second message")
        self.accessible.press(asked_second, "Correct and Send")
        self.assertEqual(self.arrived(second).recipients, ["two@us.af.mil"])
        self.assert_held(first, content[first])


    def test_twenty_at_once_each_get_their_own_answer(self):
        """Row 29: what is clean is not kept waiting, and of the others one is asked about at a time."""
        answers = ("Go Back", "Correct and Send", "Send Anyway")
        clean = [self.compose(to=[f"person{i}@us.af.mil"]) for i in range(12)]
        asked = {f"stray{i}@us.af.ml": answers[i % len(answers)] for i in range(8)}
        flagged = {address: self.compose(to=[address], cc=["jane@example.org"]) for address in asked}
        content = {address: message.content() for address, message in flagged.items()}
        self.thunderbird.send_all([message for pair in zip(clean, flagged.values()) for message in pair] + clean[8:])
        # What is clean goes out while the first of the others still waits for its answer.
        for i, message in enumerate(clean):
            self.assertEqual(self.arrived(message).recipients, [f"person{i}@us.af.mil"])
        for message in flagged.values():
            self.assertTrue(message.is_locked())

        waiting = dict(asked)
        while waiting:
            window, address = wait_until(lambda: self.question_about(waiting), "the next question")
            answer = waiting.pop(address)
            self.answer(window, answer)
            if answer == "Go Back":
                self.assert_held(flagged[address], content[address])
            else:
                meant = address if answer == "Send Anyway" else address.replace("ml", "mil")
                self.assertEqual(self.arrived(flagged[address]).recipients, [meant, "jane@example.org"])
        self.thunderbird.wait_for_no_dialog()
        self.assertEqual(len([m for m in flagged.values() if m.is_open()]), list(asked.values()).count("Go Back"))

    def question_about(self, addresses):
        """The dialog that asks about one of them alone, and which."""
        for window in self.thunderbird.dialogs():
            shown = self.shown_in(window)
            found = [address for address in addresses if address in shown]
            if found:
                self.assertEqual(len(found), 1)
                return window, found[0]
        return None


class Closed(GuardTest):
    def test_compose_window_closed_while_the_dialog_is_open(self):
        """Row 27: the compose window is closed while the dialog is open"""
        message = self.compose(to=[f"John <{STRAY}>"])
        message.send()
        self.dialog()
        message.close()
        self.thunderbird.wait_for_no_dialog()
        wait_until(lambda: not self.dialog_pids(), "the dialog's process is gone")
        # The guard is as it was: the next message is asked about and answered.
        another = self.compose(to=[f"John <{STRAY}>"])
        another.send()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(another).recipients, [STRAY_MEANT])
        self.assertEqual(guarded.sink.with_subject(message.subject), [])
