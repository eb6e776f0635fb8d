/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import { displayText, spoken } from "./display-text.js";
import { make, makeSpoken } from "./element.js";
import { describeDifference, describeLetter, meantParts, typedParts } from "./marks.js";
import { text } from "./text.js";

const DOMAIN_MAX = 300;
const COUNTRY_MAX = 48;

/* What was typed beside what was probably meant, and how they differ. */
export function makeComparison(finding) {
  const { domain, ascii, resembles, country_name: country } = finding;
  const element = make(
    "div",
    { class: "comparison" },
    make(
      "dl",
      {},
      make("dt", {}, text("typed")),
      makeDomain("typed", domain, typedParts(finding)),
      make("dt", {}, text("meant")),
      makeDomain("meant", resembles, meantParts(finding))
    ),
    make("span", { class: "country" }, displayText(country, COUNTRY_MAX))
  );
  if (ascii) {
    element
      .querySelector(".typed")
      .append(make("bdi", { class: "ascii quiet", dir: "ltr" }, displayText(ascii, DOMAIN_MAX)));
  }
  const sentences = [describeDifference(finding), describeLetter(finding)].filter(Boolean);
  element.append(...sentences.map(sentence => make("p", { class: "caption" }, sentence)));
  return element;
}

/* What a screen reader says of it. */
export function describeComparison(finding) {
  const domains = [finding.domain, finding.resembles].map(domain => displayText(domain, DOMAIN_MAX));
  const difference = spoken(describeDifference(finding));
  return difference ? text("spokenDifference", ...domains, difference) : text("spokenComparison", ...domains);
}

/* In pieces on the screen, in one piece for a screen reader. */
function makeDomain(className, domain, parts) {
  const pieces = parts.map(({ text: piece, marked, gap }) =>
    marked || gap ? make("mark", { class: gap ? "gap" : null }, piece) : piece
  );
  return make(
    "dd",
    { class: className },
    make("bdi", { "aria-hidden": "true", dir: "ltr" }, ...pieces),
    makeSpoken(displayText(domain, DOMAIN_MAX))
  );
}
