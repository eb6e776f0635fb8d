/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import { make, uniqueId } from "./element.js";
import { plural, text } from "./text.js";

const USUAL_DURATIONS = [30, 365]; // days

/* What more there is to say of a domain that is kept: that it was typed again, and for
 * how long it is not asked about. */
export class KeepBox {
  element = make("div", { class: "kept" });
  #domains = null; // one of them is to be typed
  #entry;
  #except = null;
  #duration;

  constructor({ typing, exception_days: longest }, { domain, ascii }, changed) {
    if (typing) {
      this.#domains = [domain, ascii].filter(Boolean).map(fold);
      this.#addTyping(changed);
    }
    if (longest !== undefined) {
      this.#addException(longest, changed);
    }
  }

  get isConfirmed() {
    return this.#domains === null || this.#domains.includes(fold(this.#entry.value));
  }

  /* For how many days the domain is excepted, 0 for good, or undefined. */
  get days() {
    return this.#except?.checked ? Number(this.#duration.value) : undefined;
  }

  #addTyping(changed) {
    const id = uniqueId();
    this.#entry = make("input", { id, type: "text", dir: "ltr", autocomplete: "off", spellcheck: "false", inputmode: "url" });
    this.#entry.addEventListener("input", changed);
    this.element.append(make("div", { class: "typing" }, make("label", { for: id }, text("typeTheDomain")), this.#entry));
  }

  #addException(longest, changed) {
    const days = [...USUAL_DURATIONS.filter(usual => longest === 0 || usual < longest), longest];
    const options = days.map(value => make("option", { value }, nameDuration(value)));
    this.#except = make("input", { type: "checkbox" });
    this.#duration = make("select", { "aria-label": text("forHowLong"), disabled: true }, ...options);
    this.#except.addEventListener("change", () => {
      this.#duration.disabled = !this.#except.checked;
      changed();
    });
    this.#duration.addEventListener("change", changed);
    this.element.append(
      make("div", { class: "exception" }, make("label", {}, this.#except, text("dontAskAgain")), this.#duration)
    );
  }
}

const fold = name => name.trim().toLowerCase();

function nameDuration(days) {
  switch (days) {
    case 0:
      return text("forGood");
    case 365:
      return text("forAYear");
    default:
      return plural("forDays", days);
  }
}
