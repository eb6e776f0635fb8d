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

/* More public suffixes than this are one edit from none that is in use. */
#define STRAY_NEAR_SUFFIXES_MAX 128

/**
 * StrayNearSuffixes:
 * @tags: a bit for the stray_class_tag() of each
 * @n: how many there are; above %STRAY_NEAR_SUFFIXES_MAX where there are so many that
 *   they were not all looked at, and any may be one
 * @filter: a bit for each by more of its class, which tells most others apart
 * @near: each once, and its stray_suffix_class()
 *
 * The public suffixes that have a trusted name below them and are one edit away from
 * one, and maybe others: whoever uses them compares.
 */
typedef struct
{
  guint64 tags;
  guint64 filter[16];
  guint n;
  struct
  {
    const char *suffix;
    guint32 class;
  } near[STRAY_NEAR_SUFFIXES_MAX];
} StrayNearSuffixes;

/** Whether a public suffix with this class may be among them. */
static inline gboolean
stray_near_suffixes_may_have (const StrayNearSuffixes *self, guint32 class)
{
  const guint bit = class >> 6 & 1023;

  return self->n > STRAY_NEAR_SUFFIXES_MAX || self->filter[bit / 64] >> bit % 64 & 1;
}

/**
 * stray_suffix_find_near:
 * @near: (out caller-allocates): what is near @typed
 *
 * A few look-ups that spare most recipients a hundred.
 */
void stray_suffix_find_near (const StrayPolicy *policy, const char *typed, StrayNearSuffixes *near);

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
