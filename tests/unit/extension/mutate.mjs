/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Messages that are nearly right: chance that can be had again by its seed, and what
// it does to a valid message.

/* Numbers as mulberry32 gives them, which is enough for tests. */
export class Chance {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  #next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /* From 0 to n - 1. */
  below(n) {
    return this.#next() % n;
  }

  /* Once in n times. */
  oneIn(n) {
    return this.below(n) === 0;
  }

  pick(values) {
    return values[this.below(values.length)];
  }
}

const nested = depth => (depth === 0 ? "send" : [nested(depth - 1)]);

// Values of every type, and some that look like others.
const VALUES = [
  undefined, null, true, false, 0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, NaN, Infinity,
  "", "0", "1", "true", "null", "send", "SEND", "correct", "hold", "ask", "clean", "corrected", "constructor",
  "__proto__", "toString", "\0", "\ud800", "x".repeat(5000), "a@us.af.mil, b@us.af.ml", "A <a@us.af.mil>",
  [], [null], ["send"], [[]], {}, { length: 1 }, { 0: {}, length: 1 }, { toString: "send" }, { valueOf: 1 },
  nested(100), JSON.parse('{"__proto__": {"action": "send", "reason": "clean"}}'),
];

const NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "length", "Action", "action "];

/* As the port gives a message: own members alone, `__proto__` among them. */
const copy = value => structuredClone(value);

function* places(value) {
  if (typeof value === "object" && value !== null) {
    for (const key of Object.keys(value)) {
      yield { holder: value, key };
      yield* places(value[key]);
    }
  }
}

function define(holder, key, value) {
  if (Array.isArray(holder) && !/^\d+$/.test(key)) {
    return; // nobody can send such a list
  }
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

// JSON has no lists with holes.
const remove = (holder, key) => (Array.isArray(holder) ? holder.splice(key, 1) : delete holder[key]);

const CHANGES = [
  ({ holder, key }, chance) => define(holder, key, copy(chance.pick(VALUES))),
  ({ holder, key }) => remove(holder, key),
  ({ holder, key }) => define(holder, key, [holder[key]]),
  ({ holder, key }) => define(holder, key, { 0: holder[key], length: 1 }),
  ({ holder, key }) => define(holder, key, JSON.stringify(holder[key])),
  ({ holder, key }, chance) => define(holder, chance.pick(NAMES), copy(holder[key])),
  ({ holder, key }, chance) => {
    const value = holder[key];
    remove(holder, key);
    define(holder, chance.pick(NAMES), value);
  },
  ({ holder, key }, chance) => {
    if (Array.isArray(holder[key])) {
      const own = holder[key].length > 0 && chance.oneIn(2);
      holder[key].push(copy(chance.pick(own ? holder[key] : VALUES)));
    }
  },
  ({ holder, key }, chance) => {
    const value = holder[key];
    if (typeof value === "number") {
      define(holder, key, chance.pick([value + 1, value - 1, -value, value + 0.5, String(value)]));
    } else if (typeof value === "string") {
      const at = chance.below(value.length + 1);
      const changed = [`${value} `, ` ${value}`, `${value}\0`, value.toUpperCase(), value.slice(0, at), [...value]];
      define(holder, key, chance.pick(changed));
    }
  },
  ({ holder, key }, chance) => {
    const other = chance.pick(Object.keys(holder));
    const values = [holder[key], holder[other]];
    define(holder, other, values[0]);
    define(holder, key, values[1]);
  },
];

// What is not even an object with members.
const WRAPPINGS = [message => [message], message => JSON.stringify(message), message => ({ message })];

/* @message with something wrong with it, perhaps: a change may make no difference.
 * `others` are messages whose members it may be given. */
export function mutated(message, others, chance) {
  if (chance.oneIn(30)) {
    return copy(chance.pick(VALUES));
  }
  const result = copy(message);
  if (chance.oneIn(8)) {
    const other = copy(chance.pick(others));
    const key = chance.pick(Object.keys(other));
    define(result, key, other[key]);
  }
  for (let n = chance.below(3); n >= 0; n--) {
    const all = [...places(result)];
    if (all.length > 0) {
      chance.pick(CHANGES)(chance.pick(all), chance);
    }
  }
  return chance.oneIn(30) ? chance.pick(WRAPPINGS)(result) : result;
}
