/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Says in a compose window that its message waits for an answer: the extension's
// button there gets a badge and becomes the way to cancel. What the dialog asks may
// be behind other windows, and the compose window is locked as long as it is asked.

// Clean messages are decided on long before.
const DELAY_MS = 500;

// The colour of a badge that does not warn.
const BADGE = "#1c71d8";

export class Waiting {
  #messenger;
  #timers;

  constructor(messenger, timers = globalThis) {
    this.#messenger = messenger;
    this.#timers = timers;
  }

  /* Shows in the compose window with this tab that its message waits, unless what
   * this gives back is called before. That takes the cue away again. */
  begin(tabId) {
    let shown = false;
    const timer = this.#timers.setTimeout(() => {
      shown = true;
      this.#paint(tabId, { text: "···", title: "waitingTitle", label: "waitingLabel" });
    }, DELAY_MS);
    return () => {
      this.#timers.clearTimeout(timer);
      if (shown) {
        this.#paint(tabId, {});
      }
    };
  }

  /* What is missing becomes again what it is for all windows. */
  async #paint(tabId, { text = null, title, label }) {
    const { composeAction, i18n } = this.#messenger;
    const read = key => (key ? i18n.getMessage(key) : null);
    try {
      await Promise.all([
        composeAction.setBadgeBackgroundColor({ tabId, color: text === null ? null : BADGE }),
        composeAction.setBadgeText({ tabId, text }),
        composeAction.setTitle({ tabId, title: read(title) }),
        composeAction.setLabel({ tabId, label: read(label) }),
        // Thunderbird disables every button of a window it locks, and enables this
        // one again when it is told to. When it unlocks, it enables all.
        composeAction.enable(tabId),
      ]);
    } catch {
      // The window was closed, and there is nothing to show any more.
    }
  }
}
