/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Shows ask.html, the page inside Thunderbird, for when the dialog cannot ask.
// A window of its own, else a tab, else a notification: a person is always told.

import { GO_BACK, UNSEEN, isAllowed } from "./answer.js";

const PAGE_DEADLINE_MS = 15000;
const SIZE = { width: 480, height: 480 };

export class Asker {
  #messenger;
  #timers;
  #pages = new Map(); // number in the page's address → {question, ports, opened(), answer()}
  #last = 0;

  constructor(messenger, timers = globalThis) {
    this.#messenger = messenger;
    this.#timers = timers;
  }

  /* Asks and gives the answer, as answer.js has it. Closing the page is going back, and
   * so is everything that goes wrong. */
  async ask(question, signal) {
    return await this.#show({ ...question, told: false }, signal);
  }

  /* Says why a message was held, with nothing to choose and nothing to wait for. */
  tell(question) {
    this.#show({ ...question, told: true }, null).catch(() => {});
  }

  /* Says it in a notification: what is given are keys of texts, each a whole sentence. */
  async notify({ title, messages }) {
    const { i18n, notifications } = this.#messenger;
    await notifications.create({
      type: "basic",
      title: i18n.getMessage(title),
      message: messages.map(key => i18n.getMessage(key)).join(" "),
    });
  }

  /* A page has opened. Its port also keeps the event page alive: the page sends
   * a word now and then, and an API call made in answer to it resets the timer. */
  pageConnected(port) {
    const page = this.#pages.get(Number(port.name.replace(/^ask-/, "")));
    if (!page) {
      port.disconnect();
      return;
    }
    page.ports.push(port);
    page.opened();
    port.onDisconnect.addListener(() => page.answer(GO_BACK));
    port.onMessage.addListener(message => {
      if (isAllowed(message?.answer, page.question)) {
        page.answer(message.answer);
      } else {
        this.#messenger.runtime.getPlatformInfo();
      }
    });
    port.postMessage({ question: page.question });
  }

  async #show(question, signal) {
    const number = ++this.#last;
    const url = this.#messenger.runtime.getURL(`ask.html?${number}`);
    const page = { question, ports: [] };
    const answered = new Promise(resolve => (page.answer = resolve));
    const opened = new Promise(resolve => (page.opened = resolve));
    this.#pages.set(number, page);
    signal?.addEventListener("abort", () => page.answer(GO_BACK), { once: true });
    try {
      const create = [
        () => this.#messenger.windows.create({ url, type: "popup", ...SIZE }),
        () => this.#messenger.tabs.create({ url, active: true }),
      ];
      for (const open of create) {
        if (await this.#appears(open, opened, answered)) {
          return await answered;
        }
      }
      await this.notify({ title: "heldTitle", messages: ["heldNoPage"] });
      return UNSEEN;
    } finally {
      this.#pages.delete(number);
      page.ports.forEach(port => port.disconnect());
    }
  }

  /* Whether the page came up. windows.create says so only once its window has the
   * focus, which a window manager may refuse; so the page's own word counts. */
  async #appears(open, opened, answered) {
    let timer;
    const late = new Promise(resolve => {
      timer = this.#timers.setTimeout(() => resolve(false), PAGE_DEADLINE_MS);
    });
    const failed = new Promise(resolve => {
      Promise.resolve()
        .then(open)
        .catch(() => resolve(false));
    });
    try {
      return await Promise.race([opened.then(() => true), answered.then(() => true), failed, late]);
    } finally {
      this.#timers.clearTimeout(timer);
    }
  }
}
