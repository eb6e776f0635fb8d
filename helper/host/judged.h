/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "added.h"
#include "judge.h"
#include "worker.h"

G_BEGIN_DECLS

/**
 * StrayJudged:
 * @message: the `check`
 * @judgement: of its recipients
 * @cleared: whom the message goes to if it goes out as it is
 * @handling: by which it was judged
 *
 * A check that was judged. All of it is owned.
 */
typedef struct
{
  StrayMessage *message;
  StrayJudgement *judgement;
  StrayCleared *cleared;
  StrayHandling *handling;
} StrayJudged;

/**
 * stray_judge_async:
 * @check: (transfer full): a `check`
 * @cancellable: ends it early; then there is a result as well, that says nothing of the
 *   recipients
 *
 * Has @worker judge the recipients of @check.
 */
void stray_judge_async (StrayWorker *worker, StrayMessage *check, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);

/**
 * stray_judge_finish:
 *
 * Returns: (transfer full): what came of it, or %NULL with %STRAY_LOAD_ERROR_NOTHING where
 *   there is no policy
 */
StrayJudged *stray_judge_finish (GAsyncResult *result, GError **error);

void stray_judged_free (StrayJudged *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayJudged, stray_judged_free)

G_END_DECLS
