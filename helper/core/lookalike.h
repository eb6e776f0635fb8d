/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cctld.h"
#include "check.h"
#include "distance.h"
#include "policy-lookup.h"
#include "skeleton.h"
#include "suffixes.h"

G_BEGIN_DECLS

/* How the kinds of look-alike are put together. A kind is one file with one
 * function, and one row of the table in lookalike.c. */

/** StraySibling: a group of trusted entries, by their registrable domain. */
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
 * @plain: that label as stray_plain() has it, which says of how many bytes
 * @look: stray_label_hash() of it
 * @known: whether something is trusted, under whatever ending, whose label looks like it
 * @near: the trusted public suffixes that are one edit away from @rest
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
  char plain[STRAY_SKELETON_MAX];
  gsize plain_length;
  guint32 look;
  gboolean known;
  StrayNearSuffixes near;
  GHashTable *except;
} StraySubject;

/** StrayMatch: the best of what the kinds have offered so far. */
typedef struct _StrayMatch StrayMatch;

/** Sets @plain, @look and @known of @subject, whose label is set. */
void stray_subject_find_label (StraySubject *subject);

/** StraySibling of the group that @entry of @trust stands for. */
StraySibling stray_sibling (const StrayTrust *trust, const StrayEntry *entry);

/**
 * StrayUnder:
 * @STRAY_UNDER_NEAR: one edit away from the recipient's
 * @STRAY_UNDER_SAME_OR_NEAR: or the same
 * @STRAY_UNDER_GOVERNMENT: only governments can be there
 * @STRAY_UNDER_RESTRICTED: only governments and universities can
 * @STRAY_UNDER_ANY: whichever
 * @STRAY_UNDER_ANY_WHATEVER: and also what does not anchor
 *
 * Which public suffixes are looked under.
 */
typedef enum
{
  STRAY_UNDER_NEAR,
  STRAY_UNDER_SAME_OR_NEAR,
  STRAY_UNDER_GOVERNMENT,
  STRAY_UNDER_RESTRICTED,
  STRAY_UNDER_ANY,
  STRAY_UNDER_ANY_WHATEVER,
} StrayUnder;

/** StrayClassIter: walks what is filed under one hash and such public suffixes. */
typedef struct
{
  StrayIndexIter iter;
  StrayIndexIter all;
  const StraySubject *subject;
  StrayUnder under;
  guint next;
} StrayClassIter;

/**
 * stray_class_iter_init:
 * @index: whose values are sorted by their class
 *
 * @iter finds what anchors under the public suffixes of @under. Where that is little,
 * it finds more: whoever looks up compares.
 */
void stray_class_iter_init (StrayClassIter *iter, const StraySubject *subject, const StrayIndex *index,
                            guint32 hash, StrayUnder under);
gboolean stray_class_iter_next (StrayClassIter *iter, guint32 *value);

/** StraySiblingIter: walks the trusted groups whose label is the recipient's. */
typedef struct
{
  const StraySubject *subject;
  StrayMatch *match;
  StrayUnder under;
  gboolean same;
  gboolean by_name; /* whether names are made, or what looks the same is walked */
  guint n_layers;
  guint layer;
  guint next;          /* of what is near, the next to make a name with */
  StrayClassIter iter; /* of what looks the same */
  char name[STRAY_DOMAIN_MAX + 1];
  gsize length;
  guint32 hash;
} StraySiblingIter;

/**
 * stray_sibling_iter_init:
 * @match: what is to be offered to; its work is spent
 * @same: whether the label shall be the very same; otherwise it only looks the same
 */
void stray_sibling_iter_init (StraySiblingIter *iter, const StraySubject *subject, StrayMatch *match,
                              StrayUnder under, gboolean same);

/** As stray_class_iter_next(); ends where stray_match_wants() no more. */
gboolean stray_sibling_iter_next (StraySiblingIter *iter, StraySibling *sibling);

