/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "index.h"

#include <stdlib.h>

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

/* Once it is sorted, the slot names how many there are, and behind that stand these. */
typedef struct
{
  guint32 class;
  guint32 value;
} Item;
G_STATIC_ASSERT (sizeof (Item) == sizeof (Link));

/* Filed is a value plus one, or, with this bit, the place in @more. */
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
  self->sorted = FALSE;
}

static int
compare_items_cb (const void *a, const void *b)
{
  const Item *x = a, *y = b;

  if (x->class != y->class)
    return x->class < y->class ? -1 : 1;
  return (x->value > y->value) - (x->value < y->value);
}

/* Appends the values of a chain to @items, as they are kept once they are sorted. */
static void
sort_chain (const StrayIndex *self, guint32 filed, GArray *items, StrayIndexClass get_class,
            gpointer user_data)
{
  const guint start = items->len;
  Item item = { 0 };

  g_array_append_val (items, item);
  for (; filed & LINK; filed = g_array_index (self->more, Link, filed & ~LINK).filed)
    {
      item.value = g_array_index (self->more, Link, filed & ~LINK).value;
      item.class = get_class (item.value, user_data);
      g_array_append_val (items, item);
    }
  item.value = filed - 1;
  item.class = get_class (item.value, user_data);
  g_array_append_val (items, item);

  const guint n = items->len - start - 1;

  g_array_index (items, Item, start).value = n;
  qsort (&g_array_index (items, Item, start + 1), n, sizeof (Item), compare_items_cb);
}

void
stray_index_sort (StrayIndex *self, StrayIndexClass get_class, gpointer user_data)
{
  GArray *items;
  guint n_chains = 0;

  self->sorted = TRUE;
  if (self->more == NULL)
    return;
  for (guint32 i = 0; i <= self->mask; i++)
    n_chains += (self->slots[i].filed & LINK) != 0;
  items = g_array_sized_new (FALSE, FALSE, sizeof (Item), self->more->len + 2 * n_chains);
  for (guint32 i = 0; i <= self->mask; i++)
    if (self->slots[i].filed & LINK)
      {
        const guint32 place = items->len;

        sort_chain (self, self->slots[i].filed, items, get_class, user_data);
        self->slots[i].filed = LINK | place;
      }
  g_array_unref (self->more);
  self->more = items;
}

void
stray_index_iter_find (StrayIndexIter *iter, guint32 hash, guint32 scattered)
{
  const StrayIndex *self = iter->index;

  iter->filed = find_slot (self, hash, scattered & self->mask)->filed;
  if (iter->filed == 0)
    return;
  iter->left = 1;
  if (self->sorted && iter->filed & LINK)
    iter->left = g_array_index (self->more, Item, iter->filed++ & ~LINK).value;
}

guint32
stray_index_iter_step (StrayIndexIter *iter)
{
  const guint32 filed = iter->filed;

  if (!(filed & LINK))
    {
      iter->filed = 0;
      return filed - 1;
    }
  if (iter->index->sorted)
    {
      iter->filed = --iter->left == 0 ? 0 : filed + 1;
      return g_array_index (iter->index->more, Item, filed & ~LINK).value;
    }
  iter->filed = g_array_index (iter->index->more, Link, filed & ~LINK).filed;
  return g_array_index (iter->index->more, Link, filed & ~LINK).value;
}

/* How many of the @n items have a class below @class. */
static guint32
count_below (const Item *items, guint32 n, guint64 class)
{
  guint32 low = 0;

  while (low < n)
    {
      const guint32 middle = low + (n - low) / 2;

      if (items[middle].class < class)
        low = middle + 1;
      else
        n = middle;
    }
  return low;
}

void
stray_index_iter_narrow (StrayIndexIter *iter, guint32 first, guint32 last)
{
  const Item *items;
  guint32 below;

  if (!(iter->filed & LINK))
    return;
  items = &g_array_index (iter->index->more, Item, iter->filed & ~LINK);
  below = count_below (items, iter->left, first);
  iter->left = count_below (items, iter->left, (guint64)last + 1) - below;
  iter->filed = iter->left == 0 ? 0 : iter->filed + below;
}
