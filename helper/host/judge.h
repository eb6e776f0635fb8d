/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/policy.h"
#include "native-messaging/message.h"
#include "policy/handling.h"

G_BEGIN_DECLS

/**
 * StrayFlagged:
 * @index: in the recipients of the check
 * @address: as it stands there, owned
 * @result: (nullable): what the decision says, owned; %NULL of an address beyond the
 *   limit. To it belong:
 * @domain: (nullable): normalised; %NULL where nothing better is known than that it
 *   could not be read
 * @suggestion: (nullable): the corrected address
 * @blocked: whether nothing is let out to it
 *
 * A recipient that was flagged.
 */
typedef struct
{
  guint index;
  char *address;
  StrayResult *result;
  const char *domain;
  const char *suggestion;
  gboolean blocked;
} StrayFlagged;

/**
 * StrayJudgement:
 * @digest: of the recipients it is about; stray_digest_recipients()
 * @flagged: (element-type StrayFlagged): none means that the message is clean
 * @recipients: how many recipients the message has
 * @asks: whether one of them is to be asked about, or is blocked; otherwise the
 *   person is only told of all of them
 * @blocked: (element-type guint): of each domain that is blocked the first of them, as
 *   the index of the recipient
 * @removable: whether all of them can be left out: the reply that says so has room
 * @findings: (element-type StrayFinding): those that are to be shown, chosen and
 *   cut so that they fit into one frame; PROTOCOL.md, `decision`
 * @rest: (nullable) (element-type StrayRest): what was flagged beside them; %NULL where
 *   there is nothing, or so much that it would not fit into the same frame
 */
typedef struct
{
  char *digest;
  GArray *flagged;
  guint recipients;
  gboolean asks;
  GArray *blocked;
  gboolean removable;
  GPtrArray *findings;
  GPtrArray *rest;
} StrayJudgement;

/**
 * stray_judge:
 * @handling: what is to be done about what is flagged
 * @check: a `check`
 *
 * Returns: (transfer full): what @policy and the sender's own address say of the
 *   recipients of @check, in the words of the protocol
 */
StrayJudgement *stray_judge (StrayPolicy *policy, const StrayHandling *handling, const StrayMessage *check);

/** Returns: (transfer full) (element-type StrayCorrection): what may have been meant in place of what is flagged */
GPtrArray *stray_judgement_get_doubts (const StrayJudgement *self);

void stray_judgement_free (StrayJudgement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayJudgement, stray_judgement_free)

G_END_DECLS
