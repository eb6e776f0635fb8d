# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a package manager puts in place of a running host's files, it goes on with."""

import os
import shutil
import tempfile
import unittest

import fake_ui
from native import HOST, Host, check
from waiting import wait_until

STRAY, MEANT, CLEAN = "john@us.af.ml", "john@us.af.mil", "jane@example.org"

OLDER = """
shown()
while not (notes / "upgraded").exists():
    time.sleep(0.01)
answer("correct")
"""

NEWER = """
note("newer", True)
shown()
answer("go-back")
"""


def replace(path, write):
    """Puts another file in the place of one, as dpkg and rpm do: never into it."""
    new = path.with_name(path.name + ".dpkg-new")
    write(new)
    new.chmod(0o755)
    new.rename(path)


class Upgrade(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="straymail-test-")
        self.addCleanup(directory.cleanup)
        self.program = fake_ui.install(directory.name, OLDER)
        self.host = Host(self.program, environment={"DISPLAY": ":none"})
        self.addCleanup(self.host.clean_up)

    def upgrade(self):
        replace(self.program, lambda new: shutil.copy2(HOST, new))
        replace(self.program.with_name("straymail-ui"), lambda new: new.write_text(fake_ui.PRELUDE + NEWER))
        self.assertIn("(deleted)", os.readlink(f"/proc/{self.host.pid}/exe"))

    def test_a_question_that_is_open_is_answered(self):
        self.host.send(check("c1", STRAY))
        wait_until(lambda: list(self.host.notes.glob("asked-*")), "the question is open")
        self.upgrade()
        (self.host.notes / "upgraded").touch()
        reply = self.host.receive()
        self.assertEqual((reply["id"], reply["action"]), ("c1", "correct"))
        self.assertEqual(reply["corrections"], [{"index": 0, "from": STRAY, "to": MEANT}])

    def test_the_next_question_is_put_by_the_new_dialog(self):
        self.upgrade()
        reply = self.host.ask(check("c1", STRAY))
        self.assertEqual((reply["action"], reply["reason"]), ("hold", "go-back"))
        self.assertTrue((self.host.notes / "newer").exists())
        self.assertEqual(self.host.ask(check("c2", CLEAN))["action"], "send")
        self.assertEqual(self.host.end(), 0)


if __name__ == "__main__":
    unittest.main()
