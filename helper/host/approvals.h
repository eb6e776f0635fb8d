/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "added.h"

#include "native-messaging/question.h"

G_BEGIN_DECLS

/**
 * StrayApproval:
 * @id: of the check
 * @cleared: whom the message was let out to
 * @corrections: (nullable) (element-type StrayCorrection): what the person is to be told
 *   once it was sent, and
 * @notice: in which sense
 *
 * A check that was answered so that the message goes out.
 */
typedef struct
{
  char *id;
  StrayCleared *cleared;
  GPtrArray *corrections;
  StrayNotice notice;
} StrayApproval;

void stray_approval_free (StrayApproval *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayApproval, stray_approval_free)

/** StrayApprovals: the last 64 approvals, each until its message was sent. */
typedef struct _StrayApprovals StrayApprovals;

StrayApprovals *stray_approvals_new (void);
void stray_approvals_free (StrayApprovals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayApprovals, stray_approvals_free)

/**
 * stray_approvals_add:
 * @cleared: (transfer full)
 * @corrections: (nullable) (element-type StrayCorrection): referenced
 *
 * Remembers that check @id was approved, in place of what was known of an earlier
 * check of that id.
 */
void stray_approvals_add (StrayApprovals *self, const char *id, StrayCleared *cleared, StrayNotice notice,
                          GPtrArray *corrections);

/** Returns: (transfer full) (nullable): the approval of check @id; it is forgotten with that */
StrayApproval *stray_approvals_take (StrayApprovals *self, const char *id);

/** Forgets that check @id was approved, if it was. */
void stray_approvals_forget (StrayApprovals *self, const char *id);

G_END_DECLS
