/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/frame.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

#define BODY_MAX 100
#define LONG_MS 60000
#define SHORT_MS 20

typedef struct
{
  GInputStream *stream;
  int write_fd;
  GBytes *body;
  GError *error;
  gboolean done;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_set_fd_nonblocking (fds[0], TRUE, NULL));
  self->stream = g_unix_input_stream_new (fds[0], TRUE);
  self->write_fd = fds[1];
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->write_fd >= 0)
    close (self->write_fd);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_object_unref (self->stream);
}

static void
write_all (Fixture *self, const void *data, gsize length)
{
  g_assert_cmpint (write (self->write_fd, data, length), ==, length);
}

static void
end_input (Fixture *self)
{
  close (self->write_fd);
  self->write_fd = -1;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->body = stray_frame_read_finish (self->stream, result, &self->error);
  g_assert_true ((self->body != NULL) != (self->error != NULL));
  self->done = TRUE;
}

static void
start (Fixture *self, guint deadline_ms, GCancellable *cancellable)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  self->done = FALSE;
  stray_frame_read_async (self->stream, BODY_MAX, deadline_ms, cancellable, read_cb, self);
}

static void
finish (Fixture *self)
{
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_body (Fixture *self, const char *expected)
{
  g_assert_no_error (self->error);
  g_assert_cmpmem (g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body), expected,
                   strlen (expected));
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) first = stray_frame_new ("{}");
  g_autoptr (GBytes) second = stray_frame_new ("{\"a\":1}");

  /* Two frames in one write are two frames. */
  write_all (self, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  write_all (self, g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  end_input (self);

  start (self, LONG_MS, NULL);
  finish (self);
  assert_body (self, "{}");
  start (self, LONG_MS, NULL);
  finish (self);
  assert_body (self, "{\"a\":1}");
  start (self, LONG_MS, NULL);
  finish (self);
  g_assert_error (self->error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_END);
}

static void
test_bytewise (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) frame = stray_frame_new ("{\"a\":\"b\"}");
  const char *bytes = g_bytes_get_data (frame, NULL);

  start (self, LONG_MS, NULL);
  for (gsize i = 0; i < g_bytes_get_size (frame); i++)
    {
      g_assert_false (self->done);
      write_all (self, bytes + i, 1);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  finish (self);
  assert_body (self, "{\"a\":\"b\"}");
}

static void
test_lengths (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint32 length;
    gboolean allowed;
  } rows[]
      = { { 0, FALSE }, { 1, TRUE }, { BODY_MAX, TRUE }, { BODY_MAX + 1, FALSE }, { G_MAXUINT32, FALSE } };
  char body[BODY_MAX];

  memset (body, ' ', sizeof body);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      write_all (self, &rows[i].length, sizeof rows[i].length);
      if (rows[i].allowed)
        write_all (self, body, rows[i].length);
      start (self, LONG_MS, NULL);
      finish (self);

      g_test_message ("length %u", rows[i].length);
      if (rows[i].allowed)
        g_assert_cmpuint (g_bytes_get_size (self->body), ==, rows[i].length);
      else
        g_assert_error (self->error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_LENGTH);
    }
}

/* The end of file after each number of bytes of a frame. */
static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) frame = stray_frame_new ("{}");

  for (gsize n = 1; n < g_bytes_get_size (frame); n++)
    {
      Fixture cut = { 0 };

      set_up (&cut, NULL);
      write_all (&cut, g_bytes_get_data (frame, NULL), n);
      end_input (&cut);
      start (&cut, LONG_MS, NULL);
      finish (&cut);
      g_assert_error (cut.error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_CUT);
      tear_down (&cut, NULL);
    }
}

static void
test_stalled (Fixture *self, gconstpointer data)
{
  start (self, SHORT_MS, NULL);
  write_all (self, "\4", 1);
  finish (self);
  g_assert_error (self->error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_STALLED);
}

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Silence between two frames is no stall. */
static void
test_idle (Fixture *self, gconstpointer data)
{
  gboolean later = FALSE;

  start (self, SHORT_MS, NULL);
  g_timeout_add (3 * SHORT_MS, set_flag_cb, &later);
  while (!later)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (self->done);

  end_input (self);
  finish (self);
  g_assert_error (self->error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_END);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  start (self, LONG_MS, cancellable);
  g_cancellable_cancel (cancellable);
  finish (self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/frame/whole", test_whole },         { "/frame/bytewise", test_bytewise },
    { "/frame/lengths", test_lengths },     { "/frame/cut", test_cut },
    { "/frame/stalled", test_stalled },     { "/frame/idle", test_idle },
    { "/frame/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
