/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "trust-index.h"

#include "skeleton.h"
#include "suffixes.h"

#include <string.h>

/* Fills the indexes of a StrayTrust. They are larger than a processor's cache, so
 * entries are taken a few at a time: the places of all are fetched at once while
 * their hashes are computed, and are there when they are filled. */
#define BATCH 16

/* Files every name once; what was said of it more than once comes together. A
 * name that is `trust-only` anywhere is so altogether, in whatever order. */
static void
index_names (StrayTrust *self, const GArray *entries)
{
  guint32 hashes[BATCH];

  stray_index_reserve (&self->by_name, entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      StrayEntry entry = g_array_index (entries, StrayEntry, i);
      const char *name = self->arena + entry.name;
      const StrayEntry *known;
      guint32 hash;

      for (guint j = i; i % BATCH == 0 && j < MIN (i + BATCH, entries->len); j++)
        {
          const StrayEntry *next = &g_array_index (entries, StrayEntry, j);

          hashes[j % BATCH] = stray_hash (self->arena + next->name, next->length);
          stray_index_prefetch (&self->by_name, hashes[j % BATCH]);
        }
      hash = hashes[i % BATCH];
      known = stray_trust_find (self, name, entry.length, hash);
      if (known != NULL)
        {
          self->entries[known - self->entries].flags |= entry.flags;
          continue;
        }
      stray_index_add (&self->by_name, hash, self->n_entries);
      self->entries[self->n_entries++] = entry;
    }
}

static void
split (StrayTrust *self, StrayEntry *entry)
{
  const char *name = stray_trust_entry_name (self, entry);
  gsize suffix, registrable = stray_domain_split (name, &suffix);

  if (registrable == suffix)
    {
      const char *dot = strchr (name, '.');

      entry->flags |= STRAY_ENTRY_ENDING;
      registrable = 0;
      suffix = dot == NULL ? 0 : dot + 1 - name;
    }
  entry->registrable = registrable;
  entry->suffix = suffix;
}

/* Whether @a stands for their group rather than @b; see StrayGroup. */
static gboolean
represents (const StrayTrust *self, const StrayEntry *a, const StrayEntry *b)
{
  gboolean explicit_a = stray_entry_is_anchor (a, FALSE), explicit_b = stray_entry_is_anchor (b, FALSE);
  gboolean wildcard_a = stray_entry_is_anchor (a, TRUE), wildcard_b = stray_entry_is_anchor (b, TRUE);

  if (explicit_a != explicit_b)
    return explicit_a;
  if (wildcard_a != wildcard_b)
    return wildcard_a;
  if (a->length != b->length)
    return a->length < b->length;
  return strcmp (stray_trust_entry_name (self, a), stray_trust_entry_name (self, b)) < 0;
}

static void
index_label (StrayTrust *self, guint32 i, guint32 hash)
{
  const StrayEntry *entry = &self->entries[i];
  const char *registrable = stray_trust_entry_name (self, entry) + entry->registrable;
  const char *suffix = stray_trust_entry_name (self, entry) + entry->suffix;
  const guint8 tag = stray_suffix_tag (suffix);
  StrayIndexIter iter;
  guint32 g;

  stray_index_iter_init (&iter, &self->by_label, hash);
  while (stray_index_iter_next (&iter, &g))
    {
      const StrayEntry *other = &self->entries[self->groups[g].entry];

      if (self->groups[g].suffix_tag != tag
          || strcmp (stray_trust_entry_name (self, other) + other->registrable, registrable) != 0)
        continue;
      if (represents (self, entry, other))
        self->groups[g].entry = i;
      return;
    }
  self->groups[self->n_groups].entry = i;
  self->groups[self->n_groups].suffix_tag = tag;
  self->groups[self->n_groups].restricted
      = stray_suffix_is_government (registrable, suffix) || stray_suffix_is_academic (suffix);
  stray_index_add (&self->by_label, hash, self->n_groups++);
}

static void
index_ending (StrayTrust *self, guint32 i)
{
  g_autofree char *ending = stray_domain_to_unicode (stray_trust_entry_name (self, &self->entries[i]));
  gsize length = strlen (ending);

  stray_index_add (&self->near_ending, stray_near_ending_hash (ending, length, 0, 0), i);
  for (const char *p = ending; *p != '\0'; p = g_utf8_next_char (p))
    stray_index_add (&self->near_ending,
                     stray_near_ending_hash (ending, length, p - ending, g_utf8_next_char (p) - p), i);
}

