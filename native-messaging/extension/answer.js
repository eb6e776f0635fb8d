/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// What a person may answer to a question asked inside Thunderbird, and what comes of
// it: the rules of PROTOCOL.md, “The question”, which hold for the dialog as well. The
// host may be gone by then, so they are carried out here.
//
// A question is what readDecision() makes of an `ask`; or it is about a message that
// could not be checked, and has no findings but a `rule` (Unavailable).

export const GO_BACK = Object.freeze({ send: false });

/* As much, where nobody could be asked; told apart from it by identity. */
export const UNSEEN = Object.freeze({ send: false });

const CHOICES = ["correct", "keep", "leave-out"];

/* The findings that are answered together, as {index, findings}: those of one domain,
 * and each by itself that cannot be read. `index` is that of the first of them. */
export function groupsOf({ findings = [] }) {
  const groups = new Map();
  for (const finding of findings) {
    const key = finding.domain ?? finding.index;
    if (!groups.has(key)) {
      groups.set(key, { index: finding.index, findings: [] });
    }
    groups.get(key).findings.push(finding);
  }
  return [...groups.values()];
}

/* How many recipients were flagged that are not among the findings. */
export function countRest({ flagged = 0, findings = [] }) {
  return flagged - findings.length;
}

/* The choices there are for a group. */
export function choicesFor(question, { findings }) {
  return CHOICES.filter(choice => isOpen(choice, question, findings));
}

/* Likewise for what is not among the findings, which tell what it is like: one that is
 * blocked, and one that cannot be corrected, is always there. Who is to be corrected or
 * left out has to be known. */
export function choicesForRest(question) {
  const isKnown = countRest(question) === (question.rest?.length ?? 0);
  return CHOICES.filter(choice => (isKnown || choice === "keep") && isOpen(choice, question, question.findings));
}

function isOpen(choice, question, findings) {
  switch (choice) {
    case "correct":
      return findings.every(({ suggestion }) => suggestion);
    case "keep":
      return !findings.some(({ blocked }) => blocked);
    default:
      return question.leave_out;
  }
}

/* Whether `answer` is {send: false}, or a {send: true, choices, rest} that is complete
 * and that `question` allows. */
export function isAllowed(answer, question) {
  if (answer?.send === false) {
    return true;
  }
  if (answer?.send !== true || question.told || !Array.isArray(answer.choices)) {
    return false;
  }
  if (question.findings === undefined) {
    return question.rule === "ask" && answer.choices.length === 0;
  }
  const groups = groupsOf(question);
  return (
    answer.choices.length === groups.length &&
    groups.every((group, i) => isChosenFor(group, answer.choices[i], question)) &&
    (countRest(question) === 0 || choicesForRest(question).includes(answer.rest))
  );
}

function isChosenFor(group, chosen, question) {
  return (
    chosen?.index === group.index &&
    choicesFor(question, group).includes(chosen.choice) &&
    (chosen.days === undefined || mayExcept(group, chosen, question))
  );
}

function mayExcept({ findings: [{ domain }] }, { choice, days }, { exception_days: longest }) {
  return (
    choice === "keep" &&
    domain !== undefined &&
    longest !== undefined &&
    Number.isInteger(days) &&
    (longest === 0 ? days >= 0 : days > 0 && days <= longest)
  );
}

/* What becomes of each recipient that was flagged, as {corrections, removals} of
 * {index, to} and {index}, by an answer that sends and is allowed. null where that is
 * nothing that may be done. */
export function resolve({ choices, rest: restChoice }, question) {
  const { findings = [], rest = [] } = question;
  const byLeader = new Map(choices.map(({ index, choice }) => [index, choice]));
  const leaders = new Map(groupsOf(question).flatMap(({ index, findings: all }) => all.map(one => [one.index, index])));
  const flagged = [
    ...findings.map(finding => ({ ...finding, choice: byLeader.get(leaders.get(finding.index)) })),
    ...rest.map(one => ({ ...one, choice: restChoice })),
  ];
  const chosen = choice => flagged.filter(one => one.choice === choice);
  const corrections = chosen("correct").map(({ index, suggestion }) => ({ index, to: suggestion }));
  const removals = chosen("leave-out").map(({ index }) => ({ index }));
  const done =
    flagged.every(({ choice }) => CHOICES.includes(choice)) &&
    corrections.every(({ to }) => to !== undefined) &&
    !chosen("keep").some(({ blocked }) => blocked);
  return done ? { corrections, removals } : null;
}
