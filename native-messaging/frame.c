/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "frame.h"

#include "source.h"

#include <string.h>

G_DEFINE_QUARK (stray_frame_error, stray_frame_error)

/* What one read has come to: first the length, then the body. */
typedef struct
{
  guint32 max;
  guint deadline_ms;
  guint32 length;
  gsize have; /* bytes of the part that is being read */
  guint8 *body;
  GSource *readable;
  GSource *deadline;
} Read;

static void
read_free (Read *self)
{
  stray_clear_source (&self->readable);
  stray_clear_source (&self->deadline);
  g_free (self->body);
  g_free (self);
}

/* Ends the read. The sources hold the task, so they go first. */
static void
fail (GTask *task, GError *error)
{
  Read *self = g_task_get_task_data (task);

  stray_clear_source (&self->readable);
  stray_clear_source (&self->deadline);
  g_task_return_error (task, error);
}

static gboolean
deadline_cb (gpointer user_data)
{
  fail (user_data, g_error_new_literal (STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_STALLED,
                                        "The rest of a frame did not come in time."));
  return G_SOURCE_REMOVE;
}

static void
start_deadline (GTask *task)
{
  Read *self = g_task_get_task_data (task);

  if (self->deadline != NULL)
    return;
  self->deadline = g_timeout_source_new (self->deadline_ms);
  g_task_attach_source (task, self->deadline, deadline_cb);
}

static void
succeed (GTask *task)
{
  Read *self = g_task_get_task_data (task);

  stray_clear_source (&self->readable);
  stray_clear_source (&self->deadline);
  g_task_return_pointer (task, g_bytes_new_take (g_steal_pointer (&self->body), self->length),
                         (GDestroyNotify)g_bytes_unref);
}

/* Called when all of the length, or all of the body, is there. Returns whether
 * there is more to read. */
static gboolean
part_complete (GTask *task)
{
  Read *self = g_task_get_task_data (task);

  if (self->body != NULL)
    {
      succeed (task);
      return FALSE;
    }

  if (self->length == 0 || self->length > self->max)
    {
      fail (task,
            g_error_new (STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_LENGTH,
                         "A frame of %u bytes cannot be: 1 to %u are allowed.", self->length, self->max));
      return FALSE;
    }

  self->body = g_malloc (self->length);
  self->have = 0;
  return TRUE;
}

static gboolean
readable_cb (GObject *stream, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Read *self = g_task_get_task_data (task);

  while (TRUE)
    {
      GError *error = NULL;
      guint8 *into = self->body != NULL ? self->body : (guint8 *)&self->length;
      gsize whole = self->body != NULL ? self->length : sizeof self->length;
      gssize n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream),
                                                           into + self->have, whole - self->have,
                                                           g_task_get_cancellable (task), &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_error_free (error);
          return G_SOURCE_CONTINUE;
        }
      if (n < 0)
        {
          fail (task, error);
          return G_SOURCE_REMOVE;
        }
      if (n == 0)
        {
          gboolean between = self->body == NULL && self->have == 0;

          fail (task, between ? g_error_new_literal (STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_END,
                                                     "The channel was closed.")
                              : g_error_new_literal (STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_CUT,
                                                     "The channel was closed within a frame."));
          return G_SOURCE_REMOVE;
        }

      start_deadline (task);
      self->have += n;
      if (self->have == whole && !part_complete (task))
        return G_SOURCE_REMOVE;
    }
}

void
stray_frame_read_async (GInputStream *stream, guint32 max, guint deadline_ms, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  Read *self = g_new0 (Read, 1);

  g_return_if_fail (G_IS_POLLABLE_INPUT_STREAM (stream));

  self->max = max;
  self->deadline_ms = deadline_ms;
  g_task_set_source_tag (task, stray_frame_read_async);
  g_task_set_task_data (task, self, (GDestroyNotify)read_free);

  self->readable = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (stream), cancellable);
  g_task_attach_source (task, self->readable, G_SOURCE_FUNC (readable_cb));
}

GBytes *
stray_frame_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GBytes *
stray_frame_new (const char *body)
{
  guint32 length = strlen (body);
  guint8 *frame = g_malloc (sizeof length + length);

  memcpy (frame, &length, sizeof length);
  memcpy (frame + sizeof length, body, length);
  return g_bytes_new_take (frame, sizeof length + length);
}
