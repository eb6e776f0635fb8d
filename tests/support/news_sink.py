# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A news server on loopback that takes everything and keeps it."""

import email
import email.policy
import socketserver
import threading

from waiting import wait_until

# What is answered to the first word of a command (RFC 3977); POST has its own end.
_ANSWERS = {b"MODE": b"200 posting allowed", b"GROUP": b"211 0 0 0 group", b"POST": b"340 go on", b"QUIT": b"205 bye"}


class NewsSink:
    """with NewsSink() as news: … news.port … news.with_subject(subject)"""

    def __enter__(self):
        self.posts = []
        sink = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                sink.converse(self.rfile, self.wfile)
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def converse(self, lines, out):
        out.write(b"200 ready\r\n")
        for line in lines:
            command = line.split()[0].upper() if line.split() else b""
            out.write(_ANSWERS.get(command, b"500 what?") + b"\r\n")
            if command == b"POST":
                text = b"".join(iter(lines.readline, b".\r\n"))
                self.posts.append(email.message_from_bytes(text, policy=email.policy.default))
                out.write(b"240 posted\r\n")
            elif command == b"QUIT":
                return

    def with_subject(self, subject):
        return [post for post in self.posts if post["subject"] == subject]

    def wait_for(self, subject):
        return wait_until(lambda: self.with_subject(subject), "the message is posted")[0]
