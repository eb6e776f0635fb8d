/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "home.h"

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <unicode/uloc.h>

#include "core/cctld.h"
#include "policy/load.h"

static char *
find_country (const char *text)
{
  g_autofree char *code = g_strstrip (g_strdup (text));
  g_autofree char *upper = g_ascii_strup (code, -1);

  if (stray_cctld_has_country (upper))
    return g_steal_pointer (&upper);

  /* People write UK for GB, since that is what they see at the end of addresses. */
  g_autofree char *lower = g_ascii_strdown (code, -1);
  const StrayCctld *row = stray_cctld_lookup (lower);

  return row != NULL ? g_strdup (row->country) : NULL;
}

char *
stray_home_country (const char *text, GError **error)
{
  char *country = find_country (text);

  if (country == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (text, -1);

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

static const char *
message_locale (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return "C";
}

char **
stray_home_from_locale (void)
{
  g_autoptr (GStrvBuilder) home = g_strv_builder_new ();
  char territory[ULOC_COUNTRY_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  /* There are territories that are no country: es_419 is all of Latin America. */
  uloc_getCountry (message_locale (), territory, sizeof territory, &status);
  if (U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING && stray_cctld_has_country (territory))
    g_strv_builder_add (home, territory);
  return g_strv_builder_end (home);
}
