/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "judged.h"

void
stray_judged_free (StrayJudged *self)
{
  if (self == NULL)
    return;

  stray_message_free (self->message);
  stray_judgement_free (self->judgement);
  stray_cleared_free (self->cleared);
  stray_handling_free (self->handling);
  g_free (self);
}

static void
judge_cb (GTask *task, StrayPolicySource *source, gpointer data)
{
  StrayMessage **check = data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (StrayPolicy) policy = NULL;
  GError *error = NULL;
  StrayJudged *judged;

  if (!g_cancellable_is_cancelled (cancellable))
    policy = stray_policy_source_get (source, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_assert (policy != NULL || g_cancellable_is_cancelled (cancellable));
  judged = g_new0 (StrayJudged, 1);
  judged->message = g_steal_pointer (check);
  judged->handling = stray_policy_source_get_handling (source);
  judged->judgement = policy != NULL ? stray_judge (policy, judged->handling, judged->message, cancellable)
                                     : stray_judgement_new (judged->message);
  judged->cleared = stray_cleared_new (judged->message);
  g_task_return_pointer (task, judged, (GDestroyNotify)stray_judged_free);
}

static void
free_check_cb (gpointer data)
{
  StrayMessage **check = data;

  stray_message_free (*check);
  g_free (check);
}

void
stray_judge_async (StrayWorker *worker, StrayMessage *check, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, stray_judge_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_memdup2 (&check, sizeof check), free_check_cb);
  stray_worker_do (worker, task, judge_cb);
}

StrayJudged *
stray_judge_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
