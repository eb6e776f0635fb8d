/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "near-labels.h"

#include "index.h"

#define BASE 0x9e3779b97f4a7c15u

/* Bits of the filter a key has: with two of them set, one unknown key in thirty
 * passes. */
#define FILTER_BITS 12

static guint64
scatter (guint64 key)
{
  key ^= key >> 32;
  key *= 0xd6e8feb86659fd93u;
  return key ^ (key >> 32);
}

guint
stray_near_labels_keys (const char *label, gsize length, guint64 keys[STRAY_NEAR_KEYS_MAX])
{
  /* A polynomial of the bytes, so that leaving one letter out is a difference. */
  guint64 before = 0, after = 0, power = 1, whole = 0;
  guint64 powers[STRAY_LABEL_BYTES_MAX + 1] STRAY_UNINITIALIZED;
  guint n = 0;

  for (gsize i = 0; i < length; i++, power *= BASE)
    {
      powers[i] = power;
      whole = whole * BASE + (guchar)label[i];
    }
  powers[length] = power;
  keys[n++] = scatter (whole);
  for (gsize i = 0; i < length;)
    {
      gsize next = g_utf8_next_char (label + i) - label;
      guint64 up_to = before;

      for (gsize j = i; j < next; j++)
        up_to = up_to * BASE + (guchar)label[j];
      after = whole - up_to * powers[length - next];
      /* Of a letter that is doubled, leaving out either one is the same. */
      if (i == 0 || label[i] != label[i - 1] || next - i > 1)
        keys[n++] = scatter (before * powers[length - next] + after);
      before = up_to;
      i = next;
    }
  return n;
}

/* The top bits of a key say where its bucket and its word of the filter are, so
 * that what is near in one is near in the other; the low bits which bits of the
 * word are its own. */

static inline guint64 *
filter_word (const StrayNearLabels *self, guint64 key)
{
  return &self->filter[key >> self->filter_shift];
}

static inline guint32 *
bucket (const StrayNearLabels *self, guint64 key)
{
  return &self->buckets[key >> self->bucket_shift];
}

static inline guint64
key_bit (guint64 key)
{
  return (guint64)1 << (key & 63);
}

/* The second bit of a key depends on its tag. Any number of tags is asked for at
 * once by turning a mask of them as far as the key says. */
static inline guint64
turn_tags (guint64 key, guint64 tags)
{
  guint by = key >> 6 & 63;

  return tags << by | tags >> (-by & 63);
}

/* While the buckets are made, a key and what is filed under it are one number: of
 * the key the top bits, which say where, and the low bits, which its tag turns; of
 * the bits between, which say nothing, the place is taken by what is filed. */
#define LOW_BITS 12
#define FILED_BITS 30
#define TOP_BITS (64 - FILED_BITS - LOW_BITS)

static inline guint64
pack (guint64 key, guint32 filed)
{
  const guint64 between = (((guint64)1 << FILED_BITS) - 1) << LOW_BITS;

  return (key & ~between) | (guint64)filed << LOW_BITS;
}

static inline guint32
unpack (guint64 packed)
{
  return packed >> LOW_BITS & ((1u << FILED_BITS) - 1);
}

/* Keys are put in so many heaps, by their top bits, that what is filed from one of
 * them lies together, in a processor's cache. */
#define HEAP_BITS 6
#define HEAPS (1 << HEAP_BITS)

typedef struct
{
  guint64 *packed;
  gsize n;
  gsize room;
} Heap;

static inline void
heap_add (Heap *self, guint64 packed)
{
  if (self->n == self->room)
    {
      self->room += self->room / 4 + 64;
      self->packed = g_renew (guint64, self->packed, self->room);
    }
  self->packed[self->n++] = packed;
}

