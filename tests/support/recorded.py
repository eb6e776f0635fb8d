# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests in a real Thunderbird whose host lets everything pass and writes down what it was asked."""

import json
import os
import pathlib

import guarded
from guarded import GuardTest
from native import Host


class RecordedTest(GuardTest):
    def setUp(self):
        super().setUp()
        host = pathlib.Path(os.environ["STRAY_TEST_SOURCE"]) / "tests/support/recording_host.py"
        self.thunderbird.install_host(path=str(host))
        self.record = guarded.desktop.home / "checks.json"

    def sent(self, message):
        """Sends it; who was checked, as the host heard of them, and the mail that arrived."""
        message.send()
        mail = self.arrived(message)
        return json.loads(self.record.read_text().splitlines()[-1])["recipients"], mail

    def assert_all_checked(self, message, count):
        """The envelope names just those who were checked."""
        recipients, mail = self.sent(message)
        checked = {recipient["address"] for recipient in recipients}
        self.assertEqual(set(mail.recipients), checked)
        self.assertEqual(len(checked), count)
        return mail

    def is_unreadable(self, recipients):
        """Whether the true host says of any of them that it cannot be read."""
        host = Host()
        try:
            decision = host.ask({"type": "check", "id": "c1", "from": "", "recipients": recipients})
        finally:
            host.clean_up()
        return any(finding["verdict"] == "unparsable" for finding in decision.get("findings", []))
