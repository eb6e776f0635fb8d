/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "distance.h"

#include "keyboard.h"

#include <string.h>

StraySlip
stray_slip (const char *meant, const char *typed)
{
  gunichar m, t;

  while (*meant != '\0' && g_utf8_get_char (meant) == g_utf8_get_char (typed))
    {
      meant = g_utf8_next_char (meant);
      typed = g_utf8_next_char (typed);
    }
  if (*meant == '\0' && *typed == '\0')
    return STRAY_SLIP_OTHER;
  if (*meant == '\0')
    return *g_utf8_next_char (typed) == '\0' ? STRAY_SLIP_INSERTION : STRAY_SLIP_OTHER;
  if (*typed == '\0')
    return *g_utf8_next_char (meant) == '\0' ? STRAY_SLIP_DELETION : STRAY_SLIP_OTHER;

  m = g_utf8_get_char (meant);
  t = g_utf8_get_char (typed);
  meant = g_utf8_next_char (meant);
  typed = g_utf8_next_char (typed);
  if (strcmp (meant, typed) == 0)
    return stray_keyboard_are_neighbours (m, t) ? STRAY_SLIP_NEIGHBOUR : STRAY_SLIP_SUBSTITUTION;
  if (*meant != '\0' && g_utf8_get_char (meant) == t)
    {
      const char *after = g_utf8_next_char (meant);

      if (*typed != '\0' && g_utf8_get_char (typed) == m && strcmp (after, g_utf8_next_char (typed)) == 0)
        return STRAY_SLIP_TRANSPOSITION;
      if (strcmp (after, typed) == 0)
        return STRAY_SLIP_DELETION;
    }
  if (*typed != '\0' && g_utf8_get_char (typed) == m && strcmp (meant, g_utf8_next_char (typed)) == 0)
    return STRAY_SLIP_INSERTION;
  return STRAY_SLIP_OTHER;
}

guint
stray_distance (const char *a, const char *b)
{
  glong n, m;
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (a, -1, &n);
  g_autofree gunichar *y = g_utf8_to_ucs4_fast (b, -1, &m);
  g_autofree guint *rows = g_new (guint, 3 * (m + 1));
  guint *before = rows, *above = rows + m + 1, *row = rows + 2 * (m + 1);

  for (glong j = 0; j <= m; j++)
    row[j] = j;
  for (glong i = 1; i <= n; i++)
    {
      guint *oldest = before;

      before = above;
      above = row;
      row = oldest;
      row[0] = i;
      for (glong j = 1; j <= m; j++)
        {
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (x[i - 1] != y[j - 1]));
          if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return row[m];
}
