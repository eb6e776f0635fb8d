/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

// Texts in the person's language, by their keys in messages.c.

const { getMessage } = messenger.i18n;

/* The text of `key`, with `values` in its places. */
export function text(key, ...values) {
  return getMessage(key, values.map(String));
}

/* The text of `key` for this number, with `values`, by default the number itself, in
 * its places. Which form of the text goes with which number differs by language;
 * build-xpi.py says what `pluralForms` is. */
export function plural(key, number, ...values) {
  const forms = getMessage("pluralForms");
  const form = forms[number < forms.length ? number : (number % 100) + 100];
  return text(`${key}_${form}`, ...(values.length ? values : [number]));
}
