/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "attempt.h"

#include "native-messaging/frame.h"
#include "native-messaging/source.h"

/* A choice for each finding fits into it; PROTOCOL.md, "The question". */
#define REPLY_MAX (64 * 1024)

typedef struct
{
  const StrayDialog *dialog;
  const StrayQuestion *question;
  GSubprocess *process;
  GIOStream *stream;
  GBytes *frame;         /* the question as it is written */
  GCancellable *pending; /* what runs for this attempt */
  GSource *cancelled;
  GSource *deadline;
  gboolean shown;
  gboolean concluded;
  gboolean exited;
  StrayAnswer *answer; /* nullable: not yet */
  GError *error;       /* the outcome, where it is not the answer */
} Attempt;

static void
attempt_free (Attempt *self)
{
  stray_clear_source (&self->cancelled);
  stray_clear_source (&self->deadline);
  g_clear_pointer (&self->frame, g_bytes_unref);
  g_clear_object (&self->stream);
  g_clear_object (&self->process);
  g_object_unref (self->pending);
  g_clear_pointer (&self->answer, stray_answer_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
finish (GTask *task)
{
  Attempt *self = g_task_get_task_data (task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->answer), (GDestroyNotify)stray_answer_free);
}

/* Decides the outcome, once: the answer where @message is %NULL. It is reported
 * when the process is gone: GSubprocess kills from another thread, so a host
 * that exited at once could leave a dialog behind. */
static void
conclude (GTask *task, StrayDialogError code, const char *message)
{
  Attempt *self = g_task_get_task_data (task);

  if (self->concluded)
    return;

  self->concluded = TRUE;
  if (message != NULL)
    self->error = g_error_new_literal (STRAY_DIALOG_ERROR, code, message);
  stray_clear_source (&self->cancelled);
  stray_clear_source (&self->deadline);
  g_cancellable_cancel (self->pending);

  if (self->process == NULL || self->exited)
    finish (task);
  else
    g_subprocess_force_exit (self->process);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  conclude (user_data, STRAY_DIALOG_ERROR_CANCELLED, "The question was withdrawn.");
  return G_SOURCE_REMOVE;
}

static gboolean
not_shown_cb (gpointer user_data)
{
  conclude (user_data, STRAY_DIALOG_ERROR_TIMED_OUT, "The dialog did not appear in time.");
  return G_SOURCE_REMOVE;
}

static gboolean
silent_cb (gpointer user_data)
{
  conclude (user_data, STRAY_DIALOG_ERROR_NO_ANSWER, "The dialog hangs.");
  return G_SOURCE_REMOVE;
}

static gboolean
not_exited_cb (gpointer user_data)
{
  conclude (user_data, STRAY_DIALOG_ERROR_NO_ANSWER, "The dialog did not exit in time.");
  return G_SOURCE_REMOVE;
}

/* At most one deadline runs at a time. None counts while the computer sleeps. */
static void
set_deadline (GTask *task, guint ms, GSourceFunc callback)
{
  Attempt *self = g_task_get_task_data (task);

  stray_clear_source (&self->deadline);
  self->deadline = g_timeout_source_new (ms);
  g_task_attach_source (task, self->deadline, callback);
}

static gboolean
accept_reply (GTask *task, GBytes *body)
{
  Attempt *self = g_task_get_task_data (task);
  StrayUiReply reply;
  g_autoptr (StrayAnswer) answer = NULL;

  if (self->answer != NULL || !stray_ui_reply_parse (body, self->question, &reply, &answer, NULL))
    return FALSE;

  self->shown = self->shown || reply == STRAY_UI_REPLY_SHOWN;
  if (!self->shown)
    return FALSE;
  if (reply != STRAY_UI_REPLY_ANSWER)
    {
      set_deadline (task, self->dialog->silent_ms, silent_cb);
      return TRUE;
    }
  self->answer = g_steal_pointer (&answer);
  set_deadline (task, self->dialog->exit_ms, not_exited_cb);
  return TRUE;
}

static void read_reply (GTask *task);

static void
reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = stray_frame_read_finish (G_INPUT_STREAM (source), result, &error);

  if (self->concluded)
    return;

  if (body != NULL && accept_reply (task, body))
    read_reply (task);
  else if (body != NULL
           || (error->domain == STRAY_FRAME_ERROR
               && !g_error_matches (error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_END)))
    conclude (task, STRAY_DIALOG_ERROR_NO_ANSWER, "What the dialog said cannot be believed.");
  else if (self->answer == NULL)
    /* It closed its end, or died with the question unread, which the kernel
     * reports as a reset: it is about to exit, or has. */
    set_deadline (task, self->dialog->exit_ms, not_exited_cb);
}

