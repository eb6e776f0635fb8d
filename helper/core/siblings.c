/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "domain.h"

#include <string.h>

/* Fewer than this are walked one by one. */
#define FEW 16

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

gboolean
stray_sibling_is_listed_suffix (const StraySibling *sibling)
{
  return sibling->entry->flags & STRAY_ENTRY_ENDING && stray_domain_is_listed_suffix (sibling->registrable);
}

void
stray_subject_find_label (StraySubject *subject)
{
  const char *label = subject->ascii + subject->label;
  const gsize length = subject->rest - subject->label - 1;

  subject->plain_length = stray_plain (label, length, subject->plain);
  subject->look = stray_label_hash (label, length);
  subject->known = FALSE;
  for (guint i = 0; i < stray_policy_n_layers (subject->policy) && !subject->known; i++)
    {
      StrayIndexIter iter;

      stray_index_iter_init (&iter, &stray_policy_layer (subject->policy, i)->by_label, subject->look);
      subject->known = iter.filed != 0;
    }
}

void
stray_class_iter_init (StrayClassIter *iter, const StraySubject *subject, const StrayIndex *index,
                       guint32 hash, StrayUnder under)
{
  static const struct
  {
    guint32 first;
    guint32 last;
  } classes[] = {
    [STRAY_UNDER_NEAR] = { 0, STRAY_CLASS_NO_ANCHOR - 1 },
    [STRAY_UNDER_SAME_OR_NEAR] = { 0, STRAY_CLASS_NO_ANCHOR - 1 },
    [STRAY_UNDER_GOVERNMENT] = { STRAY_CLASS_GOVERNMENT, STRAY_CLASS_NO_ANCHOR - 1 },
    [STRAY_UNDER_RESTRICTED] = { STRAY_CLASS_ACADEMIC, STRAY_CLASS_NO_ANCHOR - 1 },
    [STRAY_UNDER_ANY] = { 0, STRAY_CLASS_NO_ANCHOR - 1 },
    [STRAY_UNDER_ANY_WHATEVER] = { 0, G_MAXUINT32 },
  };

  iter->subject = subject;
  iter->under = under;
  iter->next = 0;
  stray_index_iter_init (&iter->iter, index, hash);
  iter->all = iter->iter;
  if (under <= STRAY_UNDER_SAME_OR_NEAR && iter->all.left > FEW && subject->near.n <= STRAY_NEAR_SUFFIXES_MAX)
    iter->iter.filed = 0;
  else
    {
      iter->all.filed = 0;
      stray_index_iter_narrow (&iter->iter, classes[under].first, classes[under].last);
    }
}

/* The next of the classes that are looked under. Of each there are two, since that something
 * is a government's may be told by its label alone (mod.uk). */
static gboolean
next_class (StrayClassIter *iter, guint32 *class)
{
  const StraySubject *subject = iter->subject;
  const guint i = iter->next / 2, n = subject->near.n;

  if (i < n)
    *class = subject->near.near[i].class;
  else if (i == n && iter->under == STRAY_UNDER_SAME_OR_NEAR)
    *class = stray_suffix_class (subject->ascii + subject->rest);
  else
    return FALSE;
  if (iter->next++ % 2)
    *class |= STRAY_CLASS_GOVERNMENT;
  return TRUE;
}

gboolean
stray_class_iter_next (StrayClassIter *iter, guint32 *value)
{
  guint32 class;

  while (!stray_index_iter_next (&iter->iter, value))
    {
      if (iter->all.filed == 0 || !next_class (iter, &class))
        return FALSE;
      iter->iter = iter->all;
      stray_index_iter_narrow (&iter->iter, class, class);
    }
  return TRUE;
}

static const StrayTrust *
get_layer (const StraySiblingIter *iter)
{
  return stray_policy_layer (iter->subject->policy, iter->layer);
}

static void
start_layer (StraySiblingIter *iter)
{
  stray_class_iter_init (&iter->iter, iter->subject, &get_layer (iter)->by_label, iter->subject->look,
                         iter->under);
}

