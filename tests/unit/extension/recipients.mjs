/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import assert from "node:assert/strict";

import { readContact } from "../../../native-messaging/extension/lists.js";
import { displayMailbox, readMessage, rewrittenFields } from "../../../native-messaging/extension/recipients.js";
import { test } from "../../support/tap.mjs";
import { fakeMessenger } from "./fakes.mjs";

const lists = [
  { name: "Plan", members: [["Jane", "jane@example.org"], ["Inner", "Inner"]] },
  { name: "Inner", members: [["", "deep@us.af.ml"]] },
  { name: "Told", description: "all of us", members: [["", "told@example.org"]] },
  { name: "Trap", description: "trap@example.org", members: [["", "trapped@us.af.ml"]] },
  { name: "Ring", members: [["Gnir", "Gnir"], ["", "ring@example.org"]] },
  { name: "Gnir", members: [["Ring", "Ring"], ["", "gnir@example.org"]] },
  { name: "Empty", members: [] },
  { name: "Twice", members: [["Jane", "jane@example.org"], ["jane", "Jane@Example.ORG"], ["J", "jane@example.org"]] },
];

const read = details => readMessage(fakeMessenger({ lists }), details);
const addresses = async to => (await read({ to })).recipients.map(({ address }) => address);

const expanded = {
  "Jane <jane@example.org>": ["jane@example.org"],
  "jane@example.org": ["jane@example.org"],
  "Plan <Plan>": ["jane@example.org", "deep@us.af.ml"],
  "plan <PLAN>": ["jane@example.org", "deep@us.af.ml"],
  "Plan": ["jane@example.org", "deep@us.af.ml"],
  "Told <all of us>": ["told@example.org"],
  "Told <all  of us>": ["told@example.org"],
  "Told <\"all of us\">": ["told@example.org"],
  "Trap <trap@example.org>": ["trapped@us.af.ml"],
  "trap@example.org": ["trap@example.org"],
  "Plan <someone@example.org>": ["someone@example.org"],
  "Ring <Ring>": ["gnir@example.org", "ring@example.org"],
  "Empty <Empty>": [],
  "Deleted <Deleted>": ["Deleted"],
  "\"a@good.mil\" <x@evil.ml>": ["x@evil.ml"],
};

for (const [text, wanted] of Object.entries(expanded)) {
  test(`goes to: ${text}`, async () => assert.deepEqual(await addresses([text]), wanted));
}

// The parser is asked about everything that somebody could read otherwise.
for (const [text, asked] of [
  ["jane@example.org", false],
  ["Jane <jane.o-x+y_1@Example.ORG>", false],
  ["José O'Brien Jr. <jose@example.org>", false],
  ["Plan <Plan>", true],
  ["Smith, Jane <jane@example.org>", true],
  ["\"Smith\" <jane@example.org>", true],
  ["a@good.mil <x@evil.ml>", true],
  ["Jane (a comment) <jane@example.org>", true],
  ["<jane@example.org>", true],
  ["jane@münchen.de", true],
  ["jane@exam\u017fple.org", true],
  ["jane@[192.0.2.1]", true],
  ["\"a b\"@example.org", true],
  ["a@good.mil@evil.ml", true],
  ["a%good.mil@evil.ml", true],
  ["jane@example.org, x@evil.ml", true],
  ["jane@example.org\n", true],
  ["", true],
]) {
  test(`${asked ? "asks" : "spares"} the parser: ${JSON.stringify(text)}`, async () => {
    const messenger = fakeMessenger();
    const { parseMailboxString } = messenger.messengerUtilities;
    const calls = [];
    messenger.messengerUtilities.parseMailboxString = called => (calls.push(called), parseMailboxString(called));
    const { from, recipients } = await readMessage(messenger, { from: text, to: [text] });
    assert.equal(calls.length > 0, asked);
    if (!asked) {
      const [{ name, email }] = await parseMailboxString(text);
      assert.deepEqual(recipients, [{ field: "to", address: email, ...(name && { name }) }]);
      assert.equal(from, email);
    }
  });
}

// The text an address was read from goes along, for the host to read it, too.
for (const [text, mailbox] of [
  ["jane@example.org", undefined],
  ["Jane <jane@example.org>", undefined],
  ["\"Smith, J\" <jane@example.org>", "\"Smith, J\" <jane@example.org>"],
  ["jane@m\u00fcnchen.de", "jane@m\u00fcnchen.de"],
  ["nobody", "nobody"],
  ["Plan <Plan>", undefined],
]) {
  test(`${mailbox ? "hands over" : "keeps"} the text: ${text}`, async () => {
    for (const to of [[text], [text, "x@example.org"]]) {
      const { recipients: [first] } = await read({ to });
      assert.equal(first.mailbox, mailbox);
    }
  });
}

test("of a member of a list the address is its text", async () => {
  const odd = [{ name: "Odd", members: [["X", "<x@evil.ml>"], ["Y, Z", "y@evil.ml"]] }];
  const { recipients } = await readMessage(fakeMessenger({ lists: odd }), { to: ["Odd <Odd>"] });
  assert.deepEqual(recipients, [
    { field: "to", address: "<x@evil.ml>", name: "X", mailbox: "<x@evil.ml>", list: "Odd" },
    { field: "to", address: "y@evil.ml", name: "Y, Z", list: "Odd" },
  ]);
});

