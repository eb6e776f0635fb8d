// SPDX-FileCopyrightText: 2026 The Straymail authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs mailcheck over JSON lines {"trust": […], "domains": […], "domainsOnly": true}
// on standard input and answers each with a line: the domain it suggests for each one, or null.

"use strict";

const readline = require("node:readline");
const mailcheck = require(process.argv[2]);

readline.createInterface({input: process.stdin}).on("line", line => {
  const {trust, domains, domainsOnly} = JSON.parse(line);
  const explicit = trust.filter(entry => !entry.startsWith("*."));
  const endings = trust.filter(entry => entry.startsWith("*.")).map(entry => entry.slice(2));
  const options = {
    domains: explicit,
    secondLevelDomains: domainsOnly ? [] : [...new Set(explicit.map(entry => entry.split(".")[0]))],
    topLevelDomains: domainsOnly ? [] : [...new Set([...endings, ...explicit.map(entry => entry.split(".").slice(1).join("."))])],
  };

  console.log(JSON.stringify(domains.map(domain => {
    let meant = null;

    mailcheck.run({
      ...options,
      email: `a@${domain}`,
      suggested: suggestion => { meant = suggestion.domain; },
      empty: () => {},
    });
    return meant;
  })));
});
