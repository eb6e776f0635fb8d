/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy.h"
#include "trust-index.h"

G_BEGIN_DECLS

/* What check.c and the kinds of look-alike ask a policy. */

guint stray_policy_n_layers (const StrayPolicy *self);
const StrayTrust *stray_policy_layer (const StrayPolicy *self, guint i);

/** Whether @layer holds what was learned, which anchors resemblance and covers nothing. */
gboolean stray_policy_is_learned_layer (const StrayPolicy *self, const StrayTrust *layer);

/** Whether @country (ISO 3166 alpha-2) is a home country. */
gboolean stray_policy_is_home (const StrayPolicy *self, const char *country);

/** Whether the optional kind of look-alike @name is on. */
gboolean stray_policy_has_kind (const StrayPolicy *self, const char *name);

/** Whether the address that stray_learned_has_address() would find was learned. */
gboolean stray_policy_has_learned (const StrayPolicy *self, const char *address, gsize at, const char *ascii);

/**
 * stray_policy_find_cover:
 * @anchors: leave out entries that are `trust-only`, and take in what was learned
 * @hit: (out)
 *
 * Finds the most specific entry that covers the domain of @parents, an explicit
 * one before a wildcard of the same name, an earlier layer before a later.
 */
gboolean stray_policy_find_cover (const StrayPolicy *self, const StrayParents *parents, gboolean anchors,
                                  StrayHit *hit);

/** Whether @hit anchors resemblance: it is `trust-only` in no layer. */
gboolean stray_policy_is_anchor (const StrayPolicy *self, const StrayHit *hit);

G_END_DECLS
