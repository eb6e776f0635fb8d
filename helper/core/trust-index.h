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
 * @suffix_tag: stray_suffix_tag() of their public suffix
 * @restricted: whether only governments or universities can be there, whose names
 *   are looked for under any ending
 *
 * The entries of one registrable domain, so that a label with a hundred
 * thousand hosts costs no more than one with a single host.
 */
typedef struct
{
  guint32 entry;
  guint8 suffix_tag;
  gboolean restricted : 8;
} StrayGroup;

struct _StrayTrust
{
  gatomicrefcount ref_count;
  char *arena;
  StrayEntry *entries;
  guint n_entries;
  guint size;
  StrayGroup *groups;
  guint n_groups;
  StrayIndex by_name;         /* whole name → entry */
  StrayIndex by_label;        /* skeleton of the registrable label → group, once a suffix */
  StrayIndex by_squeezed;     /* whole explicit name, stray_plain_squeezed_hash() → entry */
  StrayIndex by_front;        /* likewise what stands before its public suffix → entry */
  StrayIndex suffixes;        /* public suffix → one entry that has it */
  StrayIndex near_suffix;     /* the same less one code point, or whole → one entry */
  StrayNearLabels near_label; /* registrable label → group, for one edit */
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

/**
 * Index key of what @suffix (UTF-8) leaves when the code point of @skip_length
 * bytes at @skip is left out; with 0 bytes the whole. Two endings one edit apart
 * share a key ("symmetric deletion": a substitution or a transposition leaves the
 * same rest on both sides).
 */
guint32 stray_near_ending_hash (const char *suffix, gsize length, gsize skip, gsize skip_length);

/* One letter says little of a label that is shorter than this. */
#define STRAY_NEAR_LABEL_MIN 5

/** A number below 64 that tells most public suffixes apart. */
static inline guint8
stray_suffix_tag (const char *suffix)
{
  guint32 hash = stray_hash (suffix, strlen (suffix));

  return (hash ^ hash >> 6 ^ hash >> 12 ^ hash >> 18) & 63;
}

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
