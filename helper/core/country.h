/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CLDR's "unknown region": for two-letter endings no country has yet. */
#define STRAY_NO_COUNTRY "ZZ"

/**
 * stray_country_name:
 * @iso: an ISO 3166 alpha-2 code in upper case, or one of the codes CLDR has
 *   for the endings no country has (`EU`, `SU`, `AC`), or %STRAY_NO_COUNTRY
 * @locale: (nullable): the language to name it in, as a POSIX or ICU locale;
 *   %NULL means the user's (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), as it always is for
 *   %STRAY_NO_COUNTRY
 *
 * Returns: (transfer full): the country's name for a person to read, UTF-8; the
 *   code itself where CLDR has no name for it
 */
char *stray_country_name (const char *iso, const char *locale);

/**
 * stray_country_parse:
 * @text: an ISO 3166 alpha-2 code in any letter case, or the country-code
 *   ending of one (`uk`, `eu`); spaces around it do not matter
 *
 * Returns: (nullable) (transfer full): the ISO 3166 code in upper case, or %NULL
 *   where no country-code ending belongs to @text
 */
char *stray_country_parse (const char *text);

/** Returns: (nullable): the environment variable that decides which locale messages are in: the
 * first of LC_ALL, LC_MESSAGES and LANG that is set; %NULL where none is. Static */
const char *stray_country_locale_variable (void);

/**
 * stray_country_of_locale:
 * @locale: (nullable): a POSIX or ICU locale; %NULL means the one messages are
 *   in: the first of LC_ALL, LC_MESSAGES and LANG that is set (POSIX.1-2017, 8.2).
 *   LANGUAGE is left out, since it names languages.
 *
 * Returns: (nullable) (transfer full): the ISO 3166 code of its territory, or
 *   %NULL where the locale names no country (`C`, `eo`, `es_419`)
 */
char *stray_country_of_locale (const char *locale);

G_END_DECLS
