# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Odd mailboxes: the message goes to those who were checked, or it is held."""

import base64

import guarded
import stored
from guarded import GuardTest
from recorded import RecordedTest
from smtp_sink import SmtpSink

setUpModule = guarded.set_up_module

HIDDEN = "v@us.af.ml"

# So long that Thunderbird writes it word by word.
LONG = "Air Force Records Office, the Registrar of the Personnel Department in Arlington"



def encoded(text, times=1):
    """As an encoded word of RFC 2047, of such a word and so on."""
    for _ in range(times):
        text = f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="
    return text


# What stands in a field, and whether it is held. Who is not held gets the message alone.
PILLS = [
    ("a <g@navy.mil> <x@us.af.ml>", False),
    ('"a <g@navy.mil>"a"x\\"y"<x@us.af.ml>', False),
    ('"a@good.mil" <x@us.af.ml>', False),
    ('\\"a\\" <x@us.af.ml>', False),
    ('"unbalanced <x@us.af.ml>', False),
    ('un"balanced <x@us.af.ml>', False),
    ("X (said so) <x@us.af.ml>", False),
    ("(g@navy.mil) <x@us.af.ml>", False),
    ("unclosed (comment <x@us.af.ml>", False),
    ("Friends: x@us.af.ml;", False),
    ("<@navy.mil:x@us.af.ml>", False),
    ("a\\<g@navy.mil <x@us.af.ml>", False),
    ("[192.0.2.1] <x@us.af.ml>", False),
    ("a <x@us.af.ml> b", False),
    ("a\r\nBcc: g@navy.mil <x@us.af.ml>", False),
    ("a\tb\u00a0c <x@us.af.ml>", False),
    ("a \uff1cg@navy.mil\uff1e <x@us.af.ml>", False),
    ("a \ufe64g@navy.mil\ufe65 <x@us.af.ml>", False),
    ("a \u3008g@navy.mil\u3009\uff0c b <x@us.af.ml>", False),
    ("g\uff20navy.mil <x@us.af.ml>", False),
    ("a\u202eb\u2066 <x@us.af.ml>", False),
    ("a\u200bb\u200dc\ufeff <x@us.af.ml>", False),
    ("=?utf-8?q?J=C3=B6rg?= <x@us.af.ml>", False),
    ("=?utf-8?q?a=2C_=3Cg=40navy=2Emil=3E?= <x@us.af.ml>", False),
    ("=?utf-8?b?YSwgImIiIDxnQG5hdnkubWlsPg==?= <x@us.af.ml>", False),
    ("a=?utf-8?q?b?=c@us.af.ml", False),
    ('"odd one"@us.af.ml', False),
    ("a@good.mil@us.af.ml", False),
    ("a%good.mil@us.af.ml", False),
    ("x@US.AF.ML", False),
    # What Thunderbird decodes once more, before it sends or with what follows.
    (encoded("=? <g@navy.mil>", 3) + " <x@us.af.ml>", True),
    (encoded("x@navy.mil", 3) + "@us.af.ml", True),
    ("=? <x@us.af.ml>", True),
    # What comes out of its quotes.
    ('"a \\" <g@navy.mil> \\" b" <x@us.af.ml>', True),
    (f'{LONG} "\\"" a: {HIDDEN} ; "\\"" b <y@navy.mil>', True),
    (f'{LONG} "\\"\\\\\\"\\"" a: {HIDDEN} ; "\\"\\\\\\"\\"" b <y@navy.mil>', True),
]

# Names of members of a list, who are all at y@navy.mil, and whether they are held.
MEMBERS = [
    ("Smith, John", False),
    ('"Smith, John"', False),
    ('John "Jack" Smith', False),
    ("a <g@navy.mil>", False),
    (f'"a", {HIDDEN}, "b"', True),
    (f'"a" a: {HIDDEN}; "b"', True),
    (f'{LONG} " a: {HIDDEN} ; " b', True),
    ("=?utf-8?q?=22a=22_a=3A_v=40us.af.ml=3B_=22b=22?=", True),
]


def type_into_to(message, text):
    """Makes what is typed into To a recipient, as Thunderbird does once it is left."""
    message._script("""
        const input = window.document.querySelector("#addressRowTo .address-row-input");
        input.value = arguments[1];
        window.recipientAddPills(input);
    """, text)


class Alike(RecordedTest):
    def assert_same_or_held(self, message, held):
        recipients, mail = self.sent(message)
        self.assertEqual(self.is_unreadable(recipients), held)
        if not held:
            self.assertEqual(mail.recipients, [recipient["address"] for recipient in recipients])
            self.assertEqual(len(recipients), 1)

    def test_pills(self):
        """Row 58: quotes, comments, groups, routes, encoded words, look-alikes of <, > and @"""
        for text, held in PILLS:
            with self.subTest(text=text):
                message = self.compose()
                type_into_to(message, text)
                self.assert_same_or_held(message, held)

    def test_members_of_lists(self):
        """Row 58: names of members of a list"""
        for number, (name, held) in enumerate(MEMBERS):
            with self.subTest(name=name):
                self.thunderbird.add_list(f"L{number}", [(name, "y@navy.mil")])
                self.assert_same_or_held(self.compose(to=[f"L{number} <L{number}>"]), held)


class Held(GuardTest):
    def assert_asked(self, message):
        content = message.content()
        message.send()
        self.dialog("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_dialog()

    def test_reply_to_a_name_that_holds_an_address(self):
        """Row 58: a correspondent whose name comes out of its quotes when one replies"""
        name = f'{LONG} "\\"\\\\\\"\\"" a: {HIDDEN} ; "\\"\\\\\\"\\"" b'
        key = stored.add(self.thunderbird, stored.mail(f"{encoded(name)} <y@navy.mil>", self.id()))
        self.assert_asked(stored.begin(self.thunderbird, "ReplyToSender", key))

    def test_a_quotation_mark_in_front_of_the_others(self):
        """Row 58: a lone quotation mark in To turns the names in Cc inside out"""
        message = self.compose(cc=[f'"x, {HIDDEN}" <y@navy.mil>'])
        type_into_to(message, '\u200b"')
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["y@navy.mil"])

    def test_local_part_that_becomes_part_of_the_domain(self):
        """Row 58: to a server that takes ASCII only, Thunderbird takes an @ in the local part for the last one"""
        port = "mail.smtpserver.smtp1.port"
        sink = self.enterContext(SmtpSink(utf8=False))
        self.thunderbird.script("Services.prefs.setIntPref(...arguments);", port, sink.port)
        self.addCleanup(self.thunderbird.script, "Services.prefs.setIntPref(...arguments);", port, guarded.sink.port)
        self.assert_asked(self.compose(to=['"x@us.af.ml\u00e9"@navy.mil']))
        self.assertEqual(sink.mails, [])
