/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN

#include "trust.h"

#include "domain.h"
#include "trust-index.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (stray_trust_error, stray_trust_error)

struct _StrayTrustBuilder
{
  GString *arena;
  GArray *entries; /* of StrayEntry; name, length and flags are set */
};

StrayTrustBuilder *
stray_trust_builder_new (void)
{
  StrayTrustBuilder *self = g_new (StrayTrustBuilder, 1);

  self->arena = g_string_new (NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (StrayEntry));
  return self;
}

void
stray_trust_builder_free (StrayTrustBuilder *self)
{
  if (self == NULL)
    return;
  g_string_free (self->arena, TRUE);
  g_array_unref (self->entries);
  g_free (self);
}

static gboolean
add (StrayTrustBuilder *self, const char *text, gsize length, gboolean trust_only)
{
  char ascii[STRAY_DOMAIN_MAX + 1];
  StrayEntry entry = { .flags = STRAY_ENTRY_EXPLICIT };
  gsize n;

  if (length > 2 && memcmp (text, "*.", 2) == 0)
    entry.flags = STRAY_ENTRY_WILDCARD;
  else if (length > 1 && text[0] == '.')
    entry.flags = STRAY_ENTRY_WILDCARD;
  if (entry.flags & STRAY_ENTRY_WILDCARD)
    {
      gsize dot = text[0] == '*' ? 2 : 1;

      text += dot;
      length -= dot;
    }
  n = stray_domain_normalise (text, length, ascii);
  if (n == 0 || self->arena->len > G_MAXUINT32 - sizeof ascii)
    return FALSE;
  if (trust_only)
    entry.flags |= entry.flags & STRAY_ENTRY_WILDCARD ? STRAY_ENTRY_WILDCARD_TRUST_ONLY
                                                      : STRAY_ENTRY_EXPLICIT_TRUST_ONLY;
  entry.name = self->arena->len;
  entry.length = n;
  g_string_append_len (self->arena, ascii, n + 1);
  g_array_append_val (self->entries, entry);
  return TRUE;
}

gboolean
stray_trust_builder_add_line (StrayTrustBuilder *self, const char *line, GError **error)
{
  static const char blanks[] = " \t\r\n\f\v";
  const char *word, *rest;
  gsize length, rest_length;
  gboolean trust_only;

  /* Editors put a byte order mark before the first line. */
  if (g_str_has_prefix (line, "\xEF\xBB\xBF"))
    line += 3;
  word = line + strspn (line, blanks);
  length = strcspn (word, " \t\r\n\f\v#");
  if (length == 0)
    return TRUE;
  rest = word + length + strspn (word + length, blanks);
  rest_length = strcspn (rest, " \t\r\n\f\v#");
  trust_only = rest_length == strlen ("trust-only") && strncmp (rest, "trust-only", rest_length) == 0;
  if (rest_length > 0)
    {
      const char *more = rest + rest_length + strspn (rest + rest_length, blanks);

      if (!trust_only || (*more != '\0' && *more != '#'))
        {
          /* Translators: "trust-only" is a word of the list format. */
          g_set_error_literal (
              error, STRAY_TRUST_ERROR, STRAY_TRUST_ERROR_ENTRY,
              _ ("This is not a domain name. Write a domain such as “army.mil”, or “*.mil” for "
                 "everything below an ending."));
          return FALSE;
        }
    }
  if (add (self, word, length, trust_only))
    return TRUE;
  g_set_error_literal (error, STRAY_TRUST_ERROR, STRAY_TRUST_ERROR_ENTRY,
                       g_dgettext (STRAY_GETTEXT_DOMAIN,
                                   "This is not a domain name. Write a domain such as “army.mil”, or “*.mil” "
                                   "for everything below an ending."));
  return FALSE;
}

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
      guint32 hash = stray_hash (name, entry.length);
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

static void
index_label (StrayTrust *self, guint32 i)
{
  const StrayEntry *entry = &self->entries[i];
  const char *registrable = stray_trust_entry_name (self, entry) + entry->registrable;
  guint32 hash = stray_hash (registrable, entry->suffix - entry->registrable - 1);
  StrayIndexIter iter;
  guint32 g;

  stray_index_iter_init (&iter, &self->by_label, hash);
  while (stray_index_iter_next (&iter, &g))
    {
      const StrayEntry *other = &self->entries[self->groups[g].entry];

      if (strcmp (stray_trust_entry_name (self, other) + other->registrable, registrable) != 0)
        continue;
      if (represents (self, entry, other))
        self->groups[g].entry = i;
      return;
    }
  self->groups[self->n_groups].entry = i;
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

StrayTrust *
stray_trust_builder_end (StrayTrustBuilder *self)
{
  StrayTrust *trust = g_new0 (StrayTrust, 1);
  gsize arena_size = self->arena->len;

  g_atomic_ref_count_init (&trust->ref_count);
  trust->arena = g_realloc (g_string_free (g_steal_pointer (&self->arena), FALSE), arena_size + 1);
  trust->entries = g_new (StrayEntry, self->entries->len);
  index_names (trust, self->entries);
  g_array_unref (self->entries);
  g_free (self);

  trust->entries = g_renew (StrayEntry, trust->entries, trust->n_entries);
  trust->groups = g_new (StrayGroup, trust->n_entries);
  stray_index_reserve (&trust->by_label, trust->n_entries);
  for (guint i = 0; i < trust->n_entries; i++)
    {
      StrayEntry *entry = &trust->entries[i];

      trust->size += !!(entry->flags & STRAY_ENTRY_EXPLICIT) + !!(entry->flags & STRAY_ENTRY_WILDCARD);
      split (trust, entry);
      /* Whoever trusts `gov.im` without `*.` means the name itself; only a lone
       * label says as much as its wildcard. */
      if (entry->flags & STRAY_ENTRY_ENDING && (entry->flags & STRAY_ENTRY_WILDCARD || entry->suffix == 0))
        index_ending (trust, i);
      /* `*.gov.uk` trusts names below it, none that is called gov. */
      if (entry->suffix > 0 && (entry->flags & STRAY_ENTRY_EXPLICIT || !(entry->flags & STRAY_ENTRY_ENDING)))
        index_label (trust, i);
    }
  trust->groups = g_renew (StrayGroup, trust->groups, trust->n_groups);
  return trust;
}
