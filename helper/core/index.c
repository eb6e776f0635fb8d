/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "index.h"

struct StrayIndexSlot
{
  guint32 hash;
  guint32 value_plus_one; /* 0: free */
};
G_STATIC_ASSERT (sizeof (struct StrayIndexSlot) == STRAY_INDEX_SLOT_SIZE);

static void
place (StrayIndex *self, guint32 hash, guint32 value_plus_one)
{
  guint32 scattered = stray_index_scatter (hash), i = scattered & self->mask;

  *stray_index_filter_word (self, scattered) |= stray_index_filter_bits (scattered);
  while (self->slots[i].value_plus_one != 0)
    i = (i + 1) & self->mask;
  self->slots[i].hash = hash;
  self->slots[i].value_plus_one = value_plus_one;
}

static void
resize (StrayIndex *self, guint32 n_slots)
{
  struct StrayIndexSlot *old = self->slots;
  guint32 n_old = old == NULL ? 0 : self->mask + 1;

  self->slots = g_new0 (struct StrayIndexSlot, n_slots);
  g_free (self->filter);
  self->filter = g_new0 (guint64, n_slots / 8);
  self->mask = n_slots - 1;
  for (guint32 i = 0; i < n_old; i++)
    if (old[i].value_plus_one != 0)
      place (self, old[i].hash, old[i].value_plus_one);
  g_free (old);
}

void
stray_index_reserve (StrayIndex *self, guint32 n)
{
  guint32 n_slots = 16;

  while (n_slots / 8 * 7 < n)
    n_slots *= 2;
  resize (self, n_slots);
}

void
stray_index_add (StrayIndex *self, guint32 hash, guint32 value)
{
  if (self->slots == NULL)
    resize (self, 16);
  else if (self->used >= self->mask / 8 * 7)
    resize (self, (self->mask + 1) * 2);
  place (self, hash, value + 1);
  self->used++;
}

void
stray_index_clear (StrayIndex *self)
{
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->filter, g_free);
  self->mask = self->used = 0;
}

gboolean
stray_index_iter_search (StrayIndexIter *iter, guint32 *value)
{
  const StrayIndex *index = iter->index;

  while (index->slots[iter->position].value_plus_one != 0)
    {
      const struct StrayIndexSlot *slot = &index->slots[iter->position];

      iter->position = (iter->position + 1) & index->mask;
      if (slot->hash == iter->hash)
        {
          *value = slot->value_plus_one - 1;
          return TRUE;
        }
    }
  return FALSE;
}
