/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "text.h"

#include <unistd.h>

char *
stray_text_printable (const char *text)
{
  GString *shown = g_string_new (NULL);
  guint characters = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++characters > STRAY_TEXT_MAX)
        {
          g_string_append (shown, "…");
          break;
        }
      if (g_unichar_isprint (c) && !g_unichar_iszerowidth (c))
        g_string_append_unichar (shown, c);
      else
        g_string_append_printf (shown, "<U+%04X>", c);
    }
  return g_string_free (shown, FALSE);
}

guint
stray_text_width (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return n;
}

void
stray_text_pad (GString *row, guint width, guint column)
{
  for (; width < column; width++)
    g_string_append_c (row, ' ');
}

gboolean
stray_text_wants_color (void)
{
  const char *no_color = g_getenv ("NO_COLOR"), *terminal = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') && terminal != NULL
         && !g_str_equal (terminal, "dumb");
}

void
stray_text_append_colored (GString *row, const char *text, StrayTextColor color)
{
  /* Select Graphic Rendition (ECMA-48, 8.3.117). */
  static const char *const codes[] = {
    [STRAY_TEXT_GREEN] = "32",
    [STRAY_TEXT_YELLOW] = "1;33",
    [STRAY_TEXT_RED] = "1;31",
    [STRAY_TEXT_BOLD] = "1",
  };

  if (color == STRAY_TEXT_PLAIN)
    g_string_append (row, text);
  else
    g_string_append_printf (row, "\033[%sm%s\033[0m", codes[color], text);
}
