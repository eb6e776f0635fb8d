/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "row.h"

#include "cli/text.h"
#include "core/explain.h"

/* RFC 8259, section 7. json-glib would make a node of each member of each of ten
 * million rows, only to write it out and free it again. */
static void
append_json_string (GString *row, const char *text)
{
  g_string_append_c (row, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c == '"' || c == '\\')
        {
          g_string_append_c (row, '\\');
          g_string_append_c (row, c);
        }
      else if (c < 0x20)
        g_string_append_printf (row, "\\u%04x", c);
      else
        g_string_append_c (row, c);
    }
  g_string_append_c (row, '"');
}

void
stray_row_json (GString *row, const char *input, const StrayResult *result)
{
  const gboolean flagged = result->severity != STRAY_SEVERITY_NONE;
  const struct
  {
    const char *name;
    const char *value;
  } members[] = {
    { "input", input },
    { "address", result->address },
    { "domain", result->domain },
    { "verdict", stray_verdict_to_string (result->verdict) },
    { "kind", result->kind },
    { "severity", flagged ? stray_severity_to_string (result->severity) : NULL },
    { "resembles", result->resembles },
    { "rule", result->rule },
    { "country", result->country },
    { "suggestion", result->suggestion },
  };
  char separator = '{';

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (members[i].value == NULL)
        continue;
      g_string_append_c (row, separator);
      g_string_append_c (row, '"');
      g_string_append (row, members[i].name);
      g_string_append (row, "\":");
      append_json_string (row, members[i].value);
      separator = ',';
    }
  g_string_append (row, "}\n");
}

/* Sentences begin in this column, where the address before them leaves room: a
 * stream has no widest line one could know of. */
#define ADDRESS_WIDTH 32

/* Select Graphic Rendition (ECMA-48, 8.3.117): bold, and red, yellow or magenta. */
static const char *
color_of (const StrayResult *result)
{
  if (result->verdict == STRAY_VERDICT_UNPARSABLE)
    return "\033[1;35m";
  if (result->verdict == STRAY_VERDICT_LOOKALIKE)
    return result->severity > STRAY_SEVERITY_LOW ? "\033[1;31m" : "\033[1;33m";
  return NULL;
}

static void
append_text (GString *row, const char *input, const StrayResult *result, const char *color)
{
  static const char marks[] = {
    [STRAY_VERDICT_UNPARSABLE] = '?',
    [STRAY_VERDICT_LOOKALIKE] = '!',
    [STRAY_VERDICT_UNREMARKABLE] = ' ',
    [STRAY_VERDICT_TRUSTED] = ' ',
  };
  g_autofree char *address = stray_text_printable (result->address != NULL ? result->address : input);
  g_autofree char *sentence = stray_explain (result);

  if (color != NULL)
    g_string_append (row, color);
  g_string_append_printf (row, "%c %s", marks[result->verdict], address);
  if (color != NULL)
    g_string_append (row, "\033[0m");
  stray_text_pad (row, stray_text_width (address), ADDRESS_WIDTH);
  g_string_append_printf (row, "  %s\n", sentence);
}

void
stray_row_text (GString *row, const char *input, const StrayResult *result)
{
  append_text (row, input, result, NULL);
}

void
stray_row_color (GString *row, const char *input, const StrayResult *result)
{
  append_text (row, input, result, color_of (result));
}
