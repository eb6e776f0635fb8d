/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "queue.h"

#include "native-messaging/source.h"

struct _StrayQueue
{
  const StrayDialog *dialog;
  GQueue waiting; /* of GTask, each with one reference */
  gboolean asking;
};

typedef struct
{
  StrayQueue *queue;
  const StrayQuestion *question;
  GSource *withdrawn; /* while it waits */
} Waiting;

static void
waiting_free (Waiting *self)
{
  stray_clear_source (&self->withdrawn);
  g_free (self);
}

StrayQueue *
stray_queue_new (const StrayDialog *dialog)
{
  StrayQueue *self = g_new0 (StrayQueue, 1);

  self->dialog = dialog;
  g_queue_init (&self->waiting);
  return self;
}

void
stray_queue_free (StrayQueue *self)
{
  if (self == NULL)
    return;

  g_assert (!self->asking && g_queue_is_empty (&self->waiting));
  g_free (self);
}

static void ask_next (StrayQueue *self);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Waiting *waiting = g_task_get_task_data (task);
  StrayQueue *self = waiting->queue;
  GError *error = NULL;
  StrayAnswer *answer;

  self->asking = FALSE;
  ask_next (self);

  answer = stray_dialog_ask_finish (result, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify)stray_answer_free);
  else
    g_task_return_error (task, error);
}

static void
ask_next (StrayQueue *self)
{
  GTask *task;
  Waiting *waiting;

  if (self->asking)
    return;

  task = g_queue_pop_head (&self->waiting);
  if (task == NULL)
    return;

  waiting = g_task_get_task_data (task);
  stray_clear_source (&waiting->withdrawn);
  self->asking = TRUE;
  stray_dialog_ask_async (self->dialog, waiting->question, g_task_get_cancellable (task), answered_cb, task);
}

static gboolean
withdrawn_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Waiting *waiting = g_task_get_task_data (task);

  g_queue_remove (&waiting->queue->waiting, task);
  stray_clear_source (&waiting->withdrawn);
  g_task_return_new_error (task, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_CANCELLED,
                           "The question was withdrawn.");
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

void
stray_queue_ask_async (StrayQueue *self, const StrayQuestion *question, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->queue = self;
  waiting->question = question;
  g_task_set_source_tag (task, stray_queue_ask_async);
  g_task_set_task_data (task, waiting, (GDestroyNotify)waiting_free);
  g_task_set_check_cancellable (task, FALSE);

  if (cancellable != NULL)
    {
      waiting->withdrawn = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, waiting->withdrawn, G_SOURCE_FUNC (withdrawn_cb));
    }
  g_queue_push_tail (&self->waiting, task);
  ask_next (self);
}

StrayAnswer *
stray_queue_ask_finish (GAsyncResult *result, GError **error)
{
  return stray_dialog_ask_finish (result, error);
}
