/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// From what Thunderbird hands to onBeforeSend to a flat list of recipients, and back to
// what Thunderbird takes: what it is to send to is what was decided over.

import { MailingLists } from "./lists.js";

const FIELDS = ["to", "cc", "bcc"];

// What any parser reads alike: an address of plain letters, alone or behind a name of
// them.
const PLAIN =
  /^(?:(?<name>[\p{L}\p{N}][\p{L}\p{M}\p{N} .'-]*) <(?<named>[\w.+-]+@[A-Za-z\d.-]+)>|(?<bare>[\w.+-]+@[A-Za-z\d.-]+))$/u;

/* Whom a message is from and would go to:
 *   from        the sender's address, "" where there is none
 *   recipients  every address, in the order of its fields, as PROTOCOL.md has them in `check`
 *   listFields  the fields in which there is a mailing list
 * Mailing lists are opened, since Thunderbird opens them only after every listener has
 * run. What cannot be read goes to the host as it stands, which flags it: what cannot be
 * read cannot be cleared. */
export async function readMessage(messenger, details) {
  // Side by side, since each call waits for Thunderbird's main process.
  const parsed = await Promise.all(
    [...FIELDS, "from"].map(field => parseAll(messenger, [details[field] || []].flat()))
  );
  const lists = new MailingLists(messenger.addressBooks);
  const recipients = [];
  const listFields = new Set();
  for (const [index, field] of FIELDS.entries()) {
    for (const mailbox of parsed[index]) {
      const members = await lists.open(mailbox);
      if (members) {
        listFields.add(field);
      }
      recipients.push(...(members ?? [mailbox]).map(one => forWire(field, one)));
    }
  }
  return { from: parsed.at(-1)[0]?.email ?? "", recipients, listFields };
}

/* A name, a text and a list are left out where there is none. Of a member of a list the
 * address is all the text there is. */
function forWire(field, { email, name, list, text = email }) {
  return { field, address: email, ...(name && { name }), ...(!PLAIN.test(text) && { mailbox: text }), ...(list && { list }) };
}

/* The fields that have to be rewritten for a message to go to those who were decided over
 * and to nobody else, in the form in which Thunderbird takes them: those with a recipient
 * who is corrected or left out, and those with a list. Thunderbird would open that once
 * more, with whoever is on it by then; so it gives way to its members. And a "To" in which
 * nobody is: Thunderbird reads it and "Cc" as one text when it sends, so that a quotation
 * mark left there would turn those in "Cc" inside out. null where Thunderbird could not be
 * made to read the result as it is meant. */
export function rewrittenFields({ recipients, listFields }, { corrections, removals }) {
  const changed = [...corrections, ...removals].map(({ index }) => recipients[index].field);
  const left = [...recipients];
  corrections.forEach(({ index, to }) => (left[index] = { ...recipients[index], address: to }));
  removals.forEach(({ index }) => (left[index] = null));
  const isIn = field => recipients.some(one => one.field === field);
  const leftover = isIn("cc") && !isIn("to") ? ["to"] : [];
  const rewritten = {};
  for (const field of [...listFields, ...changed, ...leftover]) {
    rewritten[field] = withoutDoubles(left.filter(one => one?.field === field)).map(displayMailbox);
    if (rewritten[field].includes(null)) {
      return null;
    }
  }
  return rewritten;
}

/* As Thunderbird has it: members of lists stand in a field once, and not beside
 * themselves. */
function withoutDoubles(recipients) {
  const nameOf = ({ name = "", address }) => `${name} <${address}>`.toLowerCase();
  const seen = new Set(recipients.filter(({ list }) => !list).map(nameOf));
  return recipients.filter(one => !one.list || (!seen.has(nameOf(one)) && seen.add(nameOf(one))));
}

/* The entries of a field. What is not plain Thunderbird's parser reads, in its main
 * process, which is busy sending. One call does for all of them, since a hundred
 * calls can be felt, as long as each entry is found again in its place. */
async function parseAll(messenger, texts) {
  const plain = texts.map(parsePlain);
  if (plain.every(Boolean)) {
    return plain;
  }
  const mailboxes = await messenger.messengerUtilities.parseMailboxString(texts.join(", "));
  const inPlace =
    mailboxes.length === texts.length &&
    mailboxes.every(({ email }, index) => email?.includes("@") && texts[index].includes(email));
  return inPlace
    ? mailboxes.map(({ name, email }, index) => ({ name: name ?? "", email, text: texts[index] }))
    : await Promise.all(texts.map(text => parse(messenger, text)));
}

function parsePlain(text) {
  const { name = "", named, bare } = PLAIN.exec(text)?.groups ?? {};
  const email = named ?? bare;
  return email && { name: name.trim(), email, text };
}

/* One entry of a field as {name, email, text}. Thunderbird's own parser reads it, and the
 * host reads the text once more: where they do not agree it is unparsable. */
async function parse(messenger, text) {
  const mailboxes = await messenger.messengerUtilities.parseMailboxString(text);
  return mailboxes.length === 1 && mailboxes[0].email
    ? { name: mailboxes[0].name ?? "", email: mailboxes[0].email, text }
    : { name: "", email: text, text };
}

/* "Name <address>" as Thunderbird reads it back (makeFromDisplayAddress in
 * MimeJSComponents): names stand there without quotes, commas included, and an
 * entry ends at the first comma behind the first @, or at any where no name is left
 * before it. A name that would be torn apart by that is left out rather than sent to
 * somebody it names; null where the address itself would be. */
export function displayMailbox({ name = "", address }) {
  if (/[<>,;\r\n]/.test(address) || address === "") {
    return null;
  }
  const torn = /[<>;\r\n]/.test(name) || /@.*,/.test(name) || (name.includes('"') && address.includes('"'));
  return name && !torn ? `${name} <${address}>` : `<${address}>`;
}
