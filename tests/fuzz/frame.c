/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "chunk-stream.h"
#include "native-messaging/frame.h"

#include <string.h>

/* Framing. An input is a number, so many pieces' lengths of a byte each, and a
 * stream, which comes in those pieces and, once more, as a whole. */

#define BODY_MAX 1024u
#define LONG_MS 60000

typedef struct
{
  GBytes *body;
  GError *error;
  gboolean done;
} Outcome;

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->body = stray_frame_read_finish (G_INPUT_STREAM (stream), result, &outcome->error);
  outcome->done = TRUE;
}

static Outcome
read_frame (GInputStream *stream)
{
  Outcome outcome = { 0 };

  stray_frame_read_async (stream, BODY_MAX, LONG_MS, NULL, read_cb, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  HOLDS ((outcome.body != NULL) != (outcome.error != NULL));
  return outcome;
}

/* How the stream ends, by PROTOCOL.md, once @left bytes of it are left and they are
 * no frame. */
static StrayFrameError
expected_end (const guint8 *data, gsize left)
{
  guint32 length;

  if (left == 0)
    return STRAY_FRAME_ERROR_END;
  if (left < sizeof length)
    return STRAY_FRAME_ERROR_CUT;
  memcpy (&length, data, sizeof length);
  return length == 0 || length > BODY_MAX ? STRAY_FRAME_ERROR_LENGTH : STRAY_FRAME_ERROR_CUT;
}

/* Returns whether @data begins with a frame, and moves behind it. */
static gboolean
next_frame (const guint8 **data, gsize *left, const guint8 **body, guint32 *length)
{
  if (*left < sizeof *length)
    return FALSE;
  memcpy (length, *data, sizeof *length);
  if (*length == 0 || *length > BODY_MAX || *left - sizeof *length < *length)
    return FALSE;
  *body = *data + sizeof *length;
  *data += sizeof *length + *length;
  *left -= sizeof *length + *length;
  return TRUE;
}

static void
check_written (const guint8 *body, guint32 length)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) frame = NULL;

  if (memchr (body, '\0', length) != NULL)
    return;
  text = g_strndup ((const char *)body, length);
  frame = stray_frame_new (text);
  HOLDS (g_bytes_get_size (frame) == sizeof length + length);
  HOLDS (memcmp (g_bytes_get_data (frame, NULL), body - sizeof length, sizeof length + length) == 0);
}

static void
check_stream (GInputStream *stream, const guint8 *data, gsize left)
{
  const guint8 *body;
  guint32 length;
  Outcome last;

  while (next_frame (&data, &left, &body, &length))
    {
      Outcome outcome = read_frame (stream);

      HOLDS (outcome.body != NULL);
      HOLDS (g_bytes_get_size (outcome.body) == length);
      HOLDS (memcmp (g_bytes_get_data (outcome.body, NULL), body, length) == 0);
      check_written (body, length);
      g_bytes_unref (outcome.body);
    }
  last = read_frame (stream);
  HOLDS (g_error_matches (last.error, STRAY_FRAME_ERROR, expected_end (data, left)));
  g_error_free (last.error);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  gsize n_pieces = length == 0 ? 0 : MIN (data[0], length - 1);
  const guint8 *stream = length == 0 ? data : data + 1 + n_pieces;
  gsize size = length == 0 ? 0 : length - 1 - n_pieces;
  g_autoptr (GInputStream) whole = chunk_stream_new (stream, size, NULL, 0);
  g_autoptr (GInputStream) cut = chunk_stream_new (stream, size, data + 1, n_pieces);

  check_stream (whole, stream, size);
  check_stream (cut, stream, size);
}
