/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { Unavailable } from "../../../native-messaging/extension/unavailable.js";
import { test } from "../../support/tap.mjs";

const recipients = [{ address: "a@x.org" }, { address: "b@Army.ML" }];

/* `managed` is what the policy says, or what reading it throws. */
function setUp(managed, session = {}) {
  const kept = {};
  return new Unavailable({
    managed: {
      async get(key) {
        assert.equal(key, "when-unavailable");
        if (managed instanceof Error) {
          throw managed;
        }
        return managed;
      },
    },
    session: {
      get: async defaults => ({ ...defaults, ...structuredClone(kept) }),
      set: async values => void Object.assign(kept, structuredClone(values)),
      ...session,
    },
  });
}

/* What the console was told meanwhile. */
async function errorsOf(action) {
  const { error } = console;
  const told = [];
  console.error = text => told.push(text);
  try {
    await action();
  } finally {
    console.error = error;
  }
  return told;
}

for (const [name, managed, rule] of [
  ["no policy", new Error("Managed storage manifest not found"), "ask"],
  ["a policy that says nothing of it", {}, "ask"],
  ["ask", { "when-unavailable": "ask" }, "ask"],
  ["hold", { "when-unavailable": "hold" }, "hold"],
  ["send", { "when-unavailable": "send" }, "send"],
]) {
  test(`understood: ${name}`, async () => {
    const told = await errorsOf(async () => assert.equal(await setUp(managed).ruleFor(recipients), rule));
    assert.deepEqual(told, []);
  });
}

for (const value of ["SEND", "send ", "", "constructor", true, 1, null, ["send"], { send: true }]) {
  test(`not understood, so held: ${JSON.stringify(value)}`, async () => {
    const unavailable = setUp({ "when-unavailable": value });
    const told = await errorsOf(async () => assert.equal(await unavailable.ruleFor(recipients), "hold"));
    assert.equal(told.length, 1);
    assert.ok(told[0].includes(`when-unavailable is ${JSON.stringify(value)},`));
  });
}

test("what a host once called blocked stays blocked, whatever the policy", async () => {
  for (const rule of ["ask", "hold", "send"]) {
    const unavailable = setUp({ "when-unavailable": rule });
    await unavailable.remember([recipients[1].address]);
    for (const [address, expected] of [
      ["other@army.ml", "blocked"], ["b@army.ml.org", rule], ["army.ml@x.org", rule], ["b@mail.army.ml", "blocked"],
      ["b@ARMY.ml.", "blocked"], ["b@army。ml", "blocked"], ["b@[192.0.2.1", rule],
    ]) {
      assert.equal(await unavailable.ruleFor([{ address: "c@x.org" }, { address }]), expected);
    }
    assert.equal(await unavailable.ruleFor(undefined), "blocked");
    await unavailable.remember([recipients[0].address]);
    assert.equal(await unavailable.ruleFor([{ address: "z@x.org" }]), "blocked");
    assert.equal(await unavailable.ruleFor([{ address: "z@army.ml" }]), "blocked");
  }
});

test("what could not be stored is blocked all the same", async () => {
  const unavailable = setUp({}, { set: () => Promise.reject(new Error("quota")) });
  await errorsOf(() => unavailable.remember([recipients[0].address]));
  assert.equal(await unavailable.ruleFor([recipients[0]]), "blocked");
  assert.equal(await unavailable.ruleFor([recipients[1]]), "ask");
});

test("two that come at once are both remembered, before anything else is ruled", async () => {
  const unavailable = setUp({});
  unavailable.remember([recipients[0].address]);
  unavailable.remember([recipients[1].address]);
  for (const recipient of recipients) {
    assert.equal(await unavailable.ruleFor([recipient]), "blocked");
  }
});

test("what was flagged before the host failed is not sent unasked", async () => {
  for (const [rule, failure, expected] of [
    ["send", { flagged: true }, "ask"], ["ask", { flagged: true }, "ask"], ["hold", { flagged: true }, "hold"],
    ["send", { flagged: true, blocked: true }, "blocked"], ["ask", { blocked: true }, "blocked"], ["send", {}, "send"],
    ["send", { open: true }, "send"],
  ]) {
    assert.equal(await setUp({ "when-unavailable": rule }).ruleFor(recipients, failure), expected);
  }
});

test("where anything is blocked nothing is sent unasked, and what a host had and did not judge stays", async () => {
  for (const [rule, failure, expected] of [
    ["send", {}, "ask"], ["ask", {}, "ask"], ["hold", {}, "hold"], ["send", { flagged: true }, "ask"],
    ["send", { open: true }, "hold"], ["ask", { open: true }, "hold"], ["ask", { open: true, flagged: true }, "hold"],
    ["ask", { blocked: true }, "blocked"],
  ]) {
    const unavailable = setUp({ "when-unavailable": rule });
    unavailable.rememberBlocks(true);
    assert.equal(await unavailable.ruleFor(recipients, failure), expected);
    assert.equal(await unavailable.ruleFor(undefined, failure), expected === "blocked" ? "blocked" : "hold");
    await unavailable.rememberBlocks(false);
    assert.equal(await unavailable.ruleFor(recipients), rule);
  }
});

test("that anything is blocked outlives the event page, until a host says otherwise", async () => {
  const kept = {};
  const session = {
    get: async defaults => ({ ...defaults, ...structuredClone(kept) }),
    set: async values => void Object.assign(kept, structuredClone(values)),
  };
  const send = { "when-unavailable": "send" };
  await setUp(send, session).rememberBlocks(true);
  assert.equal(await setUp(send, session).ruleFor(recipients), "ask");
  await setUp(send, session).rememberBlocks(false);
  assert.equal(await setUp(send, session).ruleFor(recipients), "send");
});

test("what is said of it over and over is stored once", async () => {
  let stored = 0;
  const unavailable = setUp({}, { set: async () => stored++ });
  for (const blocks of [true, true, true, false, false, true]) {
    await unavailable.rememberBlocks(blocks);
  }
  assert.equal(stored, 3);
});
