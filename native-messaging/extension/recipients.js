/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// From what Thunderbird hands to onBeforeSend to a flat list of recipients,
// and from corrections and removals back to what Thunderbird takes.

import { MailingLists } from "./lists.js";

const FIELDS = ["to", "cc", "bcc"];

// What any parser reads alike: an address of plain letters, alone or behind a name of
// them.
const PLAIN =
  /^(?:(?<name>[\p{L}\p{N}][\p{L}\p{M}\p{N} .'-]*) <(?<named>[\w.+-]+@[A-Za-z\d.-]+)>|(?<bare>[\w.+-]+@[A-Za-z\d.-]+))$/u;

/* Every address a message would go to, in the order of its fields:
 *   field, address, name  as PROTOCOL.md has them in `check`
 *   list                  the mailing list it is a member of, if any
 *   position              where in details[field] it came from
 *   source                {name, email} of the entry there
 * Mailing lists are opened, since Thunderbird opens them only after every
 * listener has run. What cannot be read goes to the host as it stands, which
 * flags it: what cannot be read cannot be cleared. */
export async function readRecipients(messenger, details) {
  const lists = new MailingLists(messenger.addressBooks);
  const recipients = [];
  // Side by side, since each call waits for Thunderbird's main process.
  const parsed = await Promise.all(FIELDS.map(field => parseAll(messenger, [details[field] ?? []].flat())));
  for (const [index, field] of FIELDS.entries()) {
    for (const [position, source] of parsed[index].entries()) {
      for (const mailbox of await lists.expand(source)) {
        recipients.push({ field, position, source, ...mailbox });
      }
    }
  }
  return recipients;
}

/* The recipients as PROTOCOL.md has them: members that say nothing left out. */
export function forWire(recipients) {
  return recipients.map(({ field, address, name, list }) => ({
    field,
    address,
    ...(name && { name }),
    ...(list && { list }),
  }));
}

/* The fields of `details` that hold a recipient who is corrected or left out, in the
 * form in which Thunderbird takes them. A list with such a member gives way to its
 * members, everybody else stays. null where Thunderbird could not be made to
 * read the result as it is meant. */
export async function correctedDetails(messenger, details, recipients, { corrections, removals }) {
  const replacement = new Map(corrections.map(({ index, to }) => [index, to]));
  const leftOut = new Set(removals.map(({ index }) => index));
  const isChanged = index => replacement.has(index) || leftOut.has(index);
  const corrected = {};

  for (const field of FIELDS) {
    const indices = [...recipients.keys()].filter(index => recipients[index].field === field);
    if (!indices.some(isChanged)) {
      continue;
    }
    corrected[field] = [];
    for (const position of [details[field]].flat().keys()) {
      const here = indices.filter(index => recipients[index].position === position);
      const untouched = here.length === 0 || !here.some(isChanged);
      const mailboxes = untouched
        ? [here.length ? recipients[here[0]].source : await parse(messenger, [details[field]].flat()[position])]
        : here
            .filter(index => !leftOut.has(index))
            .map(index => ({
              name: recipients[index].name,
              email: replacement.get(index) ?? recipients[index].address,
            }));
      corrected[field].push(...mailboxes.map(displayMailbox));
    }
    if (corrected[field].includes(null)) {
      return null;
    }
  }
  return corrected;
}

/* The sender's address, "" where there is none. */
export async function readSender(messenger, { from }) {
  const [mailbox] = from ? await parseAll(messenger, [from]) : [];
  return mailbox?.email ?? "";
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
    ? mailboxes.map(({ name, email }) => ({ name: name ?? "", email }))
    : await Promise.all(texts.map(text => parse(messenger, text)));
}

function parsePlain(text) {
  const { name = "", named, bare } = PLAIN.exec(text)?.groups ?? {};
  const email = named ?? bare;
  return email && { name: name.trim(), email };
}

/* One entry of a field as {name, email}. Thunderbird's own parser reads it, so
 * that the domain that is checked is the domain that is sent to. */
async function parse(messenger, text) {
  const mailboxes = await messenger.messengerUtilities.parseMailboxString(text);
  return mailboxes.length === 1 && mailboxes[0].email
    ? { name: mailboxes[0].name ?? "", email: mailboxes[0].email }
    : { name: "", email: text };
}

/* "Name <address>" as Thunderbird reads it back (makeFromDisplayAddress in
 * MimeJSComponents): names stand there without quotes, commas included, and an
 * entry ends at the first comma behind the first @. A name that would be torn
 * apart by that is left out rather than sent to somebody it names; null where
 * the address itself would be. */
export function displayMailbox({ name, email }) {
  if (/[<>;\r\n]/.test(email) || /@.*,/.test(email) || email === "") {
    return null;
  }
  const torn = /[<>;\r\n]/.test(name) || /@.*,/.test(name) || (name?.includes('"') && email.includes('"'));
  return name && !torn ? `${name} <${email}>` : `<${email}>`;
}
