/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { Health } from "../../../native-messaging/extension/health.js";
import { HostFailure } from "../../../native-messaging/extension/host.js";
import { readStatus } from "../../../native-messaging/extension/status.js";
import { test } from "../../support/tap.mjs";
import { fakeMessenger, FakePort, until } from "./fakes.mjs";

const good = { check: "trust", health: "good", text: "All lists were read." };
const note = { check: "bus", health: "note", text: "There is no session bus." };
const bad = { check: "lists", health: "bad", text: "A line is no domain.", fix: "Correct it." };
const current = { protocol: 3, isCurrent: true, version: "9" };

/* `state` is the host's, `checks` is what it answers, or what fails. */
function setUp(state, checks = []) {
  const messenger = fakeMessenger();
  const button = {};
  const setter = member => async ({ tabId, [member]: value }) => {
    assert.equal(tabId, undefined);
    button[member] = value;
  };
  messenger.composeAction = { setTitle: setter("title"), setBadgeText: setter("text"), setBadgeBackgroundColor: setter("color") };
  messenger.notifications = { create: async ({ title, message }) => void seen.notified.push(`${title}: ${message}`) };
  messenger.runtime.getManifest = () => ({ version: "0.1.0" });
  const seen = { notified: [], asked: 0, preferences: 0, button };
  const host = {
    state,
    checks,
    async status() {
      seen.asked++;
      if (host.checks instanceof Error) {
        throw host.checks;
      }
      return host.checks;
    },
  };
  const health = new Health({ messenger, host, preferences: { open: () => seen.preferences++ } });
  return { messenger, host, health, seen };
}

async function openPage({ health }) {
  const port = new FakePort("state");
  health.pageConnected(port);
  await until(() => port.sent.length >= 2);
  return port;
}

for (const [name, state, checks, level, why, todo, title, badge] of [
  ["a host of today", current, [good, note], "on", "", "", "stateOn()", null],
  ["something is bad", current, [good, bad, { ...bad, text: "…" }], "degraded", bad.text, bad.fix, `stateDegraded(${bad.text})`, "!"],
  ["something is bad, and nothing can be done", current, [{ ...bad, fix: undefined }], "degraded", bad.text, "", `stateDegraded(${bad.text})`, "!"],
  ["an older host", { protocol: 2, isCurrent: false, version: "8" }, new HostFailure("version"), "degraded", "whyOlder",
    "todoUpdateHelper", "stateDegraded(whyOlder)", "!"],
  ["no host", { failure: "missing" }, new HostFailure("missing"), "off", "whyMissing", "todoInstallHelper", "stateOff(whyMissing)", "!"],
  ["a host that died", { failure: "stopped" }, new HostFailure("stopped"), "off", "whyStopped", "todoCheckAgain", "stateOff(whyStopped)", "!"],
  ["a host of another age", { failure: "version" }, new HostFailure("version"), "off", "whyVersion", "todoUpdateHelper", "stateOff(whyVersion)", "!"],
  ["nothing was asked yet", {}, new HostFailure("silent"), "unknown", "", "", "stateUnknown()", null],
]) {
  test(`state: ${name}`, async () => {
    const setup = setUp(state, checks);
    setup.host.onChanged();
    await until(() => setup.seen.button.title === title);
    assert.equal(setup.seen.button.text, badge);
    const page = await openPage(setup);
    const told = page.sent.at(-1).state;
    assert.deepEqual([told.level, told.why, told.todo], [level, why, todo]);
    assert.deepEqual([told.protocol, told.hostVersion, told.version], [state.protocol, state.version, "0.1.0"]);
    assert.deepEqual(told.checks, checks instanceof Error ? [] : checks);
  });
}

test("what was bad is forgotten with its host", async () => {
  const setup = setUp(current, [bad]);
  setup.host.onChanged();
  await until(() => setup.seen.button.text === "!");
  Object.assign(setup.host, { state: current, checks: [good] });
  setup.host.onChanged();
  await until(() => setup.seen.button.text === null);
});

test("an older host is not asked when it is greeted", async () => {
  const setup = setUp({ protocol: 2, isCurrent: false });
  setup.host.onChanged();
  await until(() => setup.seen.button.text === "!");
  assert.equal(setup.seen.asked, 0);
});

test("the page is told of changes, until it is closed", async () => {
  const setup = setUp({ failure: "missing" }, new HostFailure("missing"));
  const page = await openPage(setup);
  Object.assign(setup.host, { state: current, checks: [good] });
  page.receive({ action: "again" });
  await until(() => page.sent.at(-1).state.level === "on");
  page.receive({ action: "preferences" });
  page.receive({ action: "constructor" });
  assert.equal(setup.seen.preferences, 1);
  page.drop();
  const { length } = page.sent;
  setup.host.onChanged();
  await until(() => setup.seen.asked === 3);
  assert.equal(page.sent.length, length);
});

test("one page: opened, and then another one in its place", async () => {
  const setup = setUp(current);
  await setup.health.open();
  assert.deepEqual(setup.messenger.windows.opened, ["moz-extension://fake/state.html"]);
  const page = await openPage(setup);
  await setup.health.open();
  assert.equal(setup.messenger.windows.opened.length, 2);
  assert.ok(page.disconnected);
  const { length } = page.sent;
  setup.host.onChanged();
  assert.equal(page.sent.length, length);
});

test("no window: a tab shows it", async () => {
  const setup = setUp(current);
  setup.messenger.windows.create = async () => assert.fail("no window");
  await setup.health.open();
  assert.deepEqual(setup.messenger.tabs.opened, ["moz-extension://fake/state.html"]);
});

test("a button that cannot be changed is nobody's fault", async () => {
  const setup = setUp(current);
  setup.messenger.composeAction.setTitle = async () => assert.fail("…");
  setup.host.onChanged();
  await until(() => setup.seen.asked === 1);
});

test("a status is read", () => {
  assert.deepEqual(readStatus({ checks: [good, { ...bad, more: 1 }] }), [good, bad]);
  assert.deepEqual(readStatus({ checks: [] }), []);
});

for (const checks of [
  undefined, null, {}, "good", [null], [1], [{ ...good, check: 1 }], [{ ...good, health: "GOOD" }], [{ ...good, health: ["good"] }],
  [{ ...good, text: null }], [{ ...good, fix: {} }], [good, { ...good, text: undefined }], Array(101).fill(good),
]) {
  test(`a status is refused: ${JSON.stringify(checks)?.slice(0, 80)}`, () => assert.equal(readStatus({ checks }), null));
}

test("that nothing is checked is told once, until it is again", async () => {
  const { host, seen } = setUp({ failure: "missing" }, new HostFailure("missing"));
  host.onChanged();
  host.onChanged();
  assert.deepEqual(seen.notified, ["Straymail: stateOff(whyMissing) todoInstallHelper"]);
  host.state = current;
  host.checks = [];
  host.onChanged();
  host.state = { failure: "version" };
  host.onChanged();
  assert.equal(seen.notified.length, 2);
});

test("what passes by itself is not told", async () => {
  for (const failure of ["stopped", "silent"]) {
    const { host, seen } = setUp({ failure }, new HostFailure(failure));
    host.onChanged();
    assert.deepEqual(seen.notified, []);
  }
});
