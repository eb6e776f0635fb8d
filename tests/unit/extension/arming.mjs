/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { Arming } from "../../../native-messaging/extension/arming.js";
import { test } from "../../support/tap.mjs";
import { FakeEvent, FakeTimers } from "./fakes.mjs";

/* A window that has the focus or not, with an Arming of its own. */
function setUp(hasFocus = true) {
  const events = { focus: new FakeEvent(), blur: new FakeEvent(), keydown: new FakeEvent(), keyup: new FakeEvent() };
  const timers = new FakeTimers();
  const window = { hasFocus };
  globalThis.addEventListener = (name, listener) => events[name].addListener(listener);
  globalThis.document = { hasFocus: () => window.hasFocus };
  const arming = new Arming(1000, () => {}, timers);
  const setFocus = value => {
    window.hasFocus = value;
    events[value ? "focus" : "blur"].fire();
  };
  return { arming, timers, setFocus, press: key => press(events.keydown, key), release: code => events.keyup.fire({ code }) };
}

/* Whether a key goes on to the page. */
function press(keydown, code) {
  let passes = true;
  const stop = () => (passes = false);
  keydown.fire({ code, key: code, preventDefault: stop, stopImmediatePropagation: stop });
  return passes;
}

test("armed after the delay, and not before", () => {
  const { arming, timers } = setUp();
  assert.equal(arming.armed, false);
  timers.tick();
  assert.equal(arming.armed, true);
});

test("without the focus it is never armed", () => {
  const { arming, timers, setFocus } = setUp(false);
  assert.equal(timers.running, 0);
  setFocus(true);
  assert.equal(arming.armed, false);
  timers.tick();
  assert.equal(arming.armed, true);
});

test("the delay begins anew with the focus", () => {
  const { arming, timers, setFocus } = setUp();
  timers.tick();
  setFocus(false);
  assert.equal(arming.armed, false);
  timers.tick();
  assert.equal(arming.armed, false);
  setFocus(true);
  assert.equal(timers.running, 1);
  assert.equal(arming.armed, false);
  timers.tick();
  assert.equal(arming.armed, true);
});

test("keys count once it is armed, and not those held down since before", () => {
  const { timers, press: pressed, release } = setUp();
  assert.equal(pressed("Enter"), false);
  timers.tick();
  assert.equal(pressed("Enter"), false); // repeats
  assert.equal(pressed("Tab"), true);
  release("Enter");
  assert.equal(pressed("Enter"), true);
});

test("Escape always counts", () => {
  assert.equal(setUp().press("Escape"), true);
});

test("a key that is let go elsewhere counts again", () => {
  const { timers, setFocus, press: pressed } = setUp();
  pressed("Enter");
  setFocus(false);
  setFocus(true);
  timers.tick();
  assert.equal(pressed("Enter"), true);
});
