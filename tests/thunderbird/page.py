# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page inside Thunderbird: what is chosen there is what Thunderbird sends, whatever becomes of the host."""

import os
import signal

import guarded
from guarded import GuardTest
from waiting import wait_until

setUpModule = guarded.set_up_module

AIR_FORCE, AIR_FORCE_MEANT = "john@us.af.ml", "john@us.af.mil"
MAIL, MAIL_MEANT = "ann@gmail.cm", "ann@gmail.com"
CLEAN = "jane@example.org"


class PageTest(GuardTest):
    options = {"env": {"GSETTINGS_BACKEND": "keyfile"}}

    def setUp(self):
        super().setUp()
        self.stop_host()  # the next one begins with the settings of its test
        self.keyfile = guarded.keyfile()
        self.addCleanup(self.keyfile.unlink, missing_ok=True)
        self.host_without_display()

    def send(self, to, **fields):
        message = self.compose(to=to, **fields)
        message.send()
        return message

    def answer(self, choices, button):
        for choice in choices:
            self.thunderbird.choose_in_page(choice)
        self.page(button)
        self.thunderbird.wait_for_no_page()


class Choices(PageTest):
    def test_each_domain_by_itself(self):
        rows = [
            (["Keep us.af.ml", "Keep gmail.cm"], "Send Anyway", [AIR_FORCE, CLEAN, MAIL]),
            (["Keep gmail.cm"], "Correct 1, Keep 1 and Send", [AIR_FORCE_MEANT, CLEAN, MAIL]),
            ([], "Correct 2 and Send", [AIR_FORCE_MEANT, CLEAN, MAIL_MEANT]),
        ]
        for choices, button, recipients in rows:
            with self.subTest(button):
                message = self.send([f"John <{AIR_FORCE}>", CLEAN], cc=[MAIL])
                self.answer(choices, button)
                self.assertEqual(sorted(self.arrived(message).recipients), sorted(recipients))

    def test_what_cannot_be_read_is_kept_or_left_out(self):
        message = self.send([AIR_FORCE, "nobody@[192.0.2.1"])
        page = self.page()
        self.assertTrue(self.accessible.has_state(self.accessible.button(page, "Go Back"), "sensitive"))
        self.assertFalse(self.accessible.has_state(self.accessible.button(page, "Send"), "sensitive"))
        self.assertIn("Complete every choice first.", self.shown_in(page))
        self.page("Go Back")
        message.wait_until_back()
        self.assertEqual(guarded.sink.with_subject(message.subject), [])

    def test_not_asked_again(self):
        message = self.send([AIR_FORCE])
        self.answer(["Keep us.af.ml", "Don’t ask again about this domain"], "Send to Mali Anyway")
        self.assertEqual(self.arrived(message).recipients, [AIR_FORCE])
        wait_until(lambda: self.keyfile.exists() and "us.af.ml" in self.keyfile.read_text(), "the exception is saved")
        self.assertEqual(self.arrived(self.send([AIR_FORCE])).recipients, [AIR_FORCE])

    def test_typing_the_domain(self):
        guarded.set_settings("confirm-by-typing=true\nallow-exceptions=false\n")
        message = self.send([AIR_FORCE])
        self.wait_until_armed("Correct and Send")
        self.thunderbird.choose_in_page("Keep us.af.ml")
        page = self.page()
        self.assertNotIn("Don’t ask again", self.shown_in(page))
        self.assertFalse(self.accessible.has_state(self.wait_for_button("Send"), "sensitive"))
        self.thunderbird.focus_in_page("entry", "To send there all the same, type the domain:")
        guarded.desktop.run(["xdotool", "type", "US.af.ml"])
        self.page("Send to Mali Anyway")
        self.assertEqual(self.arrived(message).recipients, [AIR_FORCE])

    def test_blocked(self):
        guarded.set_settings("when-high='block'\norganisation-text='Known partners only.'\norganisation-contact='0100'\n")
        message = self.send([AIR_FORCE, CLEAN])
        shown = self.shown_in(self.page())
        for text in ("This message may not go to Mali", "does not allow mail to this address", "Known partners only.",
                     "If you are not sure, ask here: 0100"):
            self.assertIn(text, shown)
        self.assertNotIn("Keep", shown)
        self.answer(["Leave out"], "Leave Out and Send")
        self.assertEqual(self.arrived(message).recipients, [CLEAN])

    def test_more_than_are_shown(self):
        addresses = [f"j{i}@us.af.ml" for i in range(500)] + [f"j{i}@army.ml" for i in range(3)]
        message = self.send(addresses + [CLEAN])
        shown = self.shown_in(self.page())
        for text in ("503 recipients of this message look wrong", "Here are the first 500 of them.", "and 3 more recipients"):
            self.assertIn(text, shown)
        self.answer(["Leave them all out"], "Correct 500, Leave Out 3 and Send")
        self.assertEqual(self.arrived(message).recipients, [f"j{i}@us.af.mil" for i in range(500)] + [CLEAN])

    def test_by_keyboard_alone(self):
        message = self.send([AIR_FORCE, CLEAN])
        page = self.page()
        self.wait_until_armed("Correct and Send")
        # From Go Back to the choices, down twice to “Leave out”, and on to the button.
        guarded.desktop.run(["xdotool", "key", "shift+Tab", "Down", "Down"])
        leave_out = self.accessible.find(page, "radio button", "Leave out")
        wait_until(lambda: self.accessible.has_state(leave_out, "checked"), "“Leave out” is chosen")
        guarded.desktop.run(["xdotool", "key", "Tab", "Tab"])
        send = self.wait_for_button("Leave Out and Send")
        wait_until(lambda: self.accessible.has_state(send, "focused"), "the button has the focus")
        guarded.desktop.run(["xdotool", "key", "Return"])
        self.assertEqual(self.arrived(message).recipients, [CLEAN])

    def test_as_a_screen_reader_has_it(self):
        message = self.send([f"John <{AIR_FORCE}>"])
        page = self.page()
        dialog = self.accessible.find(page, "dialog")
        self.assertEqual(self.accessible.name(dialog), "This message would go to Mali")
        self.assertIn("looks like one you trust", self.accessible.description(dialog))
        card = self.accessible.find(page, "group", "us.af.ml")
        self.assertEqual(self.accessible.description(card),
                         "You typed us.af.ml; you probably meant us.af.mil. “i” is missing.")
        self.assertEqual([self.accessible.name(found) for found in self.accessible.find_all(page, "radio button")],
                         ["Correct to us.af.mil", "Keep us.af.ml", "Leave out"])
        self.thunderbird.choose_in_page("Keep us.af.ml")
        [status] = wait_until(lambda: self.accessible.find_all(page, "status bar"), "there is a line to be read out")
        wait_until(lambda: self.accessible.text(status) == "Send to Mali Anyway", "what the button does now is read out")
        self.page("Go Back")
        message.wait_until_back()

    def wait_for_button(self, label):
        return wait_until(lambda: self.accessible.find(self.page(), "button", label), f"the button says “{label}”")

    def wait_until_armed(self, label):
        wait_until(lambda: self.accessible.has_state(self.wait_for_button(label), "sensitive"), "the page can be answered")


