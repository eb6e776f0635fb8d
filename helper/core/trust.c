/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "trust.h"

#include "skeleton.h"
#include "trust-index.h"

#include <string.h>

void
stray_parents_init (StrayParents *self, const char *ascii, gsize length)
{
  guint32 hash = STRAY_HASH_INIT;

  self->ascii = ascii;
  self->length = length;
  self->n = 0;
  for (gsize i = length; i-- > 0;)
    {
      hash = stray_hash_byte (hash, ascii[i]);
      if (i == 0 || ascii[i - 1] == '.')
        {
          self->start[self->n] = i;
          self->hash[self->n] = hash;
          self->n++;
        }
    }
}

const StrayEntry *
stray_trust_find (const StrayTrust *self, const char *name, gsize length, guint32 hash)
{
  StrayIndexIter iter;
  guint32 i;

  stray_index_iter_init (&iter, &self->by_name, hash);
  while (stray_index_iter_next (&iter, &i))
    {
      const StrayEntry *entry = &self->entries[i];

      if (entry->length == length && memcmp (stray_trust_entry_name (self, entry), name, length) == 0)
        return entry;
    }
  return NULL;
}

StrayGroup *
stray_trust_find_group (const StrayTrust *self, const char *name, gsize length, guint32 hash)
{
  StrayIndexIter iter;
  guint32 g;

  stray_index_iter_init (&iter, &self->by_registrable, hash);
  while (stray_index_iter_next (&iter, &g))
    {
      const StrayEntry *entry = &self->entries[self->groups[g].entry];

      if (entry->length - entry->registrable == (int)length
          && memcmp (stray_trust_entry_name (self, entry) + entry->registrable, name, length) == 0)
        return &self->groups[g];
    }
  return NULL;
}

gsize
stray_hit_write_rule (const StrayHit *hit, char *rule)
{
  static const char wildcard[] = "*.";
  const gsize before = hit->wildcard ? strlen (wildcard) : 0;

  memcpy (rule, wildcard, before);
  memcpy (rule + before, stray_trust_entry_name (hit->trust, hit->entry), hit->entry->length + 1);
  return before + hit->entry->length;
}

/* stray_hash() of @text without the @skip_length bytes at @skip. */
static guint32
hash_without (const char *text, gsize length, gsize skip, gsize skip_length)
{
  guint32 hash = STRAY_HASH_INIT;

  for (gsize i = length; i-- > 0;)
    if (i < skip || i >= skip + skip_length)
      hash = stray_hash_byte (hash, text[i]);
  return hash;
}

guint
stray_near_ending_keys (const char *ending, guint32 keys[STRAY_NEAR_ENDING_KEYS_MAX])
{
  g_autofree char *unicode = NULL;
  const char *text = ending;
  gunichar before = 0;
  gsize length;
  guint n = 0;

  if (strstr (ending, "xn--") != NULL)
    text = unicode = stray_domain_to_unicode (ending);
  length = strlen (text);
  keys[n++] = stray_hash (text, length);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar letter = g_utf8_get_char (p);

      /* Of a letter that is doubled, leaving out either one is the same. */
      if (letter != before)
        keys[n++] = hash_without (text, length, p - text, g_utf8_next_char (p) - p);
      before = letter;
    }
  return n;
}

guint32
stray_label_hash (const char *label, gsize length)
{
  char skeleton[STRAY_SKELETON_MAX] STRAY_UNINITIALIZED;

  return stray_hash (skeleton, stray_skeleton (label, length, skeleton));
}

guint32
stray_plain_squeezed_hash (const char *text, gsize length)
{
  g_autofree char *plain = NULL;

  if (g_strstr_len (text, length, "xn--") == NULL)
    return stray_squeezed_hash (STRAY_HASH_INIT, text, length);
  plain = stray_plain_domain (text, length);
  return stray_squeezed_hash (STRAY_HASH_INIT, plain, strlen (plain));
}

StrayTrust *
stray_trust_ref (StrayTrust *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
stray_trust_unref (StrayTrust *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  stray_index_clear (&self->by_name);
  stray_index_clear (&self->by_registrable);
  stray_index_clear (&self->by_label);
  stray_index_clear (&self->by_squeezed);
  stray_index_clear (&self->by_front);
  stray_index_clear (&self->near_suffix);
  stray_index_clear (&self->near_ending);
  stray_near_labels_clear (&self->near_label);
  g_free (self->groups);
  g_free (self->entries);
  g_free (self->arena);
  g_free (self);
}

guint
stray_trust_size (const StrayTrust *self)
{
  return self->size;
}
