/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// What the extension's pages have in common: each is a window of its own, or a tab.

const HEIGHT_MAX = 720; // higher than this is not easier to read
const RESIZE_DEADLINE_MS = 500; // a window manager may keep the window as it is

export function speakLanguage() {
  document.documentElement.lang = messenger.i18n.getUILanguage();
  document.documentElement.dir = messenger.i18n.getMessage("@@bidi_dir");
}

export async function closePage() {
  const tab = await messenger.tabs.getCurrent();
  await messenger.tabs.remove(tab.id);
}

/* Shows `element`, which is hidden, in a window as high as its text is: nothing that
 * can be clicked moves away under the mouse. */
export async function reveal(element, timers = globalThis) {
  element.style.visibility = "hidden";
  element.hidden = false;
  const late = new Promise(resolve => timers.setTimeout(resolve, RESIZE_DEADLINE_MS));
  const resized = new Promise(resolve => addEventListener("resize", resolve, { once: true }));
  await Promise.race([fitHeight().then(isChanged => isChanged && resized), late]);
  element.style.visibility = "";
}

/* Has the window made as high as its text is, and no higher than fits; then it scrolls.
 * Whether there was anything to change; where it cannot be, it stays as it is. */
export async function fitHeight() {
  return await changeHeight().catch(() => false);
}

async function changeHeight() {
  const { id, type } = await messenger.windows.getCurrent();
  if (type !== "popup") {
    return false;
  }
  const parts = [document.getElementById("content"), document.querySelector("footer")];
  const wanted = parts.reduce((height, part) => height + part.offsetHeight, outerHeight - innerHeight);
  const height = Math.min(wanted, HEIGHT_MAX, screen.availHeight);
  if (Math.abs(height - outerHeight) <= 1) {
    return false;
  }
  await messenger.windows.update(id, { height });
  return true;
}
