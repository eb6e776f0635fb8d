/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

"use strict";

// What a subject says after "adds:" is added to Bcc.
messenger.compose.onBeforeSend.addListener((tab, { subject, bcc }) => {
  const added = subject.split("adds:")[1];
  return added ? { details: { bcc: [bcc].flat().concat(added) } } : {};
});