/** Whether the ending of @domain is of the country that @subject's ending is of. */
gboolean stray_subject_is_in_country_of (const StraySubject *subject, const char *domain);

/**
 * stray_subject_is_multinational:
 * @match: its work is spent; without any left, nothing is one
 *
 * Whether two endings or more are trusted for the label of @sibling. What was learned
 * makes only what was learned one: no address book weakens what a list guards. Nor
 * does an exception, so that an entry is held to it as it would be without.
 */
gboolean stray_subject_is_multinational (const StraySubject *subject, StrayMatch *match,
                                         const StraySibling *sibling);

/**
 * stray_sibling_is_listed_suffix:
 *
 * Whether @sibling is itself what the public suffix list has for an ending (`mil.no`,
 * `police.uk`): its label is no owner's name. `mod.uk` is not in the list.
 */
gboolean stray_sibling_is_listed_suffix (const StraySibling *sibling);

/* How much is looked at for the sake of one recipient, in what takes as long as one look at
 * a trusted entry, some 50 to 100 ns. Where no list was made for it, a hundredth of it does. */
#define STRAY_WORK_MAX 1024

/* What ICU takes to read an A-label, in the same. */
#define STRAY_A_LABEL_WORK 40

/* What so many say alike is no exception's word, and to hold them all to the others
 * would take time. */
#define STRAY_RULES_MAX 16

/**
 * stray_match_spend:
 *
 * Returns: whether there was so much work left
 */
gboolean stray_match_spend (StrayMatch *self, guint work);

/** Spends what ICU takes to read @ascii so many @times, which is nothing unless it has A-labels. */
void stray_match_spend_reading (StrayMatch *self, const char *ascii, guint times);

/**
 * stray_match_wants:
 * @rule: what is to be looked at next
 *
 * Asked before each entry that may turn out to resemble the recipient, so that no list
 * can make one recipient cost without bound. It ends where the kind that is asked has
 * offered enough, or no work is left. What is not looked at for lack of work is not
 * cleared: the recipient counts as one that resembles @rule.
 */
gboolean stray_match_wants (StrayMatch *self, const StrayHit *rule);

/** Whether so much was offered by the kind that is asked that no more will change the verdict, provided
 * that it is not less @weak. */
gboolean stray_match_has_enough (const StrayMatch *self, gboolean weak);

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

/** Has @self flag @subject where not everything was looked at; see stray_match_wants(). */
void stray_match_take_cut (StrayMatch *self, const StraySubject *subject);

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
 * What it costs has a limit, whatever is trusted; see stray_match_wants().
 *
 * Returns: whether the domain resembles a trusted one
 */
gboolean stray_lookalike_find (const StrayPolicy *policy, const StrayParents *parents,
                               const StrayCctld *cctld, StrayResult *result, StrayHit *rule);

/* The endings a label is trusted under, as many as matter; match.c and siblings.c. */
typedef struct
{
  const char *label; /* %NULL: not known yet */
  const char *endings[2];
} StrayEndings;

/** Its own for match.c, siblings.c and lookalike.c. */
struct _StrayMatch
{
  const StrayPolicy *policy;
  const StrayParents *parents;
  const StrayKind *offering; /* the kind that is being asked */
  guint offered[2];          /* by that kind; the weak ones apart */
  const StrayKind *kind;     /* NULL: nothing yet */
  StrayHit rule;
  guint suffix_distance;
  guint label_distance;
  StraySeverity severity; /* the highest of all that was offered */
  char *meant;
  GHashTable *rules;         /* nullable; those that offered something */
  GHashTable *except;        /* nullable; those that may not */
  gboolean any;              /* it is enough to know that there is something */
  gint work;                 /* what is left */
  const StrayKind *cut_kind; /* NULL: everything was looked at; else the severest that was not, and */
  StrayHit cut_rule;         /* what it would have looked at next */
  StrayEndings endings[2];   /* of the recipient's label; with what was learned apart */
};

G_END_DECLS
