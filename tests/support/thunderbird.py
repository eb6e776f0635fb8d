# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Thunderbird on a fresh profile, with the installed extension and host.

    with Desktop() as desktop, SmtpSink() as sink, Thunderbird(desktop, sink) as thunderbird:
        message = thunderbird.compose(to=["John <john@example.org>"], subject="…")
        message.send()
"""

import json
import os
import pathlib
import shutil
import tempfile

import accessible
import mouse
from desktop import stop
from waiting import wait_until
from marionette import Marionette

SENDER = "guard.tester@example.org"
EXTENSION = "straymail@straymail.org"
HOST_MANIFEST = "org.straymail.host.json"
# The folder of another Thunderbird than the installed one, which is to be tried.
OTHER = os.environ.get("STRAY_TEST_THUNDERBIRD")
INSTALLED = pathlib.Path(OTHER or "/usr/lib/thunderbird")
PROGRAM = "thunderbird-bin"

_PREFS = {
    # Else Thunderbird tells where something is in a page only some time after it was first asked, or never.
    "accessibility.enable_all_cache_domains": True,
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "devtools.console.stdout.content": True,
    "extensions.autoDisableScopes": 0,
    "extensions.getAddons.cache.enabled": False,
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.accountmanager.accounts": "account1",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server1",
    "mail.biff.show_alert": False,
    "mail.compose.autosave": False,
    "mail.identity.id1.compose_html": False,
    "mail.identity.id1.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
    "mail.identity.id1.fcc": False,
    "mail.identity.id1.fullName": "Guard Tester",
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.useremail": SENDER,
    "mail.identity.id1.valid": True,
    "mail.rights.version": 1,
    "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.name": "Local Folders",
    "mail.server.server1.type": "none",
    "mail.server.server1.userName": "nobody",
    "mail.shell.checkDefaultClient": False,
    # Thunderbird 140 closes a connection after ten messages, and then sends nothing that waits for it.
    "mail.smtpserver.default.max_messages_per_connection": 0,
    "mail.smtpserver.smtp1.authMethod": 1,
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.try_ssl": 0,
    "mail.smtpservers": "smtp1",
    "mail.spellcheck.inline": False,
    "mail.spotlight.firstRunDone": True,
    "mail.startup.enabledMailCheckOnce": True,
    "mailnews.default_send_identity": "id1",
    "mailnews.show_send_progress": False,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "marionette.port": 0,
    "network.proxy.type": 0,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "",
}

_PRELUDE = """
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
function composeWindow(id) {
  return [...Services.wm.getEnumerator("msgcompose")].find(w => w.docShell.outerWindowID === id);
}
// The one that is opened next, once it can be written in.
function nextComposeWindow() {
  return new Promise(resolve => {
    const observer = window => {
      window.addEventListener("compose-editor-ready", () => {
        Services.obs.removeObserver(observer, "domwindowopened");
        resolve(window);
      }, { once: true });
    };
    Services.obs.addObserver(observer, "domwindowopened");
  });
}
"""


class Thunderbird:
    """`extension` and `host` say whether they are installed; `prefs` go into the
    profile, `env` into the environment, `policies` into its policies.json. `profile` is
    that of one that has ended, which goes on. `arguments` are further ones."""

    def __init__(self, desktop, sink, *, extension=True, host=True, prefs=None, env=None, policies=None, profile=None,
                 arguments=()):
        self.desktop = desktop
        self.sink = sink
        self._extension = extension
        self._host = host
        self._prefs = prefs or {}
        self._env = env or {}
        self._policies = policies
        self.profile = profile
        self._arguments = arguments

    def __enter__(self):
        if self.profile is None:
            self.profile = pathlib.Path(tempfile.mkdtemp(prefix="profile-", dir=self.desktop.home))
        self._port_file.unlink(missing_ok=True)
        prefs = {**_PREFS, "mail.smtpserver.smtp1.port": self.sink.port, **self._prefs}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in prefs.items()]
        (self.profile / "user.js").write_text("".join(lines))
        if self._host:
            self.install_host()
        else:
            self.remove_host()
        self.output = open(self.profile / "output.txt", "w+b")
        self.process = self.desktop.start(
            [self._program(), "--marionette", "--remote-allow-system-access", "--no-remote",
             "--profile", str(self.profile), *self._arguments],
            env={"GNOME_ACCESSIBILITY": "1", "MOZ_CRASHREPORTER_DISABLE": "1", **self._env},
            stdout=self.output, stderr=self.output,
        )
        try:
            self.marionette = Marionette(self._wait_for_port())
            self._wait_for_start()
            if self._extension:
                self.install_extension()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _program(self):
        """What to start. Thunderbird reads its policies beside its own program, and finds
        that where the kernel says it runs from: so with policies it is one of its own, whose
        other files are links."""
        if self._policies is None:
            return str(INSTALLED / PROGRAM) if OTHER else "thunderbird"
        folder = pathlib.Path(tempfile.mkdtemp(prefix="application-", dir=self.desktop.home))
        for entry in INSTALLED.iterdir():
            if entry.name not in (PROGRAM, "distribution"):
                (folder / entry.name).symlink_to(entry)
        shutil.copy(INSTALLED / PROGRAM, folder / PROGRAM)
        (folder / "distribution").mkdir()
        (folder / "distribution/policies.json").write_text(json.dumps({"policies": self._policies}))
        return str(folder / PROGRAM)

    def __exit__(self, *_):
        if hasattr(self, "marionette"):
            self.marionette.close()
        stop(self.process, patience=15)
        self.output.close()

    @property
    def alive(self):
        return self.process.poll() is None

    def script(self, body, *arguments):
        return self.marionette.script(_PRELUDE + body, *arguments)

    # The native host is looked up at every connection: these work at any time.

    @property
    def host_manifest(self):
        """Where this Thunderbird looks for the native manifest first."""
        return self.desktop.home / ".mozilla/native-messaging-hosts" / HOST_MANIFEST

    def install_host(self, **changes):
        """Puts the installed manifest, with `changes` made, where Thunderbird looks."""
        installed = pathlib.Path(os.environ["STRAY_TEST_NATIVE_MANIFEST_DIR"]) / HOST_MANIFEST
        manifest = {**json.loads(installed.read_text()), **changes}
        self.host_manifest.parent.mkdir(parents=True, exist_ok=True)
        self.host_manifest.write_text(json.dumps(manifest))

    def remove_host(self):
        self.host_manifest.unlink(missing_ok=True)

    def install_extension(self):
        self.install_package(
            pathlib.Path(os.environ["STRAY_TEST_DATADIR"]) / "webext" / f"{EXTENSION}.xpi", EXTENSION)

    def install_package(self, package, identifier):
        """Installs an XPI or a folder that listens to what is sent."""
        self.marionette.command("Addon:Install", {"path": str(package), "temporary": True})
        self.wait_for_extension(identifier)

    def wait_for_extension(self, identifier=EXTENSION):
        """Waits for an extension's onBeforeSend: installed is not listening yet."""
        wait_until(lambda: self.script("""
            const policy = WebExtensionPolicy.getByID(arguments[0]);
            return policy?.extension?.backgroundState === "running" ||
              policy?.extension?.persistentListeners?.get("compose")?.has("onBeforeSend");
        """, identifier), "the extension listens")

    def compose(self, *, to=(), cc=(), bcc=(), subject, body="As agreed.\n"):
        """Opens a compose window; the fields are lists of `Name <address>`."""
        fields = {name: ", ".join(value) for name, value in (("to", to), ("cc", cc), ("bcc", bcc))}
        window = self.script("""
            const [fields, subject, body] = arguments;
            const known = new Set([...Services.wm.getEnumerator("msgcompose")]);
            const params = Cc["@mozilla.org/messengercompose/composeparams;1"]
              .createInstance(Ci.nsIMsgComposeParams);
            params.composeFields = Cc["@mozilla.org/messengercompose/composefields;1"]
              .createInstance(Ci.nsIMsgCompFields);
            Object.assign(params.composeFields, fields, { subject, body });
            params.identity = MailServices.accounts.getIdentity("id1");
            params.type = Ci.nsIMsgCompType.New;
            params.format = Ci.nsIMsgCompFormat.PlainText;
            const opened = nextComposeWindow();
            MailServices.compose.OpenComposeWindowWithParams(null, params);
            return opened.then(window => window.docShell.outerWindowID);
        """, fields, subject, body)
        return Message(self, window, subject)

    def send_all(self, messages):
        """Presses Send in all these windows, one right after the other."""
        self.script("""
            const buttons = arguments[0].map(id => composeWindow(id).document.getElementById("button-send"));
            buttons.forEach(button => button.click());
        """, [message.window for message in messages])

    def close_windows(self):
        """Closes all compose windows and pages that are left, without a question."""
        self.script("""
            for (const window of Services.wm.getEnumerator(null)) {
              if (/messengercompose|extensionPopup/.test(window.location.href)) { window.close(); }
            }
        """)

    def outbox(self):
        """Subjects of the messages that wait in the Outbox."""
        return self.script("""
            const server = MailServices.accounts.localFoldersServer;
            const folder = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Queue);
            return folder ? [...folder.messages].map(header => header.mime2DecodedSubject) : [];
        """)

    def send_outbox(self):
        self.script("""
            Cc["@mozilla.org/messengercompose/sendlater;1"].getService(Ci.nsIMsgSendLater)
              .sendUnsentMessages(MailServices.accounts.getIdentity("id1"));
        """)

    def add_list(self, name, members, *, description="", book="abook.sqlite"):
        """A mailing list in an address book; a member is (name, address) or a vCard."""
        self.script("""
            const { VCardUtils } = ChromeUtils.importESModule("resource:///modules/VCardUtils.sys.mjs");
            const [name, description, members, book] = arguments;
            const list = Cc["@mozilla.org/addressbook/directoryproperty;1"]
              .createInstance(Ci.nsIAbDirectory);
            list.isMailList = true;
            list.dirName = name;
            list.description = description;
            const added = MailServices.ab.getDirectory(`jsaddrbook://${book}`).addMailList(list);
            for (const member of members) {
              let card;
              if (typeof member === "string") {
                card = VCardUtils.vCardToAbCard(member);
              } else {
                card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
                [card.displayName, card.primaryEmail] = member;
              }
              added.addCard(card);
            }
        """, name, description, [m if isinstance(m, str) else list(m) for m in members], book)

    def add_to_list(self, name, member):
        """Puts one more member into a list of the personal address book, as add_list() has it."""
        self._with_list(name, """
            const card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
            [card.displayName, card.primaryEmail] = argument;
            list.addCard(card);
        """, list(member))

    def remove_from_list(self, name, address):
        self._with_list(name, "list.deleteCards(list.childCards.filter(card => card.primaryEmail === argument));", address)

    def delete_list(self, name):
        self._with_list(name, "MailServices.ab.deleteAddressBook(list.URI);")

    def _with_list(self, name, body, argument=None):
        self.script("""
            const [name, argument] = arguments;
            const list = MailServices.ab.getDirectory("jsaddrbook://abook.sqlite")
              .childNodes.find(list => list.dirName === name);
        """ + body, name, argument)

    def add_contact(self, *addresses, book="abook.sqlite"):
        """A contact for each address, in the address book in that file."""
        self.script("""
            const [addresses, book] = arguments;
            const directory = MailServices.ab.getDirectory(`jsaddrbook://${book}`);
            for (const address of addresses) {
              const card = Cc["@mozilla.org/addressbook/cardproperty;1"].createInstance(Ci.nsIAbCard);
              card.primaryEmail = address;
              directory.addCard(card);
            }
        """, list(addresses), book)

    def add_book(self, name):
        """A new address book; returns its file."""
        return self.script("""
            const id = MailServices.ab.newAddressBook(arguments[0], "", Ci.nsIAbManager.JS_DIRECTORY_TYPE);
            return MailServices.ab.getDirectoryFromId(id).URI.replace("jsaddrbook://", "");
        """, name)

    def clear_address_books(self):
        self.script("""
            for (const book of MailServices.ab.directories) {
              for (const list of book.childNodes) { MailServices.ab.deleteAddressBook(list.URI); }
              book.deleteCards(book.childCards.filter(card => !card.isMailList));
            }
        """)

    def dialogs(self):
        """The dialog's windows, as AT-SPI has them."""
        return accessible.windows("org.straymail.Straymail")

    def wait_for_dialog(self):
        return wait_until(lambda: next(iter(self.dialogs()), None), "the dialog")

    def wait_for_no_dialog(self):
        wait_until(lambda: not self.dialogs(), "the dialog is gone")

    def console(self):
        """What the extension and its host said to the console."""
        return (self.profile / "output.txt").read_text(errors="replace")

    def page_windows(self):
        """Windows, as AT-SPI has them, that show the extension's page."""
        return [window for window in accessible.windows(self.process.pid)
                if accessible.name(window).startswith("Straymail")]

    def wait_for_page(self):
        """The extension's page inside Thunderbird, as soon as it shows its question."""
        def shown():
            for window in self.page_windows():
                if accessible.find(window, "button"):
                    return window
            return None
        return wait_until(shown, "the page inside Thunderbird")

    def press_in_page(self, label, worked=None):
        """Clicks a button of the extension's page until it `worked`; that is, where nothing
        else is said, until the page closes."""
        def button():
            return self._shown_in_page("button", label)
        self._click(button, label, worked or (lambda: button() is None))

    def choose_in_page(self, label):
        """Chooses what has this label: a radio button or a check box."""
        def target():
            return self._shown_in_page("radio button", label) or self._shown_in_page("check box", label)
        self._click(target, label, lambda: accessible.has_state(target(), "checked"))

    def focus_in_page(self, role, label):
        """Clicks into a field of the extension's page."""
        def target():
            return self._shown_in_page(role, label)
        self._click(target, label, lambda: accessible.has_state(target(), "focused"))

    def _shown_in_page(self, role, label):
        """What has this role and label in the extension's page, or None."""
        # The window around the page may have one of that name, and does not show it.
        return next((found for window in self.page_windows() for found in accessible.descendants(window)
                     if accessible.is_a(found, role) and accessible.name(found) == label
                     and accessible.has_state(found, "showing")), None)

    def press_in_compose_window(self, label, worked=None):
        """Clicks a button of a compose window, also where it is not in front, until it
        `worked`; that is, where nothing else is said, until none says that any more."""
        def button():
            found = (accessible.find(window, "button", label) for window in accessible.windows(self.process.pid)
                     if accessible.name(window).startswith("Write: "))
            return next(filter(None, found), None)
        self._click(button, label, worked or (lambda: button() is None))

    def _click(self, find, label, worked):
        """Clicks what `find` finds, until it `worked`. Thunderbird offers no AT-SPI
        actions for what stands in a page, so this is a click of the mouse."""
        mouse.click(self.desktop, lambda: _box(find()), worked, f"“{label}”")

    def close_page(self):
        """Closes the page's window as its frame's button would."""
        self.script("""
            for (const window of Services.wm.getEnumerator(null)) {
              if (window.location.href.endsWith("extensionPopup.xhtml")) { window.close(); }
            }
        """)

    def wait_for_no_page(self):
        wait_until(lambda: not self.page_windows(), "the page inside Thunderbird is gone")

    @property
    def _port_file(self):
        return self.profile / "MarionetteActivePort"

    def _wait_for_port(self):
        path = self._port_file

        def port():
            if not self.alive:
                raise AssertionError(f"Thunderbird ended with {self.process.returncode}")
            return path.exists() and path.read_text().strip()
        return int(wait_until(port, "Thunderbird opens its Marionette port"))

    def _wait_for_start(self):
        wait_until(lambda: self.script("""
            const window = Services.wm.getMostRecentWindow("mail:3pane");
            return window?.document.readyState === "complete" &&
              !Services.startup.startingUp && MailServices.accounts.allIdentities.length > 0;
        """), "Thunderbird's window")


