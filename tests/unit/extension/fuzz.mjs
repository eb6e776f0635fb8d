/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Conversations with a host that cannot be trusted: whatever it says, nothing is
// thrown, every message of the person is decided on, and none goes out but by a
// decision that is exactly as PROTOCOL.md has it.
//
//     node tests/unit/extension/fuzz.mjs [CONVERSATIONS [SEED]]

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import process from "node:process";
import { setImmediate as turn } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import { Guard } from "../../../native-messaging/extension/guard.js";
import { Host } from "../../../native-messaging/extension/host.js";
import { test } from "../../support/tap.mjs";
import { FakePort, FakeTimers, fakeMessenger, until } from "./fakes.mjs";
import { Chance, mutated } from "./mutate.mjs";

const [conversations = 1500, firstSeed = 1] = process.argv.slice(2).filter(value => /^\d+$/.test(value)).map(Number);

const REASONS = {
  send: ["clean", "told", "send-anyway"],
  hold: ["go-back", "no-answer", "withdrawn", "blocked"],
  ask: ["could-not-show", "timed-out"],
};

const digestOf = recipients => {
  const text = recipients.map(({ field, address }) => `${field}\0${address}\0`).join("");
  return createHash("sha256").update(text).digest("hex");
};

const meant = address => address.replace(/ml$/, "mil");

/* Valid decisions over a check, one of each kind. */
function decisions({ id, recipients }, chance) {
  const decision = (action, reason, more = {}) =>
    ({ type: "decision", id, action, reason, digest: digestOf(recipients), ...more });
  const changes = recipients.map(({ address }, index) => ({ index, from: address }));
  const [removals, rest] = [changes.slice(1).filter(() => chance.oneIn(3)), changes];
  const corrections = rest.filter(change => !removals.includes(change)).map(({ index, from }) =>
    ({ index, from, to: meant(from) }));
  const findings = recipients.map(({ field, address }, index) => ({
    index, field, address, verdict: "lookalike", domain: "us.af.ml", kind: "wildcard_suffix", severity: "high",
    country: "ML", country_name: "Mali", resembles: "us.af.mil", suggestion: meant(address),
    marks: { domain: [], resembles: [[7, 1]] },
  }));
  const terms = { recipients: recipients.length, delay: 1000, leave_out: true, exception_days: 30, typing: false };
  return [
    decision("send", chance.pick(REASONS.send)),
    decision("correct", "corrected", { corrections, removals }),
    decision("hold", chance.pick(REASONS.hold)),
    decision("ask", chance.pick(REASONS.ask), { flagged: findings.length, findings, ...terms }),
  ];
}

const isObject = value => typeof value === "object" && value !== null;

/* What @message makes of a check, by PROTOCOL.md: `{}` or `{details}` as the guard
 * gives them to Thunderbird, null where it does not clear the message. */
function clearance(message, { recipients }, protocol) {
  const own = name => (Object.hasOwn(message, name) ? message[name] : undefined);
  if (protocol >= 3 && own("digest") !== digestOf(recipients)) {
    return null;
  }
  // A "To" in which nobody is, above a "Cc", is emptied.
  const emptied = recipients.some(({ field }) => field === "cc") && !recipients.some(({ field }) => field === "to");
  if (own("action") === "send") {
    return REASONS.send.includes(own("reason")) ? (emptied ? { details: { to: [] } } : {}) : null;
  }
  if (own("action") !== "correct" || own("reason") !== "corrected") {
    return null;
  }
  const corrections = own("corrections");
  const removals = protocol >= 3 ? own("removals") : [];
  if (!Array.isArray(corrections) || !Array.isArray(removals) || corrections.length + removals.length === 0) {
    return null;
  }
  const becomes = new Map();
  for (const change of [...corrections, ...removals]) {
    const { index, from } = isObject(change) ? change : {};
    if (typeof index !== "number" || recipients[index]?.address !== from || becomes.has(index)) {
      return null;
    }
    becomes.set(index, null);
  }
  for (const { index, to } of corrections) {
    if (typeof to !== "string" || to.split("@").length !== 2 || /[\s,;<>]/.test(to)) {
      return null;
    }
    becomes.set(index, to);
  }
  const left = recipients.map(({ address }, index) => (becomes.has(index) ? becomes.get(index) : address));
  if (left.every(address => address === null)) {
    return null; // nobody is left to send to
  }
  const details = emptied ? { to: [] } : {};
  for (const { field } of recipients.filter((_, index) => becomes.has(index))) {
    details[field] = left.filter((address, index) => recipients[index].field === field && address !== null)
      .map(address => `<${address}>`);
  }
  return { details };
}

