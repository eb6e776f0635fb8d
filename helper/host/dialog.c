/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialog.h"

#include "attempt.h"
#include "launch.h"

#define SHOWN_MS 5000
#define SILENT_MS 10000
#define EXIT_MS 5000

G_DEFINE_QUARK (stray_dialog_error, stray_dialog_error)

typedef struct
{
  const StrayDialog *dialog;
  const StrayQuestion *question;
  StrayLaunchMode mode;
} Ask;

StrayDialog *
stray_dialog_new (const char *path)
{
  StrayDialog *self = g_new0 (StrayDialog, 1);

  self->path = g_strdup (path);
  self->shown_ms = SHOWN_MS;
  self->silent_ms = SILENT_MS;
  self->exit_ms = EXIT_MS;
  return self;
}

void
stray_dialog_free (StrayDialog *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self);
}

static void try (GTask *task);

static void
attempt_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Ask *self = g_task_get_task_data (task);
  GError *error = NULL;
  StrayAnswer *answer;

  answer = stray_dialog_ask_finish (result, &error);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify)stray_answer_free);
  else if (self->mode == STRAY_LAUNCH_NORMAL
           && g_error_matches (error, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_TIMED_OUT))
    {
      /* What most likely held it up is a session bus that does not answer. */
      g_error_free (error);
      self->mode = STRAY_LAUNCH_WITHOUT_BUS;
      try (task);
    }
  else
    g_task_return_error (task, error);
}

static void
try (GTask *task)
{
  Ask *self = g_task_get_task_data (task);

  stray_attempt_async (self->dialog, self->question, self->mode, g_task_get_cancellable (task), attempt_cb,
                       g_object_ref (task));
}

void
stray_dialog_ask_async (const StrayDialog *self, const StrayQuestion *question, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);

  ask->dialog = self;
  ask->question = question;
  g_task_set_source_tag (task, stray_dialog_ask_async);
  g_task_set_task_data (task, ask, g_free);
  /* Cancelling has an error of its own, which the attempt reports. */
  g_task_set_check_cancellable (task, FALSE);
  try (task);
}

StrayAnswer *
stray_dialog_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
