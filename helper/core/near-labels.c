/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "near-labels.h"

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
  guint64 powers[STRAY_LABEL_BYTES_MAX + 1];
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

static guint32
power_of_two (guint32 at_least)
{
  guint32 n = 64;

  while (n < at_least && n < 1u << 30)
    n *= 2;
  return n;
}

/* A key has a bit in its word, and a second one for its tag. Any number of tags is
 * asked for at once by turning a mask of them as far as the key says. */
static inline guint64
key_bit (guint64 key)
{
  return (guint64)1 << (key >> 58);
}

static inline guint64
turn_tags (guint64 key, guint64 tags)
{
  guint by = key >> 52 & 63;

  return tags << by | tags >> (-by & 63);
}

void
stray_near_labels_build (StrayNearLabels *self, guint32 n, StrayNearLabelFunc get_label, gpointer user_data)
{
  guint64 keys[STRAY_NEAR_KEYS_MAX];
  gsize total = 0, length;
  guint8 tag;
  const char *label;

  n = MIN (n, STRAY_NEAR_LABELS_MAX);
  for (guint32 v = 0; v < n; v++)
    if ((label = get_label (v, &length, &tag, user_data)) != NULL)
      total += length + 1;
  if (total == 0)
    return;
  self->filter_mask = power_of_two (MIN (total * FILTER_BITS / 64, G_MAXUINT32 / 4)) - 1;
  self->filter = g_new0 (guint64, (gsize)self->filter_mask + 1);
  self->bucket_mask = power_of_two (MIN (total / 2, G_MAXUINT32 / 4)) - 1;
  self->buckets = g_new0 (guint32, (gsize)self->bucket_mask + 2);
  /* Counted, then placed: no room is left over. */
  for (guint32 v = 0; v < n; v++)
    if ((label = get_label (v, &length, &tag, user_data)) != NULL)
      for (guint k = stray_near_labels_keys (label, length, keys); k-- > 0;)
        {
          self->filter[keys[k] >> 20 & self->filter_mask]
              |= key_bit (keys[k]) | turn_tags (keys[k], (guint64)1 << tag);
          self->buckets[keys[k] & self->bucket_mask]++;
        }
  for (gsize b = 0, sum = 0; b <= (gsize)self->bucket_mask + 1; b++)
    {
      sum += self->buckets[b];
      self->buckets[b] = sum;
    }
  self->values = g_new (guint32, self->buckets[self->bucket_mask + 1]);
  for (guint32 v = n; v-- > 0;)
    if ((label = get_label (v, &length, &tag, user_data)) != NULL)
      for (guint k = stray_near_labels_keys (label, length, keys); k-- > 0;)
        self->values[--self->buckets[keys[k] & self->bucket_mask]] = v << 8 | tag;
}

void
stray_near_labels_clear (StrayNearLabels *self)
{
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->buckets, g_free);
  g_clear_pointer (&self->values, g_free);
}

const guint32 *
stray_near_labels_find (const StrayNearLabels *self, guint64 key, guint64 tags, guint32 *n)
{
  guint32 bucket = key & self->bucket_mask;
  guint64 word;

  *n = 0;
  if (self->filter == NULL)
    return NULL;
  word = self->filter[key >> 20 & self->filter_mask];
  if ((word & key_bit (key)) == 0 || (word & turn_tags (key, tags)) == 0)
    return NULL;
  *n = self->buckets[bucket + 1] - self->buckets[bucket];
  return self->values + self->buckets[bucket];
}
