/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Tells the host whom the person writes to: all addresses in the address books
// but the automatically collected ones, which hold yesterday's typos.
//
// Thunderbird holds still while it hands over a book: seconds for 20,000
// contacts, and nothing in its API tells beforehand how many there are. So a book is
// read while the person is away, once when the extension is installed or updated,
// and kept in the extension's storage, beside the books themselves in the profile;
// what changes is kept up with from the events. No message waits for any of it.

import { readAddresses } from "./lists.js";

// PROTOCOL.md, `contacts`: how many addresses, and what fits into a frame even
// where every letter takes three bytes. What is no address need not travel.
const ADDRESSES_MAX = 100000;
const CHARACTERS_MAX = 2.5 * 1024 * 1024;
const ADDRESS = /^[^\0-\x1f"\\\p{Surrogate}]{3,1024}$/u;

// Changes come in bursts, and an import in many.
const PAUSE = 1000;
const LONG_PAUSE = 5000;

// Seconds without a key or the mouse after which a person is taken to be away; this
// is also what Thunderbird's onStateChanged goes by unless it is told otherwise.
const AWAY = 60;

const KEY = "contacts";

export class Contacts {
  #addressBooks;
  #host;
  #idle;
  #storage;
  #timers;
  // {collected, created, read, books: id → contact id → addresses}; null: not loaded.
  // `read` are the books that were read; of others only what changed is known.
  #known = null;
  #work = Promise.resolve(); // one thing after the other
  #timer = null;
  #stale = new Map(); // books to be read anew → the timer of that

  constructor({ addressBooks, host, idle, storage, timers = globalThis }) {
    this.#addressBooks = addressBooks;
    this.#host = host;
    this.#idle = idle;
    this.#storage = storage;
    this.#timers = timers;
    host.onReady = () => this.#do(() => this.#tell());
  }

  installed() {
    return this.#do(async known => {
      known.read = [];
      known.collected = null;
      await this.#tell();
    });
  }

  /* The person went away, or came back. */
  stateChanged(state) {
    return this.#do(async () => state !== "active" && (await this.#tell()));
  }

  changed({ id, parentId, vCard }) {
    return this.#change(parentId, known => {
      (known.books[parentId] ??= {})[id] = readAddresses(vCard);
    });
  }

  deleted(bookId, id) {
    return this.#change(bookId, known => delete known.books[bookId]?.[id]);
  }

  bookCreated({ id }) {
    return this.#change(id, known => {
      known.created.push(id);
      known.read.push(id); // it is empty
    });
  }

  bookDeleted(id) {
    return this.#change(id, known => {
      known.created = known.created.filter(book => book !== id);
    });
  }

  /* So much changed in a book that it is to be read anew, once that is over. */
  bookChanged({ id }) {
    this.#timers.clearTimeout(this.#stale.get(id));
    const timer = this.#timers.setTimeout(() => {
      this.#stale.delete(id);
      this.#change(id, known => void (known.read = known.read.filter(book => book !== id)));
    }, LONG_PAUSE);
    this.#stale.set(id, timer);
  }

  #change(bookId, change) {
    return this.#do(async known => {
      if (bookId !== known.collected) {
        await change(known);
        this.#timer ??= this.#timers.setTimeout(() => {
          this.#timer = null;
          this.#do(() => this.#tell());
        }, PAUSE);
      }
    });
  }

  #do(action) {
    this.#work = this.#work.then(async () => {
      try {
        this.#known ??= await this.#load();
        await action(this.#known);
      } catch (error) {
        // Nothing is learned then; what is trusted otherwise is as it was.
        console.error(`straymail: ${error?.name} while the address books were read`);
      }
    });
    return this.#work;
  }

  async #load() {
    const { [KEY]: known } = await this.#storage.get(KEY);
    return { collected: null, created: [], read: [], books: {}, ...known };
  }

  async #tell() {
    await this.#catchUp(this.#known);
    await this.#storage.set({ [KEY]: this.#known });
    this.#host.tellContacts(this.#addresses());
  }

  /* Forgets the books that are gone, and reads those that were not read, if nobody
   * would notice. */
  async #catchUp(known) {
    const ids = (await this.#addressBooks.list()).map(({ id }) => id);
    if (!ids.includes(known.collected)) {
      known.collected = findCollected(ids, known.created);
    }
    const books = ids.filter(id => id !== known.collected);
    known.read = known.read.filter(id => books.includes(id));
    known.books = Object.fromEntries(books.map(id => [id, known.books[id] ?? {}]));
    for (const id of books.filter(book => !known.read.includes(book))) {
      if ((await this.#idle.queryState(AWAY)) === "active") {
        return;
      }
      known.books[id] = await this.#readBook(id);
      known.read.push(id);
    }
  }

  async #readBook(id) {
    const contacts = await this.#addressBooks.contacts.list(id);
    return Object.fromEntries(contacts.map(contact => [contact.id, readAddresses(contact.vCard)]));
  }

  #addresses() {
    const all = new Set();
    let characters = 0;
    for (const address of Object.values(this.#known.books).flatMap(book => Object.values(book).flat())) {
      if (!ADDRESS.test(address) || all.has(address)) {
        continue;
      }
      characters += address.length;
      if (all.size === ADDRESSES_MAX || characters > CHARACTERS_MAX) {
        break;
      }
      all.add(address);
    }
    return [...all];
  }
}

/* Nothing in the API says which book the collected addresses are in: a book has an
 * id, a name in the person's language, `readOnly` and `remote` (ext-addressBook.js).
 * But it is one of the two that every profile has and that cannot be deleted, and
 * Thunderbird lists it last of all (compareAddressBooks in AddrBookUtils.sys.mjs);
 * only books created while it runs stand behind it until it starts again. */
function findCollected(ids, created) {
  return ids.filter(id => !created.includes(id)).at(-1) ?? null;
}
