/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text for a person in front of a terminal, in UTF-8. */

/** As much of one text as a line shows, in characters. */
#define STRAY_TEXT_MAX 320

/**
 * stray_text_printable:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text with what a terminal would obey, or a reader
 *   would not see, spelled out (controls, bidirectional overrides, unassigned code
 *   points), and cut after %STRAY_TEXT_MAX characters
 */
char *stray_text_printable (const char *text);

/** Returns: how many columns @text takes */
guint stray_text_width (const char *text);

/** Appends blanks to @row where @width, what the last cell took, is less than @column. */
void stray_text_pad (GString *row, guint width, guint column);

/** Whether standard output is a terminal that has colour, and nobody minds it (https://no-color.org). */
gboolean stray_text_wants_color (void);

/** The colours of a line; @STRAY_TEXT_PLAIN is none. */
typedef enum
{
  STRAY_TEXT_PLAIN,
  STRAY_TEXT_GREEN,
  STRAY_TEXT_YELLOW,
  STRAY_TEXT_RED,
  STRAY_TEXT_BOLD,
} StrayTextColor;

/** Appends @text in @color. */
void stray_text_append_colored (GString *row, const char *text, StrayTextColor color);

G_END_DECLS