/* Filed whatever form it has, since only what is near it is asked for. */
static void
index_suffix (StrayTrust *self, guint32 i)
{
  const char *suffix = stray_trust_entry_name (self, &self->entries[i]) + self->entries[i].suffix;
  guint32 hash = stray_hash (suffix, strlen (suffix)), other;
  g_autofree char *unicode = NULL;
  StrayIndexIter iter;
  gsize length;

  stray_index_iter_init (&iter, &self->suffixes, hash);
  while (stray_index_iter_next (&iter, &other))
    {
      const StrayEntry *entry = &self->entries[other];

      if (strcmp (stray_trust_entry_name (self, entry) + entry->suffix, suffix) == 0)
        return;
    }
  stray_index_add (&self->suffixes, hash, i);
  unicode = stray_domain_to_unicode (suffix);
  length = strlen (unicode);
  stray_index_add (&self->near_suffix, stray_near_ending_hash (unicode, length, 0, 0), i);
  for (const char *p = unicode; *p != '\0'; p = g_utf8_next_char (p))
    stray_index_add (&self->near_suffix,
                     stray_near_ending_hash (unicode, length, p - unicode, g_utf8_next_char (p) - p), i);
}

/* What an entry is filed under. */
typedef struct
{
  guint32 label;
  guint32 squeezed;
  guint32 front;
} Hashes;

static void
prepare (StrayTrust *self, StrayEntry *entry, Hashes *hashes)
{
  const char *name = stray_trust_entry_name (self, entry);

  split (self, entry);
  if (entry->suffix == 0)
    return;
  hashes->label = stray_label_hash (name + entry->registrable, entry->suffix - entry->registrable - 1);
  hashes->squeezed = stray_squeezed_hash (STRAY_HASH_INIT, name, entry->length);
  hashes->front = stray_squeezed_hash (STRAY_HASH_INIT, name, entry->suffix - 1);
  stray_index_prefetch (&self->by_label, hashes->label);
  stray_index_prefetch (&self->by_squeezed, hashes->squeezed);
  stray_index_prefetch (&self->by_front, hashes->front);
}

static const char *
get_label_cb (guint32 g, gsize *length, guint8 *tag, gpointer user_data)
{
  const StrayTrust *self = user_data;
  const StrayEntry *entry = &self->entries[self->groups[g].entry];
  const char *label = stray_trust_entry_name (self, entry) + entry->registrable;

  *length = entry->suffix - entry->registrable - 1;
  *tag = self->groups[g].suffix_tag;
  /* Of a U-label the A-label's letters say nothing; those are compared by their
   * looks only. */
  return *length < STRAY_NEAR_LABEL_MIN || (*length > 4 && memcmp (label, "xn--", 4) == 0) ? NULL : label;
}

void
stray_trust_fill (StrayTrust *self, const GArray *entries)
{
  Hashes hashes[BATCH];

  self->entries = g_new (StrayEntry, entries->len);
  index_names (self, entries);
  self->entries = g_renew (StrayEntry, self->entries, self->n_entries);
  self->groups = g_new (StrayGroup, self->n_entries);
  stray_index_reserve (&self->by_label, self->n_entries);
  stray_index_reserve (&self->by_squeezed, self->n_entries);
  stray_index_reserve (&self->by_front, self->n_entries);
  for (guint i = 0; i < self->n_entries; i++)
    {
      StrayEntry *entry = &self->entries[i];

      for (guint j = i; i % BATCH == 0 && j < MIN (i + BATCH, self->n_entries); j++)
        prepare (self, &self->entries[j], &hashes[j % BATCH]);
      self->size += !!(entry->flags & STRAY_ENTRY_EXPLICIT) + !!(entry->flags & STRAY_ENTRY_WILDCARD);
      /* Whoever trusts `gov.im` without `*.` means the name itself; only a lone
       * label says as much as its wildcard. */
      if (entry->flags & STRAY_ENTRY_ENDING && (entry->flags & STRAY_ENTRY_WILDCARD || entry->suffix == 0))
        index_ending (self, i);
      if (entry->suffix == 0)
        continue;
      /* `*.gov.uk` trusts names below it, none that is called gov; nor does that
       * change when an exception for gov.uk itself stands beside it. */
      if (stray_entry_is_anchor (entry, FALSE) || !(entry->flags & STRAY_ENTRY_ENDING))
        {
          index_label (self, i, hashes[i % BATCH].label);
          index_suffix (self, i);
        }
      if (entry->flags & STRAY_ENTRY_EXPLICIT)
        {
          stray_index_add (&self->by_squeezed, hashes[i % BATCH].squeezed, i);
          stray_index_add (&self->by_front, hashes[i % BATCH].front, i);
        }
    }
  self->groups = g_renew (StrayGroup, self->groups, self->n_groups);
  stray_near_labels_build (&self->near_label, self->n_groups, get_label_cb, self);
}
