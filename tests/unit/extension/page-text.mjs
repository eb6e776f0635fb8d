/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// The texts of the page inside Thunderbird; the dialog's are tested in tests/unit/ui-text.c.

import assert from "node:assert/strict";

import { displayAddress, displayText, isolate, isolateLtr, spoken } from "../../../native-messaging/extension/display-text.js";
import { test } from "../../support/tap.mjs";
import { fakeI18n } from "./fakes.mjs";

globalThis.messenger = { i18n: fakeI18n() };
const load = name => import(`../../../native-messaging/extension/${name}.js`);

for (const [name, text, shown] of [
  ["plain letters", "john smith", "john smith"],
  ["letters of any alphabet", "раypal.ελ", "раypal.ελ"],
  ["a control character", "a\nb", "a\\u{000A}b"],
  ["a turn of direction", "a\u202eb", "a\\u{202E}b"],
  ["nothing that can be seen", "a\u200bb\u00ad", "a\\u{200B}b\\u{00AD}"],
  ["another blank", "a\u00a0b\u3000", "a\\u{00A0}b\\u{3000}"],
  ["a letter that is blank", "a\u3164b\u2800", "a\\u{3164}b\\u{2800}"],
  ["a tag", "a\u{e0041}", "a\\u{E0041}"],
  ["what is for private use", "\ue000", "\\u{E000}"],
  ["half a letter", "a\ud800", "a\\u{D800}"],
  ["markup", "<b>&amp;_", "<b>&amp;_"],
  ["marks", "e\u0301\u0302\u0303\u0304x\u0301", "e\u0301\u0302\\u{0303}\\u{0304}x\u0301"],
]) {
  test(`shown: ${name}`, () => assert.equal(displayText(text, 100), shown));
}

test("a text that is too long is cut in its middle, and not through a letter", () => {
  assert.equal(displayText("abcdefghij", 10), "abcdefghij");
  assert.equal(displayText("abcdefghijk", 10), "abcde…hijk");
  assert.equal(displayText("\u{1f4ee}".repeat(5), 4), "\u{1f4ee}\u{1f4ee}…\u{1f4ee}");
  assert.equal(displayText("abcdefgh\u0301ijk", 10), "abcde…ijk");
  assert.equal(displayAddress(`${"x".repeat(60)}@${"y".repeat(60)}.ml`, 9), `xxxx…xxxx@${"y".repeat(60)}.ml`);
  assert.equal(displayAddress("nobody", 4), "no…y");
});

test("what is isolated is spoken without that", () => {
  assert.equal(spoken(`a ${isolateLtr("b")} ${isolate("c")}`), "a b c");
});

const finding = (domain, resembles, domainMarks, resemblesMarks) =>
  ({ domain, resembles, marks: { domain: domainMarks, resembles: resemblesMarks } });

// Marked letters in brackets, gaps as dots.
const drawn = parts => parts.map(({ text, marked, gap }) => (gap ? ".".repeat(text.length) : marked ? `[${text}]` : text)).join("");

for (const [name, from, typed, meant, difference, letter] of [
  ["a letter is missing", finding("us.af.ml", "us.af.mil", [], [[7, 1]]), "us.af.m.l", "us.af.m[i]l", "isMissing(i)", ""],
  ["a letter too many", finding("armmy.ml", "army.ml", [[2, 1]], []), "ar[m]my.ml", "ar.my.ml", "isTooMany(m)", ""],
  ["another letter", finding("x.nl", "x.ml", [[2, 1]], [[2, 1]]), "x.[n]l", "x.[m]l", "standsInPlace(n, m)", ""],
  ["several", finding("рa.tk", "pa.com", [[0, 1], [3, 2]], [[0, 1], [3, 3]]), "[р]a.[t][k]", "[p]a.[c][o][m]", "", "cyrillicLetter(р)"],
  ["at the end", finding("x.co", "x.com", [], [[4, 1]]), "x.co.", "x.co[m]", "isMissing(m)", ""],
  ["with a mark", finding("é.ml", "e.ml", [[0, 1]], [[0, 1]]), "[é].ml", "[e].ml", "standsInPlace(é, e)", "latinLetter(é)"],
  ["unusual", finding("一.ml", "e.ml", [[0, 1]], [[0, 1]]), "[一].ml", "[e].ml", "standsInPlace(一, e)", "unusualCharacter(一)"],
  ["nothing is marked", finding("a.ml", "b.ml", [], []), "a.ml", "b.ml", "", ""],
]) {
  test(`difference: ${name}`, async () => {
    const { typedParts, meantParts, describeDifference, describeLetter } = await load("marks");
    assert.equal(drawn(typedParts(from)), typed);
    assert.equal(drawn(meantParts(from)), meant);
    assert.equal(spoken(describeDifference(from)), difference);
    assert.equal(spoken(describeLetter(from)), letter);
  });
}

