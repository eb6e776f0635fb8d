/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/question.h"

G_BEGIN_DECLS

/* What a question says about the message as a whole. All of it is plain text. */

/** Returns: (transfer full): where the message would go, in one short sentence */
char *stray_summary_headline (const StrayQuestion *question);

/** Returns: (transfer full): what is the matter with its recipients, in one or two sentences */
char *stray_summary_body (const StrayQuestion *question);

/**
 * StrayTally:
 * @correct: how many recipients are corrected,
 * @keep: kept and
 * @leave_out: left out
 * @complete: whether something was chosen for all of them
 *
 * What would be done with the flagged recipients.
 */
typedef struct
{
  guint correct;
  guint keep;
  guint leave_out;
  gboolean complete;
} StrayTally;

/** Whether there is something to send: all was chosen, and somebody is left to send to. */
gboolean stray_summary_can_send (const StrayQuestion *question, const StrayTally *tally);

/** Returns: (transfer full): the label of the button that sends: exactly what it will do */
char *stray_summary_send_label (const StrayQuestion *question, const StrayTally *tally);

G_END_DECLS
