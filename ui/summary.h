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

/** Returns: (transfer full) (nullable): how many recipients are not listed; %NULL where all are */
char *stray_summary_more (const StrayQuestion *question);

/** Returns: whether one can correct every flagged recipient of @question, so that nothing flagged is left */
gboolean stray_summary_correctable (const StrayQuestion *question);

G_END_DECLS
