/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Which words go with which reason: the keys of what the page says happened,
// why, and what to do. Reasons are those of `decision`, of HostFailure and of
// the guard itself.

const UNCHECKED = { title: "uncheckedTitle" };
const HELD = { title: "heldTitle" };

const WORDS = {
  "could-not-show": { why: "whyShownHere" },
  "timed-out": { why: "whyShownHere" },
  busy: { why: "whyBusy" },
  missing: { ...UNCHECKED, why: "whyMissing", todo: "todoInstall" },
  stopped: { ...UNCHECKED, why: "whyStopped", todo: "todoTryAgain" },
  silent: { ...UNCHECKED, why: "whySilent", todo: "todoTryAgain" },
  version: { ...UNCHECKED, why: "whyVersion", todo: "todoUpdate" },
  "no-policy": { ...UNCHECKED, why: "whyNoPolicy", todo: "todoPolicy" },
  "too-many-recipients": { ...UNCHECKED, why: "whyTooMany", todo: "todoSplit" },
  changing: { ...HELD, why: "whyChanging", todo: "todoSendAgain" },
  "empty-list": { ...HELD, why: "whyEmptyList", todo: "todoEmptyList" },
  "nobody-left": { ...HELD, why: "whyNobodyLeft", todo: "todoAddRecipient" },
  "no-answer": { ...HELD, why: "whyNoAnswer", todo: "todoSendAgain" },
  "cannot-correct": { ...HELD, why: "whyCannotCorrect", todo: "todoCorrectByHand" },
  "cannot-expand": { ...HELD, why: "whyCannotExpand", todo: "todoCorrectByHand" },
};

const UNEXPECTED = { ...UNCHECKED, why: "whyUnexpected", todo: "todoTryAgain" };

// What is said of what could not be checked, by what is to become of it.
const RULES = {
  ask: "unlessChecked",
  hold: "holdUnchecked",
  blocked: "whyBlocked",
};

export function wordsFor(reason) {
  return Object.hasOwn(WORDS, reason) ? WORDS[reason] : UNEXPECTED;
}

/* The key of the sentence for a rule of Unavailable, or undefined. */
export function wordForRule(rule) {
  return Object.hasOwn(RULES, rule) ? RULES[rule] : undefined;
}
