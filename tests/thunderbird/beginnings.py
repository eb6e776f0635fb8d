# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""However a message begins and whatever sends it, a look-alike is asked about, and the answer holds."""

import guarded
import stored
from guarded import STRAY, STRAY_MEANT, GuardTest
from waiting import wait_until

CLEAN = "jane@example.org"

setUpModule = guarded.set_up_module


class BeginningTest(GuardTest):
    def assert_guarded(self, message, send=None):
        """Go Back leaves the message as it is, and the same once more can be corrected."""
        send = send or message.send
        content = message.content()
        send()
        self.dialog("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_dialog()
        send()
        self.dialog("Correct and Send")
        mail = self.arrived(message)
        self.assertEqual(mail.recipients, [STRAY_MEANT])
        self.assertEqual(mail.addresses("to"), [("John", STRAY_MEANT)])
        self.thunderbird.wait_for_no_dialog()


class Begun(BeginningTest):
    """From a message that is there already."""

    def stored(self, sender="Ann <ann@example.org>", **fields):
        return stored.add(self.thunderbird, stored.mail(sender, self.id(), **fields))

    def test_redirect(self):
        """Row 60: redirected"""
        message = stored.begin(self.thunderbird, "Redirect", self.stored())
        message.set_recipients(to=[f"John <{STRAY}>"])
        self.assert_guarded(message)

    def test_edit_as_new(self):
        """Row 60: edited as new"""
        key = stored.add(self.thunderbird, stored.mail("Ann <ann@example.org>", self.id(), to=f"John <{STRAY}>"))
        self.assert_guarded(stored.begin(self.thunderbird, "EditAsNew", key))

    def test_reply(self):
        """Row 60: answered, to whom Reply-To names"""
        message = stored.begin(self.thunderbird, "ReplyToSender", self.stored(reply_to=f"John <{STRAY}>"))
        self.assert_guarded(message)

    def test_reply_to_all(self):
        """Row 60: answered to all"""
        key = stored.add(self.thunderbird, stored.mail("Ann <ann@example.org>", self.id(), cc=f"John <{STRAY}>"))
        message = stored.begin(self.thunderbird, "ReplyAll", key)
        message.send()
        self.dialog("Correct and Send")
        mail = self.arrived(message)
        self.assertEqual(sorted(mail.recipients), sorted(["ann@example.org", STRAY_MEANT]))

    def test_forward(self):
        """Row 60: forwarded"""
        message = stored.begin(self.thunderbird, "ForwardInline", self.stored())
        message.set_recipients(to=[f"John <{STRAY}>"])
        self.assert_guarded(message)

    def test_draft(self):
        """Row 60: saved as a draft, and sent from there"""
        key = stored.save(self.compose(to=[f"John <{STRAY}>"]), "cmd_saveAsDraft", "Drafts")
        self.assert_guarded(stored.begin(self.thunderbird, "Draft", key, "Drafts"))

    def test_template(self):
        """Row 60: saved as a template, and begun from it"""
        key = stored.save(self.compose(to=[f"John <{STRAY}>"]), "cmd_saveAsTemplate", "Templates")
        self.assert_guarded(stored.begin(self.thunderbird, "Template", key, "Templates"))


class Pressed(BeginningTest):
    """What sends it."""

    def test_ctrl_enter(self):
        """Row 60: sent with Ctrl+Enter"""
        self.thunderbird.script('Services.prefs.setBoolPref("mail.warn_on_send_accel_key", false);')
        message = self.compose(to=[f"John <{STRAY}>"])

        def send():
            guarded.desktop.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", f"^Write: {message.subject}",
                                 "windowactivate", "--sync", "key", "ctrl+Return"])
        self.assert_guarded(message, send)

    def press_twice(self, message):
        message._script("""
            const button = window.document.getElementById("button-send");
            button.click();
            button.click();
            window.goDoCommand("cmd_sendNow");
        """)

    def test_twice(self):
        """Row 60: Send pressed twice and more before the window is locked"""
        message = self.compose(to=[f"John <{STRAY}>"])
        self.assert_guarded(message, lambda: self.press_twice(message))
        self.assertEqual(len(guarded.sink.with_subject(message.subject)), 1)

    def test_twice_with_nothing_to_ask(self):
        """Row 60: what is clean goes out once"""
        message = self.compose(to=[CLEAN])
        self.press_twice(message)
        self.arrived(message)
        self.sends_as_ever()
        self.assertEqual(len(guarded.sink.with_subject(message.subject)), 1)

    def test_twice_and_given_up(self):
        """Row 60: Send pressed twice, and Thunderbird's own question about an empty subject answered with Cancel"""
        message = self.compose(to=[CLEAN])
        message._script("""
            const observer = {observe(prompt) {
                Services.obs.removeObserver(observer, "common-dialog-loaded");
                prompt.setTimeout(() => { window.cancelledPrompt = true; prompt.Dialog.ui.button1.click(); });
            }};
            Services.obs.addObserver(observer, "common-dialog-loaded");
            window.document.getElementById("msgSubject").value = "";
        """)
        self.press_twice(message)
        wait_until(lambda: message._script("return window.cancelledPrompt;"), "Thunderbird asks about the subject")
        message.wait_until_back()
        message._script("window.document.getElementById('msgSubject').value = arguments[1];", message.subject)
        message.send()
        self.arrived(message)
        self.sends_as_ever()
        self.assertEqual(len(guarded.sink.with_subject(message.subject)), 1)

    def test_twice_while_a_list_grows(self):
        """Row 60: Send pressed twice, and in between somebody comes onto the list"""
        self.thunderbird.add_list("Team", [("John", STRAY)])
        message = self.compose(to=["Team <Team>"])
        content = message.content()
        self.press_twice(message)
        window = self.dialog()
        self.thunderbird.add_to_list("Team", ("Mary", "mary@army.ml"))
        self.press_twice(message)
        self.answer(window, "Correct and Send")
        window = wait_until(lambda: next((window for window in self.thunderbird.dialogs()
                                          if "mary@army.ml" in self.shown_in(window)), None), "the question about both")
        self.assertEqual(guarded.sink.with_subject(message.subject), [])
        self.answer(window, "Go Back")
        self.assert_held(message, content)

    def test_two_windows(self):
        """Row 60: the same message from two windows at once"""
        first, second = (self.compose(to=[f"John <{STRAY}>"]) for _ in range(2))
        content = first.content()
        self.thunderbird.send_all([first, second])
        self.dialog("Go Back")
        held, asked = wait_until(
            lambda: next(((a, b) for a, b in ((first, second), (second, first)) if not a.is_locked()), None),
            "one of both is back")
        self.assertTrue(asked.is_locked())
        self.assertEqual({**held.content(), "subject": ""}, {**content, "subject": ""})
        self.dialog_on_screen()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(asked).recipients, [STRAY_MEANT])
        self.assertEqual(guarded.sink.with_subject(held.subject), [])
        self.assertFalse(held.is_locked())


class ReplyTo(GuardTest):
    def test_is_not_who_gets_it(self):
        """Row 60: a look-alike in Reply-To gets nothing now, and is not asked about"""
        message = self.compose(to=[CLEAN])
        message._script("window.SetComposeDetails({ replyTo: arguments[1] });", f"John <{STRAY}>")
        message.send()
        mail = self.arrived(message)
        self.assertEqual((mail.recipients, mail.addresses("reply-to")), ([CLEAN], [("John", STRAY)]))
