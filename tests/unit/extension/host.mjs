/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { digestOf } from "../../../native-messaging/extension/digest.js";
import { Host } from "../../../native-messaging/extension/host.js";
import { test } from "../../support/tap.mjs";
import { FakePort, FakeTimers, until } from "./fakes.mjs";

const question = { from: "me@x.org", recipients: [{ field: "to", address: "a@us.af.ml" }] };
const hello = { type: "hello", protocol: 1, version: "9" };
const clean = id => ({ type: "decision", id, action: "send", reason: "clean" });

function setUp({ connect } = {}) {
  const ports = [];
  const timers = new FakeTimers();
  const host = new Host({
    connect: connect ?? (() => (ports.push(new FakePort()), ports.at(-1))),
    version: "0.1.0",
    timers,
  });
  return { host, ports, timers };
}

// A check that is with the host.
function checking(setup, signal) {
  const result = setup.host.check(question, signal);
  const port = setup.ports.at(-1);
  if (!port.last("check")) {
    port.receive(hello);
  }
  return { result, port, id: port.last("check").id };
}

const failsWith = (promise, code) => assert.rejects(promise, { name: "HostFailure", code });

test("greets first, checks once greeted, and gives the decision", async () => {
  const setup = setUp();
  const result = setup.host.check(question);
  const [port] = setup.ports;
  assert.deepEqual(port.sent, [{ type: "hello", protocol: [1, 3], version: "0.1.0" }]);
  port.receive(hello);
  const { id } = port.last("check");
  assert.deepEqual(port.last("check"), { type: "check", id, ...question });
  port.receive(clean(id));
  assert.deepEqual(await result, { id, action: "send", reason: "clean" });
});

const [{ address: from }] = question.recipients;
const digest = digestOf(question.recipients);

test("in version 3 what was decided over other recipients clears nothing", async () => {
  for (const other of [undefined, await digestOf([{ field: "cc", address: from }])]) {
    const setup = setUp();
    const result = setup.host.check(question);
    const [port] = setup.ports;
    port.receive({ ...hello, protocol: 3 });
    const { id } = port.last("check");
    port.receive({ ...clean(id), digest: other });
    await failsWith(result, "bad-answer");
    assert.deepEqual(port.last("withdraw"), { type: "withdraw", id });
  }
});

test("in version 3 the first of two decisions counts", async () => {
  const setup = setUp();
  const result = setup.host.check(question);
  const [port] = setup.ports;
  port.receive({ ...hello, protocol: 3 });
  const { id } = port.last("check");
  port.receive({ type: "decision", id, action: "hold", reason: "go-back" });
  port.receive({ ...clean(id), digest: await digest });
  assert.equal((await result).action, "hold");
});

test("in version 3 a check that was withdrawn is not cleared by what came before", async () => {
  const setup = setUp();
  const closed = new AbortController();
  const result = setup.host.check(question, closed.signal);
  const [port] = setup.ports;
  port.receive({ ...hello, protocol: 3 });
  port.receive({ ...clean(port.last("check").id), digest: await digest });
  closed.abort();
  await failsWith(result, "withdrawn");
});

const changed = { corrections: [], removals: [{ index: 0, from }] };

for (const [protocol, change, believed] of [
  [1, { corrections: [{ index: 0, from, to: "a@us.af.mil" }] }, true],
  [2, { corrections: [{ index: 0, from, to: "a@us.af.mil" }] }, true],
  [2, changed, false],
  [3, changed, true],
  [3, { corrections: [{ index: 0, from, to: "a@us.af.mil" }] }, false],
]) {
  const members = Object.keys(change).join(" and ");
  test(`a host of version ${protocol} is ${believed ? "" : "not "}believed with ${members}`, async () => {
    const setup = setUp();
    const result = setup.host.check(question);
    const [port] = setup.ports;
    port.receive({ ...hello, protocol });
    const { id } = port.last("check");
    port.receive({ type: "decision", id, action: "correct", reason: "corrected", digest: await digest, ...change });
    if (believed) {
      const decision = { id, action: "correct", reason: "corrected", removals: [], ...change };
      assert.deepEqual(await result, decision);
    } else {
      await failsWith(result, "bad-answer");
    }
  });
}

test("one port serves many checks, each answered by its id", async () => {
  const setup = setUp();
  const first = checking(setup);
  const second = checking(setup);
  assert.equal(setup.ports.length, 1);
  assert.notEqual(first.id, second.id);
  first.port.receive({ type: "decision", id: second.id, action: "hold", reason: "go-back" });
  first.port.receive(clean(first.id));
  assert.equal((await first.result).action, "send");
  assert.equal((await second.result).action, "hold");
});

