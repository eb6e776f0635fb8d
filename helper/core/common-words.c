/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "common-words.h"

#include <string.h>

#include "common-words.inc"

gboolean
stray_common_word (const char *label, gsize length)
{
  gsize low = 0, high = G_N_ELEMENTS (words);

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      int order = strncmp (label, words[middle], length);

      if (order == 0 && words[middle][length] == '\0')
        return TRUE;
      if (order > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}
