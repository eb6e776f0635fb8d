/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

import { displayAddress, displayText, isolate } from "./display-text.js";
import { make } from "./element.js";
import { text } from "./text.js";

const LOCAL_PART_MAX = 48;
const NAME_MAX = 48;

const FIELDS = { to: "fieldTo", cc: "fieldCc", bcc: "fieldBcc" };

/* One recipient: the address first and literally; a name never stands alone. */
export function makeRecipientRow(tag, { field, address, name, list }) {
  const details = [text(FIELDS[field])];
  if (name && name !== address) {
    details.push(isolate(displayText(name, NAME_MAX)));
  }
  if (list) {
    details.push(text("memberOf", isolate(displayText(list, NAME_MAX))));
  }
  return make(
    tag,
    { class: "recipient" },
    make("bdi", { class: "address", dir: "ltr" }, displayAddress(address, LOCAL_PART_MAX)),
    make("div", { class: "caption quiet" }, details.join(" · "))
  );
}
