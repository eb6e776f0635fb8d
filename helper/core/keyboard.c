/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "keyboard.h"

#include <stdlib.h>
#include <string.h>

/* Quarters of a key's width: how far each row is set in (ISO/IEC 9995), how
 * wide a key is, and how far apart the nearest keys of two rows can lie. */
static const int row_inset[] = { 0, 2, 3, 5 };
#define KEY_WIDTH 4
#define NEAREST 2

static const char *const layouts[][4] = {
  { "1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm" }, /* QWERTY */
  { "1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm-" }, /* QWERTZ */
  { "", "azertyuiop", "qsdfghjklm", "wxcvbn" },            /* AZERTY: its digits need shift */
};

static gboolean
find_key (const char *const rows[4], char key, int *row, int *x)
{
  for (*row = 0; *row < 4; (*row)++)
    {
      const char *found = strchr (rows[*row], key);

      if (found == NULL)
        continue;
      *x = row_inset[*row] + KEY_WIDTH * (int)(found - rows[*row]);
      return TRUE;
    }
  return FALSE;
}

gboolean
stray_keyboard_are_neighbours (gunichar a, gunichar b)
{
  if (a == b || a == 0 || b == 0 || a > 127 || b > 127)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      int row_a, row_b, x_a, x_b;

      if (!find_key (layouts[i], (char)a, &row_a, &x_a) || !find_key (layouts[i], (char)b, &row_b, &x_b))
        continue;
      if (row_a == row_b ? abs (x_a - x_b) == KEY_WIDTH
                         : abs (row_a - row_b) == 1 && abs (x_a - x_b) <= NEAREST)
        return TRUE;
    }
  return FALSE;
}
