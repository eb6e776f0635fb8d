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

G_END_DECLS
