/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "judge.h"
#include "native-messaging/answer.h"

G_BEGIN_DECLS

/**
 * StrayResolution:
 * @corrections: (element-type StrayCorrection): in the order of the recipients
 * @removals: (element-type StrayCorrection): likewise
 * @exceptions: (element-type StrayChosenException)
 *
 * What comes of an answer that sends.
 */
typedef struct
{
  GPtrArray *corrections;
  GPtrArray *removals;
  GArray *exceptions;
} StrayResolution;

/**
 * StrayChosenException:
 * @domain: a normalised domain; owned
 * @days: 0 for good
 */
typedef struct
{
  char *domain;
  guint days;
} StrayChosenException;

/**
 * stray_resolve:
 * @question: the question that was asked of @judgement
 * @answer: one that @question allows, and that sends
 *
 * Returns: (transfer full) (nullable): what is to be done with each recipient that
 *   was flagged, also where it was not shown; %NULL where it is nothing that may be
 *   done: a correction there is none for, or mail to what is blocked
 */
StrayResolution *stray_resolve (const StrayJudgement *judgement, const StrayQuestion *question,
                                const StrayAnswer *answer);

void stray_resolution_free (StrayResolution *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayResolution, stray_resolution_free)

G_END_DECLS
