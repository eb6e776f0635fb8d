/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// The page inside Thunderbird. It gets its question over a port, and gives one
// answer; closing it takes the port away, which is "go-back". Everything that
// came from outside goes in as text, never as markup.

import { answersTo } from "./decision.js";
import { wordForRule, wordsFor } from "./words.js";

const KEEP_ALIVE_MS = 5000;
const SHOWN_MAX = 500;

const t = messenger.i18n.getMessage;
const byId = id => document.getElementById(id);
const port = messenger.runtime.connect({ name: `ask-${location.search.slice(1)}` });

port.onMessage.addListener(({ question }) => show(question));
port.onDisconnect.addListener(close);
// While a port has nothing to say, Thunderbird may unload the event page, and
// the message would wait for ever.
setInterval(() => port.postMessage({}), KEEP_ALIVE_MS);

function show(question) {
  const { reason, rule, told, flagged = 0, findings = [], recipients = [], organisation = {} } = question;
  document.documentElement.lang = messenger.i18n.getUILanguage();
  document.documentElement.dir = t("@@bidi_dir");
  for (const element of document.querySelectorAll("[data-i18n]")) {
    element.textContent = t(element.dataset.i18n);
  }

  const words = wordsFor(reason);
  byId("title").textContent = findings.length ? headline(findings) : t(words.title ?? "uncheckedTitle");
  const looksAlike = findings.some(({ verdict }) => verdict === "lookalike");
  byId("why").textContent = looksAlike ? `${t("whyAbroad")} ${t(words.why)}` : t(words.why);
  byId("todo").textContent = t(words.todo ?? "todoChoose");
  byId("rule").hidden = !wordForRule(rule);
  byId("rule").textContent = t(wordForRule(rule) ?? "unlessChecked");

  const rows = findings.length ? findings.map(findingRow) : recipients.slice(0, SHOWN_MAX).map(recipientRow);
  byId("recipients").append(...rows);
  byId("recipients").classList.toggle("plain", findings.length === 0);
  const hidden = Math.max(flagged, findings.length, recipients.length) - rows.length;
  byId("more").hidden = hidden <= 0;
  byId("more").textContent = t("more", [new Intl.NumberFormat().format(hidden)]);

  byId("organisation").hidden = !organisation.text;
  byId("organisation").textContent = organisation.text ?? "";
  byId("contact").hidden = !organisation.contact;
  byId("contact").textContent = t("contact", [organisation.contact ?? ""]);

  const answers = answersTo(question);
  byId("correct").hidden = !answers.includes("correct");
  byId("send").hidden = told || !answers.includes("send");
  if (told) {
    byId("go-back").textContent = t("close");
  }
  byId("question").hidden = false;
  byId("go-back").focus();
}

function headline(findings) {
  const countries = new Set(findings.map(finding => finding.country_name).filter(Boolean));
  if (countries.size === 0) {
    return t("unreadableTitle");
  }
  return t("abroadTitle", [new Intl.ListFormat(messenger.i18n.getUILanguage()).format(countries)]);
}

function findingRow(finding) {
  const { verdict, domain, ascii, resembles, marks, country_name: country } = finding;
  const row = recipientRow(finding);
  if (finding.blocked) {
    row.append(make("div", "blocked", t("blocked")));
  }
  if (verdict === "unparsable") {
    row.append(make("div", "", t("unreadable")));
    return row;
  }
  const table = make("dl");
  const typed = make("dd", "typed", ...marked(domain, marks?.domain));
  if (ascii) {
    typed.append(make("span", "quiet", ` (${ascii})`));
  }
  table.append(make("dt", "", t("typed")), typed);
  if (resembles) {
    table.append(make("dt", "", t("meant")), make("dd", "meant", ...marked(resembles, marks?.resembles)));
  }
  if (country) {
    typed.append(" ", make("span", "country", country));
  }
  row.append(table);
  return row;
}

// The address first and literally; a name never stands alone.
function recipientRow({ field, address, name, list }) {
  const details = [make("span", "", t({ to: "fieldTo", cc: "fieldCc", bcc: "fieldBcc" }[field]))];
  if (name && name !== address) {
    details.push(make("bdi", "", name));
  }
  if (list) {
    details.push(make("bdi", "", t("memberOf", [list])));
  }
  const separated = details.flatMap((detail, index) => (index ? [" · ", detail] : [detail]));
  return make("li", "", make("bdi", "address", address), make("div", "quiet", ...separated));
}

// `text` with the runs [start, length] of `marks`, in code points, marked.
function marked(text = "", marks) {
  const letters = [...text];
  const parts = [];
  let end = 0;
  for (const [start, length] of Array.isArray(marks) ? marks : []) {
    parts.push(letters.slice(end, start).join(""), make("mark", "", letters.slice(start, start + length).join("")));
    end = start + length;
  }
  return [make("bdi", "", ...parts, letters.slice(end).join(""))];
}

function make(tag, className = "", ...content) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}

function answer(choice) {
  port.postMessage({ answer: choice });
}

async function close() {
  const tab = await messenger.tabs.getCurrent();
  await messenger.tabs.remove(tab.id);
}

for (const choice of ["go-back", "correct", "send"]) {
  byId(choice).addEventListener("click", () => answer(choice));
}
addEventListener("keydown", event => event.key === "Escape" && answer("go-back"));
