# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server on loopback that takes everything and keeps it."""

import asyncio
import email
import email.policy
import threading

from aiosmtpd.smtp import SMTP

from waiting import wait_until


class Mail:
    """One message as it arrived: who it was for, and what was in it."""

    def __init__(self, envelope):
        self.sender = envelope.mail_from
        self.recipients = list(envelope.rcpt_tos)
        self.message = email.message_from_bytes(envelope.content, policy=email.policy.default)

    @property
    def subject(self):
        return str(self.message["subject"])

    @property
    def body(self):
        return self.message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip()

    def addresses(self, header):
        """(display name, address) of every mailbox in a header."""
        value = self.message[header]
        return [(a.display_name, a.addr_spec) for a in value.addresses] if value else []


class SmtpSink:
    """with SmtpSink() as sink: … sink.port … sink.wait_for(subject)

    Without `utf8` it takes addresses in ASCII only."""

    def __init__(self, utf8=True):
        self.mails = []
        self.port = None
        self._utf8 = utf8

    async def handle_DATA(self, _server, _session, envelope):
        self.mails.append(Mail(envelope))
        return "250 kept"

    def __enter__(self):
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(
            self._loop.create_server(
                lambda: SMTP(self, hostname="sink.invalid", enable_SMTPUTF8=self._utf8, loop=self._loop), "127.0.0.1", 0
            )
        )
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def with_subject(self, subject):
        return [mail for mail in self.mails if mail.subject == subject]

    def wait_for(self, subject):
        """The one message with this subject, as soon as it has come."""
        found = wait_until(lambda: self.with_subject(subject), "the message arrives")
        assert len(found) == 1, "the message arrived more than once"
        return found[0]
