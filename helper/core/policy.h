/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "learned.h"
#include "trust.h"

G_BEGIN_DECLS

/**
 * StrayPolicy:
 *
 * Everything a verdict depends on beside the recipient: layers of trust (lists,
 * settings, the sender's own domain), what was learned, the home countries, and
 * which optional kinds of look-alike are on. Immutable and reference-counted; making one is cheap,
 * since its layers are shared.
 */
typedef struct _StrayPolicy StrayPolicy;

/**
 * stray_policy_new:
 * @layers: (array length=n_layers): the layers of trust; each is referenced
 * @home: (nullable): ISO 3166 alpha-2 codes in upper case, %NULL-terminated;
 *   %NULL means none
 */
StrayPolicy *stray_policy_new (StrayTrust *const *layers, gsize n_layers, const char *const *home);

/**
 * stray_policy_with_sender:
 * @address: the sender's own address, UTF-8; one that cannot be read, or whose domain is a
 *   bare ending, adds nothing
 *
 * Returns: (transfer full): @self with the sender's domain trusted, and, where home is not
 *   fixed, the country of its ending and the government endings of that country at home
 */
StrayPolicy *stray_policy_with_sender (StrayPolicy *self, const char *address);

/**
 * stray_policy_with_fixed_home:
 * @fixed: whether the home countries are exactly these: no sender widens them
 *
 * What a person or an organisation set is meant as it stands, and so is a lock; only a
 * guess of ours may be corrected by a further one. Without this call they are not fixed.
 *
 * Returns: (transfer full): @self with that
 */
StrayPolicy *stray_policy_with_fixed_home (StrayPolicy *self, gboolean fixed);

/**
 * stray_policy_with_kinds:
 * @kinds: (nullable): names of kinds of look-alike that are off unless asked for,
 *   %NULL-terminated; see stray_kind_is_optional()
 *
 * Returns: (transfer full): @self with exactly those of them on
 */
StrayPolicy *stray_policy_with_kinds (StrayPolicy *self, const char *const *kinds);

/**
 * stray_policy_with_exceptions:
 * @exceptions: what a person is not asked about any more, all of it trust-only
 *
 * Returns: (transfer full): @self with @exceptions, in place of those it had
 */
StrayPolicy *stray_policy_with_exceptions (StrayPolicy *self, StrayTrust *exceptions);

/** Returns: (transfer full): @self without exceptions, and without what was learned; @self
 * itself where it has neither */
StrayPolicy *stray_policy_without_persons (StrayPolicy *self);

/**
 * stray_policy_with_learned:
 *
 * The domains of @learned become anchors of resemblance, so that what looks like
 * one of them is flagged. They cover nothing: whoever writes to one of them is
 * not trusted for it, since an address book also holds yesterday's typos. For
 * the same reason a domain that @self takes for a look-alike of high severity
 * becomes no anchor. An address that is itself in @learned is unremarkable
 * where no kind of look-alike finds it with high severity.
 *
 * What this costs is what building a trust list of those domains does, so it is
 * nothing to be done at every check. It replaces what was learned before.
 *
 * Returns: (transfer full): @self with @learned
 */
StrayPolicy *stray_policy_with_learned (StrayPolicy *self, StrayLearned *learned);

StrayPolicy *stray_policy_ref (StrayPolicy *self);
void stray_policy_unref (StrayPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayPolicy, stray_policy_unref)

G_END_DECLS
