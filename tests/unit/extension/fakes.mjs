/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// As much of Thunderbird as the extension's modules see of it.

import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";

export class FakeEvent {
  #listeners = [];

  addListener(listener) {
    this.#listeners.push(listener);
  }

  fire(...values) {
    this.#listeners.forEach(listener => listener(...values));
  }
}

export class FakePort {
  onMessage = new FakeEvent();
  onDisconnect = new FakeEvent();
  sent = [];
  disconnected = false;

  constructor(name = "") {
    this.name = name;
  }

  postMessage(message) {
    if (this.disconnected) {
      throw new Error("Attempt to postMessage on disconnected port");
    }
    this.sent.push(message);
  }

  disconnect() {
    this.disconnected = true;
  }

  // The other side's doing.
  receive(message) {
    this.onMessage.fire(message);
  }

  drop() {
    this.disconnected = true;
    this.onDisconnect.fire(this);
  }

  last(type) {
    return this.sent.filter(message => message.type === type).at(-1);
  }
}

// Timers by hand: tick() is a second for intervals, and the end of every timeout.
export class FakeTimers {
  #callbacks = new Map();
  #last = 0;

  setInterval = callback => {
    this.#callbacks.set(++this.#last, callback);
    return this.#last;
  };

  setTimeout = this.setInterval;

  clearInterval = number => this.#callbacks.delete(number);

  clearTimeout = this.clearInterval;

  get running() {
    return this.#callbacks.size;
  }

  tick(times = 1) {
    for (; times > 0; times--) {
      this.#callbacks.forEach(callback => callback());
    }
  }
}

/* `lists` are {name, description, members: [[name, email], …]}. The parser knows
 * what the tests use: `Name <address>`, quotes around the name, bare addresses,
 * and commas between them. */
export function fakeMessenger({ lists = [] } = {}) {
  const messenger = {
    messengerUtilities: {
      async parseMailboxString(text) {
        const entries = text.match(/(?:"[^"]*"|<[^>]*>|[^,"<])+/g) ?? [];
        return entries.map(entry => entry.trim()).filter(Boolean).map(entry => {
          const [, name, email] = /^(.*?)\s*<([^<>]*)>$/.exec(entry) ?? [null, "", entry];
          return { name: name.replace(/^"(.*)"$/, "$1") || undefined, email };
        });
      },
    },
    addressBooks: {
      async list() {
        return [{ id: "book" }];
      },
      mailingLists: {
        async list(book) {
          return lists.map(({ name, description = "" }, id) => ({ id, parentId: book, name, description }));
        },
        async listMembers(id) {
          return lists[id].members.map(([name, email]) => ({
            vCard: `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${name}\r\nEMAIL;PREF=1:${email}\r\nEND:VCARD\r\n`,
          }));
        },
      },
    },
    // `window` is what stands in every compose window.
    compose: { window: null, getComposeDetails: async () => structuredClone(messenger.compose.window) },
    runtime: {
      getURL: path => `moz-extension://fake/${path}`,
      getPlatformInfo: async () => ({}),
    },
    windows: { opened: [], create: async ({ url }) => void messenger.windows.opened.push(url) },
    tabs: { opened: [], create: async ({ url }) => void messenger.tabs.opened.push(url) },
    notifications: { shown: [], create: async options => void messenger.notifications.shown.push(options) },
    i18n: fakeI18n(),
    composeAction: fakeComposeAction(),
  };
  return messenger;
}

/* A text is its key with its values; numbers have forms as in English. */
export function fakeI18n() {
  const getMessage = (key, values = []) => (values.length ? `${key}(${values.join(", ")})` : key);
  return { getMessage: (key, values) => (key === "pluralForms" ? `10${"1".repeat(198)}` : getMessage(key, values)) };
}

/* The button of each compose window, as far as it is not what the manifest says; a
 * tab that is not in `tabs` is not there. */
function fakeComposeAction() {
  const action = { tabs: [7], button: {} };
  const setter = member => async ({ tabId, [member]: value }) => set(tabId, member, value);
  const set = (tabId, member, value) => {
    assert.ok(action.tabs.includes(tabId), "Invalid tab ID");
    action.button[member] = value;
    if (value === null) {
      delete action.button[member];
    }
  };
  return Object.assign(action, {
    enable: async tabId => set(tabId, "enabled", true),
    setBadgeBackgroundColor: setter("color"),
    setBadgeText: setter("text"),
    setLabel: setter("label"),
    setTitle: setter("title"),
  });
}

const DEADLINE_MS = 20000;

/* Lets everything that waits for promises go on, also those that other threads keep,
 * as of a digest; gives up after a while. */
export async function until(condition) {
  for (const start = performance.now(); performance.now() - start < DEADLINE_MS; ) {
    if (condition()) {
      return;
    }
    await turn();
  }
  throw new Error(`did not come true: ${condition}`);
}