test("every field is read, in order, with names and lists", async () => {
  const details = { to: ["A <a@x.org>"], cc: "c@x.org", bcc: ["Plan <Plan>"] };
  const { from, recipients, listFields } = await read(details);
  assert.deepEqual([from, [...listFields]], ["", ["bcc"]]);
  assert.deepEqual(recipients, [
    { field: "to", address: "a@x.org", name: "A" },
    { field: "cc", address: "c@x.org" },
    { field: "bcc", address: "jane@example.org", name: "Jane", list: "Plan" },
    { field: "bcc", address: "deep@us.af.ml", list: "Inner" },
  ]);
});

test("entries that are read otherwise together than alone count as read alone", async () => {
  const messenger = fakeMessenger();
  const alone = messenger.messengerUtilities.parseMailboxString;
  for (const together of [[], [{ email: "b@x.org" }, { email: "a@x.org" }], [{ email: "a@x.org" }], [{}, {}]]) {
    messenger.messengerUtilities.parseMailboxString = async text => (text.includes(",") ? together : alone(text));
    const { recipients } = await readMessage(messenger, { to: ["a@x.org", "b@x.org"] });
    assert.deepEqual(recipients.map(({ address }) => address), ["a@x.org", "b@x.org"]);
  }
});

test("what the parser reads as two goes on as it stands", async () => {
  const messenger = fakeMessenger();
  messenger.messengerUtilities.parseMailboxString = async () => [{ email: "a@x" }, { email: "b@x" }];
  const { recipients: [{ address }] } = await readMessage(messenger, { to: ["a@x, b@x"] });
  assert.equal(address, "a@x, b@x");
});

const contacts = {
  "the first address": ["FN:A\r\nEMAIL:one@x.org\r\nEMAIL:two@x.org", "A", "one@x.org"],
  "the preferred address": ["EMAIL:one@x.org\r\nEMAIL;PREF=1:two@x.org\r\nFN:A", "A", "two@x.org"],
  "the lowest preference": ["EMAIL;PREF=20:one@x.org\r\nEMAIL;TYPE=work;PREF=3:two@x.org", "", "two@x.org"],
  "a grouped address": ["item1.EMAIL;TYPE=\"a;b:c\":one@x.org", "", "one@x.org"],
  "a folded line": ["FN:Long\r\n  Name\r\nEMAIL:one@\r\n x.org", "Long Name", "one@x.org"],
  "an escaped name": ["FN:Smith\\, John\r\nEMAIL:one@x.org", "Smith, John", "one@x.org"],
  "no address": ["FN:A", "A", ""],
};

for (const [name, [lines, fullName, email]] of Object.entries(contacts)) {
  test(`contact: ${name}`, () => {
    const vCard = `BEGIN:VCARD\r\nVERSION:4.0\r\n${lines}\r\nEND:VCARD\r\n`;
    assert.deepEqual(readContact(vCard), { name: fullName, email });
  });
}

const displayed = [
  ["A", "a@x.org", "A <a@x.org>"],
  ["", "a@x.org", "<a@x.org>"],
  ["Smith, John", "a@x.org", "Smith, John <a@x.org>"],
  ["a@good.mil", "a@x.org", "a@good.mil <a@x.org>"],
  ["a@good.mil, b", "a@x.org", "<a@x.org>"],
  ["A <b@y.org>", "a@x.org", "<a@x.org>"],
  ["A; B", "a@x.org", "<a@x.org>"],
  ["A", "\"a,b\"@x.org", null],
  ["5\" pipe", "\"a b\"@x.org", "<\"a b\"@x.org>"],
  ["A", "a@x.org, b@y.org", null],
  ["A", "a@x.org>", null],
  ["A", "", null],
];

for (const [name, address, wanted] of displayed) {
  test(`display: ${name} / ${address}`, () => assert.equal(displayMailbox({ name, address }), wanted));
}

// A change is [index, new address], or [index] for who is left out.
async function rewritten(details, ...changes) {
  const message = await read(details);
  const all = changes.map(([index, to]) => ({ index, from: message.recipients[index].address, ...(to && { to }) }));
  return rewrittenFields(message, { corrections: all.filter(({ to }) => to), removals: all.filter(({ to }) => !to) });
}

test("without a list and a change nothing is rewritten", async () => {
  assert.deepEqual(await rewritten({ to: ["\"Smith, John\" <j@us.af.ml>"], cc: ["what is this"] }), {});
});

