/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// What the extension's pages have in common: each is a window of its own, or a tab.

const HEIGHT_MAX = 720; // higher than this is not easier to read

export function speakLanguage() {
  document.documentElement.lang = messenger.i18n.getUILanguage();
  document.documentElement.dir = messenger.i18n.getMessage("@@bidi_dir");
}

export async function closePage() {
  const tab = await messenger.tabs.getCurrent();
  await messenger.tabs.remove(tab.id);
}

/* Makes the window as high as its text is, and no higher than fits; then it scrolls. */
export async function fitHeight() {
  const { id, type } = await messenger.windows.getCurrent();
  if (type !== "popup") {
    return;
  }
  const parts = [document.getElementById("content"), document.querySelector("footer")];
  const wanted = parts.reduce((height, part) => height + part.offsetHeight, outerHeight - innerHeight);
  const height = Math.min(wanted, HEIGHT_MAX, screen.availHeight);
  if (Math.abs(height - outerHeight) > 1) {
    await messenger.windows.update(id, { height });
  }
}
