/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "mailbox.h"

#include "address.h"

#include <string.h>

static const char blanks[] = " \t\r\n";

/* Whether Thunderbird writes what lies between @text and @end as it stands, since it seems
 * to be quoted, and it is not. */
static gboolean
breaks_quotes (const char *text, const char *end)
{
  if (end == text || *text != '"' || end[-1] != '"')
    return FALSE;
  return end == text + 1 || text + 1 + strcspn (text + 1, "\"\\") < end - 1;
}

/* What Thunderbird drops, or takes for a blank, in some versions (jsmime.mjs, cleanToken). */
static gboolean
holds_invisible (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (strchr (blanks, *p) == NULL
          && (!g_unichar_isgraph (c) || g_unichar_iszerowidth (c) || c == 0x2800 /* an empty Braille cell */))
        return TRUE;
    }
  return FALSE;
}

static gboolean
stays_a_name (const char *name)
{
  const char *start = name + strspn (name, blanks);
  const char *end = name + strlen (name);

  /* An encoded word (RFC 2047) is decoded on the way, to whatever it holds. */
  if (strstr (name, "=?") != NULL)
    return FALSE;
  if (strpbrk (name, "\"=") == NULL)
    return TRUE;
  while (end > start && strchr (blanks, end[-1]) != NULL)
    end--;
  if (holds_invisible (name) || breaks_quotes (start, end))
    return FALSE;
  for (const char *word = start; *word != '\0'; word = end + strspn (end, blanks))
    {
      end = word + strcspn (word, blanks);
      if (breaks_quotes (word, end))
        return FALSE;
    }
  return TRUE;
}

gboolean
stray_mailbox_is_clear (const char *address, const char *name, const char *text)
{
  g_autoptr (StrayAddress) read = NULL;

  if (name != NULL && !stays_a_name (name))
    return FALSE;
  if (text == NULL)
    return TRUE;
  read = stray_address_parse (text);
  return read != NULL && g_str_equal (read->text, address);
}
