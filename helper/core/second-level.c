/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "second-level.h"

#include "short-word.h"

typedef enum
{
  NOTHING,
  SUFFIX,
  ACADEMIC,
  GOVERNMENT,
} Use;

#define WORD STRAY_SHORT_WORD

static const struct
{
  guint32 word;
  Use use;
} words[] = {
  { WORD ('a', 'c', 0, 0), ACADEMIC },     { WORD ('c', 'o', 0, 0), SUFFIX },
  { WORD ('c', 'o', 'm', 0), SUFFIX },     { WORD ('e', 'd', 'u', 0), ACADEMIC },
  { WORD ('g', 'c', 0, 0), GOVERNMENT },   { WORD ('g', 'o', 0, 0), GOVERNMENT },
  { WORD ('g', 'o', 'b', 0), GOVERNMENT }, { WORD ('g', 'o', 'u', 'v'), GOVERNMENT },
  { WORD ('g', 'o', 'v', 0), GOVERNMENT }, { WORD ('g', 'o', 'v', 't'), GOVERNMENT },
  { WORD ('g', 'u', 'b', 0), GOVERNMENT }, { WORD ('g', 'v', 0, 0), GOVERNMENT },
  { WORD ('m', 'i', 'l', 0), GOVERNMENT }, { WORD ('m', 'o', 'd', 0), GOVERNMENT },
  { WORD ('n', 'e', 0, 0), SUFFIX },       { WORD ('n', 'e', 't', 0), SUFFIX },
  { WORD ('o', 'r', 0, 0), SUFFIX },       { WORD ('o', 'r', 'g', 0), SUFFIX },
};

static Use
get_use (const char *word, gsize length)
{
  const guint32 packed = stray_short_word (word, length);

  for (gsize i = 0; packed != 0 && i < G_N_ELEMENTS (words); i++)
    if (words[i].word == packed)
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
