/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "trust-index.h"

#include "skeleton.h"
#include "suffixes.h"

#include <string.h>

/* Files every name once; what was said of it more than once comes together. A
 * name that is `trust-only` anywhere is so altogether, in whatever order. */
static void
index_names (StrayTrust *self, const GArray *entries)
{
  stray_index_reserve (&self->by_name, entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      StrayEntry entry = g_array_index (entries, StrayEntry, i);
      const char *name = self->arena + entry.name;
      const guint32 hash = stray_hash (name, entry.length);
      const StrayEntry *known = stray_trust_find (self, name, entry.length, hash);

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

/* What an entry is filed under. */
typedef struct
{
  guint32 registrable;
  guint32 label;
  guint32 squeezed;
  guint32 front;
  guint n_labels; /* and how many labels it has */
} Hashes;

/* A list while it is being filled. */
typedef struct
{
  StrayTrust *trust;
  StrayIndex suffixes; /* public suffix → one entry that has it */
} Filling;

static guint32
get_class (const StrayTrust *self, const StrayEntry *entry)
{
  const char *name = stray_trust_entry_name (self, entry), *suffix = name + entry->suffix;
  guint32 class = stray_suffix_class (suffix);

  if (stray_suffix_is_government (name + entry->registrable, suffix))
    class |= STRAY_CLASS_GOVERNMENT;
  if (!stray_entry_is_anchor (entry, FALSE) && !stray_entry_is_anchor (entry, TRUE))
    class |= STRAY_CLASS_NO_ANCHOR;
  return class;
}

static guint32
get_group_class_cb (guint32 g, gpointer trust)
{
  return ((const StrayTrust *)trust)->groups[g].class;
}

static guint32
get_entry_class_cb (guint32 i, gpointer trust)
{
  return get_class (trust, &((const StrayTrust *)trust)->entries[i]);
}

static void
add_group (StrayTrust *self, guint32 i, guint32 hash)
{
  self->groups[self->n_groups] = (StrayGroup){ i, get_class (self, &self->entries[i]) };
  stray_index_add (&self->by_label, hash, self->n_groups++);
}

/* Files the group of entry @i under its label, unless it is there. @by_registrable
 * has all groups but those whose registrable domain is an entry of its own: a label
 * may be trusted under thousands of endings, and a domain with thousands of hosts. */
static void
index_label (StrayTrust *self, guint32 i, const Hashes *hashes)
{
  const StrayEntry *entry = &self->entries[i], *own;
  const char *registrable = stray_trust_entry_name (self, entry) + entry->registrable;
  const gsize length = entry->length - entry->registrable;
  StrayGroup *group;

  if (stray_entry_is_own_group (entry))
    {
      add_group (self, i, hashes->label);
      return;
    }
  own = stray_trust_find (self, registrable, length, hashes->registrable);
  if (own != NULL && stray_entry_is_anchor (own, FALSE))
    return;
  group = stray_trust_find_group (self, registrable, length, hashes->registrable);
  if (group == NULL)
    {
      stray_index_add (&self->by_registrable, hashes->registrable, self->n_groups);
      add_group (self, i, hashes->label);
    }
  else if (represents (self, entry, &self->entries[group->entry]))
    *group = (StrayGroup){ i, get_class (self, entry) };
}

static void
add_near_ending (StrayIndex *index, const char *ending, guint32 i)
{
  guint32 keys[STRAY_NEAR_ENDING_KEYS_MAX] STRAY_UNINITIALIZED;
  const guint n = stray_near_ending_keys (ending, keys);

  for (guint k = 0; k < n; k++)
    stray_index_add (index, keys[k], i);
}

/* Filed whatever form it has, since only what is near it is asked for. */
static void
index_suffix (Filling *filling, guint32 i)
{
  StrayTrust *self = filling->trust;
  const char *suffix = stray_trust_entry_name (self, &self->entries[i]) + self->entries[i].suffix;
  guint32 hash = stray_hash (suffix, strlen (suffix)), other;
  StrayIndexIter iter;

  stray_index_iter_init (&iter, &filling->suffixes, hash);
  while (stray_index_iter_next (&iter, &other))
    {
      const StrayEntry *entry = &self->entries[other];

      if (strcmp (stray_trust_entry_name (self, entry) + entry->suffix, suffix) == 0)
        return;
    }
  stray_index_add (&filling->suffixes, hash, i);
  add_near_ending (&self->near_suffix, suffix, i);
}

/* stray_hash() of the registrable domain, and stray_plain_squeezed_hash() of the name and
 * of what stands before its public suffix, in one go: each step of a hash waits for the
 * one before, but not for the other hashes. */
static void
hash_parts (const StrayTrust *self, const StrayEntry *entry, Hashes *hashes)
{
  const char *name = stray_trust_entry_name (self, entry);
  guint32 all = STRAY_HASH_INIT, registrable = all, squeezed = all, front = all;
  guint n_labels = 1;

  for (guint i = entry->length; i-- > 0;)
    {
      const char c = name[i];

      all = stray_hash_byte (all, c);
      if (i == entry->registrable)
        registrable = all;
      n_labels += c == '.';
      if (c == '.' || c == '-')
        continue;
      squeezed = stray_hash_byte (squeezed, c);
      if (i < entry->suffix)
        front = stray_hash_byte (front, c);
    }
  hashes->registrable = registrable;
  hashes->squeezed = squeezed;
  hashes->front = front;
  hashes->n_labels = n_labels;
  hashes->label = stray_label_hash (name + entry->registrable, entry->suffix - entry->registrable - 1);
  /* Few names have a hyphen at all, which is told sooner. */
  if (memchr (name, '-', entry->length) != NULL && strstr (name, "xn--") != NULL)
    {
      hashes->squeezed = stray_plain_squeezed_hash (name, entry->length);
      hashes->front = stray_plain_squeezed_hash (name, entry->suffix - 1);
    }
}

typedef struct
{
  const StrayTrust *trust;
  char text[STRAY_SKELETON_MAX];
} PlainLabel;

/* What does not anchor is not asked for. */
static const char *
get_label_cb (guint32 g, gsize *length, guint8 *tag, gpointer user_data)
{
  PlainLabel *plain = user_data;
  const StrayTrust *self = plain->trust;
  const StrayGroup *group = &self->groups[g];
  const StrayEntry *entry = &self->entries[group->entry];
  const char *label = stray_trust_entry_name (self, entry) + entry->registrable;

  if (group->class & STRAY_CLASS_NO_ANCHOR)
    return NULL;
  *length = entry->suffix - entry->registrable - 1;
  *tag = stray_class_tag (group->class);
  if (*length > 4 && memcmp (label, "xn--", 4) == 0)
    {
      *length = stray_plain (label, *length, plain->text);
      return *length > STRAY_LABEL_BYTES_MAX || g_utf8_strlen (plain->text, *length) < STRAY_NEAR_LABEL_MIN
                 ? NULL
                 : plain->text;
    }
  return *length < STRAY_NEAR_LABEL_MIN ? NULL : label;
}

static void
index_entry (Filling *filling, guint32 i)
{
  StrayTrust *self = filling->trust;
  StrayEntry *entry = &self->entries[i];
  const gboolean anchors = stray_entry_is_anchor (entry, FALSE);
  Hashes hashes;

  split (self, entry);
  self->size += !!(entry->flags & STRAY_ENTRY_EXPLICIT) + !!(entry->flags & STRAY_ENTRY_WILDCARD);
  /* Whoever trusts `gov.im` without `*.` means the name itself; only a lone
   * label says as much as its wildcard. */
  if (entry->flags & STRAY_ENTRY_ENDING && (entry->flags & STRAY_ENTRY_WILDCARD || entry->suffix == 0)
      && stray_entry_is_anchor (entry, entry->flags & STRAY_ENTRY_WILDCARD))
    add_near_ending (&self->near_ending, stray_trust_entry_name (self, entry), i);
  if (entry->suffix == 0)
    return;
  hash_parts (self, entry, &hashes);
  /* `*.gov.uk` trusts names below it, none that is called gov; nor does that
   * change when an exception for gov.uk itself stands beside it. */
  if (anchors || !(entry->flags & STRAY_ENTRY_ENDING))
    {
      index_label (self, i, &hashes);
      index_suffix (filling, i);
    }
  if (anchors)
    {
      stray_index_add (&self->by_squeezed, hashes.squeezed, i);
      stray_index_add (&self->by_front, hashes.front, i);
      self->labels_max = MAX (self->labels_max, hashes.n_labels);
    }
}

void
stray_trust_fill (StrayTrust *self, const GArray *entries)
{
  Filling filling = { .trust = self };
  PlainLabel label = { .trust = self };

  self->entries = g_new (StrayEntry, entries->len);
  index_names (self, entries);
  self->entries = g_renew (StrayEntry, self->entries, self->n_entries);
  self->groups = g_new (StrayGroup, self->n_entries);
  stray_index_reserve (&self->by_label, self->n_entries);
  stray_index_reserve (&self->by_squeezed, self->n_entries);
  stray_index_reserve (&self->by_front, self->n_entries);
  for (guint i = 0; i < self->n_entries; i++)
    index_entry (&filling, i);
  stray_index_clear (&filling.suffixes);
  self->groups = g_renew (StrayGroup, self->groups, self->n_groups);
  stray_index_sort (&self->by_label, get_group_class_cb, self);
  stray_index_sort (&self->by_front, get_entry_class_cb, self);
  stray_near_labels_build (&self->near_label, self->n_groups, get_label_cb, &label);
}
