# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for Marionette, by which Thunderbird lets itself be driven."""

import json
import socket


class MarionetteError(Exception):
    """A command failed inside Thunderbird."""


class Marionette:
    """Commands and scripts for one Thunderbird. Scripts run with its own rights
    unless they are sent to a page (`in_page`)."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._stream = self._socket.makefile("rb")
        self._last = 0
        self._read()
        self.command("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"unhandledPromptBehavior": "ignore"}}})
        self.command("Marionette:SetContext", {"value": "chrome"})
        self.command("WebDriver:SetTimeouts", {"script": 120000})

    def close(self):
        self._stream.close()
        self._socket.close()

    def command(self, name, parameters=None):
        self._last += 1
        data = json.dumps([0, self._last, name, parameters or {}]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        if error:
            raise MarionetteError(f"{name}: {error['error']}: {error['message']}\n{error.get('stacktrace', '')}")
        return result.get("value") if isinstance(result, dict) and set(result) == {"value"} else result

    def script(self, body, *arguments):
        """What `body`, a function's, returns or its promise resolves to."""
        return self.command(
            "WebDriver:ExecuteScript",
            {"script": body, "args": list(arguments), "sandbox": "system", "newSandbox": True},
        )

    def _read(self):
        length = b""
        while not length.endswith(b":"):
            byte = self._stream.read(1)
            if not byte:
                raise MarionetteError("Thunderbird closed the connection")
            length += byte
        return json.loads(self._stream.read(int(length[:-1])))
