/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Opens mailing lists the way Thunderbird does when it sends: the entry
// "Name <Description>", or "Name <Name>" for a list without a description,
// stands for the list, in a field and among the members of another list alike
// (nsMsgCompose::ExpandMailingLists, nsMsgMailListComparator).

export class MailingLists {
  #addressBooks;
  #all = null;

  constructor(addressBooks) {
    this.#addressBooks = addressBooks;
  }

  /* Who is on the list that a {name, email} stands for, as {name, email, list}, those of
   * lists within included; null where it stands for none. Each list is opened once, so a
   * cycle ends. */
  async open(mailbox, opened = new Set()) {
    const list = await this.#find(mailbox);
    if (!list) {
      return null;
    }
    if (opened.has(list.id)) {
      return [];
    }
    opened.add(list.id);
    const members = [];
    for (const contact of await this.#addressBooks.mailingLists.listMembers(list.id)) {
      const member = readContact(contact.vCard);
      members.push(...((await this.open(member, opened)) ?? [{ ...member, list: list.name }]));
    }
    return members;
  }

  async #find({ name, email }) {
    if (!name && email.includes("@")) {
      return null; // a bare address never stands for a list
    }
    this.#all ??= this.#readAll();
    const lists = await this.#all;
    const named = lists.filter(list => sameText(list.name, name || email));
    const exact = named.find(list => sameText(list.description || list.name, email));
    // Descriptions need not survive the way through an address header.
    return exact ?? (email.includes("@") ? null : named[0]) ?? null;
  }

  async #readAll() {
    const books = await this.#addressBooks.list();
    const lists = await Promise.all(books.map(book => this.#addressBooks.mailingLists.list(book.id)));
    return lists.flat();
  }
}

function sameText(a, b) {
  const plain = text => text.replace(/["\s]+/g, " ").trim().toLowerCase();
  return plain(a) === plain(b);
}

/* Name and first address of a contact. Thunderbird sends to the one with the
 * lowest PREF, else to the one that stands first (VCardProperties). */
export function readContact(vCard) {
  const contact = { name: "", email: "" };
  let best = Infinity;
  let withoutPref = 101;
  for (const { property, parameters, text } of properties(vCard)) {
    if (/^fn$/i.test(property) && !contact.name) {
      contact.name = text;
    } else if (/^email$/i.test(property)) {
      const pref = Number(/;pref="?(\d+)/i.exec(parameters)?.[1]) || withoutPref++;
      if (pref < best) {
        best = pref;
        contact.email = text;
      }
    }
  }
  return contact;
}

/* Every address of a contact. */
export function readAddresses(vCard) {
  return [...properties(vCard)]
    .filter(({ property, text }) => /^email$/i.test(property) && text)
    .map(({ text }) => text);
}

function* properties(vCard) {
  for (const line of vCard.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const [, property, parameters, value] =
      /^(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)$/.exec(line) ?? [];
    if (property) {
      yield { property, parameters, text: value.replace(/\\([\\,;])/g, "$1").trim() };
    }
  }
}
