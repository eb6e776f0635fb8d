// SPDX-FileCopyrightText: 2026 The Straymail authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Times mailcheck: node mailcheck-rate.js MODULE LIST RECIPIENTS prints what one
// recipient takes against the whole list, in nanoseconds.

"use strict";

const fs = require("node:fs");
const mailcheck = require(process.argv[2]);
const lines = path => fs.readFileSync(path, "utf8").split("\n").filter(Boolean);
const domains = lines(process.argv[3]).map(entry => entry.replace(/^\*\./, ""));
const recipients = lines(process.argv[4]);

const check = email => mailcheck.run({ email, domains, suggested: () => {}, empty: () => {} });

// Once for the compiler to see it.
check(recipients[0]);

const start = process.hrtime.bigint();
for (const recipient of recipients) {
  check(recipient);
}
console.log(Number(process.hrtime.bigint() - start) / recipients.length);
