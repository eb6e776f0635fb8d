/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// What the question comes to, in the words of the dialog: ui/summary.c.

import { countRest } from "./answer.js";
import { displayText } from "./display-text.js";
import { plural, text } from "./text.js";

const COUNTRY_MAX = 60;

/* The countries by name, each once, in the order of the recipients. */
function countries({ findings }) {
  const names = findings.map(finding => finding.country_name).filter(Boolean);
  return [...new Set(names.map(name => displayText(name, COUNTRY_MAX)))];
}

export function headline(question) {
  const { findings, flagged } = question;
  const names = countries(question);
  if (findings.some(({ blocked }) => blocked)) {
    return names.length === 1 ? text("mayNotGo", names[0]) : text("mayNotGoOut");
  }
  if (countRest(question) > 0) {
    return plural("looksWrong", flagged);
  }
  switch (names.length) {
    case 0:
      return plural("cannotBeRead", findings.length);
    case 1:
      return text("wouldGo", names[0]);
    case 2:
      return text("wouldGoToTwo", ...names);
    default:
      return plural("wouldGoToMany", names.length);
  }
}

export function body(question) {
  const { findings } = question;
  const lookalikes = findings.filter(({ verdict }) => verdict === "lookalike").length;
  const unreadable = findings.length - lookalikes;
  if (countRest(question) > 0) {
    return plural("hereAreTheFirst", findings.length);
  }
  if (lookalikes === 0) {
    return text("cannotBeReadNorChecked");
  }
  const similar = plural("lookLikeTrusted", lookalikes);
  return unreadable === 0 ? similar : text("twoSentences", similar, plural("cannotBeChecked", unreadable));
}

/* Whether the message can go out. `tally` counts the recipients that are to be
 * {correct, keep, leaveOut}, and whether that is `complete`. */
export function canSend({ recipients }, { complete, leaveOut }) {
  return complete && leaveOut < recipients;
}

/* What the button says. Every combination is a sentence of its own. */
export function sendLabel(question, tally) {
  const { complete, correct, leaveOut, keep } = tally;
  if (!complete) {
    return text("send");
  }
  if (!canSend(question, tally)) {
    return text("nobodyIsLeft");
  }
  switch ([correct && "correct", leaveOut && "leaveOut", keep && "keep"].filter(Boolean).join(" ")) {
    case "correct":
      return plural("correctAndSend", correct);
    case "leaveOut":
      return plural("leaveOutAndSend", leaveOut);
    case "correct leaveOut":
      return text("correctLeaveOutAndSend", correct, leaveOut);
    case "correct keep":
      return text("correctKeepAndSend", correct, keep);
    case "leaveOut keep":
      return text("leaveOutKeepAndSend", leaveOut, keep);
    case "correct leaveOut keep":
      return text("correctLeaveOutKeepAndSend", correct, leaveOut, keep);
    default:
      return keepLabel(question);
  }
}

function keepLabel(question) {
  const names = countries(question);
  return countRest(question) > 0 || names.length !== 1 ? text("sendAnyway") : text("sendToAnyway", names[0]);
}
