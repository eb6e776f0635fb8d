/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "index.h"

/* Where one value has a hash, it is in the slot; where several have, the slot names
 * the latest of a chain, which ends in the first. */
struct StrayIndexSlot
{
  guint32 hash;
  guint32 filed; /* 0: free */
};
G_STATIC_ASSERT (sizeof (struct StrayIndexSlot) == STRAY_INDEX_SLOT_SIZE);

typedef struct
{
  guint32 value;
  guint32 filed; /* the next, as in a slot */
} Link;

/* Filed is a value plus one, or, with this bit, the place of a Link in @more. */
#define LINK (1u << 31)

/* The slot of @hash, or the free one it would be put in. */
static struct StrayIndexSlot *
find_slot (const StrayIndex *self, guint32 hash, guint32 position)
{
  struct StrayIndexSlot *slot = &self->slots[position];

  while (slot->filed != 0 && slot->hash != hash)
    {
      position = (position + 1) & self->mask;
      slot = &self->slots[position];
    }
  return slot;
}

/* Returns: whether a slot was taken for it. */
static gboolean
place (StrayIndex *self, guint32 hash, guint32 filed)
{
  guint32 scattered = stray_index_scatter (hash);
  struct StrayIndexSlot *slot = find_slot (self, hash, scattered & self->mask);
  gboolean taken = slot->filed == 0;

  if (taken)
    {
      *stray_index_filter_word (self, scattered) |= stray_index_filter_bits (scattered);
      *slot = (struct StrayIndexSlot){ hash, filed };
    }
  else
    {
      Link link = { filed - 1, slot->filed };

      if (self->more == NULL)
        self->more = g_array_new (FALSE, FALSE, sizeof (Link));
      slot->filed = LINK | self->more->len;
      g_array_append_val (self->more, link);
    }
  return taken;
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
    if (old[i].filed != 0)
      place (self, old[i].hash, old[i].filed);
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
  self->used += place (self, hash, value + 1);
}

void
stray_index_clear (StrayIndex *self)
{
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->more, g_array_unref);
  self->mask = self->used = 0;
}

gboolean
stray_index_iter_search (StrayIndexIter *iter, guint32 *value)
{
  guint32 filed = iter->filed;

  if (filed == 0)
    filed = find_slot (iter->index, iter->hash, iter->position)->filed;
  if (filed == 0)
    return FALSE;
  if (filed & LINK)
    {
      const Link *link = &g_array_index (iter->index->more, Link, filed & ~LINK);

      *value = link->value;
      iter->filed = link->filed;
    }
  else
    {
      *value = filed - 1;
      iter->absent = TRUE;
    }
  return TRUE;
}
