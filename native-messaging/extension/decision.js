/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Reads a `decision` (PROTOCOL.md). Only what is exactly as it should be counts;
// anything else is no decision, and so never a clearance.

const REASONS = {
  send: ["clean", "told", "send-anyway"],
  correct: ["corrected"],
  hold: ["go-back", "no-answer", "withdrawn"],
  ask: ["could-not-show", "timed-out"],
};

const isText = value => typeof value === "string";
const isIndex = (value, recipients) => Number.isInteger(value) && value >= 0 && value < recipients.length;

/* {id, action, reason} with `corrections` or `findings` and `flagged` where the
 * action has them, or null. `recipients` are those of the check. */
export function readDecision(message, recipients) {
  const { id, action, reason } = message;
  if (!isText(action) || !Object.hasOwn(REASONS, action) || !REASONS[action].includes(reason)) {
    return null;
  }
  switch (action) {
    case "correct": {
      const corrections = readCorrections(message.corrections, recipients);
      return corrections && { id, action, reason, corrections };
    }
    case "ask": {
      const findings = readFindings(message.findings, recipients);
      const { flagged } = message;
      return findings && Number.isInteger(flagged) && flagged >= findings.length
        ? { id, action, reason, flagged, findings }
        : null;
    }
    default:
      return { id, action, reason };
  }
}

function readCorrections(corrections, recipients) {
  if (!Array.isArray(corrections) || corrections.length === 0) {
    return null;
  }
  const seen = new Set();
  const valid = corrections.every(
    correction =>
      isIndex(correction?.index, recipients) &&
      !seen.has(correction.index) &&
      seen.add(correction.index) &&
      correction.from === recipients[correction.index].address &&
      isAddress(correction.to)
  );
  return valid ? corrections.map(({ index, from, to }) => ({ index, from, to })) : null;
}

function readFindings(findings, recipients) {
  if (!Array.isArray(findings) || findings.length === 0) {
    return null;
  }
  const optional = ["name", "list", "domain", "ascii", "country", "country_name", "resembles"];
  const valid = findings.every(
    finding =>
      isIndex(finding?.index, recipients) &&
      ["to", "cc", "bcc"].includes(finding.field) &&
      isText(finding.address) &&
      ["lookalike", "unparsable"].includes(finding.verdict) &&
      areMarks(finding.marks?.domain) &&
      areMarks(finding.marks?.resembles) &&
      optional.every(member => finding[member] === undefined || isText(finding[member])) &&
      (finding.suggestion === undefined || isAddress(finding.suggestion))
  );
  return valid ? findings : null;
}

function areMarks(marks = []) {
  return Array.isArray(marks) && marks.every(mark => Array.isArray(mark) && mark.every(Number.isInteger));
}

/* Enough to keep a correction from becoming two recipients, or none. */
function isAddress(value) {
  return isText(value) && /^(?:[^<>@,;"\r\n]+|"[^<>"\r\n]+")@[^\s<>@,;"]+$/.test(value);
}
