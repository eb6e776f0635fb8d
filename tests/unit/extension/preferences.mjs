/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { Asker } from "../../../native-messaging/extension/asker.js";
import { HostFailure } from "../../../native-messaging/extension/host.js";
import { Preferences } from "../../../native-messaging/extension/preferences.js";
import { test } from "../../support/tap.mjs";
import { fakeMessenger } from "./fakes.mjs";

const opening = (messenger, openPreferences) =>
  new Preferences({ host: { openPreferences }, asker: new Asker(messenger) }).open();

test("the host opens them, and nothing is said", async () => {
  const messenger = fakeMessenger();
  let opened = 0;
  await opening(messenger, async () => void opened++);
  assert.equal(opened, 1);
  assert.deepEqual(messenger.notifications.shown, []);
});

for (const [failure, message] of [
  [new HostFailure("missing"), "whyMissing"],
  [new HostFailure("version"), "whyVersion"],
  [new HostFailure("silent"), "whySilent"],
  [new Error("…"), "whyUnexpected"],
]) {
  test(`they cannot be opened: ${message}`, async () => {
    const messenger = fakeMessenger();
    await opening(messenger, () => Promise.reject(failure));
    assert.deepEqual(messenger.notifications.shown, [{ type: "basic", title: "preferencesTitle", message }]);
    messenger.notifications.create = () => assert.fail("no notification");
    await opening(messenger, () => Promise.reject(failure));
  });
}
