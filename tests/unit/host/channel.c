/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/channel.h"

#include "native-messaging/frame.h"

#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  StrayChannel *channel;
  int to;   /* what the extension writes to */
  int from; /* what it reads from */
  guint n_frames;
  gboolean echo;
  GError *end;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  int in[2], out[2];

  g_assert_true (g_unix_open_pipe (in, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_open_pipe (out, FD_CLOEXEC, NULL));
  self->to = in[1];
  self->from = out[0];
  self->channel = stray_channel_new (in[0], out[1]);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  stray_channel_free (self->channel);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (self->to >= 0)
    close (self->to);
  if (self->from >= 0)
    close (self->from);
  g_clear_error (&self->end);
}

static void
frame_cb (GBytes *body, gpointer user_data)
{
  Fixture *self = user_data;

  self->n_frames++;
  if (self->echo)
    stray_channel_send (self->channel, g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)));
}

static void
end_cb (const GError *error, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_null (self->end);
  self->end = g_error_copy (error);
}

static void
write_frame (Fixture *self, const char *body)
{
  g_autoptr (GBytes) frame = stray_frame_new (body);
  gsize size;
  const void *data = g_bytes_get_data (frame, &size);

  g_assert_cmpint (write (self->to, data, size), ==, size);
}

static void
read_exactly (Fixture *self, void *buffer, gsize length)
{
  for (gsize have = 0; have < length;)
    {
      gssize n = read (self->from, (char *)buffer + have, length - have);

      if (n < 0)
        while (g_main_context_iteration (NULL, FALSE))
          ;
      else
        have += n;
      g_assert_cmpint (n, !=, 0);
    }
}

static char *
read_frame (Fixture *self)
{
  guint32 length;
  char *body;

  read_exactly (self, &length, sizeof length);
  body = g_malloc0 (length + 1);
  read_exactly (self, body, length);
  return body;
}

static void
test_echo (Fixture *self, gconstpointer data)
{
  self->echo = TRUE;
  stray_channel_start (self->channel, frame_cb, end_cb, self);
  write_frame (self, "{}");
  write_frame (self, "{\"a\":1}");
  while (self->n_frames < 2)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *body = read_frame (self);

      g_assert_cmpstr (body, ==, i == 0 ? "{}" : "{\"a\":1}");
    }
}

/* Far more than the pipe holds, before anything is read: nothing blocks, and
 * all of it arrives in order. */
static void
test_reader_that_stalls (Fixture *self, gconstpointer data)
{
  const guint n = 20000;

  stray_channel_start (self->channel, frame_cb, end_cb, self);
  for (guint i = 0; i < n; i++)
    stray_channel_send (self->channel, g_strdup_printf ("{\"number\":%u}", i));

  g_assert_true (g_unix_set_fd_nonblocking (self->from, TRUE, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *expected = g_strdup_printf ("{\"number\":%u}", i);
      g_autofree char *body = read_frame (self);

      g_assert_cmpstr (body, ==, expected);
    }
  g_assert_null (self->end);
}

/* Reading pauses while very much waits to be written, and goes on after it. */
static void
test_pauses (Fixture *self, gconstpointer data)
{
  const guint n = 40;
  g_autofree char *mebibyte = g_strnfill (1024 * 1024, ' ');

  stray_channel_start (self->channel, frame_cb, end_cb, self);
  write_frame (self, "{}");
  for (guint i = 0; i < n; i++)
    stray_channel_send (self->channel, g_strdup (mebibyte));
  while (self->n_frames < 1)
    g_main_context_iteration (NULL, TRUE);
  write_frame (self, "{}");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->n_frames, ==, 1);

  g_assert_true (g_unix_set_fd_nonblocking (self->from, TRUE, NULL));
  for (guint i = 0; i < n; i++)
    g_free (read_frame (self));
  while (self->n_frames < 2)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_end (Fixture *self, gconstpointer data)
{
  stray_channel_start (self->channel, frame_cb, end_cb, self);
  close (self->to);
  self->to = -1;
  while (self->end == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (self->end, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_END);

  /* Nothing happens any more. */
  stray_channel_send (self->channel, g_strdup ("{}"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_bad_length (Fixture *self, gconstpointer data)
{
  const guint32 length = STRAY_FRAME_MAX_FROM_EXTENSION + 1;

  stray_channel_start (self->channel, frame_cb, end_cb, self);
  g_assert_cmpint (write (self->to, &length, sizeof length), ==, sizeof length);
  while (self->end == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (self->end, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_LENGTH);
}

static void
test_reader_that_is_gone (Fixture *self, gconstpointer data)
{
  stray_channel_start (self->channel, frame_cb, end_cb, self);
  close (self->from);
  self->from = -1;
  stray_channel_send (self->channel, g_strdup ("{}"));
  while (self->end == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (self->end, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/channel/echo", test_echo },
    { "/channel/reader-that-stalls", test_reader_that_stalls },
    { "/channel/pauses", test_pauses },
    { "/channel/end", test_end },
    { "/channel/bad-length", test_bad_length },
    { "/channel/reader-that-is-gone", test_reader_that_is_gone },
  };

  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