/* One guard, the ports it opens, and the messages the person sends. */
class Conversation {
  ports = [];
  sends = [];
  statuses = []; // promises
  timers = new FakeTimers();
  #over = false;
  #now = 0;

  constructor(chance) {
    const messenger = fakeMessenger();
    messenger.compose.getComposeDetails = async id => (this.sends[id].left = structuredClone(this.sends[id].details));
    this.chance = chance;
    this.host = new Host({
      connect: () => this.#connect(),
      version: "0.1.0",
      timers: this.timers,
    });
    const unavailable = { ruleFor: async () => "ask" };
    const asker = { ask: async () => ({ send: false }), tell: () => {}, notify: async () => {} };
    const waiting = { begin: () => () => {} };
    this.guard = new Guard({ messenger, host: this.host, asker, unavailable, waiting, now: () => (this.#now += 1000) });
  }

  #connect() {
    const port = new FakePort();
    this.ports.push(port);
    if (this.#over) {
      queueMicrotask(() => port.drop());
    }
    return port;
  }

  send() {
    const tab = { id: this.sends.length };
    const details = { from: "me@x.org", to: [], cc: [], bcc: [] };
    for (let n = this.chance.below(3); n >= 0; n--) {
      details[this.chance.pick(["to", "to", "cc", "bcc"])].push(`m${tab.id}n${n}@us.af.ml`);
    }
    // `left` is what stood in the window when it was to leave.
    const send = { tab, details, left: null, decisions: new Map() };
    send.result = this.guard.beforeSend(tab, structuredClone(details)).then(result => (send.outcome = result));
    this.sends.push(send);
  }

  /* Another add-on writes into a window whose message is not decided on. */
  change(number) {
    const send = this.sends[number];
    if (send && !send.outcome) {
      send.details.bcc.push(`m${number}n${send.details.bcc.length + 10}@army.ml`);
    }
  }

  /* The checks the host has heard of, with the message each is about. */
  get checks() {
    return this.ports.flatMap(port => port.sent.filter(({ type }) => type === "check").map(check => {
      const [, number] = /^m(\d+)n/.exec(check.recipients[0].address);
      return { ...check, port, send: this.sends[number] };
    }));
  }

  /* The host says something. What it says first about a check is what counts. */
  receive(port, message) {
    const check = isObject(message) && this.checks.find(({ id, port: own }) => own === port && id === message.id);
    if (isObject(message) && message.type === "hello" && !port.disconnected) {
      port.protocol = [1, 2, 3].includes(message.protocol) ? message.protocol : undefined;
    } else if (check && message.type === "decision" && port.protocol) {
      const key = `${this.ports.indexOf(port)} ${check.id}`;
      if (!check.send.decisions.has(key)) {
        check.send.decisions.set(key, { ...check, result: clearance(message, check, port.protocol) });
      }
    }
    port.receive(message);
  }

  /* The host goes, also one that a message still starts: by then all is decided. */
  async end() {
    this.#over = true;
    this.ports.forEach(port => port.disconnected || port.drop());
    await Promise.all([...this.sends.map(({ result }) => result), ...this.statuses]);
    for (const { outcome, left, decisions } of this.sends) {
      if (outcome.cancel !== true) {
        const over = [...decisions.values()].filter(({ recipients }) => isOver(recipients, left));
        assert.ok(over.some(({ result }) => isDeepStrictEqual(result, outcome)));
      } else {
        assert.deepEqual(outcome, { cancel: true });
      }
    }
    this.timers.tick(1);
    assert.equal(this.timers.running, 0);
  }
}

/* Whether these are the recipients of a message. */
const isOver = (recipients, { to, cc, bcc }) =>
  isDeepStrictEqual(recipients.map(({ address }) => address), [...to, ...cc, ...bcc]);

const hello = protocol => ({ type: "hello", protocol, version: "9" });

/* What a host may say next, in order or not. */
function nextMessage(conversation, port, chance) {
  const checks = conversation.checks.filter(check => check.port === port || chance.oneIn(5));
  const check = checks.length > 0 ? chance.pick(checks) : { id: `c${1 + chance.below(4)}`, recipients: [] };
  const valid = [
    hello(chance.pick([1, 2, 3, 3, 3])),
    ...decisions(check, chance),
    { type: "error", id: chance.pick([check.id, null]), code: chance.pick(["busy", "malformed", "too-many-contacts"]), message: "…" },
    { type: "status", checks: [{ check: "display", health: "good", text: "…" }] },
  ];
  const message = chance.pick(valid);
  return chance.oneIn(3) ? message : mutated(message, valid, chance);
}

const STEPS = [
  ({ guard }, port, chance) => guard.tabRemoved(chance.below(5)),
  (conversation, port) => port.drop(),
  ({ timers }, port, chance) => timers.tick(chance.below(7)),
  ({ host }) => void host.openPreferences().catch(() => {}),
  ({ host, statuses }) => statuses.push(host.status().catch(() => {})),
  ({ host }) => host.open(),
  ({ host }, port, chance) => host.sent(`c${chance.below(5)}`, [{ field: "to", address: "a@x.org" }]),
  ({ host }) => host.tellContacts(["a@x.org"]),
  conversation => conversation.send(),
  conversation => conversation.send(),
  (conversation, port, chance) => conversation.change(chance.below(5)),
  (conversation, port, chance) => conversation.change(chance.below(5)),
];

async function distrust(chance) {
  const conversation = new Conversation(chance);
  conversation.send();
  for (let n = 2 + chance.below(12); n > 0; n--) {
    // Reading the recipients takes some turns; sometimes the host is faster.
    for (let turns = chance.below(3); turns > 0; turns--) {
      await turn();
    }
    const { ports } = conversation;
    if (ports.length === 0) {
      continue;
    }
    const port = chance.oneIn(6) ? chance.pick(ports) : ports.at(-1);
    if (port.protocol === undefined && !chance.oneIn(4)) {
      conversation.receive(port, hello(chance.pick([1, 2, 3, 3])));
    } else if (chance.oneIn(5)) {
      chance.pick(STEPS)(conversation, port, chance);
    } else {
      conversation.receive(port, nextMessage(conversation, port, chance));
    }
  }
  await conversation.end();
  return conversation;
}

/* The same with a host that does what it should: then every decision is kept to. */
async function trust(chance) {
  const conversation = new Conversation(chance);
  for (let n = chance.below(3); n >= 0; n--) {
    conversation.send();
  }
  await until(() => conversation.ports.length > 0);
  const [port] = conversation.ports;
  conversation.receive(port, hello(3));
  await until(() => conversation.checks.length === conversation.sends.length);
  for (const check of conversation.checks.sort(() => chance.below(3) - 1)) {
    const { send } = check;
    conversation.receive(port, chance.pick(decisions(check, chance)));
    await send.result;
    const [{ result }] = send.decisions.values();
    assert.deepEqual(send.outcome, result ?? { cancel: true });
  }
  await conversation.end();
  return conversation;
}

const again = seed => `Seed ${seed}: node tests/unit/extension/fuzz.mjs 1 ${seed}`;

/* Runs one conversation a seed. What it gives is how many messages were let out. */
async function converse(run, number) {
  const cleared = { send: 0, correct: 0 };
  const problems = [];
  const note = reason => problems.push(reason);
  const { error } = console;
  const members = Object.getOwnPropertyNames(Object.prototype).length;
  let current;
  const nameSeed = () => console.log(`# ${again(current)}`); // of what waits for ever
  process.on("exit", nameSeed);
  process.on("unhandledRejection", note);
  console.error = (...words) => note(new Error(words.join(" ")));
  try {
    for (let seed = firstSeed; seed < firstSeed + number; seed++) {
      current = seed;
      try {
        for (const { outcome } of (await run(new Chance(seed))).sends) {
          cleared.send += Object.keys(outcome).length === 0;
          cleared.correct += "details" in outcome;
        }
        await turn();
        assert.deepEqual(problems, []);
        assert.equal(Object.getOwnPropertyNames(Object.prototype).length, members);
      } catch (problem) {
        problem.stack = `${again(seed)}\n${problem.stack}`;
        throw problem;
      }
    }
  } finally {
    console.error = error;
    process.off("unhandledRejection", note);
    process.off("exit", nameSeed);
  }
  return cleared;
}

for (const [name, run] of [["with a host to trust", trust], ["with a host not to be trusted", distrust]]) {
  const number = run === trust ? Math.ceil(conversations / 10) : conversations;
  test(`${number} conversations ${name}, from seed ${firstSeed} on`, async () => {
    const cleared = await converse(run, number);
    // Both are met in so many, or nothing was tried.
    assert.ok(number < 100 || (cleared.send > 0 && cleared.correct > 0));
  });
}
