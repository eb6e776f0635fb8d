/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { UNSEEN } from "../../../native-messaging/extension/answer.js";
import { Asker } from "../../../native-messaging/extension/asker.js";
import { test } from "../../support/tap.mjs";
import { fakeMessenger, FakePort, FakeTimers, until } from "./fakes.mjs";

function setUp() {
  const messenger = fakeMessenger();
  const timers = new FakeTimers();
  return { messenger, timers, asker: new Asker(messenger, timers) };
}

// The page that was opened last, connecting.
async function openPage({ asker }, { opened }) {
  await until(() => opened.length > 0);
  const port = new FakePort(`ask-${opened.at(-1).split("?")[1]}`);
  asker.pageConnected(port);
  return port;
}

const finding = {
  index: 0, verdict: "lookalike", domain: "us.af.ml", resembles: "us.af.mil", suggestion: "a@us.af.mil",
};
const question = { reason: "timed-out", flagged: 1, recipients: 1, leave_out: true, typing: false, findings: [finding] };
const unchecked = { reason: "missing", rule: "ask" };
const send = { send: true, choices: [] };
const goBack = { send: false };

for (const answer of [goBack, ...["correct", "keep", "leave-out"].map(choice => ({ send: true, choices: [{ index: 0, choice }] }))]) {
  test(`the page is asked and answers ${JSON.stringify(answer)}`, async () => {
    const setup = setUp();
    const result = setup.asker.ask(question);
    const page = await openPage(setup, setup.messenger.windows);
    assert.deepEqual(page.sent, [{ question: { ...question, told: false } }]);
    page.receive({ answer });
    assert.deepEqual(await result, answer);
    assert.ok(page.disconnected);
  });
}

test("what is no answer is none, and keeps the event page alive", async () => {
  const setup = setUp();
  let calls = 0;
  setup.messenger.runtime.getPlatformInfo = async () => void calls++;
  const result = setup.asker.ask(unchecked);
  const page = await openPage(setup, setup.messenger.windows);
  for (const message of [{}, null, { answer: true }, { answer: "send" }, { answer: [send] }, { answer: { send: 1 } }]) {
    page.receive(message);
  }
  assert.equal(calls, 6);
  page.receive({ answer: goBack });
  assert.deepEqual(await result, goBack);
});

test("what the page does not offer is no answer", async () => {
  const setup = setUp();
  const result = setup.asker.ask({ ...question, findings: [{ ...finding, blocked: true }] });
  const page = await openPage(setup, setup.messenger.windows);
  page.receive({ answer: { send: true, choices: [{ index: 0, choice: "keep" }] } });
  page.receive({ answer: send });
  assert.equal(page.disconnected, false);
  page.receive({ answer: goBack });
  assert.deepEqual(await result, goBack);
});

test("closing the page is going back", async () => {
  const setup = setUp();
  const result = setup.asker.ask(unchecked);
  (await openPage(setup, setup.messenger.windows)).drop();
  assert.deepEqual(await result, goBack);
});

test("closing the compose window closes the page", async () => {
  const setup = setUp();
  const closed = new AbortController();
  const result = setup.asker.ask(unchecked, closed.signal);
  const page = await openPage(setup, setup.messenger.windows);
  closed.abort();
  assert.deepEqual(await result, goBack);
  assert.ok(page.disconnected);
});

test("a page nobody waits for is closed", () => {
  const { asker } = setUp();
  for (const name of ["ask-7", "ask-", "other"]) {
    const port = new FakePort(name);
    asker.pageConnected(port);
    assert.ok(port.disconnected);
  }
});

test("two questions have two pages", async () => {
  const setup = setUp();
  const first = setup.asker.ask(unchecked);
  const firstPage = await openPage(setup, setup.messenger.windows);
  const second = setup.asker.ask({ ...unchecked, reason: "silent" });
  await until(() => setup.messenger.windows.opened.length === 2);
  const secondPage = await openPage(setup, setup.messenger.windows);
  secondPage.receive({ answer: send });
  assert.deepEqual(await second, send);
  firstPage.receive({ answer: goBack });
  assert.deepEqual(await first, goBack);
});

test("no window: a tab asks", async () => {
  const setup = setUp();
  setup.messenger.windows.create = async () => assert.fail("no window");
  const result = setup.asker.ask(unchecked);
  (await openPage(setup, setup.messenger.tabs)).receive({ answer: send });
  assert.deepEqual(await result, send);
});

test("a window that never shows its page: a tab asks", async () => {
  const setup = setUp();
  const result = setup.asker.ask(unchecked);
  await until(() => setup.timers.running === 1);
  setup.timers.tick();
  (await openPage(setup, setup.messenger.tabs)).receive({ answer: send });
  assert.deepEqual(await result, send);
});

test("neither window nor tab: held, and a notification says so", async () => {
  const setup = setUp();
  setup.messenger.windows.create = async () => assert.fail("no window");
  setup.messenger.tabs.create = () => assert.fail("no tab");
  assert.equal(await setup.asker.ask(unchecked), UNSEEN);
  assert.deepEqual(setup.messenger.notifications.shown, [
    { type: "basic", title: "heldTitle", message: "heldNoPage" },
  ]);
});

test("telling waits for nobody and throws at nobody", async () => {
  const setup = setUp();
  setup.asker.tell({ reason: "no-answer" });
  const page = await openPage(setup, setup.messenger.windows);
  assert.deepEqual(page.sent, [{ question: { reason: "no-answer", told: true } }]);
  page.drop();
  for (const api of ["windows", "tabs", "notifications"]) {
    setup.messenger[api].create = () => assert.fail(`no ${api}`);
  }
  setup.asker.tell({ reason: "no-answer" });
  await until(() => true);
});
