/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Reads a `decision` (PROTOCOL.md). Only what is exactly as it should be counts;
// anything else is no decision, and so never a clearance.

const REASONS = {
  send: ["clean", "told", "send-anyway"],
  correct: ["corrected"],
  hold: ["go-back", "no-answer", "withdrawn"],
  ask: ["could-not-show", "timed-out", "busy"],
};

const ORGANISATION_MAX = 1000; // characters

const isText = value => typeof value === "string";
const isShortText = value => isText(value) && [...value].length <= ORGANISATION_MAX;
const isIndex = (value, recipients) => Number.isInteger(value) && value >= 0 && value < recipients.length;

/* {id, action, reason} with what the action has beside it: `corrections` and
 * `removals`, or `findings`, `flagged` and perhaps `organisation`; or null.
 * `recipients` are those of the check and `digest` is theirs, `protocol` is the version
 * it was asked in: members a version does not have are not read in it. */
export function readDecision(message, { recipients, digest }, protocol) {
  const { id, action, reason } = message;
  if (!isText(action) || !Object.hasOwn(REASONS, action) || !REASONS[action].includes(reason)) {
    return null;
  }
  if (protocol >= 3 && action !== "hold" && !(isText(digest) && message.digest === digest)) {
    return null; // over other recipients, or over nobody knows which
  }
  const read = { correct: readChanges, ask: readQuestion }[action];
  const more = read ? read(message, recipients, protocol) : {};
  return more && { id, action, reason, ...more };
}

/* What may be answered to a question in the page inside Thunderbird. What is not
 * among the findings cannot be corrected here, and never what has no suggestion. */
export function answersTo({ flagged = 0, findings = [] }) {
  const correctable =
    findings.length > 0 && flagged === findings.length && findings.every(({ suggestion }) => suggestion);
  const blocked = findings.some(finding => finding.blocked);
  return ["go-back", ...(correctable ? ["correct"] : []), ...(blocked ? [] : ["send"])];
}

function readChanges({ corrections, removals }, recipients, protocol) {
  const lists = [corrections, protocol >= 3 ? removals : []];
  if (!lists.every(Array.isArray)) {
    return null;
  }
  const changes = lists.flat();
  const valid =
    changes.length > 0 &&
    changes.every(change => isIndex(change?.index, recipients) && change.from === recipients[change.index].address) &&
    new Set(changes.map(({ index }) => index)).size === changes.length &&
    corrections.every(({ to }) => isAddress(to));
  return valid ? { corrections, removals: lists[1] } : null;
}

function readQuestion({ flagged, findings, organisation }, recipients, protocol) {
  const valid =
    Array.isArray(findings) &&
    findings.length > 0 &&
    findings.every(finding => isFinding(finding, recipients)) &&
    Number.isInteger(flagged) &&
    flagged >= findings.length;
  if (!valid) {
    return null;
  }
  if (protocol < 3) {
    return { flagged, findings: findings.map(({ blocked, ...finding }) => finding) };
  }
  if (!findings.every(({ blocked }) => [undefined, true].includes(blocked)) || !isOrganisation(organisation)) {
    return null;
  }
  return { flagged, findings, ...(organisation && { organisation }) };
}

function isFinding(finding, recipients) {
  const optional = ["name", "list", "domain", "ascii", "country", "country_name", "resembles"];
  return (
    isIndex(finding?.index, recipients) &&
    ["to", "cc", "bcc"].includes(finding.field) &&
    isText(finding.address) &&
    ["lookalike", "unparsable"].includes(finding.verdict) &&
    areMarks(finding.marks?.domain) &&
    areMarks(finding.marks?.resembles) &&
    optional.every(member => finding[member] === undefined || isText(finding[member])) &&
    (finding.suggestion === undefined || isAddress(finding.suggestion))
  );
}

function isOrganisation(organisation = {}) {
  return (
    typeof organisation === "object" &&
    organisation !== null &&
    !Array.isArray(organisation) &&
    ["text", "contact"].every(member => organisation[member] === undefined || isShortText(organisation[member]))
  );
}

function areMarks(marks = []) {
  return Array.isArray(marks) && marks.every(mark => Array.isArray(mark) && mark.every(Number.isInteger));
}

/* Enough to keep a correction from becoming two recipients, or none. */
function isAddress(value) {
  return isText(value) && /^(?:[^\s<>@,;"]+|"[^<>"\r\n]+")@[^\s<>@,;"]+$/.test(value);
}
