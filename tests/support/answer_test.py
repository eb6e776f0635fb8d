# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the host's answers under different settings have in common."""

import json
import pathlib
import tempfile
import unittest

import fake_ui
from native import Host, check

AIR_FORCE, FIX = "john@us.af.ml", "john@us.af.mil"
CLEAN = "jane@example.org"


def choice(index, word, **more):
    return {"index": index, "choice": word, **more}


class AnswerTest(unittest.TestCase):
    def start(self, ui, settings="", *, protocol=3):
        directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
        self.addCleanup(directory.cleanup)
        config = pathlib.Path(directory.name) / "config"
        self.keyfile = config / "glib-2.0/settings/keyfile"
        self.keyfile.parent.mkdir(parents=True)
        self.keyfile.write_text(f"[org/straymail]\n{settings}")
        self.host = Host(fake_ui.install(directory.name, ui), protocol=protocol,
                         environment={"DISPLAY": ":none", "GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": str(config)})
        self.addCleanup(self.host.clean_up)
        return self.host

    def ask(self, ui, *recipients, settings="", **options):
        return self.start(ui, settings, **options).ask(check("c1", *recipients))

    def asked_for(self, type):
        """What straymail-ui was started for, of this type: `question` or `notice`."""
        documents = [json.loads(path.read_text()) for path in self.host.notes.glob("asked-*")]
        return [document for document in documents if document["type"] == type]

    def question(self):
        (question,) = self.asked_for("question")
        return question

    def assert_decision(self, reply, action, reason):
        self.assertEqual((reply["type"], reply.get("action"), reply.get("reason")), ("decision", action, reason))
