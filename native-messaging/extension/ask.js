/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// The page inside Thunderbird. It gets its question over a port, and gives one
// answer; closing it takes the port away, which is going back. Everything that
// came from outside goes in as text, never as markup.

import { GO_BACK, countRest, groupsOf, isAllowed } from "./answer.js";
import { Arming } from "./arming.js";
import { displayText } from "./display-text.js";
import { makeCard, makeCardForRest } from "./domain-card.js";
import { make } from "./element.js";
import { closePage, fitHeight, reveal, speakLanguage } from "./page.js";
import { makeRecipientRow } from "./recipient-row.js";
import { body, canSend, headline, sendLabel } from "./summary.js";
import { plural, text } from "./text.js";
import { wordForRule, wordsFor } from "./words.js";

const KEEP_ALIVE_MS = 1000;
const SHOWN_MAX = 500;
const ORGANISATION_MAX = 1000;
const DELAY_MS = 1000; // where the host did not say

const byId = id => document.getElementById(id);
const port = messenger.runtime.connect({ name: `ask-${location.search.slice(1)}` });

port.onMessage.addListener(({ question }) => show(question));
port.onDisconnect.addListener(closePage);
// While a port has nothing to say, Thunderbird may unload the event page, and
// the message would wait for ever.
setInterval(() => port.postMessage({}), KEEP_ALIVE_MS);

let question = null;
let cards = [];
let rest = null;
let arming = null;

async function show(asked) {
  question = asked;
  speakLanguage();
  (question.findings ? showFindings : showUnchecked)();
  showOrganisation(question.organisation ?? {});
  byId("go-back").textContent = text(question.told ? "close" : "goBack");
  byId("hint").textContent = text("completeChoices");
  update();
  await reveal(byId("question"));
  byId("go-back").focus();
  arming = new Arming(question.delay ?? DELAY_MS, update);
}

function showFindings() {
  say("title", headline(question));
  say("why", body(question));
  say("recorded", question.records_domains && text("recorded"));
  say("note", text(wordsFor(question.reason).why));
  cards = groupsOf(question).map(group => makeCard(question, group, changed));
  if (countRest(question) > 0) {
    rest = makeCardForRest(question, changed);
  }
  byId("cards").append(...cards.map(({ element }) => element), ...(rest ? [rest.element] : []));
}

function showUnchecked() {
  const { reason, rule, recipients = [] } = question;
  const { title = "uncheckedTitle", why, todo } = wordsFor(reason);
  say("title", text(title));
  say("why", text(why));
  say("todo", text(todo));
  say("rule", wordForRule(rule) && text(wordForRule(rule)));
  const rows = recipients.slice(0, SHOWN_MAX).map(recipient => makeRecipientRow("li", recipient));
  if (recipients.length > rows.length) {
    rows.push(make("li", { class: "quiet" }, plural("andMoreRecipients", recipients.length - rows.length)));
  }
  byId("recipients").append(...rows);
  byId("recipients").hidden = rows.length === 0;
}

function showOrganisation({ text: sentence, contact }) {
  const lines = sentence?.split("\n").map(line => displayText(line, ORGANISATION_MAX));
  say("organisation-text", lines?.join("\n"));
  say("contact", contact && text("contact", displayText(contact, ORGANISATION_MAX)));
  byId("organisation").hidden = !sentence && !contact;
}

function say(id, sentence) {
  byId(id).textContent = sentence ?? "";
  byId(id).hidden = !sentence;
}

/* What was chosen so far, and what that comes to. */
function collect() {
  const tally = { complete: true, correct: 0, keep: 0, leaveOut: 0 };
  const counts = { correct: "correct", keep: "keep", "leave-out": "leaveOut" };
  for (const { chosen, count } of [...cards, ...(rest ? [rest] : [])]) {
    if (chosen) {
      tally[counts[chosen.choice]] += count;
    } else {
      tally.complete = false;
    }
  }
  const choices = cards.map(({ chosen }) => chosen);
  return { tally, answer: { send: true, choices, ...(rest && { rest: rest.chosen?.choice }) } };
}

/* The button says exactly what it will do, and so do its looks. */
function update() {
  const { tally, answer } = collect();
  const send = byId("send");
  const isAsked = question.findings !== undefined;
  const isPossible = isAllowed(answer, question) && (!isAsked || canSend(question, tally));
  send.hidden = question.told || (!isAsked && !isPossible);
  send.textContent = isAsked ? sendLabel(question, tally) : text("sendAnyway");
  // Not `disabled`, which would take the focus away each time the window loses it.
  send.setAttribute("aria-disabled", String(!(arming?.armed && isPossible)));
  send.classList.toggle("suggested", isAsked && tally.complete && tally.keep === 0);
  byId("hint").hidden = !isAsked || tally.complete;
}

function changed() {
  update();
  fitHeight();
  const hint = byId("hint");
  byId("live").textContent = hint.hidden ? byId("send").textContent : hint.textContent;
}

function answerWith(answer) {
  port.postMessage({ answer });
}

byId("go-back").addEventListener("click", () => answerWith(GO_BACK));
byId("send").addEventListener("click", () => {
  if (byId("send").getAttribute("aria-disabled") === "false") {
    answerWith(collect().answer);
  }
});
addEventListener("keydown", event => event.key === "Escape" && answerWith(GO_BACK));
