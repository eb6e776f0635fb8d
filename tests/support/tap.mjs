/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Runs the tests of one file in turn and reports in TAP.
//
//     import { test } from "../../support/tap.mjs";
//     test("what holds", async () => { assert.equal(…); });

import { webcrypto } from "node:crypto";
import process from "node:process";

// Debian 12's Node.js has it, unlike Thunderbird, under no global name.
globalThis.crypto ??= webcrypto;

const tests = [];
let started = false;
let current = null;

export function test(name, run) {
  if (started) {
    throw new Error(`“${name}” comes too late: the tests run already`);
  }
  tests.push({ name, run });
}

// A test that waits for what never comes ends the process, since nothing is
// left to run; that must not look like success.
process.on("exit", () => {
  if (current) {
    console.log(`not ok - ${current} (waits for ever)`);
    process.exitCode = 1;
  }
});

setImmediate(async () => {
  started = true;
  console.log(`1..${tests.length}`);
  for (const { name, run } of tests) {
    current = name;
    try {
      await run();
      console.log(`ok - ${name}`);
    } catch (error) {
      console.log(`not ok - ${name}`);
      console.log(String(error.stack).replace(/^/gm, "# "));
      process.exitCode = 1;
    }
  }
  current = null;
});
