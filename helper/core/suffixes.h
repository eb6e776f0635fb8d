/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cctld.h"
#include "distance.h"
#include "policy-lookup.h"

G_BEGIN_DECLS

/* What the kinds of look-alike ask about public suffixes. */

/** Returns: the last label of @domain; points into it. */
const char *stray_ending (const char *domain);

/**
 * stray_suffix_slip:
 * @meant: a public suffix in A-labels
 * @typed: another
 *
 * stray_slip() on their Unicode forms, which are what a person types.
 */
StraySlip stray_suffix_slip (const char *meant, const char *typed);

/**
 * stray_suffix_slip_is_likely:
 *
 * Whether @slip, which makes the public suffix @typed of @meant, is one that
 * fingers make. Between two countries' endings only a lost letter, swapped
 * letters and a neighbouring key count, since there both are in real use.
 */
gboolean stray_suffix_slip_is_likely (StraySlip slip, const char *meant, const char *typed);

/**
 * stray_suffix_is_academic_twin:
 *
 * Whether both are the same second level of two countries that only universities
 * are given (ac.uk, ac.ug).
 */
gboolean stray_suffix_is_academic_twin (const char *meant, const char *typed);

/** Whether only universities and schools can be under @suffix: edu, or such a second level. */
gboolean stray_suffix_is_academic (const char *suffix);

/**
 * stray_suffix_is_near:
 * @letters: how many letters of the name before it say the same
 *
 * Whether a name under @typed that already resembles one under @meant is as good
 * as at its ending: one slip away. A likely slip is, and any slip at all between
 * two governments, between two academic twins, and where the name is so long that
 * chance does not bring forth its like.
 */
gboolean stray_suffix_is_near (const char *meant, const char *typed, gsize letters);

/**
 * stray_suffix_find_near:
 *
 * A few look-ups that spare most recipients a hundred.
 *
 * Returns: a bit for each stray_suffix_tag() of a public suffix that has a trusted
 *   name below it and is one edit away from @typed, and maybe of others
 */
guint64 stray_suffix_find_near (const StrayPolicy *policy, const char *typed);

/** Whether @domain ends in a government's second level below @ending, the last label of it. */
gboolean stray_suffix_is_government_below (const char *domain, const char *ending, const StrayCctld *cctld);

/**
 * stray_suffix_is_government:
 * @registrable: a registrable domain
 * @suffix: its public suffix; points into it
 *
 * Whether it is a government's or its armed forces', which nobody else can
 * register: under mil, gov, or such a second level of a country.
 */
gboolean stray_suffix_is_government (const char *registrable, const char *suffix);

G_END_DECLS
