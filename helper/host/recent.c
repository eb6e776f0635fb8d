/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "recent.h"

#define RECENT_MAX 64

typedef struct
{
  char *id;
  gpointer item;
} Entry;

struct _StrayRecent
{
  GQueue entries; /* of Entry, the oldest first */
  GDestroyNotify free_func;
};

StrayRecent *
stray_recent_new (GDestroyNotify free_func)
{
  StrayRecent *self = g_new0 (StrayRecent, 1);

  g_queue_init (&self->entries);
  self->free_func = free_func;
  return self;
}

/* Frees @entry (nullable), and returns what it held. */
static gpointer
open_entry (Entry *entry)
{
  gpointer item = entry != NULL ? entry->item : NULL;

  if (entry != NULL)
    g_free (entry->id);
  g_free (entry);
  return item;
}

void
stray_recent_free (StrayRecent *self)
{
  if (self == NULL)
    return;

  while (!g_queue_is_empty (&self->entries))
    self->free_func (open_entry (g_queue_pop_head (&self->entries)));
  g_free (self);
}

void
stray_recent_add (StrayRecent *self, const char *id, gpointer item)
{
  Entry *entry = g_new0 (Entry, 1);

  *entry = (Entry){ g_strdup (id), item };
  stray_recent_forget (self, id);
  g_queue_push_tail (&self->entries, entry);
  if (g_queue_get_length (&self->entries) > RECENT_MAX)
    self->free_func (open_entry (g_queue_pop_head (&self->entries)));
}

static gint
compare_id_cb (gconstpointer entry, gconstpointer id)
{
  return g_strcmp0 (((const Entry *)entry)->id, id);
}

gpointer
stray_recent_take (StrayRecent *self, const char *id)
{
  GList *link = g_queue_find_custom (&self->entries, id, compare_id_cb);
  Entry *entry = link != NULL ? link->data : NULL;

  if (link != NULL)
    g_queue_delete_link (&self->entries, link);
  return open_entry (entry);
}

void
stray_recent_forget (StrayRecent *self, const char *id)
{
  self->free_func (stray_recent_take (self, id));
}
