/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Decides over one message at a time whether it may leave. Thunderbird sends
// the message when a listener throws or gives nothing back, and locks the
// compose window for good when a promise rejects or never settles: so
// beforeSend always comes back, and always with a value.

import { GO_BACK, UNSEEN, resolve } from "./answer.js";
import { HostFailure } from "./host.js";
import { readMessage, rewrittenFields } from "./recipients.js";
import { wordsFor } from "./words.js";

const UNCHANGED = Object.freeze({ corrections: [], removals: [] });
const hold = () => ({ cancel: true });

// Reasons of a `hold` that the person chose: nothing is to be explained then.
const CHOSEN = new Set(["go-back", "withdrawn"]);

// To read a message once more takes 5 ms with few recipients and 30 with a hundred, which
// is a tenth of the time that sending takes. So of those with more than FEW it is spared
// one that was cleared without a question within AT_ONCE_MS.
const FEW = 25;
const AT_ONCE_MS = 500;

// How long awaitStop() waits where no stop comes. One came after 30 ms at most.
const STOP_MS = 1000;

// How often a message is checked whose recipients are others each time it is to leave.
const ROUNDS_MAX = 5;

export class Guard {
  #messenger;
  #host;
  #asker;
  #unavailable;
  #waiting;
  #now;
  #undecided = new Map(); // tab id → {cancelled, over} of the message that waits: AbortController, promise
  #ends = new Map(); // tab id → what fulfils `over`, once the message is held or has left
  #approved = new Map(); // tab id → id of the check that let it out

  constructor({ messenger, host, asker, unavailable, waiting, now = () => performance.now() }) {
    this.#messenger = messenger;
    this.#host = host;
    this.#asker = asker;
    this.#unavailable = unavailable;
    this.#waiting = waiting;
    this.#now = now;
  }

