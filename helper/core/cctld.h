/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayCctld:
 * @ending: the country-code ending in A-label form, without a dot: `ml`, `xn--p1ai`
 * @country: ISO 3166 alpha-2 code, upper case (`uk` → `GB`); the few endings
 *   that no ISO 3166 country has (`eu`, `su`, `ac`) carry CLDR's code for them
 * @busy: much legitimate mail goes to domains registered directly under it
 * @open: sold as a generic ending (`io`, `ai`, `me`, `tv`, …)
 * @government: space-separated second levels its government uses (`gov mod`), or ""
 *
 * One row of data/tables/cctld.tsv.
 */
typedef struct
{
  const char *ending;
  const char *country;
  gboolean busy;
  gboolean open;
  const char *government;
} StrayCctld;

/** Returns: (nullable): the row of @ending (A-label, lower case), or %NULL. */
const StrayCctld *stray_cctld_lookup (const char *ending);

/** Whether some row belongs to @country (ISO 3166 alpha-2, upper case). */
gboolean stray_cctld_has_country (const char *country);

G_END_DECLS