test("no host at all", async () => {
  const setup = setUp();
  const result = setup.host.check(question);
  setup.ports[0].drop();
  await failsWith(result, "missing");
});

test("connecting throws", async () => {
  const setup = setUp({ connect: () => assert.fail("no permission") });
  await failsWith(setup.host.check(question), "missing");
});

test("the host dies: every check fails, the next one starts it again", async () => {
  const setup = setUp();
  const [first, second] = [checking(setup), checking(setup)];
  first.port.drop();
  await failsWith(first.result, "stopped");
  await failsWith(second.result, "stopped");
  const third = checking(setup);
  assert.equal(setup.ports.length, 2);
  third.port.receive(clean(third.id));
  assert.equal((await third.result).action, "send");
});

test("what an old port still says counts for nothing", async () => {
  const setup = setUp();
  const first = checking(setup);
  first.port.drop();
  await failsWith(first.result, "stopped");
  const second = checking(setup);
  first.port.receive(clean(second.id));
  first.port.drop();
  second.port.receive({ type: "decision", id: second.id, action: "hold", reason: "go-back" });
  assert.equal((await second.result).action, "hold");
});

test("a stale, unknown or missing id clears nothing", async () => {
  const setup = setUp();
  const first = checking(setup);
  first.port.receive(clean(first.id));
  await first.result;
  const second = checking(setup);
  for (const id of [first.id, "c999", "", null, undefined, 2, [second.id]]) {
    second.port.receive(clean(id));
  }
  second.port.receive({ type: "decision", id: second.id, action: "hold", reason: "go-back" });
  assert.equal((await second.result).action, "hold");
});

test("a decision that is none ends the check and closes its question", async () => {
  const setup = setUp();
  const { result, port, id } = checking(setup);
  port.receive({ type: "decision", id, action: "true", reason: "clean" });
  await failsWith(result, "bad-answer");
  assert.deepEqual(port.last("withdraw"), { type: "withdraw", id });
  port.receive(clean(id));
});

test("a decision over what the host has not been asked clears nothing", async () => {
  const setup = setUp();
  const result = setup.host.check(question);
  const [port] = setup.ports;
  port.receive(clean("c1"));
  port.receive(hello);
  const { id } = port.last("check");
  assert.equal(id, "c1");
  port.receive({ type: "decision", id, action: "hold", reason: "go-back" });
  assert.equal((await result).action, "hold");
});

test("messages that are nothing are ignored", async () => {
  const setup = setUp();
  const { result, port, id } = checking(setup);
  for (const message of [null, undefined, 1, "send", [], {}, { type: "bye" }, { type: "decision" }]) {
    port.receive(message);
  }
  port.receive(clean(id));
  assert.equal((await result).action, "send");
});

test("an error with an id fails that check alone", async () => {
  const setup = setUp();
  const [first, second] = [checking(setup), checking(setup)];
  first.port.receive({ type: "error", id: first.id, code: "busy", message: "…" });
  await failsWith(first.result, "busy");
  first.port.receive(clean(second.id));
  assert.equal((await second.result).action, "send");
});

test("an error whose code is none fails its check all the same", async () => {
  for (const code of [undefined, null, 1, [], { toString: "busy" }]) {
    const setup = setUp();
    const { result, port, id } = checking(setup);
    port.receive({ type: "error", id, code, message: "…" });
    await failsWith(result, "bad-answer");
  }
});

test("an error about nobody knows what fails every check", async () => {
  const setup = setUp();
  const [first, second] = [checking(setup), checking(setup)];
  first.port.receive({ type: "error", id: null, code: "malformed", message: "…" });
  await failsWith(first.result, "malformed");
  await failsWith(second.result, "malformed");
});

for (const [name, answer] of Object.entries({
  "an error": { type: "error", id: null, code: "unsupported-protocol", message: "…" },
  "a version it does not speak": { ...hello, protocol: 4 },
  "a version before the first": { ...hello, protocol: 0 },
  "half a version": { ...hello, protocol: 1.5 },
  "a version that is text": { ...hello, protocol: "1" },
})) {
  test(`no common protocol: ${name}`, async () => {
    const setup = setUp();
    const result = setup.host.check(question);
    setup.ports[0].receive(answer);
    await failsWith(result, "version");
    assert.ok(setup.ports[0].disconnected);
    assert.equal(setup.ports[0].last("check"), undefined);
  });
}