static gsize
gather (Heap heaps[HEAPS], guint32 n, StrayNearLabelFunc get_label, gpointer user_data)
{
  guint64 keys[STRAY_NEAR_KEYS_MAX] STRAY_UNINITIALIZED;
  gsize total = 0, expected = 0, length;
  guint8 tag;

  for (guint32 v = 0; v < n; v++)
    if (get_label (v, &length, &tag, user_data) != NULL)
      expected += length + 1;
  /* Keys are even, so the heaps come out alike. */
  for (guint h = 0; h < HEAPS; h++)
    {
      heaps[h].room = expected / HEAPS + 64;
      heaps[h].packed = g_new (guint64, heaps[h].room);
    }
  for (guint32 v = 0; v < n; v++)
    {
      const char *label = get_label (v, &length, &tag, user_data);
      guint n_keys = label == NULL ? 0 : stray_near_labels_keys (label, length, keys);

      for (guint k = 0; k < n_keys; k++)
        heap_add (&heaps[keys[k] >> (64 - HEAP_BITS)], pack (keys[k], v << 6 | tag));
      total += n_keys;
    }
  return total;
}

/* Counted, then placed, so that no room is left over. */
static void
file_heap (StrayNearLabels *self, guint h, const Heap *heap, guint32 *end)
{
  const gsize first = bucket (self, (guint64)h << (64 - HEAP_BITS)) - self->buckets;
  const gsize n_buckets = (gsize)1 << (64 - HEAP_BITS - self->bucket_shift);

  for (gsize i = 0; i < heap->n; i++)
    {
      const guint64 key = heap->packed[i];
      const guint tag = STRAY_NEAR_LABEL_TAG (unpack (key));

      *filter_word (self, key) |= key_bit (key) | turn_tags (key, (guint64)1 << tag);
      ++*bucket (self, key);
    }
  for (gsize b = first; b < first + n_buckets; b++)
    self->buckets[b] = *end += self->buckets[b];
  for (gsize i = heap->n; i-- > 0;)
    self->values[--*bucket (self, heap->packed[i])] = unpack (heap->packed[i]);
}

static guint
bits_for (gsize n)
{
  return CLAMP (g_bit_storage (n), HEAP_BITS, TOP_BITS);
}

void
stray_near_labels_build (StrayNearLabels *self, guint32 n, StrayNearLabelFunc get_label, gpointer user_data)
{
  Heap heaps[HEAPS] = { 0 };
  gsize total = gather (heaps, MIN (n, STRAY_NEAR_LABELS_MAX), get_label, user_data);
  guint32 end = 0;

  if (total > 0)
    {
      const guint filter_bits = bits_for (total * FILTER_BITS / 64), bucket_bits = bits_for (total / 2);

      self->filter_shift = 64 - filter_bits;
      self->bucket_shift = 64 - bucket_bits;
      self->filter = g_new0 (guint64, (gsize)1 << filter_bits);
      self->buckets = g_new0 (guint32, ((gsize)1 << bucket_bits) + 1);
      self->values = g_new (guint32, total);
      for (guint h = 0; h < HEAPS; h++)
        file_heap (self, h, &heaps[h], &end);
      self->buckets[(gsize)1 << bucket_bits] = end;
    }
  for (guint h = 0; h < HEAPS; h++)
    g_free (heaps[h].packed);
}

void
stray_near_labels_clear (StrayNearLabels *self)
{
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->buckets, g_free);
  g_clear_pointer (&self->values, g_free);
}

guint
stray_near_labels_filter (const StrayNearLabels *self, guint64 tags, guint64 *keys, guint n)
{
  guint left = 0;

  if (self->filter == NULL)
    return 0;
  for (guint k = 0; k < n; k++)
    {
      const guint64 key = keys[k], word = *filter_word (self, key);

      /* Without a branch, so that the words are fetched side by side. */
      keys[left] = key;
      left += (word >> (key & 63) & 1) & ((word & turn_tags (key, tags)) != 0);
    }
  return left;
}

const guint32 *
stray_near_labels_find (const StrayNearLabels *self, guint64 key, guint32 *n)
{
  const guint32 *own = bucket (self, key);

  *n = own[1] - own[0];
  return self->values + own[0];
}
