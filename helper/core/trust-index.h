/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "domain.h"
#include "index.h"
#include "near-labels.h"
#include "trust.h"

#include <string.h>

G_BEGIN_DECLS

/* The inside of a StrayTrust, for the kinds of look-alike and nobody else. A
 * kind that needs another question answered adds its index here and fills it in
 * trust-fill.c. */

typedef enum
{
  STRAY_ENTRY_EXPLICIT = 1 << 0,            /* `army.mil`: the name and everything below */
  STRAY_ENTRY_WILDCARD = 1 << 1,            /* `*.mil`: everything below the name */
  STRAY_ENTRY_EXPLICIT_TRUST_ONLY = 1 << 2, /* no anchor for resemblance */
  STRAY_ENTRY_WILDCARD_TRUST_ONLY = 1 << 3,
  STRAY_ENTRY_ENDING = 1 << 4, /* the name is itself a public suffix */
} StrayEntryFlags;

/**
 * StrayEntry:
 * @name: where its name lies in the arena
 * @length: of the name
 * @registrable: where in the name its registrable domain begins
 * @suffix: where in the name the public suffix begins. A name that is itself a
 *   public suffix of two labels or more (`mod.uk`) counts as one label below
 *   the rest here, since people trust and write to such names; equal to
 *   @registrable where there is but one label
 *
 * One name and what was said of it, in eight bytes. The same name with and
 * without `*.` is one entry.
 */
typedef struct
{
  guint32 name;
  guint8 length;
  guint8 registrable;
  guint8 suffix;
  guint8 flags;
} StrayEntry;

/**
 * StrayGroup:
 * @entry: stands for the group: an anchor before one that is none, an explicit
 *   entry before a wildcard, the shortest name, the first in strcmp()'s order
 * @class: of what it stands for; see stray_entry_class()
 *
 * The entries of one registrable domain, so that a label with a hundred
 * thousand hosts costs no more than one with a single host.
 */
typedef struct
{
  guint32 entry;
  guint32 class;
} StrayGroup;

/* What the values of one hash are told apart by: mostly the public suffix. Before that
 * comes whether it is one that only governments or universities are given, whose names
 * are looked for under any ending, and first of all whether it anchors resemblance. */
#define STRAY_CLASS_ACADEMIC (1u << 29)
#define STRAY_CLASS_GOVERNMENT (1u << 30)
#define STRAY_CLASS_NO_ANCHOR (1u << 31)
#define STRAY_CLASS_SUFFIX (STRAY_CLASS_ACADEMIC - 1)

/** The class of a name under @suffix, a public suffix, that anchors and is no government's. */
guint32 stray_suffix_class (const char *suffix);

/** A number below 64 that tells most public suffixes apart, by their class. */
static inline guint8
stray_class_tag (guint32 class)
{
  return class & 63;
}

struct _StrayTrust
{
  gatomicrefcount ref_count;
  char *arena;
  StrayEntry *entries;
  guint n_entries;
  guint size;
  StrayGroup *groups;
  guint n_groups;
  guint labels_max;          /* the most labels an explicit anchor has */
  StrayIndex by_name;        /* whole name → entry */
  StrayIndex by_registrable; /* registrable domain that is no explicit anchor itself → group */
  StrayIndex by_label;       /* skeleton of the registrable label → groups, by their classes */
  StrayIndex by_squeezed;    /* whole explicit anchor, stray_plain_squeezed_hash() → entry */
  StrayIndex by_front;       /* likewise what stands before its public suffix → entries, by their classes */
  StrayIndex near_suffix;    /* public suffix less one code point, or whole → one entry that has it */
  StrayNearLabels near_label; /* registrable label → anchoring group, for one edit */
  StrayIndex near_ending;     /* an ending anchor less one code point, or whole → entry */
};

static inline const char *
stray_trust_entry_name (const StrayTrust *self, const StrayEntry *entry)
{
  return self->arena + entry->name;
}