test("a closed compose window withdraws its check", async () => {
  const setup = setUp();
  const closed = new AbortController();
  const { result, port, id } = checking(setup, closed.signal);
  closed.abort();
  await failsWith(result, "withdrawn");
  assert.deepEqual(port.last("withdraw"), { type: "withdraw", id });
});

test("withdrawn before the host had answered: it never hears of it", async () => {
  const setup = setUp();
  const closed = new AbortController();
  const result = setup.host.check(question, closed.signal);
  closed.abort();
  await failsWith(result, "withdrawn");
  setup.ports[0].receive(hello);
  assert.deepEqual(setup.ports[0].sent.map(({ type }) => type), ["hello"]);
});

test("a host that never greets is silent", async () => {
  const setup = setUp();
  const result = setup.host.check(question);
  setup.timers.tick(5);
  await failsWith(result, "silent");
  assert.ok(setup.ports[0].disconnected);
});

test("a host that hangs while a question is open is silent", async () => {
  const setup = setUp();
  const { result, port } = checking(setup);
  setup.timers.tick(1);
  assert.equal(port.sent.filter(({ type }) => type === "hello").length, 2);
  setup.timers.tick(5);
  await failsWith(result, "silent");
});

test("a host that answers each hello may take as long as it likes", async () => {
  const setup = setUp();
  const { result, port, id } = checking(setup);
  for (let minute = 0; minute < 60; minute++) {
    setup.timers.tick(5);
    port.receive(hello);
  }
  port.receive(clean(id));
  assert.equal((await result).action, "send");
});

test("nothing ticks while nothing is asked", async () => {
  const setup = setUp();
  const { result, port, id } = checking(setup);
  assert.equal(setup.timers.running, 1);
  port.receive(clean(id));
  await result;
  setup.timers.tick(1);
  assert.equal(setup.timers.running, 0);
});

test("tells what was sent, but starts no host for it", async () => {
  const setup = setUp();
  setup.host.sent("c1", question.recipients);
  assert.equal(setup.ports.length, 0);
  const { port, id } = checking(setup);
  port.receive(clean(id));
  setup.host.sent(id, undefined);
  assert.deepEqual(port.last("sent"), { type: "sent", id });
  setup.host.sent(id, question.recipients);
  assert.deepEqual(port.last("sent"), { type: "sent", id, recipients: question.recipients });
});

test("a port that dies while it is greeted starts no other", async () => {
  const setup = setUp();
  const results = [setup.host.check(question), setup.host.check(question)];
  const [port] = setup.ports;
  port.disconnected = true;
  port.receive(hello);
  for (const result of results) {
    await failsWith(result, "stopped");
  }
  assert.equal(setup.ports.length, 1);
});

test("a port that throws is a dead one", async () => {
  const setup = setUp();
  const first = checking(setup);
  first.port.disconnected = true;
  const second = setup.host.check(question);
  await failsWith(first.result, "stopped");
  await failsWith(second, "stopped");
});

for (const [name, protocol, expected] of [["a host of today", 3, 1], ["an older host", 2, 1], ["the oldest host", 1, 0]]) {
  test(`${name} is ready for contacts ${expected} times`, async () => {
    const setup = setUp();
    let ready = 0;
    setup.host.onReady = () => ready++;
    setup.host.open();
    setup.host.open();
    assert.equal(setup.ports.length, 1);
    const [port] = setup.ports;
    setup.host.tellContacts(["a@x.org"]);
    port.receive({ ...hello, protocol });
    port.receive({ ...hello, protocol });
    assert.equal(ready, expected);
    assert.equal(setup.host.takesContacts, expected === 1);
    setup.host.tellContacts(["b@x.org"]);
    const told = port.sent.filter(({ type }) => type === "contacts");
    assert.deepEqual(told, expected ? [{ type: "contacts", addresses: ["b@x.org"] }] : []);
    const { result, id } = checking(setup);
    port.receive({ ...clean(id), digest: await digest });
    assert.equal((await result).action, "send");
  });
}

test("opened, and there is no host: the next check tries again", async () => {
  const setup = setUp();
  setup.host.open();
  setup.ports[0].drop();
  assert.equal(setup.host.takesContacts, false);
  const { result, port, id } = checking(setup);
  assert.equal(setup.ports.length, 2);
  port.receive(clean(id));
  assert.equal((await result).action, "send");
});

test("opening throws: nothing happens", () => {
  setUp({ connect: () => assert.fail("no permission") }).host.open();
});

