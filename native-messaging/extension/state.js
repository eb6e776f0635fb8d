/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// The page that says whether the guard is on, and if not, why and what to do.

import { make, makeSpoken } from "./element.js";
import { closePage, fitHeight, reveal, speakLanguage } from "./page.js";
import { text } from "./text.js";

const TITLES = { unknown: "titleUnknown", on: "titleOn", degraded: "titleDegraded", off: "titleOff" };
const HEALTHS = { good: ["✓", "healthGood"], note: ["i", "healthNote"], bad: ["!", "healthBad"] };

const byId = id => document.getElementById(id);
const port = messenger.runtime.connect({ name: "state" });

port.onMessage.addListener(({ state }) => show(state));
port.onDisconnect.addListener(closePage);

async function show({ level, why, todo, checks, protocol, hostVersion, version }) {
  const { name, version: program } = await messenger.runtime.getBrowserInfo();
  speakLanguage();
  for (const element of document.querySelectorAll("[data-i18n]")) {
    element.textContent = text(element.dataset.i18n);
  }
  byId("state").dataset.level = level;
  say("title", text(TITLES[level]));
  // What is bad stands below, with all the rest.
  const isListed = checks.some(({ health }) => health === "bad");
  say("why", isListed ? "" : why);
  say("todo", isListed ? "" : todo);
  byId("checks").replaceChildren(...checks.map(makeCheck));
  byId("checks").hidden = checks.length === 0;
  // They are a window of the host's, which says here that it can show none.
  byId("preferences").hidden = checks.some(({ check, health }) => check === "display" && health !== "good");
  const versions = [
    [text("versionOfHelper"), hostVersion && text("versionAndProtocol", hostVersion, protocol)],
    [text("versionOfAddOn"), version],
    [name, program],
  ];
  byId("versions").replaceChildren(
    ...versions.filter(([, value]) => value).flatMap(([what, value]) => [make("dt", {}, what), make("dd", {}, make("bdi", {}, value))])
  );
  if (byId("state").hidden) {
    await reveal(byId("state"));
    byId("close").focus();
  } else {
    fitHeight();
  }
}

function say(id, sentence) {
  byId(id).textContent = sentence;
  byId(id).hidden = !sentence;
}

function makeCheck({ health, text: found, fix }) {
  const [sign, word] = HEALTHS[health];
  return make(
    "li",
    { class: health },
    make("span", { class: "health", "aria-hidden": "true" }, sign),
    make("div", {}, make("p", {}, makeSpoken(`${text(word)} `), found), ...(fix ? [make("p", { class: "caption" }, fix)] : []))
  );
}

byId("preferences").addEventListener("click", () => port.postMessage({ action: "preferences" }));
byId("again").addEventListener("click", () => port.postMessage({ action: "again" }));
byId("close").addEventListener("click", closePage);
addEventListener("keydown", event => event.key === "Escape" && closePage());
