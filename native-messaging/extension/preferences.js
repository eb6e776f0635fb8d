/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// The preferences are a window of the host's; where it cannot open them, a
// notification says why.

import { wordsFor } from "./words.js";

export class Preferences {
  #host;
  #asker;

  constructor({ host, asker }) {
    this.#host = host;
    this.#asker = asker;
  }

  async open() {
    try {
      await this.#host.openPreferences();
    } catch (failure) {
      const words = { title: "preferencesTitle", messages: [wordsFor(failure?.code).why] };
      await this.#asker.notify(words).catch(() => {});
    }
  }
}
