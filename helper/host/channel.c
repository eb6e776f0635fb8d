/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "channel.h"

#include "native-messaging/frame.h"
#include "native-messaging/source.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>

#define FRAME_DEADLINE_MS 10000

/* How long what came in before the end is waited for. */
#define END_DEADLINE_SECONDS 3

/* How much may wait, to be judged or to be written, before reading pauses. It is far above what
 * 64 open checks and a hundred thousand refused frames come to, so that an
 * extension which writes a lot before it reads is not kept waiting for itself. */
#define WAITING_MAX (32u * 1024 * 1024)

struct _StrayChannel
{
  GInputStream *in;
  GOutputStream *out;
  GCancellable *cancellable;
  StrayChannelFrame frame;
  StrayChannelEnd end;
  gpointer user_data;
  GQueue waiting; /* of GBytes */
  gsize waiting_size;
  gsize written; /* of the first one waiting */
  guint kept;    /* frames that are not dealt with yet */
  GError *error; /* nullable; the end, while there are some */
  guint deadline;
  GSource *writable;
  gboolean reading;
  gboolean ended;
};

static void read_next (StrayChannel *self);

StrayChannel *
stray_channel_new (int in, int out)
{
  StrayChannel *self = g_rc_box_new0 (StrayChannel);

  g_unix_set_fd_nonblocking (in, TRUE, NULL);
  g_unix_set_fd_nonblocking (out, TRUE, NULL);
  self->in = g_unix_input_stream_new (in, TRUE);
  self->out = g_unix_output_stream_new (out, TRUE);
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->waiting);
  return self;
}

static void
clear (StrayChannel *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify)g_bytes_unref);
  g_clear_error (&self->error);
  g_object_unref (self->cancellable);
  g_object_unref (self->out);
  g_object_unref (self->in);
}

static void
release (StrayChannel *self)
{
  g_rc_box_release_full (self, (GDestroyNotify)clear);
}

static void
end (StrayChannel *self, const GError *error)
{
  if (self->ended)
    return;

  self->ended = TRUE;
  stray_clear_source (&self->writable);
  g_cancellable_cancel (self->cancellable);
  self->end (error, self->user_data);
}

static gboolean
deadline_cb (gpointer user_data)
{
  StrayChannel *self = user_data;

  self->deadline = 0;
  end (self, self->error);
  return G_SOURCE_REMOVE;
}

static void
frame_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayChannel *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = stray_frame_read_finish (self->in, result, &error);

  self->reading = FALSE;
  if (!self->ended && body == NULL && self->kept > 0)
    {
      self->error = g_steal_pointer (&error);
      self->deadline = g_timeout_add_seconds (END_DEADLINE_SECONDS, deadline_cb, self);
    }
  else if (!self->ended && body == NULL)
    end (self, error);
  else if (!self->ended)
    {
      self->frame (body, self->user_data);
      read_next (self);
    }
  release (self); /* what read_next() acquired */
}

static void
read_next (StrayChannel *self)
{
  if (self->reading || self->ended || self->error != NULL || self->waiting_size > WAITING_MAX)
    return;

  self->reading = TRUE;
  stray_frame_read_async (self->in, STRAY_FRAME_MAX_FROM_EXTENSION, FRAME_DEADLINE_MS, self->cancellable,
                          frame_cb, g_rc_box_acquire (self));
}

void
stray_channel_start (StrayChannel *self, StrayChannelFrame frame, StrayChannelEnd end_func,
                     gpointer user_data)
{
  self->frame = frame;
  self->end = end_func;
  self->user_data = user_data;
  read_next (self);
}

/* Writes what the pipe takes. Returns whether something still waits for it. */
static gboolean
flush (StrayChannel *self, GError **error)
{
  GBytes *first;

  while ((first = g_queue_peek_head (&self->waiting)) != NULL)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (first, &size);
      gssize n = g_pollable_output_stream_write_nonblocking (
          G_POLLABLE_OUTPUT_STREAM (self->out), data + self->written, size - self->written, NULL, error);

      if (n < 0)
        return TRUE;
      self->written += n;
      self->waiting_size -= n;
      if (self->written == size)
        {
          g_bytes_unref (g_queue_pop_head (&self->waiting));
          self->written = 0;
        }
    }
  return FALSE;
}

static void write_waiting (StrayChannel *self);

static gboolean
writable_cb (GObject *stream, gpointer user_data)
{
  StrayChannel *self = user_data;

  stray_clear_source (&self->writable);
  write_waiting (self);
  return G_SOURCE_REMOVE;
}

static void
write_waiting (StrayChannel *self)
{
  g_autoptr (GError) error = NULL;

  if (flush (self, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          end (self, error);
          return;
        }
      self->writable = g_pollable_output_stream_create_source (G_POLLABLE_OUTPUT_STREAM (self->out), NULL);
      g_source_set_callback (self->writable, G_SOURCE_FUNC (writable_cb), g_rc_box_acquire (self),
                             (GDestroyNotify)release);
      g_source_attach (self->writable, NULL);
    }
  read_next (self);
}

void
stray_channel_send (StrayChannel *self, char *body)
{
  g_autofree char *owned = body;
  GBytes *frame;

  if (self->ended)
    return;

  frame = stray_frame_new (owned);
  self->waiting_size += g_bytes_get_size (frame);
  g_queue_push_tail (&self->waiting, frame);
  if (self->writable == NULL)
    write_waiting (self);
}

void
stray_channel_keep (StrayChannel *self, gsize size)
{
  self->waiting_size += size;
  self->kept++;
}

void
stray_channel_done (StrayChannel *self, gsize size)
{
  self->waiting_size -= size;
  if (--self->kept == 0 && self->error != NULL)
    {
      /* Not before what came of it was said, such as that no dialog can be started. */
      g_clear_handle_id (&self->deadline, g_source_remove);
      self->deadline = g_idle_add_full (G_PRIORITY_LOW, deadline_cb, self, NULL);
    }
  read_next (self);
}

void
stray_channel_free (StrayChannel *self)
{
  if (self == NULL)
    return;

  self->ended = TRUE;
  g_clear_handle_id (&self->deadline, g_source_remove);
  stray_clear_source (&self->writable);
  g_cancellable_cancel (self->cancellable);
  release (self);
}
