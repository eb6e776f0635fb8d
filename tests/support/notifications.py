# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real notification daemon on a desktop of one's own.

    with Notifications(desktop) as notifications:
        …
        notifications.wait_for_one()
        notifications.press()
        print(notifications.told()["summary"])
"""

import json

from waiting import wait_until


class Notifications:
    def __init__(self, desktop):
        self._desktop = desktop

    def __enter__(self):
        self.process = self._desktop.start(["dunst"])
        wait_until(self._is_there, "the notification daemon is there")
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        wait_until(lambda: not self._is_there(), "the notification daemon is gone")

    def count(self):
        """How many are on the screen."""
        return int(self._desktop.run(["dunstctl", "count", "displayed"]))

    def wait_for_one(self):
        wait_until(lambda: self.count() == 1, "a notification is on the screen")

    def press(self):
        """Presses the one on the screen."""
        self._desktop.run(["dunstctl", "action", "0"])

    def all(self):
        """All there have been, with their members as the daemon has them; none is on the screen any more."""
        self._desktop.run(["dunstctl", "close-all"])
        notifications = json.loads(self._desktop.run(["dunstctl", "history"]))["data"][0]
        return [{name: member["data"] for name, member in notification.items()} for notification in notifications]

    def told(self):
        """The one there has been."""
        [notification] = self.all()
        return notification

    def _is_there(self):
        return "boolean true" in self._desktop.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
             "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.Notifications"])