test("too many contacts fail no check", async () => {
  const setup = setUp();
  const { result, port, id } = checking(setup);
  port.receive({ type: "error", id: null, code: "too-many-contacts", message: "…" });
  port.receive(clean(id));
  assert.equal((await result).action, "send");
});

// Somebody wants the preferences of a host that has been greeted, or not.
function wanting(setup, protocol) {
  const result = setup.host.openPreferences();
  const port = setup.ports.at(-1);
  if (protocol) {
    port.receive({ ...hello, protocol });
  }
  return { result, port };
}

test("the preferences start the host, once it is greeted", async () => {
  const setup = setUp();
  const { result, port } = wanting(setup);
  assert.deepEqual(port.sent.map(({ type }) => type), ["hello"]);
  port.receive({ ...hello, protocol: 3 });
  await result;
  assert.deepEqual(port.last("preferences"), { type: "preferences" });
  setup.timers.tick(1);
  assert.equal(setup.timers.running, 0);
});

test("the preferences again: the same host, if it still answers", async () => {
  const setup = setUp();
  await wanting(setup, 3).result;
  const { result, port } = wanting(setup);
  assert.deepEqual(port.sent.map(({ type }) => type), ["hello", "preferences", "hello"]);
  setup.timers.tick(5);
  await failsWith(result, "silent");
  await wanting(setup, 3).result;
  assert.equal(setup.ports.length, 2);
});

test("the preferences beside a check, with its hello on the way", async () => {
  const setup = setUp();
  const check = setup.host.check(question);
  const { result, port } = wanting(setup, 3);
  await result;
  assert.deepEqual(port.sent.map(({ type }) => type), ["hello", "check", "preferences"]);
  port.receive({ ...clean(port.last("check").id), digest: await digest });
  await check;
});

const checks = [{ check: "trust", health: "good", text: "…" }];

test("the status starts the host, and is what it says", async () => {
  const setup = setUp();
  const result = setup.host.status();
  const [port] = setup.ports;
  port.receive({ ...hello, protocol: 3 });
  await until(() => port.last("status"));
  port.receive({ type: "status", checks });
  assert.deepEqual(await result, checks);
  setup.timers.tick(1);
  assert.equal(setup.timers.running, 0);
});

test("a status that is none, and a host that does not answer it", async () => {
  const setup = setUp();
  for (const [end, code] of [
    [port => port.receive({ type: "status", checks: 1 }), "bad-answer"],
    [() => setup.timers.tick(7), "silent"],
    [port => port.drop(), "stopped"],
  ]) {
    const result = setup.host.status();
    const port = setup.ports.at(-1);
    port.receive({ ...hello, protocol: 3 });
    await until(() => port.sent.at(-1).type === "status");
    end(port);
    await failsWith(result, code);
  }
});

test("a status nobody asked for is nothing", () => {
  const setup = setUp();
  setup.host.open();
  setup.ports[0].receive({ ...hello, protocol: 3 });
  setup.ports[0].receive({ type: "status", checks });
});

test("what is known of the host, and when it changes", async () => {
  const setup = setUp();
  const states = [];
  setup.host.onChanged = () => states.push(setup.host.state);
  assert.deepEqual(setup.host.state, {});
  setup.host.open();
  assert.deepEqual(setup.host.state, {});
  setup.ports[0].receive({ ...hello, protocol: 3 });
  setup.ports[0].receive({ ...hello, protocol: 3 });
  setup.ports[0].drop();
  setup.host.open();
  setup.ports[1].drop();
  setup.host.open();
  setup.ports[2].receive({ ...hello, protocol: 2 });
  assert.deepEqual(states, [
    { protocol: 3, isCurrent: true, version: "9" }, { failure: "stopped" }, { failure: "missing" },
    { protocol: 2, isCurrent: false, version: "9" },
  ]);
});

test("what was answered inside Thunderbird is told, but starts no host", () => {
  const setup = setUp();
  const choices = [{ index: 0, choice: "keep" }];
  setup.host.answer("c1", { send: true, choices });
  assert.equal(setup.ports.length, 0);
  for (const [protocol, expected] of [
    [2, undefined], [3, { type: "answer", id: "c1", answer: "send", choices, rest: "correct" }],
  ]) {
    setup.host.open();
    const port = setup.ports.at(-1);
    port.receive({ ...hello, protocol });
    setup.host.answer("c1", { send: true, choices, rest: "correct" });
    assert.deepEqual(port.last("answer"), expected);
    setup.host.answer("c1", { send: false, choices });
    assert.deepEqual(port.last("answer"), expected && { type: "answer", id: "c1", answer: "go-back" });
    port.drop();
  }
});

