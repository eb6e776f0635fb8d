/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of four letters at most as numbers, for tables that every domain is
 * compared with. */

#define STRAY_SHORT_WORD(a, b, c, d)                                                                         \
  ((guint32)(guchar)(a) | (guint32)(guchar)(b) << 8 | (guint32)(guchar)(c) << 16 | (guint32)(guchar)(d) << 24)

/** Returns: the number of the @length bytes at @word, 0 where they are no such word. */
static inline guint32
stray_short_word (const char *word, gsize length)
{
  guint32 packed = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (i == sizeof packed)
        return 0;
      packed |= (guint32)(guchar)word[i] << 8 * i;
    }
  return packed;
}

G_END_DECLS
