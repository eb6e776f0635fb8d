/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/check.h"
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
 * @sender: (nullable): why the sender's own domain is not trusted: it is a look-alike
 * @flagged: (element-type StrayFlagged): none means that the message is clean
 * @recipients: how many recipients the message has
 * @asks: whether one of them is to be asked about, or is blocked; otherwise the
 *   person is only told of all of them
 * @blocked: (element-type guint): of each domain that is blocked the first recipient, and
 *   each blocked one whose domain cannot be read, as the index of the recipient
 * @removable: whether all of them can be left out: the reply that says so has room
 * @findings: (element-type StrayFinding): those that are to be shown, chosen and
 *   cut so that they fit into one frame; PROTOCOL.md, `decision`
 * @rest: (nullable) (element-type StrayRest): what was flagged beside them; %NULL where
 *   there is nothing, or so much that it would not fit into the same frame
 */
typedef struct
{
  char *digest;
  StrayResult *sender;
  GArray *flagged;
  guint recipients;
  gboolean asks;
  GArray *blocked;
  gboolean removable;
  GPtrArray *findings;
  GPtrArray *rest;
} StrayJudgement;

/** Returns: (transfer full): one over the recipients of @check, none of which is flagged yet */
StrayJudgement *stray_judgement_new (const StrayMessage *check);

/**
 * stray_judgement_flag:
 * @index: in the recipients of the check, higher than that of any flagged before
 * @result: (nullable) (transfer full): %NULL where the address is beyond the limit
 * @action: what is done about it; not `nothing`
 */
void stray_judgement_flag (StrayJudgement *self, guint index, const char *address, StrayResult *result,
                           StrayAction action);

/** Chooses, once all are flagged, what of it is shown. @check: as for stray_judgement_new() */
void stray_judgement_end (StrayJudgement *self, const StrayMessage *check);

/**
 * stray_judgement_is_lookalike:
 *
 * Whether @result (nullable) is a look-alike of which the protocol can tell everything.
 * Anything else that is flagged is told as unparsable: it was not cleared either.
 */
gboolean stray_judgement_is_lookalike (const StrayResult *result);

/** Returns: (transfer full) (element-type StrayCorrection): what may have been meant in place of what is flagged */
GPtrArray *stray_judgement_get_doubts (const StrayJudgement *self);

void stray_judgement_free (StrayJudgement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayJudgement, stray_judgement_free)

G_END_DECLS
