/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayLearned:
 *
 * The addresses a person writes to, such as those of an address book: immutable
 * and reference-counted. Their domains anchor resemblance but cover nothing;
 * see stray_policy_with_learned().
 */
typedef struct _StrayLearned StrayLearned;

/**
 * stray_learned_new:
 * @addresses: (array length=n): addresses or mailboxes `Name <address>`, UTF-8;
 *   what cannot be read as one adds nothing
 *
 * Two addresses are the same when their domains are and their local parts
 * differ in nothing but the case of ASCII letters: RFC 5321, 2.4 lets a host
 * tell those apart, but none that is known does.
 */
StrayLearned *stray_learned_new (const char *const *addresses, gsize n);

StrayLearned *stray_learned_ref (StrayLearned *self);
void stray_learned_unref (StrayLearned *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayLearned, stray_learned_unref)

/** Their domains, in A-labels, each once: (element-type utf8). */
const GPtrArray *stray_learned_domains (const StrayLearned *self);

/**
 * stray_learned_has_address:
 * @address: an address alone, without display name
 * @at: where its domain begins
 * @ascii: that domain, normalised
 */
gboolean stray_learned_has_address (const StrayLearned *self, const char *address, gsize at,
                                    const char *ascii);

G_END_DECLS
