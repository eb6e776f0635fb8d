/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/policy.h"
#include "native-messaging/message.h"

G_BEGIN_DECLS

/**
 * StrayJudgement:
 * @flagged: how many recipients were flagged; 0 means that the message is clean
 * @asks: whether one of them is to be asked about; otherwise all of them are
 *   look-alikes of low severity, which the person is only told of, and
 * @doubts: (element-type StrayCorrection): what may have been meant in their place
 * @findings: (element-type StrayFinding): those that are to be shown, chosen and
 *   cut so that they fit into one frame; PROTOCOL.md, `decision`
 * @corrections: (element-type StrayCorrection): one for every flagged recipient,
 *   where all of them have a suggestion and all of it fits into one reply;
 *   otherwise none, and then some finding has no suggestion
 */
typedef struct
{
  guint flagged;
  gboolean asks;
  GPtrArray *doubts;
  GPtrArray *findings;
  GPtrArray *corrections;
} StrayJudgement;

/**
 * stray_judge:
 * @check: a `check`
 *
 * Returns: (transfer full): what @policy and the sender's own address say of the
 *   recipients of @check, in the words of the protocol
 */
StrayJudgement *stray_judge (StrayPolicy *policy, const StrayMessage *check);

void stray_judgement_free (StrayJudgement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayJudgement, stray_judgement_free)

G_END_DECLS
