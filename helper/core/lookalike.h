/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cctld.h"
#include "check.h"
#include "distance.h"
#include "policy-lookup.h"
#include "suffixes.h"

G_BEGIN_DECLS

/* How the kinds of look-alike are put together. A kind is one file with one
 * function, and one row of the table in lookalike.c. */

/** StraySibling: a group of trusted entries, by the label they share. */
typedef struct
{
  const StrayTrust *trust;
  const StrayEntry *entry; /* stands for the group */
  const char *registrable; /* its registrable domain and public suffix: */
  const char *suffix;      /* both point into the entry's name */
} StraySibling;

/**
 * StraySubject:
 * @parents: of the recipient's domain, normalised; no trust entry covers it, and
 *   its ending is a foreign country-code one
 * @ascii: that domain
 * @cctld: (nullable): the row of its ending
 * @suffix: its public suffix
 * @has_owner: whether something stands before the public suffix
 * @label: where in @ascii its registrable label begins, and
 * @rest: where what follows the label's dot does: its public suffix, or the
 *   parent of that where the domain is itself a public suffix (`mod.ug`)
 * @siblings: (nullable) (element-type StraySibling): trusted groups with the same label
 * @confusables: (nullable) (element-type StraySibling): those whose label only looks the same
 * @near_suffixes: which trusted public suffixes are one edit away from @rest, as
 *   stray_suffix_find_near() says it
 * @except: (nullable): where it is no recipient but an entry that may be an exception,
 *   the rules it is not held to; see stray_lookalike_find()
 *
 * What there is to know of one recipient. Whether @label applies is told by
 * @rest being greater than @label.
 */
typedef struct
{
  const StrayPolicy *policy;
  const StrayParents *parents;
  const char *ascii;
  const StrayCctld *cctld;
  const char *suffix;
  gboolean has_owner;
  gsize label;
  gsize rest;
  GArray *siblings;
  GArray *confusables;
  guint64 near_suffixes;
  GHashTable *except;
} StraySubject;

/** StraySibling of the group that @entry of @trust stands for. */
StraySibling stray_sibling (const StrayTrust *trust, const StrayEntry *entry);

/**
 * stray_subject_find_siblings:
 *
 * Sets siblings and confusables of @subject, whose near_suffixes are set, leaving
 * out those that no kind has a use for; see stray_subject_clear().
 */
void stray_subject_find_siblings (StraySubject *subject);
void stray_subject_clear (StraySubject *subject);

/** Whether the ending of @domain is of the country that @subject's ending is of. */
gboolean stray_subject_is_in_country_of (const StraySubject *subject, const char *domain);

/**
 * stray_subject_is_multinational:
 *
 * Whether two endings or more are trusted for the label of @sibling. What was learned
 * makes only what was learned one: no address book weakens what a list guards. Nor
 * does an exception, so that an entry is held to it as it would be without.
 */
gboolean stray_subject_is_multinational (const StraySubject *subject, const StraySibling *sibling);

/**
 * stray_sibling_is_listed_suffix:
 *
 * Whether @sibling is itself what the public suffix list has for an ending (`mil.no`,
 * `police.uk`): its label is no owner's name. `mod.uk` is not in the list.
 */
gboolean stray_sibling_is_listed_suffix (const StraySibling *sibling);

/** StrayMatch: the best of what the kinds have offered so far. */
typedef struct _StrayMatch StrayMatch;

/**
 * stray_match_offer:
 * @meant: the domain probably meant, in A-labels
 * @rule: the trust entry it comes from; ignored unless it is an anchor and no exception
 * @suffix_distance: edits between the public suffixes
 * @label_distance: letters edited in what stands before them; dots, hyphens and
 *   letters that look the same are none
 * @weak: whether it counts less than the kind's severity says
 */
void stray_match_offer (StrayMatch *self, const char *meant, const StrayHit *rule, guint suffix_distance,
                        guint label_distance, gboolean weak);

