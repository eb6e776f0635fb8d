/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { Contacts } from "../../../native-messaging/extension/contacts.js";
import { readAddresses } from "../../../native-messaging/extension/lists.js";
import { test } from "../../support/tap.mjs";
import { FakeTimers, until } from "./fakes.mjs";

const vCard = (...addresses) =>
  ["BEGIN:VCARD", "VERSION:4.0", "FN:X", ...addresses.map(a => `EMAIL;PREF=1:${a}`), "END:VCARD", ""].join("\r\n");

/* Books are {id: {contact id: [addresses]}} in Thunderbird's order: Collected
 * Addresses is the last one. */
function setUp(content = { personal: { a: ["ann@abb.com"] }, collected: { z: ["typo@abb.om"] } }, stored = {}) {
  // What storage holds is a copy, as in Thunderbird.
  const reads = [];
  const books = Object.entries(content).map(([id, contacts]) => [id, new Map(Object.entries(contacts))]);
  const addressBooks = {
    order: books.map(([id]) => id),
    async list() {
      return this.order.map(id => ({ id }));
    },
    contacts: {
      async list(book) {
        reads.push(book);
        return [...new Map(books).get(book)].map(([id, addresses]) => ({ id, vCard: vCard(...addresses) }));
      },
    },
  };
  const told = [];
  const host = { takesContacts: true, tellContacts: addresses => told.push(addresses) };
  const storage = {
    get: async key => structuredClone(key in stored ? { [key]: stored[key] } : {}),
    set: async values => void Object.assign(stored, structuredClone(values)),
  };
  const timers = new FakeTimers();
  const idle = { state: "idle", queryState: async seconds => (assert.equal(seconds, 60), idle.state) };
  const contacts = new Contacts({ addressBooks, host, idle, storage, timers });
  return { addressBooks, books: new Map(books), contacts, host, idle, reads, storage, stored, timers, told };
}

async function greeted(setup) {
  const before = setup.told.length;
  setup.host.onReady();
  await until(() => setup.told.length > before);
  return setup.told.at(-1);
}

// Lets the pause end and what was to be told be told.
async function settled(setup) {
  const before = setup.told.length;
  setup.timers.tick();
  await until(() => setup.told.length > before);
  return setup.told.at(-1);
}

test("tells a host once it is greeted, without what was collected", async () => {
  const setup = setUp();
  assert.deepEqual(await greeted(setup), ["ann@abb.com"]);
  assert.deepEqual(setup.reads, ["personal"]);
});

test("another host, and another page, are told without reading", async () => {
  const setup = setUp();
  await greeted(setup);
  assert.deepEqual(await greeted(setup), ["ann@abb.com"]);
  assert.deepEqual(setup.reads, ["personal"]);
  const page = setUp(undefined, setup.stored);
  assert.deepEqual(await greeted(page), ["ann@abb.com"]);
  assert.deepEqual(page.reads, []);
});

test("installed anew, it reads anew", async () => {
  const setup = setUp(undefined, { contacts: { collected: "personal", created: [], books: { gone: { x: ["x@y.org"] } } } });
  await setup.contacts.installed();
  assert.deepEqual(setup.told, [["ann@abb.com"]]);
});

test("no book is read while somebody would notice", async () => {
  const setup = setUp({ personal: { a: ["ann@abb.com"] }, work: { c: ["carl@abb.com"] }, collected: {} });
  setup.idle.state = "active";
  await setup.contacts.installed();
  await setup.contacts.stateChanged("active");
  assert.deepEqual(setup.told, [[]]);
  // What changes meanwhile counts at once.
  await setup.contacts.changed({ id: "b", parentId: "personal", vCard: vCard("bob@x.org") });
  assert.deepEqual(await settled(setup), ["bob@x.org"]);
  assert.deepEqual(setup.reads, []);
  setup.books.get("personal").set("b", ["bob@x.org"]);
  setup.idle.state = "idle";
  await setup.contacts.stateChanged("idle");
  assert.deepEqual(setup.told.at(-1), ["ann@abb.com", "bob@x.org", "carl@abb.com"]);
  await setup.contacts.stateChanged("idle");
  assert.deepEqual(setup.reads, ["personal", "work"]);
});

test("a person who comes back while a book is read waits for no other", async () => {
  const setup = setUp({ personal: { a: ["ann@abb.com"] }, work: { c: ["carl@abb.com"] }, collected: {} });
  const { list } = setup.addressBooks.contacts;
  setup.addressBooks.contacts.list = book => ((setup.idle.state = "active"), list(book));
  await setup.contacts.installed();
  assert.deepEqual(setup.told, [["ann@abb.com"]]);
  setup.idle.state = "idle";
  await setup.contacts.stateChanged("idle");
  assert.deepEqual(setup.told.at(-1), ["ann@abb.com", "carl@abb.com"]);
});

test("what was known stays known until it is read anew", async () => {
  const setup = setUp();
  await greeted(setup);
  const updated = setUp(undefined, setup.stored);
  updated.idle.state = "active";
  await updated.contacts.installed();
  assert.deepEqual(updated.told, [["ann@abb.com"]]);
});

test("every book but the collected one, every address once", async () => {
  const setup = setUp({
    personal: { a: ["ann@abb.com", "ann@home.org"], b: [] },
    work: { c: ["ann@abb.com", "carl@abb.com", "no", "control\u0001@x.org", "half\ud83d@x.org", `${"x".repeat(1024)}@x.org`] },
    collected: { z: ["typo@abb.om"] },
  });
  assert.deepEqual(await greeted(setup), ["ann@abb.com", "ann@home.org", "carl@abb.com"]);
});

