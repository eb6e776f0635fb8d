/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include <string.h>

/* dot_hyphen_slip: equal to an explicit entry but for dots and hyphens
 * (gmailc.om, us.armym.il), or so before an ending one slip away (us-army.ml,
 * usarmy.ml for us.army.mil).
 *
 * Source: dots left out of military names and moved within .com are the oldest
 * mistypings there are ("doppelganger domains", G. Kim and P. Gee, Godai Group 2011).
 *
 * Where every letter is the same and only the dots are not, the endings count as
 * equal: nothing was mistyped in them. That names army.mil for armym.il, although
 * armym.mil is nearer to look at. */

/* As many letters a name needs where a letter of the ending differs, too, or the
 * ending is no other: ab-c.nl and abc.nl are two firms. */
#define LETTERS_MIN 7

/* Whether @a and @b are equal but for dots and hyphens; @letters counts the rest. */
static gboolean
equal_squeezed (const char *a, gsize a_length, const char *b, gsize b_length, gsize *letters)
{
  gsize i = 0, j = 0;

  for (*letters = 0;; i++, j++, ++*letters)
    {
      while (i < a_length && (a[i] == '.' || a[i] == '-'))
        i++;
      while (j < b_length && (b[j] == '.' || b[j] == '-'))
        j++;
      if (i == a_length || j == b_length)
        return i == a_length && j == b_length;
      if (a[i] != b[j])
        return FALSE;
    }
}

static void
offer_whole (const StraySubject *subject, const StrayHit *rule, gsize start, StrayMatch *match)
{
  const char *name = stray_trust_entry_name (rule->trust, rule->entry);
  const char *typed = subject->ascii + start;
  gsize letters;

  if (!equal_squeezed (name, rule->entry->length, typed, strlen (typed), &letters)
      || (strcmp (name + rule->entry->suffix, subject->suffix) == 0 && letters < LETTERS_MIN))
    return;
  stray_match_offer_below (match, subject, rule, start, 0, 0, FALSE);
}

static void
offer_front (const StraySubject *subject, const StrayHit *rule, gsize start, StrayMatch *match)
{
  const char *name = stray_trust_entry_name (rule->trust, rule->entry);
  const char *typed = subject->ascii + start;
  const char *suffix = name + rule->entry->suffix;
  gsize front = rule->entry->suffix - 1, typed_front = subject->suffix - typed - 1;
  gsize letters;

  /* The very same name is suffix_slip's. */
  if ((front == typed_front && memcmp (name, typed, front) == 0)
      || !equal_squeezed (name, front, typed, typed_front, &letters)
      || !stray_suffix_is_near (suffix, subject->suffix, letters) || letters + strlen (suffix) < LETTERS_MIN)
    return;
  stray_match_offer_below (match, subject, rule, start, 1, 0, FALSE);
}

static void
look_up (const StraySubject *subject, guint32 hash, gboolean whole, gsize start, StrayMatch *match)
{
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };
      StrayIndexIter iter;
      guint32 e;

      stray_index_iter_init (&iter, whole ? &rule.trust->by_squeezed : &rule.trust->by_front, hash);
      while (stray_index_iter_next (&iter, &e))
        {
          rule.entry = &rule.trust->entries[e];
          (whole ? offer_whole : offer_front) (subject, &rule, start, match);
        }
    }
}

void
stray_dot_hyphen_slip_match (const StraySubject *subject, StrayMatch *match)
{
  const StrayParents *parents = subject->parents;
  guint32 whole = STRAY_HASH_INIT, front = STRAY_HASH_INIT;
  gsize end = parents->length;
  const gsize suffix = subject->suffix - subject->ascii;

  if (!subject->has_owner)
    return;
  /* Its sub-domains may be left out of the list, as those of www.us-army.ml are. */
  for (guint p = 0; p < parents->n; p++)
    {
      gsize start = parents->start[p];

      whole = stray_squeezed_hash (whole, parents->ascii + start, end - start);
      if (start < suffix)
        {
          front = stray_squeezed_hash (front, parents->ascii + start, MIN (end, suffix) - start);
          look_up (subject, whole, TRUE, start, match);
          if (subject->near_suffixes != 0)
            look_up (subject, front, FALSE, start, match);
        }
      end = start;
    }
}
