# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyboard on a Wayland compositor that lets clients bring one (virtual-keyboard-unstable-v1).

    with Keyboard("/run/user/1000/wayland-1") as keyboard:
        keyboard.press("shift+Tab")

It stays there: a window loses the focus for a moment whenever a keyboard comes or goes.
"""

import ctypes
import itertools
import os
import socket
import struct

from waiting import DEADLINE

# Of linux/input-event-codes.h.
_CODES = {"Escape": 1, "Tab": 15, "Return": 28, "shift": 42, "space": 57, "Up": 103, "Down": 108}
_SHIFT = 1

_DISPLAY, _REGISTRY, _SYNC, _SEAT, _MANAGER, _KEYBOARD = range(1, 7)
_XKB_V1 = 1


def strokes(keys):
    """What happens on a keyboard for `Tab` or `shift+Tab`: codes, and whether each goes down."""
    codes = [_CODES[name] for name in keys.split("+")]
    return [(code, True) for code in codes] + [(code, False) for code in reversed(codes)]


def _keymap():
    """The one people have who chose none."""
    xkb = ctypes.CDLL("libxkbcommon.so.0")
    for function in (xkb.xkb_context_new, xkb.xkb_keymap_new_from_names):
        function.restype = ctypes.c_void_p
    xkb.xkb_keymap_get_as_string.restype = ctypes.c_char_p
    keymap = xkb.xkb_keymap_new_from_names(ctypes.c_void_p(xkb.xkb_context_new(0)), None, 0)
    return xkb.xkb_keymap_get_as_string(ctypes.c_void_p(keymap), 1) + b"\0"


def _string(text):
    data = text.encode() + b"\0"
    return struct.pack("=I", len(data)) + data.ljust(-(-len(data) // 4) * 4, b"\0")


class Keyboard:
    """Speaks Wayland itself: a message is an object, its size and what it does, and arguments."""

    def __init__(self, display):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(DEADLINE)
        self._socket.connect(str(display))
        self._times = itertools.count(1)
        names = self._globals()
        self._bind(names["wl_seat"], "wl_seat", _SEAT)
        self._bind(names["zwp_virtual_keyboard_manager_v1"], "zwp_virtual_keyboard_manager_v1", _MANAGER)
        self._send(_MANAGER, 0, struct.pack("=II", _SEAT, _KEYBOARD))
        keymap = _keymap()
        with open(os.memfd_create("keymap"), "w+b") as file:
            file.write(keymap)
            file.flush()
            self._send(_KEYBOARD, 0, struct.pack("=II", _XKB_V1, len(keymap)), file.fileno())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._socket.close()

    def press(self, keys):
        for code, is_down in strokes(keys):
            self._send(_KEYBOARD, 1, struct.pack("=III", next(self._times), code, is_down))
            if code == _CODES["shift"]:
                self._send(_KEYBOARD, 2, struct.pack("=IIII", _SHIFT * is_down, 0, 0, 0))

    def _globals(self):
        """What the compositor has, by its interface."""
        self._send(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        self._send(_DISPLAY, 0, struct.pack("=I", _SYNC))
        names = {}
        while True:
            sender, size_and_event = struct.unpack("=II", self._exactly(8))
            data = self._exactly((size_and_event >> 16) - 8)
            if sender == _SYNC:
                return names
            if sender == _REGISTRY:
                name, length = struct.unpack_from("=II", data)
                names[data[8:8 + length - 1].decode()] = name

    def _bind(self, name, interface, new):
        self._send(_REGISTRY, 0, struct.pack("=I", name) + _string(interface) + struct.pack("=II", 1, new))

    def _send(self, receiver, request, data, *descriptors):
        head = struct.pack("=II", receiver, (8 + len(data)) << 16 | request)
        socket.send_fds(self._socket, [head + data], descriptors)

    def _exactly(self, length):
        data = b""
        while len(data) < length:
            chunk = self._socket.recv(length - len(data))
            if not chunk:
                raise RuntimeError("the compositor has gone")
            data += chunk
        return data