const mali = { verdict: "lookalike", country_name: "Mali" };
const tokelau = { verdict: "lookalike", country_name: "Tokelau" };
const chad = { verdict: "lookalike", country_name: "Chad" };
const unreadable = { verdict: "unparsable" };
const ask = (findings, more = 0) => ({ findings, flagged: findings.length + more, recipients: 4 });

for (const [name, question, headline, body] of [
  ["one", ask([mali]), "wouldGo(Mali)", "lookLikeTrusted_0(1)"],
  ["two in one country", ask([mali, mali]), "wouldGo(Mali)", "lookLikeTrusted_1(2)"],
  ["two countries, and one that cannot be read", ask([mali, unreadable, tokelau]), "wouldGoToTwo(Mali, Tokelau)",
    "twoSentences(lookLikeTrusted_1(2), cannotBeChecked_0(1))"],
  ["three countries", ask([mali, tokelau, chad]), "wouldGoToMany_1(3)", "lookLikeTrusted_1(3)"],
  ["what cannot be read", ask([unreadable, unreadable]), "cannotBeRead_1(2)", "cannotBeReadNorChecked"],
  ["more than are shown", ask([mali], 300), "looksWrong_1(301)", "hereAreTheFirst_0(1)"],
  ["blocked", ask([{ ...mali, blocked: true }]), "mayNotGo(Mali)", "lookLikeTrusted_0(1)"],
  ["blocked, of two countries", ask([{ ...mali, blocked: true }, tokelau]), "mayNotGoOut", "lookLikeTrusted_1(2)"],
]) {
  test(`summary: ${name}`, async () => {
    const summary = await load("summary");
    assert.equal(summary.headline(question), headline);
    assert.equal(summary.body(question), body);
  });
}

const tally = (correct, leaveOut, keep, complete = true) => ({ complete, correct, leaveOut, keep });

for (const [label, numbers, question, isPossible = true] of [
  ["send", tally(1, 0, 0, false), ask([mali]), false],
  ["nobodyIsLeft", tally(0, 4, 0), ask([mali]), false],
  ["correctAndSend_0(1)", tally(1, 0, 0), ask([mali])],
  ["correctAndSend_1(2)", tally(2, 0, 0), ask([mali])],
  ["leaveOutAndSend_1(3)", tally(0, 3, 0), ask([mali])],
  ["correctLeaveOutAndSend(1, 2)", tally(1, 2, 0), ask([mali])],
  ["correctKeepAndSend(1, 2)", tally(1, 0, 2), ask([mali])],
  ["leaveOutKeepAndSend(1, 2)", tally(0, 1, 2), ask([mali])],
  ["correctLeaveOutKeepAndSend(1, 1, 2)", tally(1, 1, 2), ask([mali])],
  ["sendToAnyway(Mali)", tally(0, 0, 1), ask([mali])],
  ["sendAnyway", tally(0, 0, 2), ask([mali, tokelau])],
  ["sendAnyway", tally(0, 0, 1), ask([unreadable])],
  ["sendAnyway", tally(0, 0, 2), ask([mali], 1)],
]) {
  test(`the button says ${label}`, async () => {
    const { canSend, sendLabel } = await load("summary");
    assert.equal(sendLabel(question, numbers), label);
    assert.equal(canSend(question, numbers), isPossible);
  });
}