for (const [name, to, wanted] of [
  ["its members", ["Plan <Plan>"], ["Jane <jane@example.org>", "<deep@us.af.ml>"]],
  ["others stay where they are", ["B <b@x.org>", "Told <all of us>", "c@x.org"], ["B <b@x.org>", "<told@example.org>", "<c@x.org>"]],
  ["who is on it twice", ["Twice <Twice>"], ["Jane <jane@example.org>", "J <jane@example.org>"]],
  ["who is on two", ["Inner <Inner>", "Plan <Plan>"], ["<deep@us.af.ml>", "Jane <jane@example.org>"]],
  ["who stands behind it as well", ["Inner <Inner>", "deep@us.af.ml"], ["<deep@us.af.ml>"]],
  ["who stands there twice, on no list", ["a@x.org", "a@x.org", "Inner <Inner>"], ["<a@x.org>", "<a@x.org>", "<deep@us.af.ml>"]],
  ["nobody", ["a@x.org", "Empty <Empty>"], ["<a@x.org>"]],
  ["a circle", ["Ring <Ring>"], ["<gnir@example.org>", "<ring@example.org>"]],
]) {
  test(`a list gives way to its members: ${name}`, async () => {
    assert.deepEqual(await rewritten({ to, cc: ["c@x.org"] }), { to: wanted });
  });
}

test("who is in two fields stays in both", async () => {
  const plan = ["Jane <jane@example.org>", "<deep@us.af.ml>"];
  assert.deepEqual(await rewritten({ to: ["Plan <Plan>"], bcc: ["Plan <Plan>"] }), { to: plan, bcc: plan });
});

test("a list beside what Thunderbird would tear apart does not give way", async () => {
  assert.equal(await rewritten({ to: ["Plan <Plan>", "x@y, z"] }), null);
});

test("a field in which nobody is, before one that is read with it, is emptied", async () => {
  assert.deepEqual(await rewritten({ to: [], cc: ["c@x.org"] }), { to: [] });
  assert.deepEqual(await rewritten({ to: [], cc: ["j@us.af.ml"] }, [0, "j@us.af.mil"]), { to: [], cc: ["<j@us.af.mil>"] });
  assert.deepEqual(await rewritten({ to: [], cc: [], bcc: ["b@x.org"] }), {});
});

test("only the field with the correction is rewritten", async () => {
  const details = { to: ["\"Smith, John\" <j@us.af.ml>", "B <b@x.org>"], cc: ["c@x.org"], bcc: [] };
  assert.deepEqual(await rewritten(details, [0, "j@us.af.mil"]), {
    to: ["Smith, John <j@us.af.mil>", "B <b@x.org>"],
  });
});

test("a member of a list is corrected", async () => {
  const details = { to: ["Told <all of us>", "Plan <Plan>"], cc: [] };
  assert.deepEqual(await rewritten(details, [2, "deep@us.af.mil"]), {
    to: ["<told@example.org>", "Jane <jane@example.org>", "<deep@us.af.mil>"],
  });
});

test("who is on a list and corrected to somebody who is there stands there once", async () => {
  assert.deepEqual(await rewritten({ to: ["Inner <Inner>", "d@x.org"] }, [0, "d@x.org"]), { to: ["<d@x.org>"] });
});

test("what Thunderbird would tear apart is not corrected", async () => {
  assert.equal(await rewritten({ to: ["j@us.af.ml", "x@y, z"] }, [0, "j@us.af.mil"]), null);
});

test("who is left out is missing in their field, and nowhere else", async () => {
  const details = { to: ["\"Smith, John\" <j@us.af.ml>", "B <b@x.org>"], cc: ["c@x.org", "j@us.af.ml"], bcc: [] };
  assert.deepEqual(await rewritten(details, [0]), { to: ["B <b@x.org>"] });
  assert.deepEqual(await rewritten(details, [0], [3]), { to: ["B <b@x.org>"], cc: ["<c@x.org>"] });
});

test("a field of which everybody is left out is empty", async () => {
  assert.deepEqual(await rewritten({ to: ["j@us.af.ml"], cc: "c@x.org" }, [0]), { to: [] });
});

test("one is corrected, another left out", async () => {
  const details = { to: ["j@us.af.ml", "a@army.ml", "B <b@x.org>"] };
  assert.deepEqual(await rewritten(details, [0, "j@us.af.mil"], [1]), { to: ["<j@us.af.mil>", "B <b@x.org>"] });
});

test("a member of a list is left out", async () => {
  const details = { to: ["Told <all of us>", "Plan <Plan>"] };
  assert.deepEqual(await rewritten(details, [2]), { to: ["<told@example.org>", "Jane <jane@example.org>"] });
});

test("a list of which everybody is left out is gone", async () => {
  const details = { to: ["Inner <Inner>", "Empty <Empty>"], cc: ["c@x.org"] };
  assert.deepEqual(await rewritten(details, [0]), { to: [] });
});

test("who is left out is not written anywhere else", async () => {
  const message = await read({ to: ["j@us.af.ml", "b@x.org"] });
  const removals = [{ index: 0, from: "j@us.af.ml", to: "evil@us.af.ml" }];
  assert.deepEqual(rewrittenFields(message, { corrections: [], removals }), { to: ["<b@x.org>"] });
});

test("who is left out need not be readable", async () => {
  assert.deepEqual(await rewritten({ to: ["j@us.af.ml", "x@y, z"] }, [1]), { to: ["<j@us.af.ml>"] });
});
