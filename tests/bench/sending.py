# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times sending in two real Thunderbirds that run side by side: one with the
guard, one with an extension whose listener returns at once."""

import itertools
import json
import pathlib
import subprocess
import time

from desktop import Desktop
from waiting import wait_until
from home import Home
from names import Names
from smtp_sink import SmtpSink

SENDS = 60
RECIPIENTS_EACH = 100
_WARM_UP = 3
_LISTENER = pathlib.Path(__file__).resolve().parent / "listener"


class TimedSink(SmtpSink):
    """Knows when each message had arrived, in milliseconds of the wall clock."""

    def __init__(self):
        super().__init__()
        self.arrivals = {}

    async def handle_DATA(self, server, session, envelope):
        arrival = time.time() * 1000
        answer = await super().handle_DATA(server, session, envelope)
        self.arrivals[self.mails[-1].subject] = arrival
        return answer


def _clean_recipients(straymail):
    """Addresses nothing is asked about, of all kinds there are."""
    names = Names(3)
    addresses = names.recipients(2 * RECIPIENTS_EACH, names.trusted(1000))
    with Home() as home:
        done = subprocess.run([straymail, "check", "--json"], input="".join(f"{a}\n" for a in addresses), text=True,
                              env=home.env, stdout=subprocess.PIPE)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    clean = [row["input"] for row in rows if row["verdict"] in ("trusted", "unremarkable")]
    return clean[:RECIPIENTS_EACH]


def _send(thunderbird, sink, recipients, number):
    """Milliseconds from the press of Send to when the sink had the whole message."""
    subject = f"bench {number}"
    message = thunderbird.compose(to=recipients[:40], cc=recipients[40:70], bcc=recipients[70:], subject=subject)
    wait_until(lambda: sum(len(message.content()[row]) for row in ("to", "cc", "bcc")) == len(recipients),
               "all recipients stand in the window")
    pressed = message.timed_send()
    mail = sink.wait_for(subject)
    wait_until(lambda: not message.is_open(), "the compose window closes")
    if sorted(mail.recipients) != sorted(recipients):
        raise RuntimeError("not every recipient was sent to")
    return sink.arrivals[subject] - pressed


def measure(straymail):
    """The times of each side: with the guard, and with the listener."""
    recipients = _clean_recipients(straymail)
    numbers = itertools.count(1)
    sides = ([], [])
    with Desktop("1280x800") as desktop, TimedSink() as sink:
        # AT-SPI, which it imports, is there only once the desktop is.
        from thunderbird import Thunderbird

        class Listening(Thunderbird):
            def install_extension(self):
                self.install_package(_LISTENER, "listener@straymail.org")

        with Thunderbird(desktop, sink) as guarded, Listening(desktop, sink) as listening:
            for round_number in range(_WARM_UP + SENDS):
                # The first of a round now and then pays for what it wakes: in turn.
                pairs = list(zip((guarded, listening), sides))
                for thunderbird, times in pairs if round_number % 2 else reversed(pairs):
                    took = _send(thunderbird, sink, recipients, next(numbers))
                    if round_number >= _WARM_UP:
                        times.append(took)
    return sides
