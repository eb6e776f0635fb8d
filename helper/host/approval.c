/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "approval.h"

#include "notice.h"

void
stray_approval_free (StrayApproval *self)
{
  if (self == NULL)
    return;

  stray_cleared_free (self->cleared);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_free (self);
}

StrayApproval *
stray_approval_new (StrayCleared *cleared, StrayNotice notice, GPtrArray *corrections)
{
  StrayApproval *self = g_new0 (StrayApproval, 1);

  self->cleared = cleared;
  self->notice = notice;
  if (corrections != NULL)
    self->corrections = g_ptr_array_ref (corrections);
  return self;
}

/* A message that was sent, and what it was let out by. */
typedef struct
{
  StrayApproval *approval;
  StrayMessage *sent;
} Sent;

static void
sent_free (gpointer data)
{
  Sent *self = data;

  stray_approval_free (self->approval);
  stray_message_free (self->sent);
  g_free (self);
}

/* Finds who was added after the check, and is flagged. */
static void
judge_added_cb (GTask *task, StrayPolicySource *source, gpointer data)
{
  const Sent *self = data;
  g_autoptr (GArray) added = stray_added_find (self->approval->cleared, self->sent);
  g_autoptr (StrayPolicy) policy = NULL;
  g_autoptr (StrayHandling) handling = NULL;
  GPtrArray *flagged = NULL;

  if (added->len > 0)
    {
      g_printerr (added->len == 1 ? "straymail-host: %u recipient was added after the check.\n"
                                  : "straymail-host: %u recipients were added after the check.\n",
                  added->len);
      policy = stray_policy_source_get (source, NULL);
      handling = stray_policy_source_get_handling (source);
    }
  if (policy != NULL)
    flagged = stray_added_judge (self->approval->cleared, added, policy, handling);
  g_task_return_pointer (task, flagged, (GDestroyNotify)g_ptr_array_unref);
}

static void
added_judged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *ui = user_data;
  g_autoptr (GPtrArray) flagged = g_task_propagate_pointer (G_TASK (result), NULL);

  if (flagged != NULL && flagged->len > 0)
    stray_notice_tell (ui, STRAY_NOTICE_ADDED, flagged);
}

void
stray_approval_end (StrayApproval *self, StrayMessage *sent, StrayWorker *worker, const char *ui)
{
  Sent *both = g_new (Sent, 1);
  GTask *task;

  *both = (Sent){ self, sent };
  if (self->corrections != NULL)
    stray_notice_tell (ui, self->notice, self->corrections);
  if (sent->recipients == NULL)
    {
      sent_free (both);
      return;
    }
  task = g_task_new (NULL, NULL, added_judged_cb, g_strdup (ui));
  g_task_set_task_data (task, both, sent_free);
  stray_worker_do (worker, task, judge_added_cb);
}
