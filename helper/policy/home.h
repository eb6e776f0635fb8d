/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy/report.h"
#include "policy/settings.h"

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
 * StrayHome:
 * @countries: ISO 3166 codes in upper case, none twice, %NULL-terminated; owned
 * @is_fixed: whether the setting `home-countries` says so: it names a country, or it is
 *   locked. No locale and no sender adds to that
 * @source: where @is_fixed, where the setting comes from
 * @variable: (nullable): where not @is_fixed, the environment variable that decides on the
 *   locale; %NULL where none is set. Static
 *
 * The countries that are at home, and why.
 */
typedef struct
{
  char **countries;
  gboolean is_fixed;
  StraySettingSource source;
  const char *variable;
} StrayHome;

/**
 * stray_home_load:
 * @reporter: told of entries that are no countries
 *
 * Takes the setting `home-countries`. Where it names no country and is not locked, it takes
 * the territory of the locale messages are in, if there is one: of the first of LC_ALL,
 * LC_MESSAGES and LANG that is set (POSIX.1-2017, 8.2). LANGUAGE is left out, since it
 * names languages.
 *
 * Returns: (transfer full)
 */
StrayHome *stray_home_load (const StraySettings *settings, const StrayReporter *reporter);

/** Returns: (transfer full): a sentence that says which countries are at home and who says so,
 * or why none is; translated */
char *stray_home_to_text (const StrayHome *self);

void stray_home_free (StrayHome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayHome, stray_home_free)

G_END_DECLS
