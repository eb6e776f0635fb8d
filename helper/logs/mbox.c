/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats.h"

#include <string.h>

#include "header.h"

/* A file of mail (RFC 4155). A message begins with a line `From `, at the beginning or
 * behind an empty one; a line of its text that looks like one is quoted with `>`, or at
 * least has no date where that line has one. Thunderbird writes `From - DATE` or nothing
 * behind `From `. */

static gboolean
is_separator (const char *line, StrayDay *day)
{
  const char *p = line + strlen ("From ");

  *day = 0;
  if (!g_str_has_prefix (line, "From "))
    return FALSE;
  p += strspn (p, " ");
  if (*p == '\0')
    return TRUE;
  /* The sender, which holds no blank outside of quotes, and then the date. */
  for (p = strchr (p, ' '); p != NULL && *day == 0; p = strchr (p, ' '))
    {
      p += strspn (p, " ");
      *day = stray_day_parse_asctime (p);
    }
  return *day != 0;
}

gboolean
stray_mbox_read (StrayLog *log, GError **error)
{
  g_autoptr (StrayHeader) header = stray_header_new (log);
  g_autoptr (GError) failure = NULL;
  gboolean in_header = FALSE, after_blank = TRUE;
  StrayDay day = 0, next;
  StrayLine line;

  while (stray_log_next (log, &line, &failure))
    {
      if ((after_blank || in_header) && is_separator (line.text, &next))
        {
          if (in_header)
            stray_header_end (header, day);
          log->recognised = in_header = TRUE;
          day = next;
        }
      else if (in_header && line.length == 0)
        {
          stray_header_end (header, day);
          in_header = FALSE;
        }
      else if (in_header)
        stray_header_add (header, &line);
      after_blank = line.length == 0;
    }
  if (in_header)
    stray_header_end (header, day);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Whether a header may hold it: printable ASCII before a colon (RFC 5322, 2.2). */
static gboolean
is_field (const char *line)
{
  gsize length = 0;

  while (line[length] > ' ' && line[length] <= '~' && line[length] != ':')
    length++;
  return length > 0 && line[length + strspn (line + length, " \t")] == ':';
}

gboolean
stray_message_read (StrayLog *log, GError **error)
{
  g_autoptr (StrayHeader) header = stray_header_new (log);
  g_autoptr (GError) failure = NULL;
  StrayLine line;

  while (stray_log_next (log, &line, &failure))
    {
      if (line.length == 0)
        {
          /* A header without a field is one, too. */
          log->recognised |= log->number == 1;
          break;
        }
      log->recognised |= is_field (line.text);
      stray_header_add (header, &line);
    }
  stray_header_end (header, log->changed);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