test("changes are told together, after a pause, without reading again", async () => {
  const setup = setUp();
  await greeted(setup);
  await setup.contacts.changed({ id: "b", parentId: "personal", vCard: vCard("bob@x.org") });
  await setup.contacts.changed({ id: "c", parentId: "personal", vCard: vCard("carl@x.org", "carl@y.org") });
  assert.equal(setup.told.length, 1);
  assert.equal(setup.timers.running, 1);
  assert.deepEqual(await settled(setup), ["ann@abb.com", "bob@x.org", "carl@x.org", "carl@y.org"]);
  await setup.contacts.changed({ id: "c", parentId: "personal", vCard: vCard("carla@x.org") });
  await setup.contacts.deleted("personal", "a");
  assert.deepEqual(await settled(setup), ["bob@x.org", "carla@x.org"]);
  assert.deepEqual(setup.reads, ["personal"]);
});

test("changes without a host are there for the next one", async () => {
  const setup = setUp();
  await setup.contacts.installed();
  await setup.contacts.changed({ id: "b", parentId: "personal", vCard: vCard("bob@x.org") });
  await settled(setup);
  assert.deepEqual(await greeted(setUp(undefined, setup.stored)), ["ann@abb.com", "bob@x.org"]);
});

test("what is collected is not told, nor is that it was", async () => {
  const setup = setUp();
  await greeted(setup);
  await setup.contacts.changed({ id: "y", parentId: "collected", vCard: vCard("new@abb.om") });
  await setup.contacts.deleted("collected", "y");
  assert.equal(setup.timers.running, 0);
});

test("a book that was created stands behind the collected one", async () => {
  const setup = setUp({ personal: {}, collected: { z: ["typo@abb.om"] }, fresh: { n: ["new@abb.com"] } });
  await setup.contacts.bookCreated({ id: "fresh" });
  await setup.contacts.changed({ id: "n", parentId: "fresh", vCard: vCard("new@abb.com") });
  assert.deepEqual(await settled(setup), ["new@abb.com"]);
  await setup.contacts.installed();
  assert.deepEqual(setup.told.at(-1), ["new@abb.com"]);
  setup.addressBooks.order = ["personal", "collected"];
  await setup.contacts.bookDeleted("fresh");
  assert.deepEqual(await settled(setup), []);
  assert.deepEqual(setup.stored.contacts.created, []);
});

test("a book nobody told of is read, one that is gone is forgotten", async () => {
  const setup = setUp();
  await greeted(setup);
  const other = setUp({ work: { b: ["bob@x.org"] }, collected: {} }, setup.stored);
  assert.deepEqual(await greeted(other), ["bob@x.org"]);
});

test("many at once are read anew when they are there", async () => {
  const setup = setUp();
  await greeted(setup);
  setup.books.get("personal").set("m", ["many@x.org"]);
  setup.contacts.bookChanged({ id: "personal" });
  setup.contacts.bookChanged({ id: "personal" });
  assert.equal(setup.timers.running, 1);
  setup.timers.tick();
  await setup.contacts.deleted("personal", "none"); // comes after what the timer began
  assert.deepEqual(await settled(setup), ["ann@abb.com", "many@x.org"]);
  assert.deepEqual(setup.reads, ["personal", "personal"]);
});

test("books that cannot be read are tried again with the next host", async () => {
  const setup = setUp();
  const { list } = setup.addressBooks;
  const problems = [];
  const { error } = console;
  console.error = message => problems.push(message);
  try {
    setup.addressBooks.list = async () => assert.fail("canary");
    setup.host.onReady();
    await until(() => problems.length > 0);
  } finally {
    console.error = error;
  }
  assert.ok(!problems[0].includes("canary"));
  setup.addressBooks.list = list;
  assert.deepEqual(await greeted(setup), ["ann@abb.com"]);
});

test("as many as the host takes and a frame holds", async () => {
  const many = Object.fromEntries(Array.from({ length: 100001 }, (_, i) => [i, [`a${i}@x.org`]]));
  assert.equal((await greeted(setUp({ personal: many, collected: {} }))).length, 100000);
  const long = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [i, [`${"漢".repeat(1000)}${i}@x.org`]]));
  const message = { type: "contacts", addresses: await greeted(setUp({ personal: long, collected: {} })) };
  assert.ok(message.addresses.length > 1000);
  assert.ok(Buffer.byteLength(JSON.stringify(message)) <= 8 * 1024 * 1024);
});

for (const [text, expected] of [
  ["BEGIN:VCARD\nEMAIL:a@x.org\nEND:VCARD", ["a@x.org"]],
  ["EMAIL;TYPE=work:a@x.org\r\nitem1.EMAIL;PREF=1:b@x.org\r\nemail: c@x.org \r\n", ["a@x.org", "b@x.org", "c@x.org"]],
  ["EMAIL;X=\"a:b\":a@x\r\n .org\r\nNOTE:EMAIL:no@x.org\r\nEMAIL:\r\n", ["a@x.org"]],
  ["FN:x\r\n", []],
]) {
  test(`addresses of ${JSON.stringify(text)}`, () => assert.deepEqual(readAddresses(text), expected));
}
