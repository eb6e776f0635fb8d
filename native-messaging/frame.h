/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Frames as PROTOCOL.md has them: a 32-bit length in native byte order, then
 * that many bytes. */

#define STRAY_FRAME_MAX_FROM_EXTENSION (8u * 1024 * 1024)
#define STRAY_FRAME_MAX_TO_EXTENSION (1024u * 1024 - 1)
#define STRAY_FRAME_MAX_QUESTION (1024u * 1024)

#define STRAY_FRAME_ERROR (stray_frame_error_quark ())
GQuark stray_frame_error_quark (void);

/**
 * StrayFrameError:
 * @STRAY_FRAME_ERROR_END: end of file between two frames, the ordinary end
 * @STRAY_FRAME_ERROR_CUT: end of file within a frame
 * @STRAY_FRAME_ERROR_LENGTH: a length of 0, or above the limit
 * @STRAY_FRAME_ERROR_STALLED: a frame began and its rest did not come in time
 */
typedef enum
{
  STRAY_FRAME_ERROR_END,
  STRAY_FRAME_ERROR_CUT,
  STRAY_FRAME_ERROR_LENGTH,
  STRAY_FRAME_ERROR_STALLED,
} StrayFrameError;

/**
 * stray_frame_read_async:
 * @stream: a pollable input stream; one read at a time
 * @max: the longest body that is allowed, in bytes; nothing is allocated beyond it
 * @deadline_ms: how long the rest of a frame may take once its first byte came
 *
 * Reads one frame. Finish gives (transfer full) its body, never empty, or %NULL
 * with a #StrayFrameError, a #GIOErrorEnum or %G_IO_ERROR_CANCELLED.
 */
void stray_frame_read_async (GInputStream *stream, guint32 max, guint deadline_ms, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
GBytes *stray_frame_read_finish (GInputStream *stream, GAsyncResult *result, GError **error);

/**
 * stray_frame_new:
 * @body: UTF-8 JSON, not empty
 *
 * Returns: (transfer full): @body with its length before it, ready to be written
 */
GBytes *stray_frame_new (const char *body);

G_END_DECLS
