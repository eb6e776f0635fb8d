/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { digestOf } from "../../../native-messaging/extension/digest.js";
import { test } from "../../support/tap.mjs";

// The same rows as tests/unit/digest.c has.
const rows = JSON.parse(readFileSync(new URL("../digests.json", import.meta.url)));

for (const { name, recipients, digest } of rows) {
  test(name, async () => assert.equal(await digestOf(recipients), digest));
}

test("names and lists do not matter", async () => {
  const [plain, told] = [{}, { name: "N", list: "L" }].map(more => digestOf([{ field: "to", address: "a@x.org", ...more }]));
  assert.equal(await plain, await told);
});
