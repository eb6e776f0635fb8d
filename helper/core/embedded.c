/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "common-words.h"

#include <string.h>

/* embedded: a whole explicit entry somewhere left of the ending: as labels of
 * their own (army.mil.x.ml), or as one label with hyphens for its dots or with
 * nothing (army-mil.ml, armymil.ml), and without marks.
 *
 * Source: the "combosquatting" of P. Kintis et al. (CCS 2017), where the whole
 * trusted name is there to be seen. */

/* Words end in com, net and org (telecom, intranet); a name that is joined needs
 * this many letters to be one, and no common word before that (spectrumnet). */
#define JOINED_MIN 6

static void
offer (const StraySubject *subject, const StrayHit *rule, gsize before, StrayMatch *match)
{
  const char *suffix = stray_trust_entry_name (rule->trust, rule->entry) + rule->entry->suffix;

  stray_match_offer_below (match, subject, rule, before, stray_distance (suffix, subject->suffix), 0, FALSE);
}

/* Whether an anchor may be as many labels as lie between @last and @p. */
static gboolean
may_have (const StrayTrust *trust, guint last, guint p)
{
  return p - last < trust->labels_max;
}

/* The labels from each start to @last, which is not the one before the ending. Returns whether
 * it may go on. */
static gboolean
look_up_labels (const StraySubject *subject, guint last, guint labels_max, StrayMatch *match)
{
  const StrayParents *parents = subject->parents;
  const gsize end = parents->start[last - 1] - 1;
  guint32 hash = STRAY_HASH_INIT;

  for (guint p = last; p < parents->n && p - last < labels_max; p++)
    {
      gsize start = parents->start[p];
      gsize label_end = p == last ? end : parents->start[p - 1];

      for (gsize i = label_end; i-- > start;)
        hash = stray_hash_byte (hash, parents->ascii[i]);
      if (p == last)
        continue;
      for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
        {
          StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };

          if (!may_have (rule.trust, last, p))
            continue;
          rule.entry = stray_trust_find (rule.trust, parents->ascii + start, end - start, hash);
          if (rule.entry == NULL)
            continue;
          if (!stray_match_wants (match, &rule))
            return FALSE;
          offer (subject, &rule, start, match);
        }
    }
  return TRUE;
}

static void
look_up_all_labels (const StraySubject *subject, StrayMatch *match)
{
  const guint n = subject->parents->n;
  guint labels_max = 0;

  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    labels_max = MAX (labels_max, stray_policy_layer (subject->policy, i)->labels_max);
  for (guint last = 2; last < n; last++)
    if (!look_up_labels (subject, last, labels_max, match))
      return;
  /* Most is not there, which is told faster. */
  stray_match_spend (match, n * MIN (n, labels_max) / 32);
}

/* Whether @label is @name, both as stray_plain() has them, with each dot a hyphen, or gone with all hyphens. */
static gboolean
is_joined (const char *label, gsize length, const char *name, gsize name_length)
{
  gboolean hyphens = length == name_length;
  gsize i = 0, j = 0, letters = 0;

  for (gsize k = 0; hyphens && k < length; k++)
    hyphens = label[k] == (name[k] == '.' ? '-' : name[k]);
  if (hyphens)
    return TRUE;
  for (;; i++, j++)
    {
      while (i < length && label[i] == '-')
        i++;
      while (j < name_length && (name[j] == '-' || name[j] == '.'))
        j++;
      if (i == length || j == name_length)
        return i == length && j == name_length && letters >= JOINED_MIN;
      if (label[i] != name[j])
        return FALSE;
      letters += ((guchar)label[i] & 0xC0) != 0x80;
    }
}

static gboolean
is_joined_plain (const char *label, gsize length, const char *name, gsize name_length)
{
  g_autofree char *plain = NULL;

  if (strstr (name, "xn--") == NULL)
    return is_joined (label, length, name, name_length);
  plain = stray_plain_domain (name, name_length);
  return is_joined (label, length, plain, strlen (plain));
}

static void
look_up_joined (const StraySubject *subject, StrayMatch *match)
{
  const char *label = subject->plain;
  const gsize length = subject->plain_length;
  const guint32 hash = stray_squeezed_hash (STRAY_HASH_INIT, label, length);

  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };
      StrayIndexIter iter;
      guint32 e;

      stray_index_iter_init (&iter, &rule.trust->by_squeezed, hash);
      while (stray_index_iter_next (&iter, &e))
        {
          const char *name = rule.trust->arena + rule.trust->entries[e].name;

          rule.entry = &rule.trust->entries[e];
          if (!stray_match_wants (match, &rule))
            return;
          if (stray_common_word (name + rule.entry->registrable,
                                 rule.entry->suffix - rule.entry->registrable - 1)
              && memchr (label, '-', length) == NULL
              && !stray_suffix_is_government (name + rule.entry->registrable, name + rule.entry->suffix))
            continue;
          stray_match_spend_reading (match, name, 1);
          if (is_joined_plain (label, length, name, rule.entry->length))
            offer (subject, &rule, subject->label, match);
        }
    }
}

void
stray_embedded_match (const StraySubject *subject, StrayMatch *match)
{
  look_up_all_labels (subject, match);
  if (subject->rest > subject->label)
    look_up_joined (subject, match);
}
