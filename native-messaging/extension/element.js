/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

let last = 0;

/* An element <tag> with these attributes, of which null, undefined and false are left
 * out, and this content. Strings go in as text, never as markup. */
export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...content);
  return element;
}

/* An id that no other element has. */
export function uniqueId() {
  return `e${++last}`;
}

/* Text that is there for a screen reader alone. */
export function makeSpoken(content) {
  return make("span", { class: "spoken" }, content);
}
