/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "chunk-stream.h"

#include <string.h>

#define CHUNK_TYPE_STREAM (chunk_stream_get_type ())
G_DECLARE_FINAL_TYPE (ChunkStream, chunk_stream, CHUNK, STREAM, GInputStream)

struct _ChunkStream
{
  GInputStream parent;

  const guint8 *data;
  gsize left;
  const guint8 *chunks;
  gsize n_chunks;
  gsize ready; /* bytes before the stream would block */
};

static void chunk_stream_pollable_init (GPollableInputStreamInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChunkStream, chunk_stream, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      chunk_stream_pollable_init))

static void
next_chunk (ChunkStream *self)
{
  self->ready = self->n_chunks > 0 ? MIN (*self->chunks, self->left) : self->left;
  if (self->n_chunks > 0)
    {
      self->chunks++;
      self->n_chunks--;
    }
}

static gssize
read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  ChunkStream *self = CHUNK_STREAM (stream);
  gsize n = MIN (count, self->ready);

  if (self->ready == 0 && self->left > 0)
    {
      next_chunk (self);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "Nothing is there yet.");
      return -1;
    }
  memcpy (buffer, self->data, n);
  self->data += n;
  self->left -= n;
  self->ready -= n;
  return n;
}

/* Always readable: what there is to wait for has come by the next time. */
static GSource *
create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) ready = g_idle_source_new ();

  g_source_set_priority (ready, G_PRIORITY_DEFAULT);
  return g_pollable_source_new_full (stream, ready, cancellable);
}

static gboolean
can_poll (GPollableInputStream *stream)
{
  return TRUE;
}

static void
chunk_stream_pollable_init (GPollableInputStreamInterface *interface)
{
  interface->can_poll = can_poll;
  interface->is_readable = can_poll;
  interface->create_source = create_source;
  interface->read_nonblocking = read_nonblocking;
}

static void
chunk_stream_class_init (ChunkStreamClass *class)
{
}

static void
chunk_stream_init (ChunkStream *self)
{
}

GInputStream *
chunk_stream_new (const guint8 *data, gsize length, const guint8 *chunks, gsize n_chunks)
{
  ChunkStream *self = g_object_new (CHUNK_TYPE_STREAM, NULL);

  self->data = data;
  self->left = length;
  self->chunks = chunks;
  self->n_chunks = n_chunks;
  if (n_chunks > 0)
    next_chunk (self);
  else
    self->ready = length;
  return G_INPUT_STREAM (self);
}
