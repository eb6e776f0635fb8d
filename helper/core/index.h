/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "hash.h"

G_BEGIN_DECLS

/* For large buffers on hot paths that are written before they are read: zeroing
 * them, as the hardening flags have every variable, would cost more than their use. */
#if defined __has_attribute
#if __has_attribute(uninitialized)
#define STRAY_UNINITIALIZED __attribute__ ((uninitialized))
#endif
#endif
#ifndef STRAY_UNINITIALIZED
#define STRAY_UNINITIALIZED
#endif

/**
 * StrayIndex:
 *
 * A compact table from 32-bit hashes to the values filed under them: eight
 * bytes a slot, no allocation an entry. Several values may have one hash, and
 * unequal keys too, so whoever looks up compares. However many share a hash, adding
 * one more costs no more than the first. All zero is an empty one.
 *
 * Most of what is looked up is not there, and a large table is in no processor's
 * cache; so a Bloom filter, an eighth as large, is asked before the table.
 */
typedef struct
{
  struct StrayIndexSlot *slots;
  guint64 *filter; /* eight bits a slot */
  GArray *more;    /* nullable; what shares its hash with another value */
  guint32 mask;
  guint32 used;
  gboolean sorted;
} StrayIndex;

/** Makes room for @n values, to be called before the first is added. */
void stray_index_reserve (StrayIndex *self, guint32 n);
/** @value: below 2^31 */
void stray_index_add (StrayIndex *self, guint32 hash, guint32 value);
void stray_index_clear (StrayIndex *self);

typedef guint32 (*StrayIndexClass) (guint32 value, gpointer user_data);

/**
 * stray_index_sort:
 * @get_class: what stray_index_iter_narrow() tells values of one hash apart by
 *
 * Puts the values under each hash in the order of their classes. Nothing can be
 * added after that.
 */
void stray_index_sort (StrayIndex *self, StrayIndexClass get_class, gpointer user_data);

/** StrayIndexIter: walks the values under one hash, in the order of their classes if it has any. */
typedef struct
{
  const StrayIndex *index;
  guint32 filed; /* what is next, as a slot has it; 0: nothing */
  guint32 left;  /* where they are sorted, how many there are */
} StrayIndexIter;

static inline void stray_index_iter_init (StrayIndexIter *iter, const StrayIndex *index, guint32 hash);
static inline gboolean stray_index_iter_next (StrayIndexIter *iter, guint32 *value);

/**
 * stray_index_iter_narrow:
 * @iter: of a sorted index, before its first step
 *
 * Leaves out what has a class below @first or above @last, however much that is. A
 * value that is alone under its hash stays in.
 */
void stray_index_iter_narrow (StrayIndexIter *iter, guint32 first, guint32 last);

/* The rest of this file is how that is done, here for the compiler to see. */

#define STRAY_INDEX_SLOT_SIZE 8

/* So that the low bits of short words are as good as others; MurmurHash3's last step. */
static inline guint32
stray_index_scatter (guint32 hash)
{
  hash ^= hash >> 16;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  hash *= 0xc2b2ae35u;
  return hash ^ (hash >> 16);
}

/* Two bits of one word, all of them taken from parts of the hash that are used
 * for nothing else. */
static inline guint64
stray_index_filter_bits (guint32 scattered)
{
  return ((guint64)1 << (scattered >> 26)) | ((guint64)1 << (scattered >> 20 & 63));
}

static inline guint64 *
stray_index_filter_word (const StrayIndex *self, guint32 scattered)
{
  return &self->filter[scattered & (self->mask >> 3)];
}

/** Its own for stray_index_iter_init(). */
void stray_index_iter_find (StrayIndexIter *iter, guint32 hash, guint32 scattered);

static inline void
stray_index_iter_init (StrayIndexIter *iter, const StrayIndex *index, guint32 hash)
{
  guint32 scattered = stray_index_scatter (hash);
  guint64 bits = stray_index_filter_bits (scattered);

  iter->index = index;
  iter->filed = iter->left = 0;
  if (index->slots != NULL && (*stray_index_filter_word (index, scattered) & bits) == bits)
    stray_index_iter_find (iter, hash, scattered);
}

/** Its own for stray_index_iter_next(). */
guint32 stray_index_iter_step (StrayIndexIter *iter);

static inline gboolean
stray_index_iter_next (StrayIndexIter *iter, guint32 *value)
{
  if (iter->filed == 0)
    return FALSE;
  *value = stray_index_iter_step (iter);
  return TRUE;
}

G_END_DECLS
