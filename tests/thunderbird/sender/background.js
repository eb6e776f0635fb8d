/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

"use strict";

// How a message of its own is sent.
const WAYS = {
  async window(details) {
    const { id } = await messenger.compose.beginNew({ ...details, isPlainText: true });
    await messenger.compose.sendMessage(id, { mode: "sendNow" });
  },
  async background(details) {
    const [{ id }] = await messenger.identities.list();
    await messenger.messages.sendMessage({ ...details, identityId: id }, { mode: "sendNow" });
  },
};

// What a subject says after "window:" or "background:" gets a message of its own, each address one.
messenger.compose.onBeforeSend.addListener((tab, { subject }) => {
  const [, before, way, addresses] = /^(.*) (window|background):(.*)$/.exec(subject) ?? [];
  for (const to of addresses?.split(",") ?? []) {
    WAYS[way]({ to, subject: `${before} to ${to}`, plainTextBody: "As agreed.\n" }).catch(console.error);
  }
  return {};
});
