/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "countries.h"

#include <glib/gi18n.h>

#include "helper/core/cctld.h"
#include "helper/core/country.h"

static void
country_free (StrayCountry *country)
{
  g_free (country->code);
  g_free (country->name);
  g_free (country);
}

static void
collect_cb (const StrayCctld *row, gpointer user_data)
{
  g_hash_table_add (user_data, g_strdup (row->country));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(StrayCountry *const *)a)->name, (*(StrayCountry *const *)b)->name);
}

GPtrArray *
stray_countries_new (void)
{
  /* A country can have several endings: uk and gb, or one in each of its scripts. */
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *countries = g_ptr_array_new_with_free_func ((GDestroyNotify)country_free);
  GHashTableIter iter;
  gpointer code;

  stray_cctld_foreach (NULL, collect_cb, codes);
  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    {
      StrayCountry *country = g_new (StrayCountry, 1);

      country->code = g_strdup (code);
      country->name = stray_country_name (code, NULL);
      g_ptr_array_add (countries, country);
    }
  g_ptr_array_sort (countries, compare_names);
  return countries;
}

char *
stray_countries_from_language (void)
{
  g_autofree char *code = stray_country_of_locale (NULL);
  g_autofree char *name = code != NULL ? stray_country_name (code, NULL) : NULL;

  if (name == NULL)
    return g_strdup (_ ("None. Your language settings do not say where you are at home."));
  /* Translators: %s is a country. It is shown where no home country has been chosen. */
  return g_strdup_printf (_ ("From your language settings: %s"), name);
}
