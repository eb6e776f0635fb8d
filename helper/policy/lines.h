/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayLines:
 *
 * Lines of a file descriptor, at a memory that depends neither on how long a
 * line is nor on how many there are.
 */
typedef struct _StrayLines StrayLines;

/**
 * StrayLine:
 * @text: the line without its line end (LF or CRLF) and NUL-terminated behind
 *   @length; any bytes, NUL among them; valid until the next call
 * @length: in bytes, at most the cap
 * @cut: whether the line is longer than the cap and only its beginning is here
 */
typedef struct
{
  const char *text;
  gsize length;
  gboolean cut;
} StrayLine;

/** StrayBeforeWait: called before a read, which may block. */
typedef void (*StrayBeforeWait) (gpointer user_data);

/**
 * stray_lines_new:
 * @fd: (transfer none): blocking or not; waited for where it is not
 * @cap: the longest line that is given whole, in bytes
 */
StrayLines *stray_lines_new (int fd, gsize cap);

void stray_lines_set_before_wait (StrayLines *self, StrayBeforeWait before_wait, gpointer user_data);

/**
 * stray_lines_set_max_bytes:
 * @max: how many bytes count; the end comes there, and the line it falls into is not
 *   given. 0, as it is at first, means no limit
 */
void stray_lines_set_max_bytes (StrayLines *self, guint64 max);

/** Has the end come before the line that holds the first NUL byte: what is there is no text. */
void stray_lines_set_text_only (StrayLines *self);

/**
 * stray_lines_next:
 * @line: (out): the next line; a last one without a line end counts. A UTF-8
 *   byte order mark at the very beginning is left out
 * @error: a #GFileError where the descriptor cannot be read
 *
 * Returns: %FALSE at the end, with @error unset, or on an error
 */
gboolean stray_lines_next (StrayLines *self, StrayLine *line, GError **error);

/** Returns: whether the end came because of the limit. */
gboolean stray_lines_is_exceeded (const StrayLines *self);

/** Returns: whether the end came because of a NUL byte. */
gboolean stray_lines_is_binary (const StrayLines *self);

/** Returns: how many bytes have been read from the descriptor so far. */
guint64 stray_lines_get_bytes (const StrayLines *self);

void stray_lines_free (StrayLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayLines, stray_lines_free)

G_END_DECLS
