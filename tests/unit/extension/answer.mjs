/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import {
  GO_BACK, choicesFor, choicesForRest, countRest, groupsOf, isAllowed, resolve,
} from "../../../native-messaging/extension/answer.js";
import { test } from "../../support/tap.mjs";

const lookalike = (index, domain, more) => ({ index, verdict: "lookalike", domain, suggestion: `${index}@meant`, ...more });
const unreadable = index => ({ index, verdict: "unparsable" });
const asked = (findings, more) => ({
  findings, flagged: findings.length, recipients: 20, leave_out: true, typing: false, told: false, ...more,
});
const pick = (index, choice, days) => ({ index, choice, ...(days !== undefined && { days }) });
const send = (...choices) => ({ send: true, choices });

const mixed = asked([lookalike(0, "af.ml"), unreadable(2), lookalike(5, "x.cm"), lookalike(7, "af.ml"), unreadable(8)]);

test("what has one domain is answered together, what cannot be read by itself", () => {
  const groups = groupsOf(mixed).map(({ index, findings }) => [index, findings.map(finding => finding.index)]);
  assert.deepEqual(groups, [[0, [0, 7]], [2, [2]], [5, [5]], [8, [8]]]);
});

const plain = lookalike(0, "af.ml");
const twin = lookalike(1, "af.ml");
const all = ["correct", "keep", "leave-out"];
const more = { flagged: 3, rest: [{ index: 4, suggestion: "4@meant" }] };

for (const [name, question, choices, forRest] of [
  ["everything", asked([plain, twin]), all, all],
  ["nobody can be left out", asked([plain], { leave_out: false }), ["correct", "keep"], ["correct", "keep"]],
  ["blocked", asked([plain, { ...twin, blocked: true }]), ["correct", "leave-out"], ["correct", "leave-out"]],
  ["one without a suggestion", asked([plain, lookalike(1, "af.ml", { suggestion: undefined })]), ["keep", "leave-out"],
    ["keep", "leave-out"]],
  ["blocked, without a suggestion, and nobody can be left out",
    asked([{ ...plain, blocked: true, suggestion: undefined }], { leave_out: false }), [], []],
  ["another domain does not matter, but for the rest", asked([plain, lookalike(1, "x.cm", { blocked: true })]), all,
    ["correct", "leave-out"]],
  ["what cannot be read", asked([unreadable(0)]), ["keep", "leave-out"], ["keep", "leave-out"]],
  ["the rest is known", asked([plain, twin], more), all, all],
  ["the rest is not known", asked([plain, twin], { flagged: 3 }), all, ["keep"]],
]) {
  test(`choices: ${name}`, () => {
    assert.deepEqual(choicesFor(question, groupsOf(question)[0]), choices);
    assert.deepEqual(choicesForRest(question), forRest);
  });
}

const excepting = { exception_days: 30 };
const whole = [pick(0, "correct"), pick(2, "keep"), pick(5, "leave-out"), pick(8, "leave-out")];

for (const [name, answer, question] of [
  ["go back", GO_BACK, mixed],
  ["go back, with choices", { send: false, choices: 1 }, mixed],
  ["a choice for each", send(...whole), mixed],
  ["an exception", send(pick(0, "keep", 30)), asked([plain], excepting)],
  ["an exception for a day", send(pick(0, "keep", 1)), asked([plain], excepting)],
  ["an exception for good", send(pick(0, "keep", 0)), asked([plain], { exception_days: 0 })],
  ["a long exception where there is no limit", send(pick(0, "keep", 4000)), asked([plain], { exception_days: 0 })],
  ["the rest", { ...send(pick(0, "keep")), rest: "correct" }, asked([plain, twin], more)],
  ["the rest is kept, being unknown", { ...send(pick(0, "keep")), rest: "keep" }, asked([plain], { flagged: 3 })],
  ["what could not be checked", send(), { rule: "ask" }],
  ["go back from what was told", GO_BACK, { told: true }],
]) {
  test(`allowed: ${name}`, () => assert.equal(isAllowed(answer, question), true));
}

