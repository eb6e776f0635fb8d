/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "notice.h"

#include "launch.h"

#include "native-messaging/frame.h"

/* A notification has room for a few of them. */
#define CORRECTIONS_MAX 100

typedef struct
{
  GIOStream *stream;
  GBytes *frame;
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writing *self = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_object_unref (self->stream);
  g_bytes_unref (self->frame);
  g_free (self);
}

static GBytes *
compose (StrayNotice notice, GPtrArray *corrections)
{
  g_autoptr (GPtrArray) few = g_ptr_array_new ();
  g_autofree char *body = NULL;

  for (guint i = 0; i < MIN (corrections->len, CORRECTIONS_MAX); i++)
    g_ptr_array_add (few, g_ptr_array_index (corrections, i));
  body = stray_notice_to_json (notice, few, corrections->len);
  return stray_frame_new (body);
}

void
stray_notice_tell (const char *path, StrayNotice notice, GPtrArray *corrections)
{
  g_auto (GStrv) all = g_get_environ ();
  g_auto (GStrv) environment = stray_launch_environment ((const char *const *)all, STRAY_LAUNCH_NORMAL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GIOStream) stream = NULL;
  Writing *self;
  gsize size;
  const char *data;

  process = stray_launch (path, (const char *const *)environment, &stream, NULL);
  if (process == NULL)
    return;

  self = g_new0 (Writing, 1);
  self->stream = g_steal_pointer (&stream);
  self->frame = compose (notice, corrections);
  data = g_bytes_get_data (self->frame, &size);
  /* GSubprocess reaps the process, also when nobody holds on to it. */
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data, size,
                                   G_PRIORITY_DEFAULT, NULL, written_cb, self);
}
