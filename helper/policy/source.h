/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy/handling.h"
#include "policy/load.h"

G_BEGIN_DECLS

/**
 * StrayPolicySource:
 *
 * The configured policy for a process that lives long: read again only when a
 * list or a setting changed, which costs a stat() of each list to find out. It
 * needs no main loop, and a settings daemon that hangs does not hold it up.
 */
typedef struct _StrayPolicySource StrayPolicySource;

/**
 * stray_policy_source_new:
 * @report: (nullable) (scope forever): told what is left out and why whenever the policy
 *   is read, once for as long as it stays that way
 */
StrayPolicySource *stray_policy_source_new (StrayReport report, gpointer user_data);

/**
 * stray_policy_source_get:
 *
 * Returns: (transfer full): the policy as it is configured now, or %NULL with
 *   %STRAY_LOAD_ERROR_NOTHING; a later call may succeed
 */
StrayPolicy *stray_policy_source_get (StrayPolicySource *self, GError **error);

/**
 * stray_policy_source_set_learned:
 * @learned: (nullable): what the person's address books hold, in place of what
 *   was learned before. It is kept in memory only.
 *
 * Where the setting `learned-trust` is off, it is kept and not used, so that
 * switching it on takes effect at once. The next stray_policy_source_get() takes
 * as long as stray_policy_with_learned() does.
 */
void stray_policy_source_set_learned (StrayPolicySource *self, StrayLearned *learned);

/** Returns: (transfer full): what is to be done about what is flagged, as it is configured now */
StrayHandling *stray_policy_source_get_handling (StrayPolicySource *self);

/** Excepts @domain, a normalised one; see stray_exceptions_add(). */
gboolean stray_policy_source_add_exception (StrayPolicySource *self, const char *domain, guint days);

void stray_policy_source_free (StrayPolicySource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayPolicySource, stray_policy_source_free)

G_END_DECLS
