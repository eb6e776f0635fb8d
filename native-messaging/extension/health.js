/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Whether the guard is on, and if not, why: what the button in compose windows says, and
// the page it opens.

import { wordsFor } from "./words.js";

const URL = "state.html";
const SIZE = { width: 480, height: 480 };

// What the button shows and says, by how things are. Colours of badges that warn.
const LOOKS = {
  unknown: { title: "stateUnknown", badge: null },
  on: { title: "stateOn", badge: null },
  degraded: { title: "stateDegraded", badge: "!", color: "#c64600" },
  off: { title: "stateOff", badge: "!", color: "#c01c28" },
};

// Without these nothing is checked until somebody does something about it. Other
// failures pass, and show where a message is sent.
const LASTING = new Set(["missing", "version"]);

export class Health {
  #messenger;
  #host;
  #preferences;
  #checks = null; // of the last status; null: not known
  #pages = new Set(); // ports
  #warned = false;

  constructor({ messenger, host, preferences }) {
    this.#messenger = messenger;
    this.#host = host;
    this.#preferences = preferences;
    host.onChanged = () => this.#hostChanged();
  }

  /* How things are, for the page: `level` is "on", "degraded", "off" or, before there
   * was anything to check, "unknown". `why` and `todo` are sentences; either may be "". */
  get state() {
    const { failure, protocol, isCurrent, version } = this.#host.state;
    const checks = this.#checks ?? [];
    const { i18n, runtime } = this.#messenger;
    const state = {
      level: "unknown", why: "", todo: "", checks, protocol, hostVersion: version, version: runtime.getManifest().version,
    };
    if (failure) {
      const { why, todo } = wordsFor(failure);
      return { ...state, level: "off", why: i18n.getMessage(why), todo: i18n.getMessage(stateTodo(todo)) };
    }
    if (protocol === undefined) {
      return state;
    }
    if (!isCurrent) {
      return { ...state, level: "degraded", why: i18n.getMessage("whyOlder"), todo: i18n.getMessage("todoUpdateHelper") };
    }
    const bad = checks.find(({ health }) => health === "bad");
    return bad ? { ...state, level: "degraded", why: bad.text, todo: bad.fix ?? "" } : { ...state, level: "on" };
  }

  /* Shows the page. One that is open already may be behind other windows, and not every
   * desktop lets it come to the front: it gives way to a new one. */
  async open() {
    const { runtime, tabs, windows } = this.#messenger;
    this.#pages.forEach(port => port.disconnect());
    this.#pages.clear();
    const url = runtime.getURL(URL);
    try {
      await windows.create({ url, type: "popup", ...SIZE });
    } catch {
      await tabs.create({ url, active: true });
    }
  }

  /* A page has opened: it is told how things are now, and whenever that changes. */
  pageConnected(port) {
    this.#pages.add(port);
    port.onDisconnect.addListener(() => this.#pages.delete(port));
    port.onMessage.addListener(({ action }) => {
      if (action === "preferences") {
        this.#preferences.open();
      } else if (action === "again") {
        this.#look();
      }
    });
    port.postMessage({ state: this.state });
    this.#look();
  }

  #hostChanged() {
    this.#checks = null;
    this.#tell();
    this.#warn();
    if (this.#host.state.isCurrent) {
      this.#look();
    }
  }

  /* Says in a notification that nothing is checked: once, until it is again. */
  #warn() {
    const { failure, protocol } = this.#host.state;
    if (protocol !== undefined) {
      this.#warned = false;
    } else if (LASTING.has(failure) && !this.#warned) {
      this.#warned = true;
      const { i18n, notifications } = this.#messenger;
      const { why, todo } = this.state;
      const message = `${i18n.getMessage("stateOff", [why])} ${todo}`;
      Promise.resolve(notifications.create({ type: "basic", title: "Straymail", message })).catch(() => {});
    }
  }

  /* Asks the host how things are; where there is none, starts one. */
  async #look() {
    try {
      this.#checks = await this.#host.status();
    } catch ({ code }) {
      // Of everything else why stands in the host's state.
      if (code === "bad-answer") {
        const { i18n } = this.#messenger;
        this.#checks = [{ check: "status", health: "bad", text: i18n.getMessage("whyUnexpected"), fix: i18n.getMessage("todoCheckAgain") }];
      }
    }
    this.#tell();
  }

  #tell() {
    const { state } = this;
    for (const port of this.#pages) {
      port.postMessage({ state });
    }
    this.#paint(state).catch(() => {});
  }

  async #paint({ level, why }) {
    const { composeAction, i18n } = this.#messenger;
    const { title, badge, color } = LOOKS[level];
    await composeAction.setTitle({ title: i18n.getMessage(title, [why]) });
    await composeAction.setBadgeText({ text: badge });
    if (color) {
      await composeAction.setBadgeBackgroundColor({ color });
    }
  }
}

// What is said beside a message that waits makes no sense where there is none.
const STATE_TODOS = { todoInstall: "todoInstallHelper", todoUpdate: "todoUpdateHelper" };

function stateTodo(todo) {
  return STATE_TODOS[todo] ?? "todoCheckAgain";
}
