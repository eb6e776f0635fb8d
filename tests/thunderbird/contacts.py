# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The address books teach the guard, the collected addresses do not."""

import guarded
from waiting import wait_until
from guarded import GuardTest

setUpModule = guarded.set_up_module


class ContactsTest(GuardTest):
    def setUp(self):
        self.stop_thunderbird()  # each starts with a host that has learned nothing
        super().setUp()

    def add(self, address, book="abook.sqlite"):
        self.thunderbird.add_contact(address, book=book)

    def wait_until_learned(self, address):
        """Waits until mail to `address` is asked about, and goes back."""
        message = self.compose(to=[address])
        content = message.content()

        def is_asked():
            message.send()
            wait_until(lambda: self.thunderbird.dialogs() or not message.is_open(), "the decision")
            return self.thunderbird.dialogs()
        if not is_asked():
            return False
        self.dialog("Go Back")
        self.assert_held(message, content)
        message.close()
        self.thunderbird.wait_for_no_dialog()
        return True


class Contacts(ContactsTest):
    def test_what_resembles_a_contacts_domain_is_asked_about(self):
        self.add("ann@abb-works.com")
        wait_until(lambda: self.wait_until_learned("john@abb-works.om"), "the contact is learned")
        # A change takes effect while the host runs.
        self.add("carl@cornbury.com")
        wait_until(lambda: self.wait_until_learned("john@cornbury.cm"), "the new contact is learned")

    def test_collected_addresses_teach_nothing(self):
        self.add("ann@abb-works.com")
        self.add("typo@cornbury.com", book="history.sqlite")
        wait_until(lambda: self.wait_until_learned("john@abb-works.om"), "the contact is learned")
        message = self.compose(to=["john@cornbury.cm"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["john@cornbury.cm"])

    def test_what_is_only_doubtful_goes_out(self):
        self.add("ann@esgr.mil")
        wait_until(lambda: self.wait_until_learned("john@esgr.ml"), "the contact is learned")
        log = self.window_log()
        earlier = log.now
        message = self.compose(to=["john@esgr.ro"])
        before = log.with_more_than(earlier)
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["john@esgr.ro"])
        wait_until(lambda: log.now < before, "the log says that the compose window closed")
        self.assertEqual(log.since(before), frozenset())

    def test_a_book_made_while_thunderbird_runs_teaches_and_the_collected_one_still_not(self):
        wait_until(lambda: self.wait_until_learned("john@us.af.ml"), "the host runs")
        book = self.thunderbird.add_book("Friends")
        self.add("ann@abb-works.com", book=book)
        self.add("typo@cornbury.com", book="history.sqlite")
        wait_until(lambda: self.wait_until_learned("john@abb-works.om"), "the contact is learned")
        message = self.compose(to=["john@cornbury.cm"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["john@cornbury.cm"])


class ThereBefore(ContactsTest):
    options = {"extension": False}

    def test_contacts_from_before_the_extension_are_read_once_nobody_is_at_the_keyboard(self):
        self.add("ann@abb-works.com")
        self.thunderbird.install_extension()
        # A minute without a key or the mouse; what is sent meanwhile goes out as ever.
        wait_until(lambda: self.wait_until_learned("john@abb-works.om"), "the contact is learned", deadline=180)


class SwitchedOff(GuardTest):
    options = {"env": {"GSETTINGS_BACKEND": "keyfile"}}

    def test_nothing_is_learned(self):
        settings = guarded.set_settings("learned-trust=false\n")
        self.addCleanup(settings.unlink)
        self.thunderbird.add_contact("ann@abb-works.com")
        first = self.compose(to=["jane@example.org"])
        first.send()
        self.arrived(first)
        message = self.compose(to=["john@abb-works.om"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["john@abb-works.om"])
        # The same host has it, and uses it once it may.
        settings.write_text("[org/straymail]\nlearned-trust=true\n")

        def asked():
            message = self.compose(to=["john@abb-works.om"])
            message.send()
            wait_until(lambda: self.thunderbird.dialogs() or not message.is_open(), "the decision")
            return self.thunderbird.dialogs()
        wait_until(asked, "what was learned counts")
        self.dialog("Go Back")
