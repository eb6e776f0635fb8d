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
   * (`flagged`, `blocked` of a HostFailure) is not sent unasked. */
  async ruleFor(recipients, { flagged = false, blocked = false } = {}) {
    const domains = await this.#blocked();
    if (blocked || (recipients?.some(({ address }) => isBelow(domainOf(address), domains)) ?? domains.length > 0)) {
      return "blocked";
    }
    const rule = await this.#rule();
    return flagged && rule === "send" ? "ask" : rule;
  }

  /* Keeps in mind, until Thunderbird ends, that the organisation lets nothing out to the
   * domains of these addresses: the host may be gone when the message is sent again. */
  remember(addresses) {
    addresses.forEach(address => this.#known.add(domainOf(address)));
    // One after the other, or what one adds would be lost to another.
    this.#remembering = this.#remembering
      .then(async () => await this.#session.set({ blocked: await this.#blocked() }))
      .catch(error => console.error(`straymail: ${error?.name} while a blocked domain was to be kept in mind`));
    return this.#remembering;
  }

  async #blocked() {
    const { blocked } = await this.#session.get({ blocked: [] });
    return [...new Set([...blocked, ...this.#known])];
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
