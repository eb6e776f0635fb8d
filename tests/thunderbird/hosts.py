# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A host that does what none should: the message stays, the person is told and asked."""

import unittest

import guarded
from guarded import STRAY_MEANT, UNCHECKED, GuardTest

setUpModule = guarded.set_up_module


class FaultyHost(GuardTest):
    # The real one could be starting when another takes its place, and would answer.
    options = {"host": False}

    def assert_never_clears(self, behaviours):
        message = self.compose(to=["Jane <jane@example.org>", "john@example.com"])
        content = message.content()
        for name, (behaviour, protocol) in behaviours.items():
            with self.subTest(name):
                self.play_faulty_host(behaviour, protocol=protocol)
                message.send()
                self.assertIn(UNCHECKED, self.shown_in(self.page()))
                self.page("Go Back")
                self.assert_held(message, content)
                self.thunderbird.wait_for_no_page()

    def test_ends(self):
        """Rows 1, 2, 3, 20, 38: a host that ends over what it was sent, in place of an answer"""
        self.assert_never_clears({
            "it exits": ("sys.exit(1)", 3),
            "it is killed": ("os.kill(os.getpid(), 9)", 3),
        })

    def test_says_nothing(self):
        """Row 3: a host that reads and never says a word again"""
        self.assert_never_clears({"it reads": ("while sys.stdin.buffer.read(1): pass", 3)})

    def test_frames_that_are_none(self):
        """Rows 1, 2, 6: frames Thunderbird cannot believe: cut, too long, no JSON"""
        self.assert_never_clears({
            "a cut body": ("say_bytes(b'\\x40\\0\\0\\0{'); sys.exit(0)", 3),
            "more than Thunderbird takes": ("say_bytes(b'\\xff\\xff\\xff\\xff')", 3),
            "no JSON": ("say_raw(b'send')", 3),
        })

    def test_errors(self):
        """Rows 6, 7, 8, 9: the error with which a host answers what it cannot read"""
        self.assert_never_clears({
            "of the check": ("say(type='error', id=message['id'], code='malformed', message='…')", 3),
            "of nobody knows what": ("say(type='error', id=None, code='malformed', message='…')", 3),
        })

    def test_no_common_version(self):
        """Row 9: a host of a protocol there is no common version with"""
        self.assert_never_clears({"newer": ("decide()", 4)})

    def test_decisions_that_are_none(self):
        """Row 11: decisions of a wrong type, without a reason, or over other recipients"""
        self.assert_never_clears({
            "the text true": ("decide(action='true')", 3),
            "true": ("decide(action=True)", 3),
            "an object": ("decide(action={})", 3),
            "no reason": ("decide(reason=None)", 3),
            "the digest of others": ("decide(digest='0' * 64)", 3),
        })

    def test_answers_to_something_else(self):
        """Row 10: answers with an unknown, a wrongly typed or an old id, and then none"""
        self.play_faulty_host("decide(); decide(); decide(id='c1'); decide(id='c2')")
        message = self.compose(to=["Jane <jane@example.org>"])
        message.send()
        self.assertEqual(self.arrived(message).recipients, ["jane@example.org"])
        self.assert_never_clears({
            "unknown": ("decide(id='other'); sys.exit(0)", 3),
            "old": ("decide(id='c1'); decide(id='c2'); decide(id=1); sys.exit(0)", 3),
        })

    def test_slow_and_hasty_ones_work(self):
        """Row 4: a host that answers byte by byte, and one that writes two frames at once"""
        for behaviour in ("for byte in frame(json.dumps(decision()).encode()): say_bytes(bytes([byte]))",
                          "say_bytes(b''.join(frame(json.dumps(decision(id=id)).encode()) for id in ('other', message['id'])))"):
            with self.subTest(behaviour):
                self.play_faulty_host(behaviour)
                message = self.compose(to=["Jane <jane@example.org>"])
                message.send()
                self.assertEqual(self.arrived(message).recipients, ["jane@example.org"])

    def test_older_ones_work(self):
        """Row 9: a host of an older protocol works at the common version"""
        for protocol in (1, 2):
            with self.subTest(protocol=protocol):
                self.play_faulty_host("decide(digest=None)", protocol=protocol)
                message = self.compose(to=["Jane <jane@example.org>"])
                message.send()
                self.assertEqual(self.arrived(message).recipients, ["jane@example.org"])


class ManifestThatChanges(GuardTest):
    def change(self, change):
        """Changes the manifest while a question is open; what runs goes on, and the next host is another matter."""
        message, _ = self.flagged()
        running = self.host_pid()
        change()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])
        self.sends_as_ever()
        self.assertEqual(self.host_pid(), running)

    def assert_next_one_fails(self, *reasons):
        self.stop_host()
        message = self.compose(to=["Jane <jane@example.org>"])
        content = message.content()
        message.send()
        shown = self.shown_in(self.page())
        for text in (UNCHECKED, *reasons):
            self.assertIn(text, shown)
        self.page("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_page()
        self.thunderbird.install_host()
        self.sends_as_ever()

    def test_deleted(self):
        """Row 61: the manifest is deleted while a question is open: the answer counts, and the next host is missed"""
        self.change(self.thunderbird.remove_host)
        self.assert_next_one_fails("is not installed on this computer")

    def test_not_allowed(self):
        """Row 61: it is replaced by one that allows another extension"""
        self.change(lambda: self.thunderbird.install_host(allowed_extensions=["somebody@else.org"]))
        self.assert_next_one_fails("is not installed on this computer")

    def test_cut_short(self):
        """Row 61: it is cut short, as by a disk that is full"""
        self.change(lambda: self.thunderbird.host_manifest.write_text('{"name": "org.stray'))
        self.assert_next_one_fails("is not installed on this computer")

    def test_another_program(self):
        """Row 61: it names another program, which ends at once"""
        self.change(lambda: self.thunderbird.install_host(path="/bin/false"))
        self.assert_next_one_fails()


if __name__ == "__main__":
    unittest.main()
