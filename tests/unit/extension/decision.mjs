/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { readDecision } from "../../../native-messaging/extension/decision.js";
import { test } from "../../support/tap.mjs";

const recipients = [
  { field: "to", address: "a@us.af.ml" },
  { field: "cc", address: "b@example.org" },
];
const fix = { index: 0, from: "a@us.af.ml", to: "a@us.af.mil" };
const finding = {
  index: 0, field: "to", address: "a@us.af.ml", verdict: "lookalike", suggestion: "a@us.af.mil",
  domain: "us.af.ml", resembles: "us.af.mil", country_name: "Mali", marks: { domain: [], resembles: [[7, 1]] },
};
const unparsable = { index: 1, field: "cc", address: "b@example.org", verdict: "unparsable" };
const terms = { recipients: 2, delay: 1000, leave_out: true, typing: false };
const leave = { index: 1, from: "b@example.org" };
const correct = (corrections, removals = []) => ({ action: "correct", reason: "corrected", corrections, removals });
const ask = (findings, flagged = 1) => ({ action: "ask", reason: "could-not-show", flagged, findings, ...terms });
const asking = more => ({ ...ask([finding]), ...more });
const resting = (...rest) => ({ ...ask([finding], 1 + rest.length), rest });
const from = organisation => ({ ...ask([finding]), organisation });

const odd = to => correct([{ ...fix, to }]);

const believed = {
  "a correction with a quoted quote": odd('"a\\"b"@us.af.mil'),
  "a correction with a quoted bracket": odd('"a<b"@us.af.mil'),
  "clean": { action: "send", reason: "clean" },
  "send anyway": { action: "send", reason: "send-anyway" },
  "told": { action: "send", reason: "told" },
  "go back": { action: "hold", reason: "go-back" },
  "no answer": { action: "hold", reason: "no-answer" },
  "busy": { ...ask([finding]), reason: "busy" },
  "one correction": correct([fix]),
  "one removal": correct([], [leave]),
  "a correction and a removal": correct([fix], [leave]),
  "everybody left out": correct([], [{ index: 0, from: "a@us.af.ml" }, leave]),
  "a correction with more members than are known": correct([{ ...fix, why: "…" }]),
  "findings": ask([finding]),
  "more flagged than listed": ask([finding], 2),
  "an unparsable one": ask([unparsable]),
  "both": ask([finding, unparsable], 2),
  "the rest": resting({ index: 1, suggestion: "b@us.af.mil" }),
  "the rest, without a suggestion": resting({ index: 1 }),
  "no rest": resting(),
  "no delay": asking({ delay: 0 }),
  "domains that are recorded": asking({ records_domains: true }),
  "exceptions without limit": asking({ exception_days: 0 }),
  "exceptions for a month": asking({ exception_days: 30 }),
  "a blocked finding": ask([{ ...finding, blocked: true }]),
  "an organisation": from({ text: "Only known partners.", contact: "+1 555 0100" }),
  "an organisation with a text": from({ text: "" }),
  "an organisation with a contact": from({ contact: "the service desk" }),
  "an organisation with nothing to say": from({}),
  "an organisation with more members than are known": from({ text: "…", logo: 1 }),
  "an organisation as long as it may be": from({ text: "\u{1f4ee}".repeat(1000), contact: "ü".repeat(1000) }),
};

