/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

"use strict";

// What a subject says after "adds:" is added to Bcc while the message is being sent, and what it says
// after "soon:" is written into the window right after that.
messenger.compose.onBeforeSend.addListener(({ id }, { subject, bcc }) => {
  const [, how, added] = /(adds|soon):(.+)/.exec(subject) ?? [];
  const details = { bcc: [bcc].flat().concat(added) };
  if (how === "soon") {
    setTimeout(() => messenger.compose.setComposeDetails(id, details));
  }
  return how === "adds" ? { details } : {};
});
