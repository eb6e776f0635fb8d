/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Reads a `decision` (PROTOCOL.md). Only what is exactly as it should be counts;
// anything else is no decision, and so never a clearance.

import { countRest } from "./answer.js";

const REASONS = {
  send: ["clean", "told", "send-anyway"],
  correct: ["corrected"],
  hold: ["go-back", "no-answer", "withdrawn"],
  ask: ["could-not-show", "timed-out", "busy"],
};

const ORGANISATION_MAX = 1000; // characters

const DELAY_MAX = 10000; // milliseconds

const isText = value => typeof value === "string";
const isShortText = value => isText(value) && [...value].length <= ORGANISATION_MAX;
const isCount = (value, most = Infinity) => Number.isInteger(value) && value >= 0 && value <= most;
const isIndex = (value, recipients) => isCount(value, recipients.length - 1);
const areDifferent = values => new Set(values).size === values.length;

/* {id, action, reason} with what the action has beside it: `corrections` and
 * `removals`, or the question; or null.
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

function readChanges({ corrections, removals }, recipients, protocol) {
  const lists = [corrections, protocol >= 3 ? removals : []];
  if (!lists.every(Array.isArray)) {
    return null;
  }
  const changes = lists.flat();
  const valid =
    changes.length > 0 &&
    changes.every(change => isIndex(change?.index, recipients) && change.from === recipients[change.index].address) &&
    areDifferent(changes.map(({ index }) => index)) &&
    corrections.every(({ to }) => isAddress(to));
  return valid ? { corrections, removals: lists[1] } : null;
}

function readQuestion(message, recipients, protocol) {
  const { flagged, findings } = message;
  const valid =
    Array.isArray(findings) &&
    findings.length > 0 &&
    findings.every(finding => isFinding(finding, recipients)) &&
    areDifferent(findings.map(({ index }) => index)) &&
    isCount(flagged, recipients.length) &&
    flagged >= findings.length;
  if (!valid) {
    return null;
  }
  if (protocol < 3) {
    const terms = { recipients: recipients.length, leave_out: false, typing: false };
    return { flagged, findings: findings.map(({ blocked, ...finding }) => finding), ...terms };
  }
  const terms = readTerms(message, recipients);
  const rest = readRest(message, recipients);
  const areKnown = findings.every(({ blocked }) => [undefined, true].includes(blocked));
  return terms && rest && areKnown ? { flagged, findings, ...terms, ...rest } : null;
}

/* What may be answered, and what the organisation says. */
function readTerms(message, recipients) {
  const { recipients: count, delay, leave_out, exception_days, typing, organisation, records_domains } = message;
  const valid =
    count === recipients.length &&
    isCount(delay, DELAY_MAX) &&
    [leave_out, typing].every(value => typeof value === "boolean") &&
    (exception_days === undefined || isCount(exception_days)) &&
    [undefined, true].includes(records_domains) &&
    isOrganisation(organisation);
  return valid
    ? {
        recipients: count,
        delay,
        leave_out,
        ...(exception_days !== undefined && { exception_days }),
        typing,
        ...(organisation && { organisation }),
        ...(records_domains && { records_domains }),
      }
    : null;
}

/* What was flagged and is not among the findings; {} where it did not come along. */
function readRest({ rest, flagged, findings }, recipients) {
  if (rest === undefined) {
    return {};
  }
  const valid =
    Array.isArray(rest) &&
    rest.length === countRest({ flagged, findings }) &&
    rest.every(one => isIndex(one?.index, recipients) && (one.suggestion === undefined || isAddress(one.suggestion))) &&
    areDifferent([...findings, ...rest].map(({ index }) => index));
  return valid ? { rest } : null;
}

function isFinding(finding, recipients) {
  const optional = ["name", "list", "ascii", "country"];
  return (
    isIndex(finding?.index, recipients) &&
    ["to", "cc", "bcc"].includes(finding.field) &&
    isText(finding.address) &&
    optional.every(member => finding[member] === undefined || isText(finding[member])) &&
    (finding.verdict === "lookalike" ? isLookalike(finding) : isUnparsable(finding))
  );
}

function isLookalike({ domain, resembles, country_name, suggestion, marks }) {
  return (
    [domain, resembles, country_name].every(isText) &&
    areMarks(marks?.domain, domain) &&
    areMarks(marks?.resembles, resembles) &&
    (suggestion === undefined || isAddress(suggestion))
  );
}

function isUnparsable({ verdict, domain, suggestion }) {
  return verdict === "unparsable" && domain === undefined && suggestion === undefined;
}

function isOrganisation(organisation = {}) {
  return (
    typeof organisation === "object" &&
    organisation !== null &&
    !Array.isArray(organisation) &&
    ["text", "contact"].every(member => organisation[member] === undefined || isShortText(organisation[member]))
  );
}

/* Pairs of start and length that lie in `text`, in code points. */
function areMarks(marks, text) {
  const end = [...text].length;
  return (
    Array.isArray(marks) &&
    marks.every(
      mark => Array.isArray(mark) && mark.length === 2 && isCount(mark[0], end) && mark[1] > 0 && isCount(mark[1], end - mark[0])
    )
  );
}

/* Enough to keep a correction from becoming two recipients, or none. */
function isAddress(value) {
  return isText(value) && /^(?:[^\s<>@,;"]+|"(?:[^"\\\r\n]|\\[^\r\n])+")@[^\s<>@,;"]+$/.test(value);
}
