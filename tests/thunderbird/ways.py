# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other ways a message leaves Thunderbird: what is asked about, and what no listener sees."""

import pathlib

import guarded
import stored
from guarded import STRAY, STRAY_MEANT, GuardTest
from news_sink import NewsSink
from waiting import wait_until

CLEAN = "jane@example.org"
SENDER = pathlib.Path(__file__).resolve().parent / "sender"

setUpModule = guarded.set_up_module


class AddOn(GuardTest):
    """Another add-on that sends by itself."""

    def setUp(self):
        fresh = self.thunderbird is None or not self.thunderbird.alive
        super().setUp()
        if fresh:
            self.thunderbird.install_package(SENDER, "sender@straymail.org")

    def start(self, way, *addresses):
        """Sends the message that starts it; the subject of what it sends to an address."""
        message = self.thunderbird.compose(to=[CLEAN], subject=f"{self.id()} {way}:{','.join(addresses)}")
        message.send()
        self.arrived(message)
        return lambda address: f"{self.id()} to {address}"

    def test_mail_merge(self):
        """Row 60: an add-on opens windows and sends from them (compose.sendMessage)"""
        subject = self.start("window", STRAY, CLEAN)
        self.assertEqual(guarded.sink.wait_for(subject(CLEAN)).recipients, [CLEAN])
        self.dialog("Correct and Send")
        self.assertEqual(guarded.sink.wait_for(subject(STRAY)).recipients, [STRAY_MEANT])

    def test_mail_merge_is_held(self):
        """Row 60: what an add-on sends is held, and stays in its window"""
        subject = self.start("window", STRAY)
        self.dialog("Go Back")
        message = stored.opened(self.thunderbird, subject(STRAY))
        self.assert_held(message, {"to": [STRAY], "cc": [], "bcc": [], "subject": subject(STRAY), "body": "As agreed."})

    def test_in_the_background(self):
        """Row 60: messages.sendMessage, of Thunderbird 153 and later, asks nobody, as the README says"""
        if int(self.thunderbird.script("return Services.appinfo.version;").split(".")[0]) < 153:
            self.skipTest("this Thunderbird has no messages.sendMessage")
        self.thunderbird.script("""
            const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
            const { extension } = WebExtensionPolicy.getByID("sender@straymail.org");
            return ExtensionPermissions.add(extension.id, { permissions: ["messages.send"], origins: [] }, extension);
        """)
        log = self.window_log()
        subject = self.start("background", STRAY)
        before = log.since(frozenset())
        self.assertEqual(guarded.sink.wait_for(subject(STRAY)).recipients, [STRAY])
        self.assertEqual(log.since(before), frozenset())


class News(GuardTest):
    """A newsgroup among the recipients."""

    def setUp(self):
        super().setUp()
        self.news = self.enterContext(NewsSink())
        self.identity = self.thunderbird.script("""
            const { accounts } = MailServices;
            const account = accounts.createAccount();
            const identity = accounts.createIdentity();
            Object.assign(identity, { email: "news.tester@example.org", smtpServerKey: "smtp1", doFcc: false,
                                      composeHtml: false });
            account.addIdentity(identity);
            account.incomingServer = accounts.createIncomingServer("nobody", "127.0.0.1", "nntp");
            account.incomingServer.port = arguments[0];
            return identity.key;
        """, self.news.port)

    def compose_news(self, **fields):
        message = self.compose(**fields)
        message._script("""
            const list = window.document.getElementById("msgIdentity");
            list.selectedItem = [...list.menupopup.children].find(item => item.getAttribute("identitykey") === arguments[1]);
            window.LoadIdentity(false);
            window.SetComposeDetails({ newsgroups: "example.test" });
        """, self.identity)
        return message

    def test_with_a_look_alike(self):
        """Row 60: a newsgroup and a look-alike: nothing is posted before it is answered"""
        message = self.compose_news(to=[f"John <{STRAY}>"])
        content = message.content()
        message.send()
        self.dialog("Go Back")
        self.assert_held(message, content)
        self.thunderbird.wait_for_no_dialog()
        self.assertEqual(self.news.posts, [])
        message.send()
        self.dialog("Correct and Send")
        self.assertEqual(self.arrived(message).recipients, [STRAY_MEANT])
        post = self.news.wait_for(message.subject)
        self.assertEqual(post["newsgroups"], "example.test")
        self.assertEqual([address.addr_spec for address in post["to"].addresses], [STRAY_MEANT])

    def test_alone(self):
        """Row 60: a newsgroup alone is posted, and nobody is asked"""
        log = self.window_log()
        message = self.compose_news()
        before = log.since(frozenset())
        message.send()
        self.news.wait_for(message.subject)
        wait_until(lambda: not message.is_open(), "the compose window closes")
        self.assertEqual(log.since(before), frozenset())
