/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "home.h"

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "core/country.h"
#include "policy/load.h"

/* How much of what is no country is shown, in characters. */
#define SHOWN_MAX 64

char *
stray_home_country (const char *text, GError **error)
{
  char *country = stray_country_parse (text);

  if (country == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (text, -1);

      if (g_utf8_strlen (shown, -1) > SHOWN_MAX)
        *g_utf8_offset_to_pointer (shown, SHOWN_MAX) = '\0';

      g_set_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_COUNTRY,
                   /* Translators: DE and US are codes, not to be translated */
                   _ ("“%s” is not a country. Use ISO 3166 codes of two letters, such as DE or US."), shown);
    }
  return country;
}

char **
stray_home_parse (const char *text, GError **error)
{
  g_autoptr (GStrvBuilder) home = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *country = stray_home_country (*part, error);

      if (country == NULL)
        return NULL;
      g_strv_builder_add (home, country);
    }
  return g_strv_builder_end (home);
}

char **
stray_home_from_locale (void)
{
  g_autoptr (GStrvBuilder) home = g_strv_builder_new ();
  g_autofree char *country = stray_country_of_locale (NULL);

  if (country != NULL)
    g_strv_builder_add (home, country);
  return g_strv_builder_end (home);
}
