/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayCctld:
 * @ending: the country-code ending in A-label form, without a dot: `ml`, `xn--p1ai`
 * @country: ISO 3166 alpha-2 code, upper case (`uk` → `GB`); `eu`
 *   and `ac` carry the codes ISO 3166 reserves for them; `su` → `RU`
 * @busy: much legitimate mail goes to domains registered directly under it
 * @open: sold as a generic ending (`io`, `ai`, `me`, `tv`, …)
 * @government: space-separated second levels its government uses (`gov mod`), or ""
 * @second_levels: a filter; see stray_cctld_may_have_rules()
 * @deep_second_levels: another; see stray_cctld_may_have_deep_rules()
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
  guint64 second_levels;
  guint64 deep_second_levels;
} StrayCctld;

/** Returns: (nullable): the row of @ending (A-label, lower case), or %NULL. */
const StrayCctld *stray_cctld_lookup (const char *ending);

/**
 * Whether @ending (A-label, lower case) is a country-code one: any two letters,
 * since the root zone gives such names to countries only, or an IDN ccTLD.
 */
gboolean stray_cctld_is_country_code (const char *ending);

/** Whether some row belongs to @country (ISO 3166 alpha-2, upper case). */
gboolean stray_cctld_has_country (const char *country);

/** Called for one row; @user_data is the caller's. */
typedef void (*StrayCctldFunc) (const StrayCctld *row, gpointer user_data);

/** Calls @func for each row of @country, or for all where that is %NULL. */
void stray_cctld_foreach (const char *country, StrayCctldFunc func, gpointer user_data);

/**
 * Whether the public suffix list's ICANN section may have a rule for the @length
 * bytes at @word, a second level, or for something below it. %FALSE is certain, as
 * far as the list of the day the table was written goes.
 */
gboolean stray_cctld_may_have_rules (const StrayCctld *self, const char *word, gsize length);

/** Likewise whether it may have one for something below @word. */
gboolean stray_cctld_may_have_deep_rules (const StrayCctld *self, const char *word, gsize length);

/** Whether the @length bytes at @word are one of @self's government second levels. */
gboolean stray_cctld_has_government (const StrayCctld *self, const char *word, gsize length);

G_END_DECLS