static inline gboolean
stray_entry_is_anchor (const StrayEntry *entry, gboolean wildcard)
{
  guint trusted = wildcard ? STRAY_ENTRY_WILDCARD : STRAY_ENTRY_EXPLICIT;
  guint trust_only = wildcard ? STRAY_ENTRY_WILDCARD_TRUST_ONLY : STRAY_ENTRY_EXPLICIT_TRUST_ONLY;

  return (entry->flags & (trusted | trust_only)) == trusted;
}

/* Whether an entry, an explicit anchor, is a registrable domain: nothing else can
 * stand for its group. */
static inline gboolean
stray_entry_is_own_group (const StrayEntry *entry)
{
  return entry->registrable == 0 && stray_entry_is_anchor (entry, FALSE);
}

/**
 * StrayParents:
 *
 * The hashes of a domain and of everything it lies below, the longest last.
 * @start says where each begins.
 */
typedef struct
{
  const char *ascii;
  gsize length;
  guint n;
  guint8 start[STRAY_DOMAIN_MAX / 2 + 1];
  guint32 hash[STRAY_DOMAIN_MAX / 2 + 1];
} StrayParents;

void stray_parents_init (StrayParents *self, const char *ascii, gsize length);

/** Returns: (nullable): the entry named @name, whose hash is @hash. */
const StrayEntry *stray_trust_find (const StrayTrust *self, const char *name, gsize length, guint32 hash);

/**
 * stray_trust_find_group:
 *
 * Returns: (nullable): the group of the registrable domain @name, whose hash is @hash,
 *   unless an entry stray_entry_is_own_group()
 */
StrayGroup *stray_trust_find_group (const StrayTrust *self, const char *name, gsize length, guint32 hash);

/**
 * StrayHit:
 * @wildcard: whether it is the entry's `*.` form that is meant
 */
typedef struct
{
  const StrayTrust *trust;
  const StrayEntry *entry;
  gboolean wildcard;
} StrayHit;

#define STRAY_RULE_MAX (STRAY_DOMAIN_MAX + 2)

/**
 * stray_hit_write_rule:
 * @rule: (out caller-allocates): the entry as a list would have it, NUL-terminated:
 *   `army.mil`, `*.mil`; at most %STRAY_RULE_MAX bytes, two more than the entry has
 *
 * Returns: its length
 */
gsize stray_hit_write_rule (const StrayHit *hit, char *rule);

/* The most keys an ending has: itself, and itself without each of its letters. */
#define STRAY_NEAR_ENDING_KEYS_MAX (STRAY_DOMAIN_MAX + 1)

/**
 * stray_near_ending_keys:
 * @ending: a public suffix in A-labels
 *
 * Index keys of @ending in its Unicode form, which is what a person types: two endings
 * one edit apart share one ("symmetric deletion": a substitution or a transposition
 * leaves the same rest on both sides).
 *
 * Returns: how many it has
 */
guint stray_near_ending_keys (const char *ending, guint32 keys[STRAY_NEAR_ENDING_KEYS_MAX]);

/* One letter says little of a label that is shorter than this. */
#define STRAY_NEAR_LABEL_MIN 5

/** Index key of a label: equal for labels that look the same; see skeleton.h. */
guint32 stray_label_hash (const char *label, gsize length);

/** stray_hash() from @hash on, without dots and hyphens. */
static inline guint32
stray_squeezed_hash (guint32 hash, const char *text, gsize length)
{
  while (length-- > 0)
    if (text[length] != '.' && text[length] != '-')
      hash = stray_hash_byte (hash, text[length]);
  return hash;
}

/** Index key of the @length bytes at @text, labels, without dots, hyphens and marks. */
guint32 stray_plain_squeezed_hash (const char *text, gsize length);

/** Fills @self, whose arena is set, from @entries (of StrayEntry: name, length and flags). */
void stray_trust_fill (StrayTrust *self, const GArray *entries);

G_END_DECLS
