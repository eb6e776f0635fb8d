/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "trust.h"

G_BEGIN_DECLS

/**
 * stray_government_trust_new:
 * @home: (nullable): ISO 3166 alpha-2 codes in upper case, %NULL-terminated
 *
 * Returns: (transfer full): the government endings of those countries as
 *   wildcard entries (`*.gov.uk`, `*.mod.uk`), from data/tables/cctld.tsv
 */
StrayTrust *stray_government_trust_new (const char *const *home);

/** Adds the government endings of @country to what is being built. */
void stray_government_add (StrayTrustBuilder *builder, const char *country);

/** Returns: (transfer full): the trust entries for the governments of @country (ISO 3166 alpha-2,
 * upper case), such as `*.gov.uk`, %NULL-terminated */
char **stray_government_list (const char *country);

G_END_DECLS