  // What onBeforeSend wants: {} sends, {cancel} keeps, {details} rewrites and sends.
  async beforeSend(tab, details) {
    const earlier = this.#undecided.get(tab?.id);
    if (earlier) {
      // Send was pressed once more before Thunderbird locked the window: the message is
      // decided on once and goes out once. What is held unlocks the window, so this waits.
      await earlier.over;
      return hold();
    }
    this.#endSending(tab?.id); // one that was let out and did not leave
    const cancelled = new AbortController();
    const over = new Promise(resolve => this.#ends.set(tab?.id, resolve));
    this.#undecided.set(tab?.id, { cancelled, over });
    const result = await this.#beforeSendOnce(tab, details, cancelled);
    this.#undecided.delete(tab?.id);
    if (result.cancel) {
      this.#endSending(tab?.id);
    }
    return result;
  }

  async #beforeSendOnce(tab, details, cancelled) {
    let decided = () => {};
    try {
      this.#approved.delete(tab.id);
      decided = this.#waiting.begin(tab.id);
      const result = await Promise.race([heldBy(cancelled.signal), this.#judge(tab, details, cancelled.signal)]);
      return cancelled.signal.aborted ? hold() : result;
    } catch (error) {
      if (!cancelled.signal.aborted) {
        // Also what was flagged may come to this, so there is nothing to choose.
        console.error(`straymail: ${error?.name} while a message was judged`);
        this.#asker.tell({ reason: "unexpected", rule: "hold" });
      }
      return hold();
    } finally {
      decided();
    }
  }

  // Holds the message in this compose window and withdraws what is asked about it.
  // Whether there was one to be decided on.
  cancel(tabId) {
    this.#undecided.get(tabId)?.cancelled.abort();
    return this.#undecided.has(tabId);
  }

  // Thunderbird 140 ends the add-ons' process with the last of them, and stops, once, the
  // script that runs there at that moment; 153 does not. An answer that is cut off never
  // arrives: so this runs before cancelAll(), to be stopped in its place.
  awaitStop() {
    const end = this.#now() + STOP_MS;
    while (this.#undecided.size > 0 && this.#now() < end) {
      // There is no later: what is not answered in this event never is.
    }
  }

  // The add-on is about to be unloaded.
  cancelAll() {
    [...this.#undecided.keys()].forEach(tabId => this.cancel(tabId));
  }

  // The compose window was closed: whatever is being asked about it is moot.
  tabRemoved(tabId) {
    this.#endSending(tabId);
    this.cancel(tabId);
    this.#approved.delete(tabId);
  }

  // Tells the host what was really sent, so that it can be compared with what
  // was approved. Thunderbird says so from version 147 on. Before that, and of what could
  // not be sent, it only says that it is over.
  async afterSend(tab, info) {
    this.#endSending(tab.id);
    const id = this.#approved.get(tab.id);
    this.#approved.delete(tab.id);
    if (id === undefined || info.error) {
      return;
    }
    try {
      this.#host.sent(id, info.details && (await readMessage(this.#messenger, info.details)).recipients);
    } catch (error) {
      console.error(`straymail: ${error?.name} after a message was sent`);
    }
  }

  #endSending(tabId) {
    this.#ends.get(tabId)?.();
    this.#ends.delete(tabId);
  }

  async #judge(tab, details, signal) {
    for (let round = 0; round < ROUNDS_MAX && !signal.aborted; round++) {
      const message = { readAt: this.#now(), ...(await this.#read(details)) };
      const result = await this.#decide(message, changes => this.#letOut(tab, message, changes), signal);
      if (result) {
        return result;
      }
      details = await this.#messenger.compose.getComposeDetails(tab.id);
    }
    if (!signal.aborted) {
      this.#asker.tell({ reason: "changing" });
    }
    return hold();
  }

  // Where the recipients cannot be read, `failure` says why.
  async #read(details) {
    try {
      return await readMessage(this.#messenger, details);
    } catch (failure) {
      return { failure, unread: [details.to, details.cc, details.bcc] };
    }
  }

  // What beforeSend gives back, or null where the message is to be judged anew. By
  // `letOut` it leaves.
  async #decide(message, letOut, signal) {
    const { from, recipients, listFields, failure } = message;
    if (failure) {
      return await this.#unchecked(failure, message, letOut, signal);
    }
    if ([...listFields].some(field => !recipients.some(one => one.field === field))) {
      // Thunderbird leaves a list on which nobody is where it stands alone: as an address.
      this.#asker.tell({ reason: "empty-list" });
      return hold();
    }
    if (recipients.length === 0) {
      return await letOut(UNCHANGED);
    }
    let decision;
    try {
      decision = await this.#host.check({ from, recipients }, signal);
    } catch (reason) {
      return signal.aborted ? hold() : await this.#unchecked(reason, message, letOut, signal);
    }
    switch (decision.action) {
      case "send": {
        const atOnce = decision.reason !== "send-anyway" && this.#now() - message.readAt < AT_ONCE_MS;
        return await letOut({ id: decision.id, ...UNCHANGED, isSpared: atOnce && recipients.length > FEW });
      }
      case "correct":
        return await letOut(decision);
      case "ask":
        return await this.#askHere(decision, letOut, signal);
      default:
        if (!CHOSEN.has(decision.reason)) {
          this.#asker.tell({ reason: decision.reason });
        }
        return hold();
    }
  }

  // Not checked, so not cleared: what happens now is up to the organisation, and by
  // default to the person.
  async #unchecked(failure, { recipients }, letOut, signal) {
    const reason = failure instanceof HostFailure ? failure.code : "unexpected";
    if (reason === "unexpected") {
      console.error(`straymail: ${failure?.name} while the recipients were read`);
      await this.#host.reach().catch(() => {}); // it says whether anything is blocked
      if (signal.aborted) {
        return hold();
      }
    }
    const rule = await this.#unavailable.ruleFor(recipients, failure);
    const question = { reason, rule, recipients: recipients ?? [] };
    switch (rule) {
      case "send": {
        const result = await letOut(UNCHANGED);
        if (result && !result.cancel) {
          this.#asker.notify({ title: "uncheckedTitle", messages: [wordsFor(reason).why, "sentUnchecked"] }).catch(() => {});
        }
        return result;
      }
      case "ask":
        return (await this.#ask(question, signal)).send ? await letOut(UNCHANGED) : hold();
      default:
        this.#asker.tell(question);
        return hold();
    }
  }

  async #askHere({ id, action, ...question }, letOut, signal) {
    let answer;
    let result;
    try {
      answer = await this.#ask(question, signal);
      result = answer.send ? await letOut({ id, ...resolve(answer, question) }) : hold();
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

  // Lets out a message with its changes, or not where they cannot be made. While it waited
  // lists could grow, and other add-ons and scripts could write into the window: where it
  // would go to others than those who were decided over, that is null.
  async #letOut(tab, message, { id, corrections, removals, isSpared = false }) {
    if (!isSpared) {
      const current = await this.#read(await this.#messenger.compose.getComposeDetails(tab.id));
      if (decidedOver(current) !== decidedOver(message)) {
        return null;
      }
    }
    if (message.failure) {
      return {};
    }
    if (removals.length > 0 && removals.length === message.recipients.length) {
      this.#asker.tell({ reason: "nobody-left" });
      return hold();
    }
    const fields = rewrittenFields(message, { corrections, removals });
    if (!fields) {
      // Better held and corrected by hand than sent to somebody else.
      this.#asker.tell({ reason: corrections.length + removals.length > 0 ? "cannot-correct" : "cannot-expand" });
      return hold();
    }
    if (id !== undefined) {
      this.#approved.set(tab.id, id);
    }
    return Object.keys(fields).length > 0 ? { details: fields } : {};
  }

  async #ask(question, signal) {
    return signal.aborted ? GO_BACK : await this.#asker.ask(question, signal);
  }
}

/* What holds a message as soon as `signal` aborts, whatever is still being waited for. */
function heldBy(signal) {
  return new Promise(resolve => signal.addEventListener("abort", () => resolve(hold()), { once: true }));
}

/* What a check is about, in a form that can be compared: the recipients, with their texts
 * where those are not plain, and the sender, by whom some are trusted. */
function decidedOver({ from, recipients, unread }) {
  return JSON.stringify([from, unread, recipients?.map(({ field, address, mailbox }) => [field, address, mailbox])]);
}
