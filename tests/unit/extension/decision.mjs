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
const finding = { index: 0, field: "to", address: "a@us.af.ml", verdict: "lookalike", suggestion: "a@us.af.mil" };
const correct = corrections => ({ action: "correct", reason: "corrected", corrections });
const ask = (findings, flagged = 1) => ({ action: "ask", reason: "could-not-show", flagged, findings });

const believed = {
  "clean": { action: "send", reason: "clean" },
  "send anyway": { action: "send", reason: "send-anyway" },
  "told": { action: "send", reason: "told" },
  "go back": { action: "hold", reason: "go-back" },
  "no answer": { action: "hold", reason: "no-answer" },
  "one correction": correct([fix]),
  "a correction with more members than are known": correct([{ ...fix, why: "…" }]),
  "findings": ask([finding]),
  "more flagged than listed": ask([finding], 9000),
  "an unparsable one": ask([{ index: 1, field: "cc", address: "b@example.org", verdict: "unparsable" }]),
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
  "correct without corrections": { action: "correct", reason: "corrected" },
  "no correction": correct([]),
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
  "a correction to a mailbox": correct([{ ...fix, to: "A <a@us.af.mil>" }]),
  "a correction over two lines": correct([{ ...fix, to: "a@us.af.mil\r\nBcc: b@x.ml" }]),
  "one good correction and a bad one": correct([fix, { index: 1, from: "b@example.org" }]),
  "ask without findings": { action: "ask", reason: "timed-out", flagged: 1 },
  "no finding": ask([]),
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
  "a suggestion that is two": ask([{ ...finding, suggestion: "a@b, c@d" }]),
};

for (const [name, message] of Object.entries(believed)) {
  test(`believed: ${name}`, () => {
    const decision = readDecision({ type: "decision", id: "c1", ...message }, recipients);
    assert.equal(decision.id, "c1");
    assert.equal(decision.action, message.action);
    assert.equal(decision.reason, message.reason);
  });
}

for (const [name, message] of Object.entries(refused)) {
  test(`refused: ${name}`, () => {
    assert.equal(readDecision({ type: "decision", id: "c1", ...message }, recipients), null);
  });
}
