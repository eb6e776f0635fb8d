/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/policy.h"
#include "native-messaging/message.h"
#include "policy/handling.h"

G_BEGIN_DECLS

/* Recipients that another add-on put into a message after it was checked. */

/**
 * StrayCleared:
 *
 * Which addresses a message was let out to. They themselves are not kept, only eight
 * bytes of each, so that two are the same where StrayLearned takes them for the same:
 * domains are normalised, local parts compared without the case of ASCII letters.
 */
typedef struct _StrayCleared StrayCleared;

/**
 * stray_cleared_new:
 * @check: a `check`
 *
 * Returns: (transfer full): all recipients of @check
 */
StrayCleared *stray_cleared_new (const StrayMessage *check);

/**
 * stray_cleared_change:
 * @corrections: (element-type StrayCorrection): what stands in the place of what
 * @removals: (element-type StrayCorrection): what was left out
 *
 * To be called once, since indexes are those of the check.
 */
void stray_cleared_change (StrayCleared *self, GPtrArray *corrections, GPtrArray *removals);

void stray_cleared_free (StrayCleared *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayCleared, stray_cleared_free)

/**
 * stray_added_find:
 * @sent: a `sent` with recipients
 *
 * Returns: (transfer full) (element-type StrayRecipient): the recipients of @sent that
 *   @cleared does not have, each address once; the strings belong to @sent
 */
GArray *stray_added_find (const StrayCleared *cleared, const StrayMessage *sent);

/**
 * stray_added_judge:
 * @added: (element-type StrayRecipient)
 *
 * Judges recipients as if they had been in the check of @cleared.
 *
 * Returns: (transfer full) (element-type StrayCorrection): those that are flagged, and
 *   what may have been meant, or ""
 */
GPtrArray *stray_added_judge (const StrayCleared *cleared, GArray *added, StrayPolicy *policy,
                              const StrayHandling *handling);

G_END_DECLS
