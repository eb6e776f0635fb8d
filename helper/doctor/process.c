/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "process.h"

typedef struct
{
  StrayWait *wait;
  char *output;
} Asked;

StrayWait *
stray_wait_new (void)
{
  StrayWait *self = g_new0 (StrayWait, 1);

  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  return self;
}

void
stray_wait_end (StrayWait *self)
{
  g_main_loop_quit (self->loop);
}

static gboolean
late_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

void
stray_wait_run (StrayWait *self, guint ms)
{
  guint deadline = g_timeout_add (ms, late_cb, self->cancellable);

  g_main_loop_run (self->loop);
  if (!g_cancellable_is_cancelled (self->cancellable))
    g_source_remove (deadline);
}

void
stray_wait_free (StrayWait *self)
{
  g_main_loop_unref (self->loop);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;

  if (!g_subprocess_communicate_utf8_finish (G_SUBPROCESS (process), result, &asked->output, NULL, NULL)
      || !g_subprocess_get_successful (G_SUBPROCESS (process)))
    g_clear_pointer (&asked->output, g_free);
  stray_wait_end (asked->wait);
}

char *
stray_doctor_ask_program (const char *program, const char *option)
{
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, program, option, NULL);
  g_autoptr (StrayWait) wait = stray_wait_new ();
  Asked asked = { .wait = wait };

  if (process == NULL)
    return NULL;
  g_subprocess_communicate_utf8_async (process, NULL, wait->cancellable, ended_cb, &asked);
  stray_wait_run (wait, STRAY_DOCTOR_WAIT_MS);
  g_subprocess_force_exit (process);
  return asked.output;
}
