/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "second-level.h"

#include <string.h>

typedef enum
{
  NOTHING,
  SUFFIX,
  ACADEMIC,
  GOVERNMENT,
} Use;

static const struct
{
  const char word[5];
  Use use;
} words[] = {
  { "ac", ACADEMIC },    { "co", SUFFIX },       { "com", SUFFIX },     { "edu", ACADEMIC },
  { "gc", GOVERNMENT },  { "go", GOVERNMENT },   { "gob", GOVERNMENT }, { "gouv", GOVERNMENT },
  { "gov", GOVERNMENT }, { "govt", GOVERNMENT }, { "gub", GOVERNMENT }, { "gv", GOVERNMENT },
  { "mil", GOVERNMENT }, { "mod", GOVERNMENT },  { "ne", SUFFIX },      { "net", SUFFIX },
  { "or", SUFFIX },      { "org", SUFFIX },
};

static Use
get_use (const char *word, gsize length)
{
  if (length < 2 || length > 4)
    return NOTHING;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strncmp (words[i].word, word, length) == 0 && words[i].word[length] == '\0')
      return words[i].use;
  return NOTHING;
}

gboolean
stray_second_level_is_suffix (const char *word, gsize length)
{
  return get_use (word, length) != NOTHING;
}

gboolean
stray_second_level_is_government (const char *word, gsize length)
{
  return get_use (word, length) == GOVERNMENT;
}

gboolean
stray_second_level_is_academic (const char *word, gsize length)
{
  return get_use (word, length) == ACADEMIC;
}
