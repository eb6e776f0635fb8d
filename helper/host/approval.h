/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "added.h"
#include "worker.h"

#include "native-messaging/question.h"

G_BEGIN_DECLS

/**
 * StrayApproval:
 * @cleared: whom the message was let out to
 * @corrections: (nullable) (element-type StrayCorrection): what the person is to be told
 *   once it was sent, and
 * @notice: in which sense
 *
 * A check that was answered so that the message goes out.
 */
typedef struct
{
  StrayCleared *cleared;
  GPtrArray *corrections;
  StrayNotice notice;
} StrayApproval;

/**
 * stray_approval_new:
 * @cleared: (transfer full)
 * @corrections: (nullable) (element-type StrayCorrection): referenced
 *
 * It is remembered by the id of the check until its message was sent; see recent.h.
 */
StrayApproval *stray_approval_new (StrayCleared *cleared, StrayNotice notice, GPtrArray *corrections);

/**
 * stray_approval_end:
 * @self: (transfer full)
 * @sent: (transfer full): the `sent` of the message
 * @worker: judges recipients that were added after the check
 * @ui: straymail-ui
 *
 * Tells the person, by notices, what was left to be told until the message was sent.
 */
void stray_approval_end (StrayApproval *self, StrayMessage *sent, StrayWorker *worker, const char *ui);

void stray_approval_free (StrayApproval *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayApproval, stray_approval_free)

G_END_DECLS
