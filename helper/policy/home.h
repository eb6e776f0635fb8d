/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_home_country:
 * @text: an ISO 3166 alpha-2 code in any letter case, or the country-code
 *   ending of one (`uk`, `eu`); spaces around it do not matter
 *
 * Returns: (nullable) (transfer full): the ISO 3166 code in upper case, or %NULL
 *   with %STRAY_LOAD_ERROR_COUNTRY
 */
char *stray_home_country (const char *text, GError **error);

/**
 * stray_home_parse:
 * @text: countries separated by commas; empty means none
 *
 * Returns: (nullable) (transfer full): their ISO 3166 codes, %NULL-terminated,
 *   or %NULL with %STRAY_LOAD_ERROR_COUNTRY
 */
char **stray_home_parse (const char *text, GError **error);

/**
 * stray_home_from_locale:
 *
 * The territory of the locale messages are in: the first of LC_ALL, LC_MESSAGES
 * and LANG that is set (POSIX.1-2017, 8.2). LANGUAGE is left out, since it names
 * languages.
 *
 * Returns: (transfer full): one ISO 3166 code, or none where the locale names
 *   no country (`C`, `eo`), %NULL-terminated
 */
char **stray_home_from_locale (void);

G_END_DECLS
