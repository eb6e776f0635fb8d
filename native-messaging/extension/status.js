/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

const HEALTHS = ["good", "note", "bad"];
const CHECKS_MAX = 100;

const isText = value => typeof value === "string";

/* The checks of a `status` (PROTOCOL.md) as {check, health, text} and perhaps `fix`; or
 * null where it is not as it should be. */
export function readStatus({ checks }) {
  const valid =
    Array.isArray(checks) &&
    checks.length <= CHECKS_MAX &&
    checks.every(
      one =>
        isText(one?.check) && HEALTHS.includes(one.health) && isText(one.text) && (one.fix === undefined || isText(one.fix))
    );
  return valid ? checks.map(({ check, health, text, fix }) => ({ check, health, text, ...(fix && { fix }) })) : null;
}
