/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "second-level.h"

#include <string.h>

static const struct
{
  const char word[5];
  gboolean government;
} words[] = {
  { "ac", FALSE }, { "co", FALSE },  { "com", FALSE }, { "edu", FALSE }, { "gc", TRUE },  { "go", TRUE },
  { "gob", TRUE }, { "gouv", TRUE }, { "gov", TRUE },  { "govt", TRUE }, { "gub", TRUE }, { "gv", TRUE },
  { "mil", TRUE }, { "mod", TRUE },  { "ne", FALSE },  { "net", FALSE }, { "or", FALSE }, { "org", FALSE },
};

static gboolean
find (const char *word, gsize length, gboolean *government)
{
  if (length < 2 || length > 4)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strncmp (words[i].word, word, length) == 0 && words[i].word[length] == '\0')
      {
        *government = words[i].government;
        return TRUE;
      }
  return FALSE;
}

gboolean
stray_second_level_is_suffix (const char *word, gsize length)
{
  gboolean government;

  return find (word, length, &government);
}

gboolean
stray_second_level_is_government (const char *word, gsize length)
{
  gboolean government;

  return find (word, length, &government) && government;
}
