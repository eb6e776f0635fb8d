/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// The conversation with straymail-host (PROTOCOL.md): one long-lived port, many
// checks, each answered by its id. Whatever goes wrong rejects a check with a
// HostFailure; a check never waits for a host that is gone.

import { readDecision } from "./decision.js";
import { digestOf } from "./digest.js";
import { readStatus } from "./status.js";

// Version 2 adds contacts and `told`, version 3 digests, removals, what is blocked before
// there is an answer, and the preferences.
const PROTOCOL_MIN = 1;
const PROTOCOL_MAX = 3;

// While an answer is awaited, a hello goes out every second; a host that hangs
// leaves it unanswered. Seconds are counted as ticks of a timer, not by a clock:
// a computer that slept for an hour has missed one tick.
const SILENT_TICKS = 5;

/* code: `missing` (could not be started), `stopped`, `silent`, `version` (no
 * common protocol), `bad-answer`, `withdrawn`, or a code of PROTOCOL.md's `error`. */
export class HostFailure extends Error {
  /* `flagged`: the check was found to be flagged before it failed, or answered in words
   * nobody understands; `blocked`: the organisation does not let it out; `open`: a host
   * had it that was greeted, and had not said yet whether the organisation does. */
  constructor(code, { heard = false, asking } = {}) {
    super(`straymail-host: ${code}`);
    this.name = "HostFailure";
    this.code = code;
    this.flagged = asking !== undefined || code === "bad-answer";
    this.blocked = asking?.blocked ?? false;
    this.open = heard && !asking;
  }
}

export class Host {
  #connect;
  #version;
  #timers;
  #port = null;
  #protocol = 0; // 0: not greeted yet
  #queue = []; // what waits for the host's hello
  #checks = new Map(); // id → {recipients, digest, decided, asking: {blocked}, resolve, reject}
  #greetings = []; // {resolve, reject} of what waits for any hello
  #statuses = []; // {resolve, reject} of what waits for a status
  #hostVersion = "";
  #failure = null; // why there is none now
  #lastId = 0;
  #ticker = null;
  #helloOpen = false;
  #silentTicks = 0;

  /* Called when a host was greeted that takes contacts; it has none yet. */
  onReady = () => {};

  /* Called when a host was greeted for the first time, and when one was lost. */
  onChanged = () => {};

  /* Called with addresses to whose domains the organisation lets nothing out. */
  onBlocked = () => {};

  /* Called with whether it blocks anything at all, whenever the host says so. */
  onBlocks = () => {};

  constructor({ connect, version, timers = globalThis }) {
    this.#connect = connect;
    this.#version = version;
    this.#timers = timers;
  }

