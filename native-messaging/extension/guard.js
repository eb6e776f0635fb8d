/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Decides over one message at a time whether it may leave. Thunderbird sends
// the message when a listener throws or gives nothing back, and locks the
// compose window for good when a promise rejects or never settles: so
// beforeSend always comes back, and always with a value.

import { GO_BACK, UNSEEN, resolve } from "./answer.js";
import { HostFailure } from "./host.js";
import { correctedDetails, forWire, readRecipients, readSender } from "./recipients.js";
import { wordsFor } from "./words.js";

const goOut = () => ({});
const hold = () => ({ cancel: true });

// Reasons of a `hold` that the person chose: nothing is to be explained then.
const CHOSEN = new Set(["go-back", "withdrawn"]);

export class Guard {
  #messenger;
  #host;
  #asker;
  #unavailable;
  #waiting;
  #undecided = new Map(); // tab id → AbortController of the message that waits
  #approved = new Map(); // tab id → id of the check that let it out

  constructor({ messenger, host, asker, unavailable, waiting }) {
    this.#messenger = messenger;
    this.#host = host;
    this.#asker = asker;
    this.#unavailable = unavailable;
    this.#waiting = waiting;
  }

  // What onBeforeSend wants: {} sends, {cancel} keeps, {details} corrects and sends.
  async beforeSend(tab, details) {
    const cancelled = new AbortController();
    let decided = () => {};
    try {
      this.#approved.delete(tab.id);
      this.#undecided.set(tab.id, cancelled);
      decided = this.#waiting.begin(tab.id);
      const result = await this.#judge(tab, details, cancelled.signal);
      return cancelled.signal.aborted ? hold() : result;
    } catch (error) {
      // Also what was flagged may come to this, so there is nothing to choose.
      console.error(`straymail: ${error?.name} while a message was judged`);
      this.#asker.tell({ reason: "unexpected", rule: "hold" });
      return hold();
    } finally {
      this.#undecided.delete(tab?.id);
      decided();
    }
  }

  // Holds the message in this compose window and withdraws what is asked about it.
  // Whether there was one to be decided on.
  cancel(tabId) {
    this.#undecided.get(tabId)?.abort();
    return this.#undecided.has(tabId);
  }

  // The add-on is about to be unloaded.
  cancelAll() {
    [...this.#undecided.keys()].forEach(tabId => this.cancel(tabId));
  }

  // The compose window was closed: whatever is being asked about it is moot.
  tabRemoved(tabId) {
    this.cancel(tabId);
    this.#approved.delete(tabId);
  }

  // Tells the host what was really sent, so that it can be compared with what
  // was approved. Thunderbird says so from version 147 on.
  async afterSend(tab, info) {
    const id = this.#approved.get(tab.id);
    this.#approved.delete(tab.id);
    if (id === undefined || info.error) {
      return;
    }
    try {
      const recipients = info.details && (await readRecipients(this.#messenger, info.details));
      this.#host.sent(id, recipients && forWire(recipients));
    } catch (error) {
      console.error(`straymail: ${error?.name} after a message was sent`);
    }
  }

  async #judge(tab, details, signal) {
    let recipients, decision;
    try {
      const [all, from] = await Promise.all([
        readRecipients(this.#messenger, details),
        readSender(this.#messenger, details),
      ]);
      recipients = all;
      if (recipients.length === 0) {
        return goOut();
      }
      decision = await this.#host.check({ from, recipients: forWire(recipients) }, signal);
    } catch (failure) {
      return signal.aborted ? hold() : await this.#unchecked(failure, recipients, signal);
    }

    switch (decision.action) {
      case "send":
        this.#approved.set(tab.id, decision.id);
        return goOut();
      case "correct":
        return await this.#correct(tab, details, recipients, decision);
      case "ask":
        return await this.#askHere(tab, details, recipients, decision, signal);
      default:
        if (!CHOSEN.has(decision.reason)) {
          this.#asker.tell({ reason: decision.reason });
        }
        return hold();
    }
  }

  // Not checked, so not cleared: what happens now is up to the organisation, and by
  // default to the person.
  async #unchecked(failure, recipients, signal) {
    const reason = failure instanceof HostFailure ? failure.code : "unexpected";
    if (reason === "unexpected") {
      console.error(`straymail: ${failure?.name} while the recipients were read`);
    }
    const rule = await this.#unavailable.ruleFor(recipients, failure);
    const question = { reason, rule, recipients: forWire(recipients ?? []) };
    switch (rule) {
      case "send":
        this.#asker.notify({ title: "uncheckedTitle", messages: [wordsFor(reason).why, "sentUnchecked"] }).catch(() => {});
        return signal.aborted ? hold() : goOut();
      case "ask":
        return (await this.#ask(question, signal)).send ? goOut() : hold();
      default:
        this.#asker.tell(question);
        return hold();
    }
  }

  async #askHere(tab, details, recipients, decision, signal) {
    const { id, action, ...question } = decision;
    let answer;
    let result;
    try {
      answer = await this.#ask(question, signal);
      result = answer.send ? await this.#carryOut(tab, details, recipients, { id, ...resolve(answer, question) }) : hold();
      return result;
    } finally {
      if (!result || answer === UNSEEN || signal.aborted) {
        this.#host.withdraw(id);
      } else {
        // It learns of exceptions, and of what is to be told once the message was sent.
        this.#host.answer(id, result.cancel ? GO_BACK : answer);
      }
    }
  }

  async #carryOut(tab, details, recipients, { id, corrections, removals }) {
    if (corrections.length + removals.length > 0) {
      return await this.#correct(tab, details, recipients, { id, corrections, removals });
    }
    this.#approved.set(tab.id, id);
    return goOut();
  }

  async #correct(tab, details, recipients, { id, corrections, removals }) {
    if (removals.length === recipients.length) {
      this.#asker.tell({ reason: "nobody-left" });
      return hold();
    }
    const corrected = await correctedDetails(this.#messenger, details, recipients, { corrections, removals });
    if (!corrected) {
      // Better held and corrected by hand than sent to somebody else.
      this.#asker.tell({ reason: "cannot-correct" });
      return hold();
    }
    this.#approved.set(tab.id, id);
    return { details: corrected };
  }

  async #ask(question, signal) {
    return signal.aborted ? GO_BACK : await this.#asker.ask(question, signal);
  }
}