class Waiting(PageTest):
    """Without a host nothing but the page keeps the extension's event page from being unloaded."""

    IDLE_LIMIT = 4000
    options = {**PageTest.options, "prefs": {"extensions.background.idle.timeout": IDLE_LIMIT}}

    def wait_beyond_the_idle_limit(self):
        """Until Thunderbird has counted twice to the limit and begun anew each time before its end."""
        script = self.thunderbird.script
        script("""
            const { extension } = WebExtensionPolicy.getByID("straymail@straymail.org");
            extension.testResets = [];
            extension.testSuspends = 0;
            extension.on("background-script-reset-idle", () => extension.testResets.push(Date.now()));
            extension.on("background-script-suspend", () => extension.testSuspends++);
        """)
        def told():
            return script("""
                const { extension } = WebExtensionPolicy.getByID("straymail@straymail.org");
                return [extension.testResets, extension.testSuspends];
            """)
        def is_beyond():
            resets, suspends = told()
            self.assertEqual(suspends, 0, "the event page was unloaded")
            return resets and resets[-1] - resets[0] > 2 * self.IDLE_LIMIT
        wait_until(is_beyond, "the idle limit is over")

    def test_host_killed_while_the_page_is_open(self):
        message = self.send([f"John <{AIR_FORCE}>", CLEAN])
        self.page()
        os.kill(self.host_pid(), signal.SIGKILL)
        self.wait_beyond_the_idle_limit()
        self.assertTrue(message.is_locked())
        self.answer(["Leave out"], "Leave Out and Send")
        self.assertEqual(self.arrived(message).recipients, [CLEAN])

    def test_no_host_at_all(self):
        self.thunderbird.remove_host()
        message = self.send([CLEAN])
        self.page()
        self.wait_beyond_the_idle_limit()
        self.answer([], "Send Anyway")
        self.assertEqual(self.arrived(message).recipients, [CLEAN])