test("what was withdrawn inside Thunderbird is told, but starts no host", () => {
  const setup = setUp();
  setup.host.withdraw("c1");
  assert.equal(setup.ports.length, 0);
  setup.host.open();
  setup.host.withdraw("c1");
  setup.ports[0].receive(hello);
  assert.equal(setup.ports[0].last("withdraw"), undefined);
  setup.host.withdraw("c1");
  assert.deepEqual(setup.ports[0].last("withdraw"), { type: "withdraw", id: "c1" });
});

for (const protocol of [1, 2]) {
  test(`a host of version ${protocol} has no preferences`, async () => {
    const { result, port } = wanting(setUp(), protocol);
    await failsWith(result, "version");
    assert.equal(port.last("preferences"), undefined);
    assert.equal(port.disconnected, false);
  });
}

test("no preferences without a host", async () => {
  const setup = setUp();
  const { result, port } = wanting(setup);
  port.drop();
  await failsWith(result, "missing");
  await failsWith(setUp({ connect: () => assert.fail("no permission") }).host.openPreferences(), "missing");
  await failsWith(wanting(setup, 4).result, "version");
  await wanting(setup, 3).result;
  setup.ports.at(-1).disconnected = true;
  await failsWith(wanting(setup).result, "stopped");
});

for (const [indices, told, addresses] of [
  [[], false], [[0], true, [question.recipients[0].address]], [[99, 0], true, [question.recipients[0].address]],
  [undefined, true], ["", true], [[-1], true], [["0"], true], [[0.5], true], [[question.recipients.length], true],
]) {
  test(`a host that is lost while it asks was asking; blocked: ${JSON.stringify(indices)}`, async () => {
    const setup = setUp();
    let remembered;
    setup.host.onBlocked = found => (remembered = found);
    const result = setup.host.check(question);
    const [port] = setup.ports;
    port.receive(hello);
    const { id } = port.last("check");
    port.receive({ type: "asking", id: "other", blocked: [0] });
    assert.equal(remembered, undefined);
    port.receive({ type: "asking", id, blocked: indices });
    assert.deepEqual(remembered, addresses);
    port.receive({ type: "asking", id, blocked: [] }); // takes nothing back
    port.drop();
    await assert.rejects(result, ({ code, flagged, blocked }) => code === "stopped" && flagged && blocked === told);
  });
}

for (const [hello3, told] of [
  [{}, false], [{ blocks: false }, false], [{ blocks: true }, true], [{ blocks: null }, true], [{ blocks: "" }, true],
  [{ blocks: 0 }, true], [{ blocks: [] }, true],
]) {
  test(`whether anything is blocked, as each hello has it: ${JSON.stringify(hello3)}`, () => {
    const setup = setUp();
    const said = [];
    setup.host.onBlocks = blocks => said.push(blocks);
    setup.host.open();
    setup.ports[0].receive({ ...hello, blocks: true });
    setup.ports[0].receive({ ...hello, ...hello3 });
    assert.deepEqual(said, [true, told]);
  });
}

// Whether a check that failed was with a host that had not judged it.
for (const [name, isOpen, end] of [
  ["no host", false, port => port.drop()],
  ["a host that does not greet", false, (port, timers) => timers.tick(5)],
  ["no common version", false, port => port.receive({ ...hello, protocol: 9 })],
  ["it hangs", true, (port, timers) => (port.receive(hello), timers.tick(7))],
  ["it stops", true, port => (port.receive(hello), port.drop())],
  ["it cannot judge", true, port => (port.receive(hello), port.receive({ type: "error", id: "c1", code: "no-policy" }))],
  ["its answer is none", true, port => (port.receive(hello), port.receive({ type: "decision", id: "c1", action: "SEND" }))],
  ["it was asking", false, port => (port.receive(hello), port.receive({ type: "asking", id: "c1", blocked: [] }), port.drop())],
]) {
  test(`a check that fails is ${isOpen ? "" : "not "}with a host that had not judged it: ${name}`, async () => {
    const setup = setUp();
    const result = setup.host.check(question);
    end(setup.ports[0], setup.timers);
    await assert.rejects(result, ({ open, blocked }) => open === isOpen && !blocked);
  });
}

test("a host that speaks another version all at once is not followed", async () => {
  const setup = setUp();
  const result = setup.host.check(question);
  const [port] = setup.ports;
  port.receive(hello);
  port.receive({ ...hello, protocol: 2 });
  await failsWith(result, "version");
});
