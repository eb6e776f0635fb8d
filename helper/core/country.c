/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"
/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN

#include "country.h"

#include "cctld.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* The longest name CLDR 42 has in any language is 81 UTF-16 units. */
#define NAME_MAX_UNITS 256

char *
stray_country_name (const char *iso, const char *locale)
{
  /* GLib's answer and not ICU's default: ICU does not know LANGUAGE, and the
   * name stands in sentences that gettext chose by it. "C" is English to ICU. */
  const char *language = locale != NULL ? locale : g_get_language_names ()[0];
  g_autofree char *id = g_strconcat ("und_", iso, NULL);
  UChar name[NAME_MAX_UNITS];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;

  if (strcmp (iso, STRAY_NO_COUNTRY) == 0)
    /* Translators: stands for a country’s name in “us.af.mi is in %s; …” and “This message would go to %s” */
    return g_strdup (_ ("no known country"));
  length = uloc_getDisplayCountry (id, language, name, G_N_ELEMENTS (name), &status);

  if (U_FAILURE (status) || length <= 0 || length >= NAME_MAX_UNITS)
    return g_strdup (iso);

  char utf8[NAME_MAX_UNITS * 3 + 1];
  int32_t bytes = 0;

  u_strToUTF8 (utf8, sizeof utf8 - 1, &bytes, name, length, &status);
  if (U_FAILURE (status))
    return g_strdup (iso);
  return g_strndup (utf8, bytes);
}

char *
stray_country_parse (const char *text)
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

const char *
stray_country_locale_variable (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return variables[i];
    }
  return NULL;
}

static const char *
message_locale (void)
{
  const char *variable = stray_country_locale_variable ();

  return variable != NULL ? g_getenv (variable) : "C";
}

char *
stray_country_of_locale (const char *locale)
{
  char territory[ULOC_COUNTRY_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  /* There are territories that are no country: es_419 is all of Latin America. */
  uloc_getCountry (locale != NULL ? locale : message_locale (), territory, sizeof territory, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING || !stray_cctld_has_country (territory))
    return NULL;
  return g_strdup (territory);
}
