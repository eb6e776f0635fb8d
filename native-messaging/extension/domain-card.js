/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import { choicesFor, choicesForRest, countRest } from "./answer.js";
import { describeComparison, makeComparison } from "./comparison.js";
import { displayAddress, displayText, isolateLtr, spoken } from "./display-text.js";
import { make, uniqueId } from "./element.js";
import { KeepBox } from "./keep-box.js";
import { makeRecipientRow } from "./recipient-row.js";
import { plural, text } from "./text.js";

const DOMAIN_MAX = 300;
const LOCAL_PART_MAX = 48;
const PEOPLE_MAX = 5; // more are not read one by one

/* The recipients of one domain, or what else is answered together: who they are, and the
 * choice that is to be made for them. */
export class DomainCard {
  element;
  count; // of recipients
  #index;
  #choice = null;
  #kept = null;
  #makeKept = null;
  #changed;

  constructor({ index, count, content, name, description, choices, makeKept }, changed) {
    this.count = count;
    this.#index = index;
    this.#changed = changed;
    this.#makeKept = makeKept;
    const descriptionId = uniqueId();
    this.element = make(
      "section",
      { class: "card", role: "group", "aria-label": name, "aria-describedby": description && descriptionId },
      ...content,
      this.#makeChoices(choices, name)
    );
    if (description) {
      this.element.append(make("p", { id: descriptionId, hidden: true }, description));
    }
  }

  /* The choice as an answer has it, or null: none was made, or it is yet to be confirmed. */
  get chosen() {
    if (this.#choice === null) {
      return null;
    }
    if (this.#choice !== "keep" || !this.#kept) {
      return { index: this.#index, choice: this.#choice };
    }
    const { days, isConfirmed } = this.#kept;
    return isConfirmed ? { index: this.#index, choice: "keep", ...(days !== undefined && { days }) } : null;
  }

  #makeChoices(choices, name) {
    const group = uniqueId();
    const box = make("div", { class: "choices", role: "radiogroup", "aria-label": name });
    for (const [choice, label] of choices) {
      // Correcting is chosen where it can be; else nothing is.
      const radio = make("input", { type: "radio", name: group, checked: choice === "correct", "aria-label": spoken(label) });
      const row = make("label", {}, radio, make("span", { "aria-hidden": "true" }, label));
      radio.addEventListener("change", () => this.#choose(choice, row));
      box.append(row);
      if (choice === "correct") {
        this.#choice = choice;
      }
    }
    return box;
  }

  #choose(choice, row) {
    this.#choice = choice;
    if (choice === "keep" && !this.#kept && this.#makeKept) {
      this.#kept = this.#makeKept(this.#changed);
      row.after(this.#kept.element);
    }
    if (this.#kept) {
      this.#kept.element.hidden = choice !== "keep";
    }
    this.#changed();
  }
}

/* The card of a group of groupsOf(). */
export function makeCard(question, group, changed) {
  const [first] = group.findings;
  const isLookalike = first.domain !== undefined;
  const people = group.findings.slice(0, PEOPLE_MAX).map(finding => makeRecipientRow("li", finding));
  const more = group.findings.length - people.length;
  if (more > 0) {
    people.push(make("li", { class: "quiet" }, plural("andMore", more)));
  }
  const description = isLookalike ? describeComparison(first) : text("unreadable");
  const content = [
    first.blocked && make("p", { class: "blocked" }, text("blocked")),
    isLookalike && makeComparison(first),
    make("ul", {}, ...people),
    !isLookalike && make("p", { class: "caption" }, description),
  ].filter(Boolean);
  const asked = question.typing || question.exception_days !== undefined;
  const options = {
    index: group.index,
    count: group.findings.length,
    content,
    description,
    name: isLookalike ? displayText(first.domain, DOMAIN_MAX) : displayAddress(first.address, LOCAL_PART_MAX),
    choices: choicesFor(question, group).map(choice => [choice, nameChoice(choice, first)]),
    makeKept: isLookalike && asked ? told => new KeepBox(question, first, told) : null,
  };
  return new DomainCard(options, changed);
}

/* The card of what is not among the findings. */
export function makeCardForRest(question, changed) {
  const count = countRest(question);
  const name = plural("andMoreRecipients", count);
  const labels = { correct: "correctAll", keep: "keepAll", "leave-out": "leaveAllOut" };
  const content = [make("p", { class: "address" }, name)];
  // None of their domains can be typed.
  const choices = choicesForRest(question)
    .filter(choice => choice !== "keep" || !question.typing)
    .map(choice => [choice, text(labels[choice])]);
  return new DomainCard({ count, content, name, choices }, changed);
}

function nameChoice(choice, { domain, resembles, address }) {
  switch (choice) {
    case "correct":
      return text("correctTo", isolateLtr(displayText(resembles, DOMAIN_MAX)));
    case "keep":
      return text("keep", isolateLtr(domain ? displayText(domain, DOMAIN_MAX) : displayAddress(address, LOCAL_PART_MAX)));
    default:
      return text("leaveOut");
  }
}