/**
 * stray_match_offer_sibling:
 *
 * Offers @sibling's registrable domain with the recipient's sub-domains, where
 * an anchor covers that; else @sibling's own name.
 */
void stray_match_offer_sibling (StrayMatch *self, const StraySubject *subject, const StraySibling *sibling,
                                guint suffix_distance, guint label_distance, gboolean weak);

/**
 * stray_match_offer_below:
 * @before: how much of the recipient's domain stands before what resembles @rule
 *
 * Offers the name of @rule, an explicit entry, with those sub-domains.
 */
void stray_match_offer_below (StrayMatch *self, const StraySubject *subject, const StrayHit *rule,
                              gsize before, guint suffix_distance, guint label_distance, gboolean weak);

/** Frees what @self holds. */
void stray_match_clear (StrayMatch *self);

/** Adds a copy of @rule to a set of them, by their names, which is made where there is none. */
void stray_rules_add (GHashTable **rules, const StrayHit *rule);

/** Whether @rule is in @rules (nullable). */
gboolean stray_rules_contain (GHashTable *rules, const StrayHit *rule);

/** The rule that stands for @sibling. */
StrayHit stray_sibling_get_rule (const StraySibling *sibling);

/**
 * StrayKind:
 * @name: as `straymail check --json` and PROTOCOL.md have it
 * @optional: off unless the policy asks for it
 * @match: offers whatever it finds
 */
typedef struct
{
  const char *name;
  StraySeverity severity;
  gboolean optional;
  void (*match) (const StraySubject *subject, StrayMatch *match);
} StrayKind;

void stray_suffix_slip_match (const StraySubject *subject, StrayMatch *match);
void stray_wildcard_suffix_match (const StraySubject *subject, StrayMatch *match);
void stray_dot_hyphen_slip_match (const StraySubject *subject, StrayMatch *match);
void stray_confusable_match (const StraySubject *subject, StrayMatch *match);
void stray_label_and_suffix_slip_match (const StraySubject *subject, StrayMatch *match);
void stray_appended_match (const StraySubject *subject, StrayMatch *match);
void stray_embedded_match (const StraySubject *subject, StrayMatch *match);
void stray_gov_equivalent_match (const StraySubject *subject, StrayMatch *match);
void stray_same_label_abroad_match (const StraySubject *subject, StrayMatch *match);
void stray_same_label_brand_match (const StraySubject *subject, StrayMatch *match);

/** The table of kinds; of equal matches the first kind is told. */
extern const StrayKind stray_kinds[];
extern const gsize stray_n_kinds;

/**
 * stray_lookalike_find:
 * @parents: the recipient's domain
 * @cctld: (nullable): the row of its ending
 * @result: kind, severity and resembles (newly allocated) are set where
 *   something is found, and
 * @rule: (out): the entry it comes from
 *
 * An exception is an entry abroad that would be flagged if it were not trusted.
 * It anchors no resemblance, so that one more of them never makes one more alarm:
 * where orange.ml is an exception to `*.mil`, orange.nl is none of its look-alikes.
 * An entry is held only to those that do not say the same of the recipient, since of
 * mod.gov.uk and mod.gov.sg each is like the other, and mod.gov.ug like both.
 *
 * Returns: whether the domain resembles a trusted one
 */
gboolean stray_lookalike_find (const StrayPolicy *policy, const StrayParents *parents,
                               const StrayCctld *cctld, StrayResult *result, StrayHit *rule);

/** Its own for match.c and lookalike.c. */
struct _StrayMatch
{
  const StrayPolicy *policy;
  const StrayParents *parents;
  const StrayKind *offering; /* the kind that is being asked */
  const StrayKind *kind;     /* NULL: nothing yet */
  StrayHit rule;
  guint suffix_distance;
  guint label_distance;
  StraySeverity severity; /* the highest of all that was offered */
  char *meant;
  GHashTable *rules;  /* nullable; those that offered something */
  GHashTable *except; /* nullable; those that may not */
  gboolean any;       /* it is enough to know that there is something */
};

G_END_DECLS