def _box(target):
    """Where it is on the screen: left, top, width, height; None where it cannot be clicked."""
    if not all(accessible.has_state(target, state) for state in ("showing", "sensitive")):
        return None
    try:
        component = target.get_component_iface()
        accessible.Atspi.Component.scroll_to(component, accessible.Atspi.ScrollType.ANYWHERE)
        box = component.get_extents(accessible.Atspi.CoordType.SCREEN)
    except accessible.GLib.Error:
        return None  # it went away
    return (box.x, box.y, box.width, box.height) if box.width > 0 and box.x >= 0 and box.y >= 0 else None


class Message:
    """One compose window."""

    def __init__(self, thunderbird, window, subject):
        self.thunderbird = thunderbird
        self.window = window
        self.subject = subject

    def send(self):
        self._script('window.document.getElementById("button-send").click();')

    def timed_send(self):
        """Sends; returns when, in milliseconds of the wall clock."""
        return self._script("""
            const pressed = Date.now();
            window.document.getElementById("button-send").click();
            return pressed;
        """)

    def send_later(self):
        self._script('window.goDoCommand("cmd_sendLater");')

    def close(self):
        self._script("window.close();")

    def is_open(self):
        return self.thunderbird.script("return !!composeWindow(arguments[0]);", self.window)

    def is_locked(self):
        return self._script("return window.gWindowLocked;")

    def is_sending(self):
        return self._script("return !!window.gSendOperationInProgress;")

    def wait_until_back(self):
        """Waits until the message can be edited and sent again."""
        wait_until(lambda: not self.is_locked(), "the compose window is unlocked")

    def content(self):
        """What stands in the window: recipients, subject and body."""
        return self._script("""
            const pills = row => [...window.document.querySelectorAll(`#${row} mail-address-pill`)]
              .map(pill => pill.fullAddress);
            return {
              to: pills("addressRowTo"), cc: pills("addressRowCc"), bcc: pills("addressRowBcc"),
              subject: window.document.getElementById("msgSubject").value,
              body: window.GetCurrentEditor().outputToString("text/plain", 4).trim(),
            };
        """)

    def straymail_button(self):
        """What the extension's button in the window says."""
        return self._script("""
            const button = window.document.getElementById("straymail_straymail_org-composeAction-toolbarbutton");
            return {
              badge: button.getAttribute("badge"),
              label: button.getAttribute("label"),
              tooltip: button.getAttribute("tooltiptext"),
            };
        """)

    def customise_sender(self, mailbox):
        """Writes another From into the window, as a person does who customises it."""
        self._script("""
            window.MakeFromFieldEditable(true);
            window.document.getElementById("msgIdentity").value = arguments[1];
        """, mailbox)

    def set_recipients(self, **fields):
        """Replaces fields as a person would: to=[…], cc=[…], bcc=[…]."""
        self._script("""
            window.SetComposeDetails(arguments[1]);
        """, {name: ", ".join(value) for name, value in fields.items()})

    def read_details(self):
        """Has Thunderbird read the window, as it does whenever an add-on asks for its details."""
        self._script("window.GetComposeDetails();")

    def _script(self, body, *arguments):
        return self.thunderbird.script(
            "const window = composeWindow(arguments[0]);" + body, self.window, *arguments)
