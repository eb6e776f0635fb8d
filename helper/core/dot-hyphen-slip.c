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

/* A trusted name or what was typed, as stray_plain_domain() has it: whoever leaves out
 * a dot leaves out marks as well. What was typed may begin after its sub-domains. */
typedef struct
{
  const char *text;
  gsize length;
  gsize front; /* how much of it stands before the public suffix and its dot */
} Plain;

/* Whether @a and @b are equal but for dots and hyphens; @letters counts the rest. */
static gboolean
equal_squeezed (const char *a, gsize a_length, const char *b, gsize b_length, gsize *letters)
{
  gsize i = 0, j = 0;

  for (*letters = 0;; i++, j++)
    {
      while (i < a_length && (a[i] == '.' || a[i] == '-'))
        i++;
      while (j < b_length && (b[j] == '.' || b[j] == '-'))
        j++;
      if (i == a_length || j == b_length)
        return i == a_length && j == b_length;
      if (a[i] != b[j])
        return FALSE;
      *letters += ((guchar)a[i] & 0xC0) != 0x80;
    }
}

static gboolean
equal (const char *a, gsize a_length, const char *b, gsize b_length)
{
  return a_length == b_length && memcmp (a, b, a_length) == 0;
}

/* Where the label begins that ends before @end. */
static gsize
find_label (const char *text, gsize end)
{
  gsize start = end - 1;

  while (start > 0 && text[start - 1] != '.')
    start--;
  return start;
}

/* How much of @plain stands before its public suffix, which was @suffix. */
static gsize
find_front (const char *plain, gsize length, const char *suffix)
{
  do
    {
      length = find_label (plain, length) - 1;
      suffix = strchr (suffix, '.');
    }
  while (suffix++ != NULL);
  return length;
}

static gboolean
is_whole (const StraySubject *subject, const char *suffix, const Plain *name, const Plain *typed)
{
  gsize letters;

  /* Where only marks differ it is confusable's. */
  return !equal (name->text, name->length, typed->text, typed->length)
         && equal_squeezed (name->text, name->length, typed->text, typed->length, &letters)
         && (strcmp (suffix, subject->suffix) != 0 || letters >= LETTERS_MIN);
}

static gboolean
is_front (const StraySubject *subject, const char *suffix, const Plain *name, const Plain *typed)
{
  gsize letters;

  /* The very same name is suffix_slip's. */
  return !equal (name->text, name->front, typed->text, typed->front)
         && equal_squeezed (name->text, name->front, typed->text, typed->front, &letters)
         && stray_suffix_is_near (suffix, subject->suffix, letters)
         && letters + strlen (suffix) >= LETTERS_MIN;
}

static void
offer (const StraySubject *subject, const StrayHit *rule, gboolean whole, gsize start, const Plain *typed,
       StrayMatch *match)
{
  const char *name = stray_trust_entry_name (rule->trust, rule->entry);
  const char *suffix = name + rule->entry->suffix;
  Plain plain = { name, rule->entry->length, rule->entry->suffix - 1 };
  g_autofree char *text = NULL;

  stray_match_spend_reading (match, name, 1);
  if (strstr (name, "xn--") != NULL)
    {
      text = stray_plain_domain (name, rule->entry->length);
      plain = (Plain){ text, strlen (text), find_front (text, strlen (text), suffix) };
    }
  if ((whole ? is_whole : is_front) (subject, suffix, &plain, typed))
    stray_match_offer_below (match, subject, rule, start, !whole, 0, FALSE);
}

static void
look_up_whole (const StraySubject *subject, guint32 hash, gsize start, const Plain *typed, StrayMatch *match)
{
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };
      StrayIndexIter iter;
      guint32 e;

      stray_index_iter_init (&iter, &rule.trust->by_squeezed, hash);
      while (stray_index_iter_next (&iter, &e))
        {
          rule.entry = &rule.trust->entries[e];
          if (!stray_match_wants (match, &rule))
            return;
          offer (subject, &rule, TRUE, start, typed, match);
        }
    }
}

static void
look_up_front (const StraySubject *subject, guint32 hash, gsize start, const Plain *typed, StrayMatch *match)
{
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };
      StrayClassIter iter;
      guint32 e;

      stray_class_iter_init (&iter, subject, &rule.trust->by_front, hash, STRAY_UNDER_NEAR);
      while (stray_class_iter_next (&iter, &e))
        {
          rule.entry = &rule.trust->entries[e];
          if (!stray_match_wants (match, &rule))
            return;
          offer (subject, &rule, FALSE, start, typed, match);
        }
    }
}

void
stray_dot_hyphen_slip_match (const StraySubject *subject, StrayMatch *match)
{
  const StrayParents *parents = subject->parents;
  guint32 whole = STRAY_HASH_INIT, front = STRAY_HASH_INIT;
  const gsize suffix = subject->suffix - subject->ascii;
  gsize length = parents->length, front_length = suffix - 1, end;
  g_autofree char *plain = NULL;
  const char *text = subject->ascii;

  if (!subject->has_owner)
    return;
  if (strstr (text, "xn--") != NULL)
    {
      text = plain = stray_plain_domain (text, length);
      length = strlen (plain);
      front_length = find_front (plain, length, subject->suffix);
    }
  end = length;
  /* Its sub-domains may be left out of the list, as those of www.us-army.ml are. */
  for (guint p = 0; p < parents->n; p++)
    {
      gsize start = plain == NULL ? parents->start[p] : find_label (text, end);

      whole = stray_squeezed_hash (whole, text + start, end - start);
      if (parents->start[p] < suffix)
        {
          Plain typed = { text + start, length - start, front_length - start };

          front = stray_squeezed_hash (front, text + start, MIN (end, front_length) - start);
          look_up_whole (subject, whole, parents->start[p], &typed, match);
          if (subject->near.n > 0)
            look_up_front (subject, front, parents->start[p], &typed, match);
        }
      end = start;
    }
}