const refused = {
  "no action": { reason: "clean" },
  "an action in capitals": { action: "SEND", reason: "clean" },
  "true": { action: true, reason: "clean" },
  "one": { action: 1, reason: "clean" },
  "an object": { action: {}, reason: "clean" },
  "a list that reads like the word": { action: ["send"], reason: "clean" },
  "an action that every object has": { action: "constructor", reason: "clean" },
  "no reason": { action: "send" },
  "an unknown reason": { action: "send", reason: "because" },
  "a reason of another action": { action: "send", reason: "go-back" },
  "busy, but sent": { action: "send", reason: "busy" },
  "correct without corrections": { action: "correct", reason: "corrected" },
  "correct without removals": { ...correct([fix]), removals: undefined },
  "removals without corrections": { ...correct([], [leave]), corrections: undefined },
  "no correction and no removal": correct([]),
  "removals that are no list": correct([fix], { 0: leave, length: 1 }),
  "removals that are text": correct([fix], "b@example.org"),
  "a removal that is null": correct([fix], [null]),
  "a removal that is an index": correct([fix], [1]),
  "a removal that is a list": correct([fix], [[leave]]),
  "a removal twice": correct([], [leave, leave]),
  "a removal of what is corrected": correct([fix], [{ index: 0, from: "a@us.af.ml" }]),
  "a removal beyond": correct([], [{ ...leave, index: 2 }]),
  "a removal of what was not sent": correct([], [{ ...leave, from: "B@example.org" }]),
  "a removal without what it removes": correct([], [{ index: 1 }]),
  "one good removal and a bad one": correct([], [leave, { index: 0, from: "b@example.org" }]),
  "corrections that are no list": correct({ 0: fix, length: 1 }),
  "a correction that is null": correct([null]),
  "a correction twice": correct([fix, fix]),
  "an index beyond": correct([{ ...fix, index: 2 }]),
  "a negative index": correct([{ ...fix, index: -1 }]),
  "an index as text": correct([{ ...fix, index: "0" }]),
  "half an index": correct([{ ...fix, index: 0.5 }]),
  "a correction of what was not sent": correct([{ ...fix, from: "x@us.af.ml" }]),
  "a correction to nothing": correct([{ ...fix, to: "" }]),
  "a correction to a number": correct([{ ...fix, to: 1 }]),
  "a correction to no address": correct([{ ...fix, to: "us.af.mil" }]),
  "a correction to two": correct([{ ...fix, to: "a@us.af.mil, b@us.af.mil" }]),
  "a correction with a space before it": correct([{ ...fix, to: " a@us.af.mil" }]),
  "a correction with a space within": correct([{ ...fix, to: "a b@us.af.mil" }]),
  "a correction to a mailbox": correct([{ ...fix, to: "A <a@us.af.mil>" }]),
  "a correction over two lines": correct([{ ...fix, to: "a@us.af.mil\r\nBcc: b@x.ml" }]),
  "one good correction and a bad one": correct([fix, { index: 1, from: "b@example.org" }]),
  "ask without findings": { action: "ask", reason: "timed-out", flagged: 1 },
  "no finding": ask([]),
  "a finding twice": ask([finding, finding], 2),
  "more flagged than there are": ask([finding], 3),
  "other recipients": asking({ recipients: 3 }),
  "recipients as text": asking({ recipients: "2" }),
  "no recipients": asking({ recipients: undefined }),
  "a delay without end": asking({ delay: 10001 }),
  "a delay as text": asking({ delay: "1000" }),
  "a delay before now": asking({ delay: -1 }),
  "no delay at all": asking({ delay: undefined }),
  "leaving out as text": asking({ leave_out: "true" }),
  "leaving out as one": asking({ leave_out: 1 }),
  "typing as null": asking({ typing: null }),
  "no typing": asking({ typing: undefined }),
  "domains that are recorded, as text": asking({ records_domains: "true" }),
  "domains that are not recorded": asking({ records_domains: false }),
  "exceptions as text": asking({ exception_days: "30" }),
  "exceptions that are over": asking({ exception_days: -1 }),
  "exceptions as null": asking({ exception_days: null }),
  "a rest that is no list": { ...resting({ index: 1 }), rest: { 0: { index: 1 }, length: 1 } },
  "a rest that is not all": { ...resting({ index: 1 }), rest: [] },
  "a rest that is null": { ...resting(), rest: null },
  "a rest of nothing": resting(null),
  "a rest beyond": resting({ index: 2 }),
  "a rest that is among the findings": resting({ index: 0 }),
  "a rest with a suggestion that is two": resting({ index: 1, suggestion: "a@b, c@d" }),
  "a look-alike without a domain": ask([{ ...finding, domain: undefined }]),
  "a look-alike of nothing": ask([{ ...finding, resembles: undefined }]),
  "a look-alike from nowhere": ask([{ ...finding, country_name: undefined }]),
  "a look-alike without marks": ask([{ ...finding, marks: undefined }]),
  "a mark beyond": ask([{ ...finding, marks: { domain: [], resembles: [[7, 3]] } }]),
  "a mark of nothing": ask([{ ...finding, marks: { domain: [], resembles: [[7, 0]] } }]),
  "a mark before": ask([{ ...finding, marks: { domain: [], resembles: [[-1, 2]] } }]),
  "what cannot be read and has a domain": ask([{ ...unparsable, domain: "us.af.ml" }]),
  "what cannot be read and has a suggestion": ask([{ ...unparsable, suggestion: "b@example.org" }]),
  "fewer flagged than listed": ask([finding], 0),
  "flagged as text": ask([finding], "1"),
  "a finding beyond": ask([{ ...finding, index: 2 }]),
  "an unknown verdict": ask([{ ...finding, verdict: "trusted" }]),
  "an unknown field": ask([{ ...finding, field: "from" }]),
  "no field": ask([{ ...finding, field: undefined }]),
  "marks that are no list": ask([{ ...finding, marks: { domain: 1, resembles: [] } }]),
  "a mark that is no list": ask([{ ...finding, marks: { domain: [], resembles: [7] } }]),
  "a mark that is text": ask([{ ...finding, marks: { domain: [], resembles: [["7", 1]] } }]),
  "a name that is an object": ask([{ ...finding, name: {} }]),
  "blocked that is text": ask([{ ...finding, blocked: "true" }]),
  "blocked that is one": ask([{ ...finding, blocked: 1 }]),
  "blocked that is false": ask([{ ...finding, blocked: false }]),
  "an organisation that is null": from(null),
  "an organisation that is text": from("Only known partners."),
  "an organisation that is a list": from([{ text: "…" }]),
  "an organisation whose text is a number": from({ text: 1 }),
  "an organisation whose contact is null": from({ contact: null }),
  "an organisation that talks too much": from({ text: "x".repeat(1001) }),
  "an organisation with too long a contact": from({ contact: "\u{1f4ee}".repeat(1001) }),
  "a suggestion that is two": ask([{ ...finding, suggestion: "a@b, c@d" }]),
};

