/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayIndex:
 *
 * A compact table from 32-bit hashes to the values filed under them: eight
 * bytes a slot, no allocation an entry. Several values may have one hash, and
 * unequal keys too, so whoever looks up compares. All zero is an empty one.
 *
 * Most of what is looked up is not there, and a large table is in no processor's
 * cache; so a Bloom filter, a sixteenth as large, is asked before the table.
 */
typedef struct
{
  struct StrayIndexSlot *slots;
  guint64 *filter; /* four bits a slot */
  guint32 mask;
  guint32 used;
} StrayIndex;

/** Makes room for @n values, to be called before the first is added. */
void stray_index_reserve (StrayIndex *self, guint32 n);
void stray_index_add (StrayIndex *self, guint32 hash, guint32 value);
void stray_index_clear (StrayIndex *self);

/** StrayIndexIter: walks the values under one hash, in the order they came. */
typedef struct
{
  const StrayIndex *index;
  guint32 hash;
  guint32 position;
  gboolean absent;
} StrayIndexIter;

void stray_index_iter_init (StrayIndexIter *iter, const StrayIndex *index, guint32 hash);
gboolean stray_index_iter_next (StrayIndexIter *iter, guint32 *value);

/* Hashes run from the last byte to the first, so that one pass over a domain
 * gives the hash of each of its parents. */
#define STRAY_HASH_INIT 2166136261u

static inline guint32
stray_hash_byte (guint32 hash, char byte)
{
  return (hash ^ (guchar)byte) * 16777619u;
}

static inline guint32
stray_hash (const char *text, gsize length)
{
  guint32 hash = STRAY_HASH_INIT;

  while (length-- > 0)
    hash = stray_hash_byte (hash, text[length]);
  return hash;
}

G_END_DECLS