void
stray_sibling_iter_init (StraySiblingIter *iter, const StraySubject *subject, StrayMatch *match,
                         StrayUnder under, gboolean same)
{
  iter->subject = subject;
  iter->match = match;
  iter->under = under;
  iter->same = same;
  iter->by_name = same && under == STRAY_UNDER_NEAR && subject->near.n <= STRAY_NEAR_SUFFIXES_MAX;
  iter->n_layers = subject->known ? stray_policy_n_layers (subject->policy) : 0;
  iter->layer = 0;
  iter->next = 0;
  if (iter->n_layers == 0)
    return;
  if (!iter->by_name)
    start_layer (iter);
  else
    stray_match_spend (match, subject->near.n / 4);
}

static gboolean
has_label (const StraySibling *sibling, const char *label, gsize length)
{
  return (gsize)(sibling->suffix - sibling->registrable) == length + 1
         && memcmp (sibling->registrable, label, length) == 0;
}

/* The recipient's label under the next suffix that is near. */
static gboolean
make_name (StraySiblingIter *iter)
{
  const StraySubject *subject = iter->subject;
  const gsize before = subject->rest - subject->label;

  while (iter->next < subject->near.n)
    {
      const char *suffix = subject->near.near[iter->next++].suffix;

      iter->length = before + strlen (suffix);
      if (iter->length > STRAY_DOMAIN_MAX)
        continue;
      memcpy (iter->name, subject->ascii + subject->label, before);
      memcpy (iter->name + before, suffix, iter->length - before);
      iter->hash = stray_hash (iter->name, iter->length);
      return TRUE;
    }
  return FALSE;
}

/* The group that the name made stands for, if there is one in this layer. */
static gboolean
find_name (const StraySiblingIter *iter, StraySibling *sibling)
{
  const StrayTrust *trust = get_layer (iter);
  const StrayEntry *entry = stray_trust_find (trust, iter->name, iter->length, iter->hash);
  const StrayGroup *group;

  if (entry == NULL || !stray_entry_is_own_group (entry))
    {
      group = stray_trust_find_group (trust, iter->name, iter->length, iter->hash);
      if (group == NULL)
        return FALSE;
      entry = &trust->entries[group->entry];
    }
  *sibling = stray_sibling (trust, entry);
  return has_label (sibling, iter->name, iter->subject->rest - iter->subject->label - 1);
}

/* Where a name can be made for each suffix, what only looks the same is never met, however
 * much that is. */
static gboolean
next_by_name (StraySiblingIter *iter, StraySibling *sibling)
{
  while (iter->layer > 0 || (iter->n_layers > 0 && make_name (iter)))
    {
      const gboolean found = find_name (iter, sibling);

      iter->layer = (iter->layer + 1) % iter->n_layers;
      if (found)
        return TRUE;
    }
  return FALSE;
}

static gboolean
next_by_look (StraySiblingIter *iter, StraySibling *sibling)
{
  guint32 g;

  while (iter->layer < iter->n_layers)
    {
      const StrayTrust *trust = get_layer (iter);

      if (stray_class_iter_next (&iter->iter, &g))
        {
          *sibling = stray_sibling (trust, &trust->entries[trust->groups[g].entry]);
          return TRUE;
        }
      if (++iter->layer < iter->n_layers)
        start_layer (iter);
    }
  return FALSE;
}

gboolean
stray_sibling_iter_next (StraySiblingIter *iter, StraySibling *sibling)
{
  const StraySubject *subject = iter->subject;

  while ((iter->by_name ? next_by_name : next_by_look) (iter, sibling))
    {
      const StrayHit rule = stray_sibling_get_rule (sibling);

      if (!stray_match_wants (iter->match, &rule))
        return FALSE;
      if (has_label (sibling, subject->ascii + subject->label, subject->rest - subject->label - 1)
          == iter->same)
        return TRUE;
    }
  return FALSE;
}

gboolean
stray_subject_is_in_country_of (const StraySubject *subject, const char *domain)
{
  const StrayCctld *cctld = stray_cctld_lookup (stray_ending (domain));

  if (cctld == NULL || subject->cctld == NULL)
    return strcmp (stray_ending (domain), stray_ending (subject->suffix)) == 0;
  return strcmp (cctld->country, subject->cctld->country) == 0;
}
