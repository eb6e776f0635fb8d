/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "table.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli/text.h"

#define GAP 2

struct _StrayTable
{
  guint n_columns;
  GPtrArray *cells; /* of char *, row by row */
  guint *widths;
};

StrayTable *
stray_table_new (guint n_columns)
{
  StrayTable *self = g_new0 (StrayTable, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->widths = g_new0 (guint, n_columns);
  return self;
}

void
stray_table_add (StrayTable *self, ...)
{
  va_list texts;

  va_start (texts, self);
  for (guint i = 0; i < self->n_columns; i++)
    {
      char *cell = stray_text_printable (va_arg (texts, const char *));

      self->widths[i] = MAX (self->widths[i], stray_text_width (cell));
      g_ptr_array_add (self->cells, cell);
    }
  va_end (texts);
}

void
stray_table_print (StrayTable *self)
{
  const gboolean color = stray_text_wants_color ();

  for (guint row = 0; row < self->cells->len; row += self->n_columns)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint i = 0; i < self->n_columns; i++)
        {
          const char *cell = self->cells->pdata[row + i];

          stray_text_append_colored (line, cell, color && row == 0 ? STRAY_TEXT_BOLD : STRAY_TEXT_PLAIN);
          if (i + 1 < self->n_columns)
            stray_text_pad (line, stray_text_width (cell), self->widths[i] + GAP);
        }
      printf ("%s\n", line->str);
    }
  g_ptr_array_unref (self->cells);
  g_free (self->widths);
  g_free (self);
}
