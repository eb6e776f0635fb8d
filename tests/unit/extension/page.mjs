/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { reveal } from "../../../native-messaging/extension/page.js";
import { test } from "../../support/tap.mjs";
import { FakeEvent, FakeTimers, until } from "./fakes.mjs";

/* A window that is 480 high, with a frame of 20, and what is in it. */
function setUp({ contentHeight, type = "popup", getCurrent = async () => ({ id: 3, type }) }) {
  const resize = new FakeEvent();
  const element = { hidden: true, style: {} };
  const timers = new FakeTimers();
  const updates = [];
  Object.assign(globalThis, {
    outerHeight: 480,
    innerHeight: 460,
    screen: { availHeight: 800 },
    document: {
      getElementById: () => ({ offsetHeight: contentHeight }),
      querySelector: () => ({ offsetHeight: 50 }),
    },
    addEventListener: (name, listener) => resize.addListener(listener),
    messenger: { windows: { getCurrent, update: async (id, { height }) => void updates.push([id, height]) } },
  });
  return { element, timers, updates, resize };
}

const isShown = ({ hidden, style }) => !hidden && style.visibility !== "hidden";

test("shown once the window is as high as what is in it", async () => {
  const { element, timers, updates, resize } = setUp({ contentHeight: 300 });
  const revealed = reveal(element, timers);
  await until(() => updates.length > 0);
  assert.deepEqual(updates, [[3, 370]]);
  assert.equal(element.hidden, false); // else it had no height
  assert.equal(isShown(element), false);
  resize.fire();
  await revealed;
  assert.equal(isShown(element), true);
});

test("a window is no higher than can be read", async () => {
  const { element, timers, updates, resize } = setUp({ contentHeight: 5000 });
  const revealed = reveal(element, timers);
  await until(() => updates.length > 0);
  assert.deepEqual(updates, [[3, 720]]);
  resize.fire();
  await revealed;
});

test("shown at once where the height is right, and in a tab", async () => {
  for (const options of [{ contentHeight: 410 }, { contentHeight: 300, type: "normal" }]) {
    const { element, timers, updates } = setUp(options);
    await reveal(element, timers);
    assert.deepEqual(updates, []);
    assert.equal(isShown(element), true);
  }
});

test("shown all the same where the window keeps its height", async () => {
  for (const getCurrent of [undefined, () => new Promise(() => {})]) {
    const { element, timers } = setUp({ contentHeight: 300, getCurrent });
    const revealed = reveal(element, timers);
    assert.equal(isShown(element), false);
    timers.tick();
    await revealed;
    assert.equal(isShown(element), true);
  }
});

test("shown all the same where Thunderbird does not know its windows", async () => {
  const { element, timers } = setUp({ contentHeight: 300, getCurrent: () => Promise.reject(new Error("No window")) });
  await reveal(element, timers);
  assert.equal(isShown(element), true);
});
