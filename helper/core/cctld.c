/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cctld.h"

#include "hash.h"

#include <stdlib.h>
#include <string.h>

#include "cctld-table.inc"

static int
compare_ending_cb (gconstpointer key, gconstpointer row)
{
  return strcmp (key, ((const StrayCctld *)row)->ending);
}

const StrayCctld *
stray_cctld_lookup (const char *ending)
{
  if (g_ascii_islower (ending[0]) && g_ascii_islower (ending[1]) && ending[2] == '\0')
    {
      guint row = by_letters[(ending[0] - 'a') * 26 + (ending[1] - 'a')];

      return row == 0 ? NULL : &table[row - 1];
    }
  if (ending[0] != 'x' || strncmp (ending, "xn--", 4) != 0)
    return NULL;
  return bsearch (ending, table + FIRST_IDN, G_N_ELEMENTS (table) - FIRST_IDN, sizeof table[0],
                  compare_ending_cb);
}

gboolean
stray_cctld_is_country_code (const char *ending)
{
  return (g_ascii_islower (ending[0]) && g_ascii_islower (ending[1]) && ending[2] == '\0')
         || stray_cctld_lookup (ending) != NULL;
}

gboolean
stray_cctld_has_country (const char *country)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].country, country) == 0)
      return TRUE;
  return FALSE;
}

void
stray_cctld_foreach (const char *country, StrayCctldFunc func, gpointer user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (country == NULL || strcmp (table[i].country, country) == 0)
      func (&table[i], user_data);
}

/* As data/tables/second-levels.py has it. */
static guint
get_bit (const char *word, gsize length)
{
  return stray_fixed_hash (word, length) >> 26;
}

gboolean
stray_cctld_may_have_rules (const StrayCctld *self, const char *word, gsize length)
{
  return self->second_levels >> get_bit (word, length) & 1;
}

gboolean
stray_cctld_may_have_deep_rules (const StrayCctld *self, const char *word, gsize length)
{
  return self->deep_second_levels >> get_bit (word, length) & 1;
}

gboolean
stray_cctld_has_government (const StrayCctld *self, const char *word, gsize length)
{
  const char *p = self->government;

  while (*p != '\0')
    {
      gsize n = strcspn (p, " ");

      if (n == length && memcmp (p, word, n) == 0)
        return TRUE;
      p += n;
      p += *p == ' ';
    }
  return FALSE;
}
