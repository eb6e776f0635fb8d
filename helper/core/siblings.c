/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "domain.h"

#include <string.h>

StraySibling
stray_sibling (const StrayTrust *trust, const StrayEntry *entry)
{
  const char *name = stray_trust_entry_name (trust, entry);

  return (StraySibling){ trust, entry, name + entry->registrable, name + entry->suffix };
}

StrayHit
stray_sibling_get_rule (const StraySibling *sibling)
{
  return (StrayHit){ sibling->trust, sibling->entry, !stray_entry_is_anchor (sibling->entry, FALSE) };
}

static void
append (GArray **siblings, const StraySibling *sibling)
{
  if (*siblings == NULL)
    *siblings = g_array_new (FALSE, FALSE, sizeof (StraySibling));
  g_array_append_val (*siblings, *sibling);
}

/* Gathers from all layers the trusted groups whose label is @label, and those
 * whose label only looks like it, under public suffixes with one of @tags or
 * restricted to governments and universities. */
static void
find (const StrayPolicy *policy, const char *label, gsize length, guint64 tags, GArray **same,
      GArray **confusable)
{
  guint32 hash = stray_label_hash (label, length);

  for (guint i = 0; i < stray_policy_n_layers (policy); i++)
    {
      const StrayTrust *trust = stray_policy_layer (policy, i);
      StrayIndexIter iter;
      guint32 g;

      stray_index_iter_init (&iter, &trust->by_label, hash);
      while (stray_index_iter_next (&iter, &g))
        {
          const StrayGroup *group = &trust->groups[g];
          const StrayEntry *entry;
          StraySibling sibling;

          if (!group->restricted && !(tags >> group->suffix_tag & 1))
            continue;
          entry = &trust->entries[group->entry];
          sibling = stray_sibling (trust, entry);
          if ((gsize)(entry->suffix - entry->registrable) == length + 1
              && memcmp (sibling.registrable, label, length) == 0)
            append (same, &sibling);
          else
            append (confusable, &sibling);
        }
    }
}

gboolean
stray_sibling_is_listed_suffix (const StraySibling *sibling)
{
  return sibling->entry->flags & STRAY_ENTRY_ENDING && stray_domain_is_listed_suffix (sibling->registrable);
}

void
stray_subject_find_siblings (StraySubject *subject)
{
  const char *label = subject->ascii + subject->label;
  guint64 tags = subject->near_suffixes | (guint64)1 << stray_suffix_tag (subject->ascii + subject->rest);

  /* A name dressed up in another script counts wherever it is, and so does a
   * company's where that is asked for. */
  if (strncmp (label, "xn--", 4) == 0 || stray_policy_has_kind (subject->policy, "same_label_brand"))
    tags = G_MAXUINT64;
  find (subject->policy, label, subject->rest - subject->label - 1, tags, &subject->siblings,
        &subject->confusables);
}

void
stray_subject_clear (StraySubject *subject)
{
  g_clear_pointer (&subject->siblings, g_array_unref);
  g_clear_pointer (&subject->confusables, g_array_unref);
}

gboolean
stray_subject_is_in_country_of (const StraySubject *subject, const char *domain)
{
  const StrayCctld *cctld = stray_cctld_lookup (stray_ending (domain));

  if (cctld == NULL || subject->cctld == NULL)
    return strcmp (stray_ending (domain), stray_ending (subject->suffix)) == 0;
  return strcmp (cctld->country, subject->cctld->country) == 0;
}

/* Whether @rule tells of an ending a firm has. An entry that may be an exception is held
 * to what anchors: what is only trusted changes nothing about what anchors. */
static gboolean
counts (const StraySubject *subject, const StrayHit *rule)
{
  return subject->except == NULL
         || (!stray_rules_contain (subject->except, rule) && stray_policy_is_anchor (subject->policy, rule));
}

/* Whether @trust has @sibling's very label under another ending. Mostly the first that
 * is looked at is one; where all have the same ending, there are no more than that has
 * second levels. */
static gboolean
has_other_ending (const StraySubject *subject, const StrayTrust *trust, const StraySibling *sibling,
                  guint32 hash)
{
  const gsize length = sibling->suffix - sibling->registrable;
  StrayIndexIter iter;
  guint32 g;

  stray_index_iter_init (&iter, &trust->by_label, hash);
  while (stray_index_iter_next (&iter, &g))
    {
      const StraySibling other = stray_sibling (trust, &trust->entries[trust->groups[g].entry]);
      const StrayHit rule = stray_sibling_get_rule (&other);

      if ((gsize)(other.suffix - other.registrable) == length
          && memcmp (other.registrable, sibling->registrable, length) == 0
          && strcmp (stray_ending (other.suffix), stray_ending (sibling->suffix)) != 0
          && counts (subject, &rule))
        return TRUE;
    }
  return FALSE;
}

gboolean
stray_subject_is_multinational (const StraySubject *subject, const StraySibling *sibling)
{
  const StrayPolicy *policy = subject->policy;
  const gboolean learned = stray_policy_is_learned_layer (policy, sibling->trust);
  const guint32 hash = stray_label_hash (sibling->registrable, sibling->suffix - sibling->registrable - 1);

  for (guint i = 0; i < stray_policy_n_layers (policy); i++)
    {
      const StrayTrust *trust = stray_policy_layer (policy, i);

      if ((learned || !stray_policy_is_learned_layer (policy, trust))
          && has_other_ending (subject, trust, sibling, hash))
        return TRUE;
    }
  return FALSE;
}
