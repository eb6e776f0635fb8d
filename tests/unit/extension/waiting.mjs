/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { Waiting } from "../../../native-messaging/extension/waiting.js";
import { test } from "../../support/tap.mjs";
import { fakeMessenger, FakeTimers, until } from "./fakes.mjs";

const CUE = { color: "#1c71d8", enabled: true, label: "waitingLabel", text: "···", title: "waitingTitle" };
const TAB = 7;

function setUp() {
  const messenger = fakeMessenger();
  const timers = new FakeTimers();
  return { action: messenger.composeAction, messenger, timers, waiting: new Waiting(messenger, timers) };
}

// Lets everything that could still happen do so.
const settle = async () => {
  let turns = 0;
  await until(() => ++turns > 10);
};

test("decided at once: nothing is shown, and nothing is left over", async () => {
  const { action, messenger, timers, waiting } = setUp();
  messenger.composeAction = null;
  messenger.i18n = null;
  waiting.begin(TAB)();
  assert.equal(timers.running, 0);
  await settle();
  assert.deepEqual(action.button, {});
});

test("undecided: the button says so and can be pressed, until it is decided", async () => {
  const { action, timers, waiting } = setUp();
  const decided = waiting.begin(TAB);
  assert.deepEqual(action.button, {});
  timers.tick();
  await until(() => action.button.enabled);
  assert.deepEqual(action.button, CUE);
  decided();
  await settle();
  assert.deepEqual(Object.keys(action.button), ["enabled"]);
});

test("the window is closed meanwhile: nothing happens", async () => {
  const { action, timers, waiting } = setUp();
  const decided = waiting.begin(TAB);
  timers.tick();
  await until(() => action.button.enabled);
  action.tabs = [];
  decided();
  await settle();
});

for (const [name, damage] of Object.entries({
  "no window": messenger => (messenger.composeAction.tabs = []),
  "no button": messenger => delete messenger.composeAction,
  "a button without a label": messenger => delete messenger.composeAction.setLabel,
  "no texts": messenger => delete messenger.i18n,
})) {
  test(`never throws: ${name}`, async () => {
    const { messenger, timers, waiting } = setUp();
    damage(messenger);
    const decided = waiting.begin(TAB);
    timers.tick();
    await settle();
    decided();
    await settle();
  });
}
