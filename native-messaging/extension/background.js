/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Wires the parts to Thunderbird's events. An event page: every listener is
// added at the top level, or Thunderbird would not wake the page for it.

import { Asker } from "./asker.js";
import { Contacts } from "./contacts.js";
import { Guard } from "./guard.js";
import { Health } from "./health.js";
import { Host } from "./host.js";
import { Preferences } from "./preferences.js";
import { Unavailable } from "./unavailable.js";
import { Waiting } from "./waiting.js";

const host = new Host({
  connect: () => messenger.runtime.connectNative("org.straymail.host"),
  version: messenger.runtime.getManifest().version,
});
const asker = new Asker(messenger);
const unavailable = new Unavailable(messenger.storage);
host.onBlocked = addresses => unavailable.remember(addresses);
host.onBlocks = blocks => unavailable.rememberBlocks(blocks);
const guard = new Guard({ messenger, host, asker, unavailable, waiting: new Waiting(messenger) });
const health = new Health({ messenger, host, preferences: new Preferences({ host, asker }) });
const contacts = new Contacts({
  addressBooks: messenger.addressBooks,
  host,
  idle: messenger.idle,
  storage: messenger.storage.local,
});

messenger.compose.onBeforeSend.addListener((tab, details) => guard.beforeSend(tab, details));
messenger.compose.onAfterSend.addListener((tab, info) => guard.afterSend(tab, info));
messenger.tabs.onRemoved.addListener(tabId => guard.tabRemoved(tabId));
messenger.composeAction.onClicked.addListener(tab => guard.cancel(tab.id) || health.open());

// The add-on is disabled, reloaded or updated. What is not answered by then never is,
// and its compose window stays locked; what is answered now still arrives.
addEventListener("pagehide", () => guard.awaitStop());
addEventListener("pagehide", () => guard.cancelAll());

messenger.runtime.onConnect.addListener(port => (port.name === "state" ? health : asker).pageConnected(port));

// Whoever writes a message will send it: by then the host runs and has learned.
messenger.windows.onCreated.addListener(({ type }) => type === "messageCompose" && host.open());

const { addressBooks } = messenger;
addressBooks.onCreated.addListener(book => contacts.bookCreated(book));
addressBooks.onDeleted.addListener(id => contacts.bookDeleted(id));
addressBooks.contacts.onCreated.addListener(contact => contacts.changed(contact));
addressBooks.contacts.onUpdated.addListener(contact => contacts.changed(contact));
addressBooks.contacts.onDeleted.addListener((bookId, id) => contacts.deleted(bookId, id));
// Many at once, as an import makes them; older versions tell of each.
addressBooks.contacts.onManyCreated?.addListener(book => contacts.bookChanged(book));
messenger.idle.onStateChanged.addListener(state => contacts.stateChanged(state));
messenger.runtime.onInstalled.addListener(() => contacts.installed());
