# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/try does once everything is built: shows the guard at work.

On a display it leaves the pressing of buttons to whoever sits before it. Without
one it presses them itself, says what happened, and leaves screenshots.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile

import accessible
from desktop import Desktop, die_with_parent, stop
from waiting import wait_until
from smtp_sink import SmtpSink
from thunderbird import Thunderbird

RECIPIENT = "john.smith@us.af.ml"
BODY = "Dear John,\n\nthe schedule we talked about is ready.\n"


class ThisDesktop:
    """The desktop this was started on, with a home that is thrown away."""

    def __enter__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="straymail-try-"))
        self.processes = []
        own = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        self.env = {name: value for name, value in os.environ.items() if name not in own}
        self.env["HOME"] = str(self.home)
        return self

    def __exit__(self, *_):
        for process in self.processes:
            stop(process)
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self, command, *, env=None, **options):
        process = subprocess.Popen(command, env={**self.env, **(env or {})}, stdin=subprocess.DEVNULL,
                                   preexec_fn=die_with_parent, **options)
        self.processes.append(process)
        return process


def by_hand():
    """Opens the message and waits until Thunderbird is closed."""
    with ThisDesktop() as desktop, SmtpSink() as sink, Thunderbird(desktop, sink) as thunderbird:
        thunderbird.compose(to=[f"John Smith <{RECIPIENT}>"], subject="Schedule", body=BODY)
        print(f"A message to {RECIPIENT} is open. Press Send, and see what happens.")
        print("Every mail ends on this machine. Close Thunderbird when you have seen enough.")
        told = 0

        def closed():
            nonlocal told
            for mail in sink.mails[told:]:
                print(f"Arrived: “{mail.subject}” for {', '.join(mail.recipients)}")
                told += 1
            return not thunderbird.alive
        wait_until(closed, "Thunderbird is closed", deadline=float("inf"))


def by_itself(folder):
    """Presses every button once and says what came of it."""
    folder.mkdir(parents=True, exist_ok=True)
    step = 0

    with Desktop("1280x800") as desktop, SmtpSink() as sink, Thunderbird(desktop, sink) as thunderbird:
        def picture(name):
            nonlocal step
            step += 1
            path = folder / f"{step}-{name}.png"
            desktop.screenshot(path)
            print(f"  screenshot: {path}")

        for label, subject in (("Go Back", "Held"), ("Correct and Send", "Corrected"),
                               ("Send Anyway", "Sent anyway")):
            message = thunderbird.compose(to=[f"John Smith <{RECIPIENT}>"], subject=subject, body=BODY)
            print(f"A message to {RECIPIENT}: Send is pressed.")
            message.send()
            window = accessible.wait_for_window("org.straymail.Straymail")
            print("  The dialog asks.")
            picture("asked")
            if label == "Send Anyway":
                accessible.send_anyway(window)
            else:
                accessible.press(window, label)
            if label == "Go Back":
                message.wait_until_back()
                assert not sink.mails, "something was sent"
                print("  Go Back: the message is held in its window, nothing was sent.")
                message.close()
            else:
                mail = sink.wait_for(subject)
                print(f"  {label}: the message arrived for {', '.join(mail.recipients)}.")
                expected = RECIPIENT if label == "Send Anyway" else "john.smith@us.af.mil"
                assert mail.recipients == [expected], "it went to somebody else"
            picture(subject.lower().replace(" ", "-"))
    print("Everything happened as it should.")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--headless", action="store_true")
    parser.add_argument("--screenshots", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    has_display = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if has_display and not arguments.headless:
        by_hand()
    else:
        by_itself(arguments.screenshots)


if __name__ == "__main__":
    main()
