/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cctld.h"
#include "check.h"
#include "distance.h"
#include "policy-lookup.h"

G_BEGIN_DECLS

/* How the kinds of look-alike are put together. A kind is one file with one
 * function, and one row of the table in lookalike.c. */

/** StraySibling: a group of trusted entries with the label of the recipient. */
typedef struct
{
  const StrayTrust *trust;
  const StrayEntry *entry; /* stands for the group */
  const char *registrable; /* its registrable domain and public suffix: */
  const char *suffix;      /* both point into the entry's name */
} StraySibling;

/**
 * StraySubject:
 * @ascii: the recipient's domain, normalised; no trust entry covers it, and
 *   its ending is a foreign country-code one
 * @cctld: (nullable): the row of its ending
 * @suffix: its public suffix, at @suffix_start of @ascii
 * @has_owner: whether something stands before the public suffix
 * @label: where in @ascii its registrable label begins, and
 * @rest: where what follows the label's dot does: its public suffix, or the
 *   parent of that where the domain is itself a public suffix (`mod.ug`)
 * @siblings: (element-type StraySibling): trusted groups with the same label
 * @multinational: two endings or more are trusted for that label
 *
 * What there is to know of one recipient. Whether @label applies is told by
 * @rest being greater than @label.
 */
typedef struct
{
  const StrayPolicy *policy;
  const char *ascii;
  const StrayCctld *cctld;
  const char *suffix;
  gboolean has_owner;
  gsize label;
  gsize rest;
  GArray *siblings;
  gboolean multinational;
} StraySubject;

/** StrayMatch: the best of what the kinds have offered so far. */
typedef struct _StrayMatch StrayMatch;

/**
 * stray_match_offer:
 * @meant: the domain probably meant, in A-labels
 * @rule: the trust entry it comes from; ignored unless it is an anchor
 * @suffix_distance: edits between the public suffixes
 * @label_distance: edits between what stands before them
 * @weak: whether it counts less than the kind's severity says
 */
void stray_match_offer (StrayMatch *self, const char *meant, const StrayHit *rule, guint suffix_distance,
                        guint label_distance, gboolean weak);

/**
 * stray_match_offer_sibling:
 *
 * Offers what the recipient would be under @sibling's public suffix, its
 * sub-domains kept, where an anchor covers that; else @sibling's own name.
 */
void stray_match_offer_sibling (StrayMatch *self, const StraySubject *subject, const StraySibling *sibling,
                                guint suffix_distance, gboolean weak);

/**
 * StrayKind:
 * @name: as `straymail check --json` and PROTOCOL.md have it
 * @match: offers whatever it finds
 */
typedef struct
{
  const char *name;
  StraySeverity severity;
  void (*match) (const StraySubject *subject, StrayMatch *match);
} StrayKind;

void stray_suffix_slip_match (const StraySubject *subject, StrayMatch *match);
void stray_wildcard_suffix_match (const StraySubject *subject, StrayMatch *match);
void stray_gov_equivalent_match (const StraySubject *subject, StrayMatch *match);

/**
 * stray_lookalike_find:
 * @parents: the recipient's domain
 * @cctld: (nullable): the row of its ending
 * @result: kind, severity, resembles and rule are set where something is found
 *
 * Returns: whether the domain resembles a trusted one
 */
gboolean stray_lookalike_find (const StrayPolicy *policy, const StrayParents *parents,
                               const StrayCctld *cctld, StrayResult *result);

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

/** Returns: the last label of @domain; points into it. */
const char *stray_ending (const char *domain);

G_END_DECLS
