/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// The letters that differ between what was typed and what was probably meant, as the
// dialog shows them: ui/marks.c and ui/letters.c.

import { displayText, isolateLtr, shownLetters } from "./display-text.js";
import { text } from "./text.js";

const LETTERS_MAX = 24;
const NO_BREAK_SPACE = "\u00a0";

const SCRIPTS = [
  [/\p{Script=Cyrillic}/u, "cyrillicLetter"],
  [/\p{Script=Greek}/u, "greekLetter"],
  [/\p{Script=Armenian}/u, "armenianLetter"],
  [/\p{Script=Hebrew}/u, "hebrewLetter"],
  [/\p{Script=Latin}/u, "latinLetter"],
];

const isMarked = (marks, position) => marks.some(([start, length]) => position >= start && position < start + length);

function runOfMarks(marks, position, end) {
  let length = 0;
  while (position + length < end && isMarked(marks, position + length)) {
    length++;
  }
  return length;
}

/* Where the two differ, both walked along at once: between two marks they are equal. */
function align({ domain, resembles, marks }) {
  const [typedEnd, meantEnd] = [[...domain].length, [...resembles].length];
  const steps = [];
  for (let typed = 0, meant = 0; typed <= typedEnd && meant <= meantEnd; typed++, meant++) {
    const typedLength = runOfMarks(marks.domain, typed, typedEnd);
    const meantLength = runOfMarks(marks.resembles, meant, meantEnd);
    if (typedLength + meantLength > 0) {
      steps.push({ typed, typedLength, meant, meantLength });
    }
    typed += typedLength;
    meant += meantLength;
  }
  return steps;
}

/* Parts of the domain that was typed, in their order, each {text} and perhaps `marked`,
 * or a `gap` of blanks where letters are missing. */
export function typedParts(finding) {
  const gaps = align(finding).filter(({ typedLength }) => typedLength === 0);
  return parts(finding.domain, finding.marks.domain, new Map(gaps.map(step => [step.typed, step.meantLength])));
}

/* Likewise of the one that was probably meant. */
export function meantParts(finding) {
  const gaps = align(finding).filter(({ meantLength }) => meantLength === 0);
  return parts(finding.resembles, finding.marks.resembles, new Map(gaps.map(step => [step.meant, step.typedLength])));
}

function parts(domain, marks, gaps) {
  const letters = shownLetters(domain);
  const found = [];
  for (let position = 0; position <= letters.length; position++) {
    if (gaps.has(position)) {
      found.push({ text: NO_BREAK_SPACE.repeat(gaps.get(position)), gap: true });
    }
    if (position < letters.length) {
      found.push({ text: letters[position], ...(isMarked(marks, position) && { marked: true }) });
    }
  }
  return found;
}

/* What differs, as one sentence; "" where it takes more than one, and the marks have to do. */
export function describeDifference(finding) {
  const [step, ...more] = align(finding);
  if (!step || more.length > 0) {
    return "";
  }
  const letters = (domain, at, length) =>
    isolateLtr(displayText([...domain].slice(at, at + length).join(""), LETTERS_MAX));
  const typed = letters(finding.domain, step.typed, step.typedLength);
  const meant = letters(finding.resembles, step.meant, step.meantLength);
  if (step.typedLength === 0) {
    return text("isMissing", meant);
  }
  return step.meantLength === 0 ? text("isTooMany", typed) : text("standsInPlace", typed, meant);
}

/* What the first letter is that differs and is not of the plain alphabet; or "". */
export function describeLetter({ domain, marks }) {
  const letter = [...domain].find((one, position) => isMarked(marks.domain, position) && one > "\x7f");
  if (letter === undefined) {
    return "";
  }
  const [, key] = SCRIPTS.find(([script]) => script.test(letter)) ?? [null, "unusualCharacter"];
  return text(key, isolateLtr(shownLetters(letter)[0]));
}