  /* The host's decision over {from, recipients}, as readDecision gives it. When
   * `signal` aborts, the check is withdrawn. */
  check({ from, recipients }, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new HostFailure("withdrawn"));
        return;
      }
      const id = `c${++this.#lastId}`;
      const digest = digestOf(recipients).catch(() => null); // then nothing matches it
      this.#checks.set(id, { recipients, digest, decided: false, resolve, reject });
      signal?.addEventListener("abort", () => this.#giveUp(id, "withdrawn"), { once: true });
      this.#post({ type: "check", id, from, recipients });
      this.#watch();
    });
  }

  /* Nothing is started for it: a host that has gone has forgotten the check. */
  sent(id, recipients) {
    if (this.#port) {
      this.#post({ type: "sent", id, ...(recipients && { recipients }) });
    }
  }

  /* Says what was answered inside Thunderbird to the question it asked in check `id`;
   * likewise. One that has gone, or another one, knows of no such question. */
  answer(id, { send, choices, rest }) {
    if (this.#port && this.#protocol >= 3) {
      this.#post({ type: "answer", id, ...(send ? { answer: "send", choices, rest } : { answer: "go-back" }) });
    }
  }

  /* Says that there is nothing more to ask about check `id`, also inside Thunderbird;
   * likewise. */
  withdraw(id) {
    if (this.#port && this.#protocol) {
      this.#post({ type: "withdraw", id });
    }
  }

  /* Starts the host if it does not run, before there is something to check. What
   * goes wrong shows when there is. */
  open() {
    if (!this.#port) {
      try {
        this.#open();
      } catch {
        this.#lose(this.#port, "missing");
      }
    }
  }

  /* What is known of the host: {protocol, isCurrent, version} once it was greeted,
   * {failure} where it was lost or not found, a code of HostFailure; {} before that. */
  get state() {
    if (this.#port && this.#protocol) {
      return { protocol: this.#protocol, isCurrent: this.#protocol === PROTOCOL_MAX, version: this.#hostVersion };
    }
    return this.#failure ? { failure: this.#failure } : {};
  }

  /* Opens the window with the preferences. Rejects with a HostFailure where the host
   * does not answer or is too old to have them. */
  async openPreferences() {
    await this.reach();
    this.#post({ type: "preferences" });
  }

  /* How things are with the host, as readStatus() has it. Rejects likewise. */
  async status() {
    await this.reach();
    return await new Promise((resolve, reject) => {
      this.#statuses.push({ resolve, reject });
      this.#post({ type: "status" });
      this.#watch();
    });
  }

  /* Waits until a host has answered that is of today. Rejects likewise. */
  async reach() {
    await new Promise((resolve, reject) => {
      this.#greetings.push({ resolve, reject });
      if (!this.#port) {
        this.open();
      } else if (!this.#helloOpen) {
        this.#greet();
      }
      this.#watch();
    });
    if (this.#protocol < 3) {
      throw new HostFailure("version");
    }
  }

  get takesContacts() {
    return this.#protocol >= 2 && this.#port !== null;
  }

  /* Says whom the person writes to. */
  tellContacts(addresses) {
    if (this.takesContacts) {
      this.#post({ type: "contacts", addresses });
    }
  }

  #post(message) {
    try {
      if (!this.#port) {
        this.#open();
      }
      if (this.#protocol) {
        this.#port.postMessage(message);
      } else {
        this.#queue.push(message);
      }
    } catch (error) {
      this.#lose(this.#port, this.#protocol ? "stopped" : "missing");
    }
  }

  #open() {
    this.#protocol = 0;
    const port = this.#connect();
    this.#port = port;
    this.#queue = [];
    port.onMessage.addListener(message => port === this.#port && this.#receive(message));
    port.onDisconnect.addListener(() => this.#lose(port, this.#protocol ? "stopped" : "missing"));
    this.#sayHello();
  }

  #sayHello() {
    this.#helloOpen = true;
    this.#silentTicks = 0;
    this.#port.postMessage({ type: "hello", protocol: [PROTOCOL_MIN, PROTOCOL_MAX], version: this.#version });
  }

  /* Says hello to a host that runs, to see that it still answers. */
  #greet() {
    try {
      this.#sayHello();
    } catch {
      this.#lose(this.#port, "stopped");
    }
  }

  #receive(message) {
    this.#helloOpen = false;
    this.#silentTicks = 0;
    switch (message?.type) {
      case "hello":
        this.#receiveHello(message);
        break;
      case "decision":
        if (this.#protocol) { // before it is greeted it has not been asked
          this.#receiveDecision(message);
        }
        break;
      case "asking":
        this.#receiveAsking(message);
        break;
      case "status":
        this.#receiveStatus(message);
        break;
      case "error":
        this.#receiveError(message);
        break;
    }
  }

  #receiveHello({ protocol, version, blocks }) {
    if (!Number.isInteger(protocol) || protocol < PROTOCOL_MIN || protocol > PROTOCOL_MAX) {
      this.#lose(this.#port, "version");
      return;
    }
    const first = this.#protocol === 0;
    if (!first && protocol !== this.#protocol) {
      this.#lose(this.#port, "version"); // what is open was asked in another one
      return;
    }
    this.#protocol = protocol;
    this.#hostVersion = typeof version === "string" ? version : "";
    this.onBlocks(![undefined, false].includes(blocks));
    // Emptied step by step: where one message loses the port, the rest is lost
    // with it, and must not start another host.
    while (this.#queue.length > 0) {
      this.#post(this.#queue.shift());
    }
    if (first && this.takesContacts) {
      this.onReady();
    }
    if (first) {
      this.onChanged();
    }
    this.#greetings.splice(0).forEach(({ resolve }) => resolve());
  }

  /* Not an answer yet, but what is to be known if none comes. */
  #receiveAsking({ id, blocked }) {
    const check = this.#checks.get(id);
    if (!check) {
      return;
    }
    const known = Array.isArray(blocked) ? blocked.filter(index => Number.isInteger(index) && check.recipients[index]) : [];
    check.asking = { blocked: check.asking?.blocked || !Array.isArray(blocked) || blocked.length > 0 };
    if (known.length > 0) {
      this.onBlocked(known.map(index => check.recipients[index].address));
    }
  }

  async #receiveDecision(message) {
    const protocol = this.#protocol;
    const check = this.#checks.get(message.id);
    if (!check || check.decided) {
      return; // stale, invented or said before: never a clearance
    }
    check.decided = true;
    const digest = protocol >= 3 ? await check.digest : undefined;
    if (this.#checks.get(message.id) !== check) {
      return; // withdrawn meanwhile
    }
    const decision = readDecision(message, { recipients: check.recipients, digest }, protocol);
    if (decision) {
      this.#checks.delete(message.id);
      check.resolve(decision);
    } else {
      this.#giveUp(message.id, "bad-answer");
    }
  }

  #receiveStatus(message) {
    const checks = readStatus(message);
    for (const { resolve, reject } of this.#statuses.splice(0)) {
      if (checks) {
        resolve(checks);
      } else {
        reject(new HostFailure("bad-answer"));
      }
    }
  }

  #receiveError({ id, code: told }) {
    const code = typeof told === "string" ? told : "bad-answer";
    if (code === "unsupported-protocol") {
      this.#lose(this.#port, "version");
    } else if (this.#checks.has(id)) {
      this.#giveUp(id, code);
    } else if (id === null && code !== "too-many-contacts") {
      // Something that was sent could not be read, and nobody can tell what.
      for (const open of [...this.#checks.keys()]) {
        this.#giveUp(open, code);
      }
    }
  }

  /* Ends one check from this side. The host is told, so that no question about
   * it stays on the screen. */
  #giveUp(id, code) {
    const check = this.#checks.get(id);
    if (!check) {
      return;
    }
    this.#checks.delete(id);
    check.reject(new HostFailure(code, { heard: this.#protocol > 0, asking: check.asking }));
    this.#queue = this.#queue.filter(message => message.id !== id);
    this.withdraw(id);
  }

  /* The port is gone or is given up: every check on it fails, the next one starts
   * afresh. */
  #lose(port, code) {
    if (port !== this.#port) {
      return;
    }
    this.#port = null;
    this.#queue = [];
    this.#failure = code;
    const lost = [...this.#checks.values(), ...this.#greetings.splice(0), ...this.#statuses.splice(0)];
    this.#checks.clear();
    for (const { reject, asking } of lost) {
      reject(new HostFailure(code, { heard: this.#protocol > 0, asking }));
    }
    try {
      port?.disconnect();
    } catch {
      // It was disconnected already.
    }
    this.onChanged();
  }

  #watch() {
    this.#ticker ??= this.#timers.setInterval(() => this.#tick(), 1000);
  }

  #tick() {
    if (!this.#port || this.#checks.size + this.#greetings.length + this.#statuses.length === 0) {
      this.#timers.clearInterval(this.#ticker);
      this.#ticker = null;
    } else if (!this.#helloOpen) {
      this.#greet();
    } else if (++this.#silentTicks >= SILENT_TICKS) {
      this.#lose(this.#port, "silent");
    }
  }
}
