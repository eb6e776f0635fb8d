/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "date-text.h"

#include <locale.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

/* In UTF-16 units, and more than a day has in any language. */
#define TEXT_MAX_UNITS 128
#define LANGUAGE_SIZE 16

static gboolean
names_no_language (const char *locale)
{
  return g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.") || g_str_equal (locale, "POSIX");
}

static gboolean
same_language (const char *a, const char *b)
{
  char language_a[LANGUAGE_SIZE];
  char language_b[LANGUAGE_SIZE];
  UErrorCode status = U_ZERO_ERROR;

  uloc_getLanguage (a, language_a, sizeof language_a, &status);
  uloc_getLanguage (b, language_b, sizeof language_b, &status);
  return status == U_ZERO_ERROR && g_str_equal (language_a, language_b);
}

/* The sentence around the date is in the language of the messages, and so is the date. */
static const char *
choose_locale (void)
{
  const char *messages = g_get_language_names ()[0];
  const char *time = setlocale (LC_TIME, NULL);

  return time != NULL && same_language (time, messages) ? time : messages;
}

static void
set_zone (UChar *units, int32_t size, const char *zone, UErrorCode *status)
{
  int32_t length;

  u_strFromUTF8 (units, size, &length, zone, -1, status);
}

char *
stray_date_text (gint64 seconds, const char *zone, const char *language)
{
  const char *chosen = language != NULL ? language : choose_locale ();
  char locale[ULOC_FULLNAME_CAPACITY];
  UChar zone_units[TEXT_MAX_UNITS];
  UChar units[TEXT_MAX_UNITS];
  char text[TEXT_MAX_UNITS * 3 + 1];
  int32_t bytes = 0;
  UErrorCode status = U_ZERO_ERROR;

  /* ICU takes C for American English, with its order of month and day. */
  uloc_canonicalize (names_no_language (chosen) ? "en_GB" : chosen, locale, sizeof locale, &status);
  if (zone != NULL)
    set_zone (zone_units, G_N_ELEMENTS (zone_units), zone, &status);

  UDateFormat *format
      = udat_open (UDAT_NONE, UDAT_LONG, locale, zone ? zone_units : NULL, zone ? -1 : 0, NULL, 0, &status);
  int32_t length = udat_format (format, seconds * (UDate)1000, units, G_N_ELEMENTS (units), NULL, &status);

  u_strToUTF8 (text, sizeof text - 1, &bytes, units, length, &status);
  udat_close (format);
  if (U_FAILURE (status))
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (seconds);

      return date != NULL ? g_date_time_format (date, "%F") : g_strdup ("");
    }
  return g_strndup (text, bytes);
}
