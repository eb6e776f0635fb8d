/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "difference.h"

/* Beyond this many cells of the alignment, which no two domains reach, what
 * differs is told as one run. */
#define CELLS_MAX (1024 * 1024)

static void
add_letters (GArray *spans, guint start, guint length)
{
  StraySpan span = { start, length };

  if (spans->len > 0)
    {
      StraySpan *last = &g_array_index (spans, StraySpan, spans->len - 1);

      if (last->start + last->length == start)
        {
          last->length += length;
          return;
        }
    }
  g_array_append_val (spans, span);
}

/* Aligns x[0..n) and y[0..m), whose first letters stand at @offset. */
static void
align (const gunichar *x, guint n, const gunichar *y, guint m, guint offset, GArray *x_spans, GArray *y_spans)
{
  const gsize width = (gsize)m + 1;
  g_autofree guint32 *cells = NULL;
  guint i = 0, j = 0;

#define COST(i, j) cells[(i)*width + (j)]

  cells = g_new (guint32, (n + 1) * width);
  /* Filled from the end, so that it is read from the start and an edit that
   * could stand in several places stands in the first. */
  for (guint a = n + 1; a-- > 0;)
    for (guint b = m + 1; b-- > 0;)
      {
        guint32 cost;

        if (a == n || b == m)
          cost = (n - a) + (m - b);
        else
          {
            cost = COST (a + 1, b + 1) + (x[a] != y[b]);
            cost = MIN (cost, MIN (COST (a + 1, b), COST (a, b + 1)) + 1);
            if (a + 1 < n && b + 1 < m && x[a] == y[b + 1] && x[a + 1] == y[b])
              cost = MIN (cost, COST (a + 2, b + 2) + 1);
          }
        COST (a, b) = cost;
      }

  while (i < n || j < m)
    {
      if (i < n && j < m && x[i] == y[j] && COST (i, j) == COST (i + 1, j + 1))
        {
          i++;
          j++;
        }
      else if (i + 1 < n && j + 1 < m && x[i] == y[j + 1] && x[i + 1] == y[j]
               && COST (i, j) == COST (i + 2, j + 2) + 1)
        {
          add_letters (x_spans, offset + i, 2);
          add_letters (y_spans, offset + j, 2);
          i += 2;
          j += 2;
        }
      else if (i < n && j < m && COST (i, j) == COST (i + 1, j + 1) + 1)
        {
          add_letters (x_spans, offset + i++, 1);
          add_letters (y_spans, offset + j++, 1);
        }
      else if (i < n && COST (i, j) == COST (i + 1, j) + 1)
        add_letters (x_spans, offset + i++, 1);
      else
        add_letters (y_spans, offset + j++, 1);
    }
#undef COST
}

void
stray_difference (const char *typed, const char *meant, GArray **typed_spans, GArray **meant_spans)
{
  glong n, m;
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (typed, -1, &n);
  g_autofree gunichar *y = g_utf8_to_ucs4_fast (meant, -1, &m);
  glong start = 0;

  *typed_spans = g_array_new (FALSE, FALSE, sizeof (StraySpan));
  *meant_spans = g_array_new (FALSE, FALSE, sizeof (StraySpan));

  while (start < n && start < m && x[start] == y[start])
    start++;
  while (n > start && m > start && x[n - 1] == y[m - 1])
    n--, m--;

  if ((n - start + 1) * (m - start + 1) <= CELLS_MAX)
    align (x + start, n - start, y + start, m - start, start, *typed_spans, *meant_spans);
  else
    {
      if (n > start)
        add_letters (*typed_spans, start, n - start);
      if (m > start)
        add_letters (*meant_spans, start, m - start);
    }
}
