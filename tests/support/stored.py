# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages in the local folders of a running Thunderbird, and what is begun from them.

    key = stored.add(thunderbird, "From: …\n\nAs agreed.\n", "Inbox")
    message = stored.begin(thunderbird, "Reply", key, "Inbox")
"""

from thunderbird import Message
from waiting import wait_until

_FOLDER = """
const root = MailServices.accounts.localFoldersServer.rootFolder.QueryInterface(Ci.nsIMsgLocalMailFolder);
function folder(name) {
  return root.containsChildNamed(name) ? root.getChildNamed(name) : root.createLocalSubfolder(name);
}
"""


def add(thunderbird, text, name="Inbox"):
    """Puts a message into the folder; returns its key there."""
    return thunderbird.script(_FOLDER + """
        return folder(arguments[1]).QueryInterface(Ci.nsIMsgLocalMailFolder).addMessage(arguments[0]).messageKey;
    """, "From - Mon Jan  5 09:00:00 2026\r\n" + text.replace("\n", "\r\n"), name)


def keys(thunderbird, name, subject):
    """Keys of the folder's messages with this subject."""
    return thunderbird.script(_FOLDER + """
        if (!root.containsChildNamed(arguments[0])) { return []; }
        return [...folder(arguments[0]).messages].filter(header => header.mime2DecodedSubject === arguments[1])
          .map(header => header.messageKey);
    """, name, subject)


def begin(thunderbird, kind, key, name="Inbox"):
    """Opens a compose window as one of nsIMsgCompType's kinds does from a stored message."""
    window, subject = thunderbird.script(_FOLDER + """
        const [kind, key, name] = arguments;
        const header = folder(name).GetMessageHeader(key);
        const opened = nextComposeWindow();
        MailServices.compose.OpenComposeWindow(null, header, header.folder.getUriForMsg(header), Ci.nsIMsgCompType[kind],
          Ci.nsIMsgCompFormat.PlainText, MailServices.accounts.getIdentity("id1"), null, null);
        return opened.then(window => [window.docShell.outerWindowID, window.document.getElementById("msgSubject").value]);
    """, kind, key, name)
    return Message(thunderbird, window, subject)


def save(message, command, name):
    """Saves a message as a person would, by this command into that folder; closes it and returns its key there."""
    message._script(f'window.goDoCommand("{command}");')
    key = wait_until(lambda: keys(message.thunderbird, name, message.subject), "the message is saved")[0]
    wait_until(lambda: not message.is_sending(), "it is saved for good")
    message.close()
    wait_until(lambda: not message.is_open(), "the compose window closes")
    return key


def mail(sender, subject, to="Guard Tester <guard.tester@example.org>", **fields):
    """A message as it might have come."""
    lines = [f"From: {sender}", f"To: {to}", f"Subject: {subject}",
             "Date: Mon, 05 Jan 2026 09:00:00 +0000", f"Message-ID: <{abs(hash(subject))}@example.org>",
             *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items()),
             "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "", "As agreed.", ""]
    return "\n".join(lines)


def opened(thunderbird, subject):
    """The compose window with this subject."""
    window = wait_until(lambda: thunderbird.script("""
        return [...Services.wm.getEnumerator("msgcompose")]
          .find(window => window.document.getElementById("msgSubject").value === arguments[0])?.docShell.outerWindowID;
    """, subject), "its compose window")
    return Message(thunderbird, window, subject)
