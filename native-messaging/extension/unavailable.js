/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// What is to happen to a message that could not be checked. The organisation says so
// in Thunderbird's policies.json (data/doc/admin-guide.md, `when-unavailable`).

const KEY = "when-unavailable";
const RULES = ["ask", "hold", "send"];
const DEFAULT = "ask";

// Whoever wrote a word that is none did not want what happens anyway, and a message
// that stays can still be sent.
const NOT_UNDERSTOOD = "hold";

export class Unavailable {
  #managed;
  #session;
  #known = new Set(); // domains that are being remembered
  #blocks; // whether anything is blocked, once a host has said so
  #remembering = Promise.resolve();

  /* `managed` and `session` are areas of Thunderbird's storage. The latter is in
   * memory, and outlives the event page. */
  constructor({ managed, session }) {
    this.#managed = managed;
    this.#session = session;
  }

  /* What becomes of a message to `recipients`, undefined where they could not even be
   * read: "ask" the person, "hold" it, or "send" it; or it is "blocked", since a host
   * has said so of it or of one of its domains. What was flagged before the host failed
   * (`flagged`, `blocked`, `open` of a HostFailure) is not sent unasked; and where anything
   * is blocked, neither is anything else, since it may be just that. */
  async ruleFor(recipients, { flagged = false, blocked = false, open = false } = {}) {
    const { blocked: domains, blocks } = await this.#kept();
    if (blocked || (recipients?.some(({ address }) => isBelow(domainOf(address), domains)) ?? domains.length > 0)) {
      return "blocked";
    }
    if (blocks && (open || !recipients)) {
      // Not even asked about: whatever brings a host down, or cannot be read, would be a
      // way around the block. Nobody is stuck by it, since Send starts another host, but
      // with what brings that down as well, and where a host can judge nothing at all:
      // that is the organisation's to repair. Without a host there is still a question.
      return "hold";
    }
    const rule = await this.#rule();
    return rule === "send" && (flagged || blocks) ? "ask" : rule;
  }

  /* Keeps in mind, until Thunderbird ends, that the organisation lets nothing out to the
   * domains of these addresses: the host may be gone when the message is sent again. */
  remember(addresses) {
    addresses.forEach(address => this.#known.add(domainOf(address)));
    return this.#keep();
  }

  /* Likewise whether it blocks anything at all; what is said last counts. */
  async rememberBlocks(blocks) {
    if (blocks !== this.#blocks) {
      this.#blocks = blocks;
      await this.#keep();
    }
  }

  /* One after the other, or what one adds would be lost to another. */
  #keep() {
    this.#remembering = this.#remembering
      .then(async () => await this.#session.set(await this.#kept()))
      .catch(error => console.error(`straymail: ${error?.name} while what is blocked was to be kept in mind`));
    return this.#remembering;
  }

  async #kept() {
    const { blocked, blocks } = await this.#session.get({ blocked: [], blocks: false });
    return { blocked: [...new Set([...blocked, ...this.#known])], blocks: this.#blocks ?? blocks };
  }

  async #rule() {
    let managed;
    try {
      managed = await this.#managed.get(KEY);
    } catch {
      return DEFAULT; // Thunderbird throws where no policy names this extension
    }
    const { [KEY]: rule = DEFAULT } = managed;
    if (RULES.includes(rule)) {
      return rule;
    }
    const words = RULES.map(word => `“${word}”`).join(", ");
    const value = JSON.stringify(rule);
    console.error(`straymail: the policy ${KEY} is ${value}, which is none of ${words}; taken as “${NOT_UNDERSTOOD}”.`);
    return NOT_UNDERSTOOD;
  }
}

/* In A-labels where it is a domain, as the browser writes one. */
function domainOf(address) {
  const domain = address.slice(address.lastIndexOf("@") + 1);
  try {
    return new URL(`http://${domain}`).hostname.replace(/\.$/, "");
  } catch {
    return domain.toLowerCase();
  }
}

const isBelow = (domain, domains) => domains.some(one => domain === one || domain.endsWith(`.${one}`));