static void
read_reply (GTask *task)
{
  Attempt *self = g_task_get_task_data (task);

  stray_frame_read_async (g_io_stream_get_input_stream (self->stream), REPLY_MAX, self->dialog->exit_ms,
                          self->pending, reply_cb, g_object_ref (task));
}

static gboolean
exited_cb (gpointer user_data)
{
  GTask *task = user_data;
  Attempt *self = g_task_get_task_data (task);
  gboolean normally;
  int status;

  if (self->concluded)
    return G_SOURCE_REMOVE;

  normally = g_subprocess_get_if_exited (self->process);
  status = normally ? g_subprocess_get_exit_status (self->process) : -1;
  if (status == STRAY_UI_EXIT_ANSWERED && self->answer != NULL)
    conclude (task, 0, NULL);
  else if (status == STRAY_UI_EXIT_NO_DISPLAY || (!self->shown && status != STRAY_UI_EXIT_ANSWERED))
    conclude (task, STRAY_DIALOG_ERROR_COULD_NOT_SHOW, "The dialog could not be shown.");
  else
    conclude (task, STRAY_DIALOG_ERROR_NO_ANSWER, "The dialog ended without an answer.");
  return G_SOURCE_REMOVE;
}

static void
wait_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *self = g_task_get_task_data (task);
  g_autoptr (GSource) source_idle = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  self->exited = TRUE;
  if (self->concluded)
    {
      finish (task);
      return;
    }

  /* What it said last is in the socket by now. Reading it has the default
   * priority, so this one comes only when nothing is left to be read. */
  source_idle = g_idle_source_new ();
  g_source_set_priority (source_idle, G_PRIORITY_LOW);
  g_source_set_callback (source_idle, exited_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source_idle, g_task_get_context (task));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;

  /* A dialog that does not take the question will not appear, or exits. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_object_unref (task);
}

static gboolean
start (GTask *task, StrayLaunchMode mode, GError **error)
{
  Attempt *self = g_task_get_task_data (task);
  g_auto (GStrv) all = g_get_environ ();
  g_auto (GStrv) environment = stray_launch_environment ((const char *const *)all, mode);

  if (!stray_launch_has_display ((const char *const *)environment))
    {
      g_set_error_literal (error, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_COULD_NOT_SHOW,
                           "There is no display.");
      return FALSE;
    }
  self->process = stray_launch (self->dialog->path, (const char *const *)environment, &self->stream, error);
  return self->process != NULL;
}

void
stray_attempt_async (const StrayDialog *dialog, const StrayQuestion *question, StrayLaunchMode mode,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Attempt *self = g_new0 (Attempt, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = stray_question_to_json (question);
  gsize size;
  const char *data;

  self->dialog = dialog;
  self->question = question;
  self->pending = g_cancellable_new ();
  self->frame = stray_frame_new (body);
  g_task_set_source_tag (task, stray_attempt_async);
  g_task_set_task_data (task, self, (GDestroyNotify)attempt_free);
  g_task_set_check_cancellable (task, FALSE);

  if (g_cancellable_is_cancelled (cancellable))
    {
      conclude (task, STRAY_DIALOG_ERROR_CANCELLED, "The question was withdrawn.");
      return;
    }
  if (!start (task, mode, &error))
    {
      conclude (task, STRAY_DIALOG_ERROR_COULD_NOT_SHOW, error->message);
      return;
    }

  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, self->cancelled, G_SOURCE_FUNC (cancelled_cb));
    }
  set_deadline (task, dialog->shown_ms, not_shown_cb);
  g_subprocess_wait_async (self->process, NULL, wait_cb, g_object_ref (task));
  read_reply (task);
  data = g_bytes_get_data (self->frame, &size);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data, size,
                                   G_PRIORITY_DEFAULT, self->pending, written_cb, g_object_ref (task));
}
