/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// What came from outside, made fit to be shown: whatever would leave nothing, a blank
// or a turn of direction on the screen stands there as \u{…}. The same rules as the
// dialog has, in ui/display-text.c.

const LRM = "\u200e";
const LRI = "\u2066";
const FSI = "\u2068";
const PDI = "\u2069";

// Beside controls, formats and blanks other than the space: characters that are letters,
// symbols or marks by their category and yet leave nothing or a blank, the rest of
// Default_Ignorable_Code_Point (UAX #44) and the empty Braille cell.
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\u{e0000}-\u{e0fff}]/u;
const MARK = /\p{M}/u;
const MARKS_MAX = 2;
const DOMAIN_MAX = 300;

/* Each letter of `text` as it is to be shown. More than two marks on one letter would
 * cover what stands around it. */
export function shownLetters(text) {
  let marks = 0;
  return [...text].map(letter => {
    const isMark = MARK.test(letter);
    const hide = HIDDEN.test(letter) || (isMark && marks >= MARKS_MAX);
    marks = isMark ? marks + 1 : 0;
    return hide ? `\\u{${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}}` : letter;
  });
}

/* `text` with its middle cut out where it is longer than `max` code points. */
export function displayText(text, max) {
  const letters = [...text];
  if (letters.length <= max) {
    return shownLetters(text).join("");
  }
  const head = letters.slice(0, Math.floor(max / 2));
  let tail = letters.slice(letters.length - (max - head.length - 1));
  while (tail.length > 0 && MARK.test(tail[0])) {
    tail = tail.slice(1); // it would sit on the ellipsis
  }
  return `${shownLetters(head.join("")).join("")}…${shownLetters(tail.join("")).join("")}`;
}

/* Likewise an address, whose domain is never cut as long as it can be one. */
export function displayAddress(address, max) {
  const at = address.lastIndexOf("@");
  return at < 0
    ? displayText(address, max)
    : displayText(address.slice(0, at), max) + displayText(address.slice(at), DOMAIN_MAX);
}

/* To be read from left to right, whatever stands around it. */
export const isolateLtr = text => `${LRI}${text}${PDI}`;

/* To be read in its own direction. */
export const isolate = text => `${FSI}${text}${PDI}`;

/* What a screen reader is to say of it. */
export const spoken = text => text.replaceAll(new RegExp(`[${LRM}${LRI}${FSI}${PDI}]`, "g"), "");