const digest = "5e".repeat(32);
const read = (message, protocol, checked = { recipients, digest }) =>
  readDecision({ type: "decision", id: "c1", digest, ...message }, checked, protocol);

for (const [name, message] of Object.entries(believed)) {
  test(`believed: ${name}`, () => {
    const decision = read(message, 3);
    assert.equal(decision.id, "c1");
    for (const [member, value] of Object.entries(message)) {
      assert.deepEqual(decision[member], value);
    }
  });
}

for (const [name, message] of Object.entries(refused)) {
  test(`refused: ${name}`, () => assert.equal(read(message, 3), null));
}

for (const [name, other] of Object.entries({
  "another digest": "5f".repeat(32),
  "no digest": undefined,
  "a digest that is null": null,
  "a digest in capitals": digest.toUpperCase(),
  "a digest that is cut": digest.slice(1),
  "a digest with more behind it": `${digest} `,
  "a digest that is a list": [digest],
})) {
  test(`refused with ${name}: whatever may let the message out`, () => {
    for (const message of [{ action: "send", reason: "clean" }, correct([fix]), ask([finding])]) {
      assert.equal(read({ ...message, digest: other }, 3), null);
    }
    assert.equal(read({ action: "hold", reason: "go-back", digest: other }, 3).action, "hold");
  });
}

for (const unknown of [undefined, null]) {
  test(`refused where the extension knows no digest itself: ${unknown}`, () => {
    assert.equal(read({ action: "send", reason: "clean", digest: unknown }, 3, { recipients, digest: unknown }), null);
  });
}

for (const protocol of [1, 2]) {
  test(`version ${protocol} has no digest`, () => {
    assert.equal(read({ action: "send", reason: "clean", digest: 1 }, protocol, { recipients }).action, "send");
  });
}

// What only version 3 has says nothing in another one.
for (const protocol of [1, 2]) {
  test(`version ${protocol} has corrections alone`, () => {
    const { corrections, removals } = read({ ...correct([fix]), removals: undefined }, protocol);
    assert.deepEqual([corrections, removals], [[fix], []]);
    assert.deepEqual(read(correct([fix], [leave]), protocol).removals, []);
    assert.equal(read(correct([], [leave]), protocol), null);
  });

  test(`version ${protocol} knows of no organisation`, () => {
    const decision = read({ ...ask([{ ...finding, blocked: 1 }]), organisation: { text: 1 } }, protocol);
    const { blocked, ...bare } = { ...finding, blocked: 1 };
    assert.deepEqual(decision.findings, [bare]);
    assert.equal("organisation" in decision, false);
  });

  test(`version ${protocol} knows of no terms: nobody can be left out`, () => {
    const decision = read({ action: "ask", reason: "timed-out", flagged: 2, findings: [finding], rest: 1 }, protocol);
    assert.deepEqual(decision, {
      id: "c1", action: "ask", reason: "timed-out", flagged: 2, findings: [finding], recipients: 2, leave_out: false, typing: false,
    });
  });
}