for (const [name, answer, question] of [
  ["nothing", undefined, mixed],
  ["null", null, mixed],
  ["a word", "send", mixed],
  ["true", true, mixed],
  ["send that is one", { send: 1, choices: whole }, mixed],
  ["send without choices", { send: true }, mixed],
  ["choices that are no list", { send: true, choices: { length: 0 } }, mixed],
  ["a choice missing", send(...whole.slice(1)), mixed],
  ["a choice too many", send(...whole, pick(9, "keep")), mixed],
  ["choices in another order", send(...[...whole].reverse()), mixed],
  ["a choice that is null", send(null, ...whole.slice(1)), mixed],
  ["a choice of another recipient", send(pick(7, "keep"), ...whole.slice(1)), mixed],
  ["an unknown choice", send(pick(0, "constructor"), ...whole.slice(1)), mixed],
  ["correcting what has no suggestion", send(whole[0], pick(2, "correct"), ...whole.slice(2)), mixed],
  ["keeping what is blocked", send(pick(0, "keep")), asked([{ ...plain, blocked: true }])],
  ["leaving out where that is not allowed", send(pick(0, "leave-out")), asked([plain], { leave_out: false })],
  ["an exception where there is none", send(pick(0, "keep", 30)), asked([plain])],
  ["an exception too long", send(pick(0, "keep", 31)), asked([plain], excepting)],
  ["an exception for good where it has an end", send(pick(0, "keep", 0)), asked([plain], excepting)],
  ["an exception that is over", send(pick(0, "keep", -1)), asked([plain], { exception_days: 0 })],
  ["half an exception", send(pick(0, "keep", 0.5)), asked([plain], excepting)],
  ["an exception as text", send(pick(0, "keep", "30")), asked([plain], excepting)],
  ["an exception of what is corrected", send(pick(0, "correct", 30)), asked([plain], excepting)],
  ["an exception of what cannot be read", send(pick(0, "keep", 30)), asked([unreadable(0)], excepting)],
  ["no word on the rest", send(pick(0, "keep")), asked([plain, twin], more)],
  ["the rest corrected, being unknown", { ...send(pick(0, "keep")), rest: "correct" }, asked([plain], { flagged: 3 })],
  ["sending what is only told", send(), { told: true, rule: "ask" }],
  ["sending what could not be checked and is held", send(), { rule: "hold" }],
  ["sending what could not be checked and is blocked", send(), { rule: "blocked" }],
  ["sending what could not be checked and nobody knows", send(), {}],
  ["choices about what could not be checked", send(pick(0, "keep")), { rule: "ask" }],
]) {
  test(`not allowed: ${name}`, () => assert.equal(isAllowed(answer, question), false));
}

const fix = index => ({ index, to: `${index}@meant` });
const out = index => ({ index });

for (const [name, answer, question, expected] of [
  ["each domain by itself", send(...whole), mixed, [[fix(0), fix(7)], [out(5), out(8)]]],
  ["everything kept", send(pick(0, "keep")), asked([plain, twin]), [[], []]],
  ["what could not be checked", send(), { rule: "ask" }, [[], []]],
  ["the rest is corrected", { ...send(pick(0, "leave-out")), rest: "correct" },
    asked([plain], { flagged: 3, rest: [{ index: 4, suggestion: "4@meant" }, { index: 6, suggestion: "6@meant" }] }),
    [[fix(4), fix(6)], [out(0)]]],
  ["the rest is left out", { ...send(pick(0, "keep")), rest: "leave-out" }, asked([plain], { flagged: 2, rest: [out(4)] }),
    [[], [out(4)]]],
  ["the rest is kept, being unknown", { ...send(pick(0, "correct")), rest: "keep" }, asked([plain], { flagged: 3 }),
    [[fix(0)], []]],
  ["the rest is kept", { ...send(pick(0, "correct")), rest: "keep" }, asked([plain], more), [[fix(0)], []]],
]) {
  test(`comes to: ${name}`, () => {
    assert.deepEqual(resolve(answer, question), { corrections: expected[0], removals: expected[1] });
  });
}

for (const [name, answer, question] of [
  ["a choice missing", send(pick(0, "keep")), mixed],
  ["a correction without a suggestion", send(pick(0, "correct")), asked([{ ...plain, suggestion: undefined }])],
  ["what is blocked", send(pick(0, "keep")), asked([{ ...plain, blocked: true }])],
  ["a correction of the rest without a suggestion", { ...send(pick(0, "keep")), rest: "correct" },
    asked([plain], { flagged: 2, rest: [{ index: 4 }] })],
  ["no word on the rest", send(pick(0, "keep")), asked([plain], more)],
]) {
  test(`comes to nothing: ${name}`, () => assert.equal(resolve(answer, question), null));
}

test("10,000 of one domain take no time that can be felt", () => {
  const findings = Array.from({ length: 500 }, (_, index) => lookalike(index, "af.ml"));
  const rest = Array.from({ length: 9500 }, (_, index) => ({ index: index + 500, suggestion: "x@meant" }));
  const question = asked(findings, { flagged: 10000, rest });
  const answer = { ...send(pick(0, "correct")), rest: "correct" };
  assert.equal(countRest(question), 9500);
  assert.equal(isAllowed(answer, question), true);
  assert.equal(resolve(answer, question).corrections.length, 10000);
});
