/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Tells the host whom the person writes to: all addresses in the address books
// but the automatically collected ones, which hold yesterday's typos. The books
// are read once for a host, and what changes is kept up with from the events, so
// that nothing is read when a message is sent, nor does any message wait for it.

import { readAddresses } from "./lists.js";

// PROTOCOL.md, `contacts`: how many addresses, and what fits into a frame even
// where every letter takes three bytes. What is no address need not travel.
const ADDRESSES_MAX = 100000;
const CHARACTERS_MAX = 2.5 * 1024 * 1024;
const ADDRESS = /^[^\0-\x1f"\\]{3,1024}$/;

// Changes come in bursts.
const PAUSE = 1000;

const CREATED = "createdBooks";

export class Contacts {
  #addressBooks;
  #host;
  #memory;
  #timers;
  #books = null; // book id → contact id → addresses; null: not read
  #reading = null; // the promise of that
  #settled = true; // whether nothing changed while they were read
  #collected = null; // id of the book of collected addresses
  #timer = null;

  constructor({ addressBooks, host, memory, timers = globalThis }) {
    this.#addressBooks = addressBooks;
    this.#host = host;
    this.#memory = memory;
    this.#timers = timers;
    host.onReady = () => this.#tell();
  }

  changed({ id, parentId, vCard }) {
    if (parentId !== this.#collected) {
      this.#settled = false;
      this.#books?.get(parentId)?.set(id, readAddresses(vCard));
      this.#tellSoon();
    }
  }

  deleted(bookId, id) {
    if (bookId !== this.#collected) {
      this.#settled = false;
      this.#books?.get(bookId)?.delete(id);
      this.#tellSoon();
    }
  }

  bookCreated({ id }) {
    this.#settled = false;
    this.#remember(created => created.add(id));
    this.#books?.set(id, new Map());
  }

  bookDeleted(id) {
    this.#settled = false;
    this.#remember(created => created.delete(id));
    this.#books?.delete(id);
    this.#tellSoon();
  }

  /* So much changed that it is to be read anew. */
  bookChanged() {
    this.#settled = false;
    this.#reading = null;
    this.#tellSoon();
  }

  #tellSoon() {
    if (this.#host.takesContacts) {
      this.#timer ??= this.#timers.setTimeout(() => {
        this.#timer = null;
        this.#tell();
      }, PAUSE);
    }
  }

  async #tell() {
    try {
      await (this.#reading ??= this.#read());
      this.#host.tellContacts(this.#addresses());
    } catch (error) {
      // Nothing is learned then; what is trusted otherwise is as it was.
      this.#reading = null;
      console.error(`straymail: ${error?.name} while the address books were read`);
    }
  }

  async #read() {
    // Once more where something changed meanwhile, but an import is not run after.
    for (let round = 0; round === 0 || (round === 1 && !this.#settled); round++) {
      this.#settled = true;
      const books = await this.#addressBooks.list();
      this.#collected = this.#findCollected(books);
      this.#books = new Map();
      for (const { id } of books.filter(book => book.id !== this.#collected)) {
        const contacts = await this.#addressBooks.contacts.list(id);
        this.#books.set(id, new Map(contacts.map(contact => [contact.id, readAddresses(contact.vCard)])));
      }
    }
  }

  /* Nothing in the API says which book the collected addresses are in. It is one
   * of the two that every profile has from its beginning and that cannot be
   * deleted, and Thunderbird lists it last of all (compareAddressBooks in
   * AddrBookUtils.sys.mjs); only books that are created while it runs stand behind
   * it until it starts again, and those are remembered. */
  #findCollected(books) {
    const created = this.#createdBooks();
    return books.filter(book => !created.has(book.id)).at(-1)?.id ?? null;
  }

  #createdBooks() {
    try {
      return new Set(JSON.parse(this.#memory.getItem(CREATED) ?? "[]"));
    } catch {
      return new Set();
    }
  }

  #remember(change) {
    const created = this.#createdBooks();
    change(created);
    try {
      this.#memory.setItem(CREATED, JSON.stringify([...created]));
    } catch {
      // Then it is forgotten when this page ends.
    }
  }

  #addresses() {
    const all = new Set();
    let characters = 0;
    for (const contacts of this.#books?.values() ?? []) {
      for (const address of [...contacts.values()].flat()) {
        if (!ADDRESS.test(address)) {
          continue;
        }
        characters += address.length;
        if (all.size === ADDRESSES_MAX || characters > CHARACTERS_MAX) {
          return [...all];
        }
        all.add(address);
      }
    }
    return [...all];
  }
}
