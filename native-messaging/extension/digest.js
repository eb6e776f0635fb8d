/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The `digest` of a decision over {field, address}s, as PROTOCOL.md has it. It is made
 * off the main thread, while the host is at work. */
export async function digestOf(recipients) {
  const text = recipients.map(({ field, address }) => `${field}\0${address}\0`).join("");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
