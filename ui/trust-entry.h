/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Entries of the setting “trusted-domains”, as a person types and sees them. */

/**
 * stray_trust_entry_read:
 * @typed: what was typed, UTF-8
 * @why: (out) (transfer full): where it is no entry, a sentence that says so, for
 *   whoever typed it
 *
 * Returns: (nullable) (transfer full): the entry in the one form it is kept in:
 *   `army.mil`, or `*.mil` for everything below an ending; A-labels, lower case
 */
char *stray_trust_entry_read (const char *typed, char **why);

/**
 * stray_trust_entry_equal:
 *
 * Whether two entries, also ones somebody else wrote, mean the same.
 */
gboolean stray_trust_entry_equal (const char *a, const char *b);

/**
 * stray_domain_shown:
 * @entry: a domain or an entry, as it is kept
 * @ascii: (out) (transfer full) (nullable): its A-labels, where they look different
 *
 * Returns: (transfer full): @entry in the letters of its language, fit to be
 *   looked at
 */
char *stray_domain_shown (const char *entry, char **ascii);

G_END_DECLS
