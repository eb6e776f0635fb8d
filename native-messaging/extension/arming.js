/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// A person who was typing elsewhere must first see what is in front of them: every
// time the page gets the focus it has to be looked at for a moment. Keys that were meant
// for another window do nothing here: not those that arrive before that, nor the same
// ones later for as long as they are held down. As ui/warning-window.c has it.

export class Arming {
  #delay;
  #changed;
  #timers;
  #armed = false;
  #timer = null;
  #held = new Set(); // codes of keys pressed while it was not armed

  /* Calls `changed` when it is armed and when it is not any more. */
  constructor(delay, changed, timers = globalThis) {
    this.#delay = delay;
    this.#timers = timers;
    this.#changed = changed;
    addEventListener("focus", () => this.#restart());
    addEventListener("blur", () => this.#restart());
    addEventListener("keydown", event => this.#keyPressed(event), { capture: true });
    addEventListener("keyup", ({ code }) => this.#held.delete(code), { capture: true });
    this.#restart();
  }

  get armed() {
    return this.#armed;
  }

  #restart() {
    this.#timers.clearTimeout(this.#timer);
    if (document.hasFocus()) {
      this.#timer = this.#timers.setTimeout(() => this.#set(true), this.#delay);
    } else {
      this.#held.clear();
    }
    this.#set(false);
  }

  #set(armed) {
    this.#armed = armed;
    this.#changed();
  }

  /* Escape is not among them: nobody writes with it, and it only ever goes back. */
  #keyPressed(event) {
    if (event.key === "Escape") {
      return;
    }
    if (!this.#armed) {
      this.#held.add(event.code);
    }
    if (this.#held.has(event.code)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }
}
