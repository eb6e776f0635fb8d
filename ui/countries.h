/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayCountry:
 * @code: ISO 3166 alpha-2, upper case
 * @name: its name in the user’s language
 */
typedef struct
{
  char *code;
  char *name;
} StrayCountry;

/**
 * stray_countries_new:
 *
 * Returns: (transfer full) (element-type StrayCountry): every country that has an
 *   ending of its own, in the order their names have in a dictionary
 */
GPtrArray *stray_countries_new (void);

/**
 * stray_countries_from_language:
 *
 * Returns: (transfer full): a sentence that says which country is at home where
 *   none is set
 */
char *stray_countries_from_language (void);

G_END_DECLS
