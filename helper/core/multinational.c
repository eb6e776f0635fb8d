/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include <string.h>

/* Whether @rule tells of an ending a firm has. An entry that may be an exception is held
 * to what anchors: what is only trusted changes nothing about what anchors. */
static gboolean
counts (const StraySubject *subject, const StrayHit *rule)
{
  return subject->except == NULL
         || (!stray_rules_contain (subject->except, rule) && stray_policy_is_anchor (subject->policy, rule));
}

/* Adds to @endings those that @trust has the label of @sibling under. */
static void
find_endings (const StraySubject *subject, StrayMatch *match, const StrayTrust *trust,
              const StraySibling *sibling, guint32 hash, StrayEndings *endings)
{
  const gsize length = sibling->suffix - sibling->registrable;
  StrayIndexIter iter;
  guint32 g;
  guint n = 0;

  stray_index_iter_init (&iter, &trust->by_label, hash);
  while (endings->endings[1] == NULL && stray_index_iter_next (&iter, &g)
         && stray_match_spend (match, n++ % 2))
    {
      const StraySibling other = stray_sibling (trust, &trust->entries[trust->groups[g].entry]);
      const StrayHit rule = stray_sibling_get_rule (&other);
      const char *ending = stray_ending (other.suffix);
      const gboolean first = endings->endings[0] == NULL;

      if ((gsize)(other.suffix - other.registrable) == length
          && memcmp (other.registrable, sibling->registrable, length) == 0
          && (first || strcmp (ending, endings->endings[0]) != 0) && counts (subject, &rule))
        endings->endings[!first] = ending;
    }
}

static StrayEndings
get_endings (const StraySubject *subject, StrayMatch *match, const StraySibling *sibling, gboolean learned)
{
  const guint32 hash = stray_label_hash (sibling->registrable, sibling->suffix - sibling->registrable - 1);
  StrayEndings endings = { 0 };

  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      const StrayTrust *trust = stray_policy_layer (subject->policy, i);

      if (learned || !stray_policy_is_learned_layer (subject->policy, trust))
        find_endings (subject, match, trust, sibling, hash, &endings);
    }
  return endings;
}

/* The recipient's own label, which most that is asked about has, is looked up once. */
static StrayEndings
remember_endings (const StraySubject *subject, StrayMatch *match, const StraySibling *sibling)
{
  const gboolean learned = stray_policy_is_learned_layer (subject->policy, sibling->trust);
  const char *label = subject->ascii + subject->label;
  const gsize length = subject->rest - subject->label;
  StrayEndings *own = &match->endings[learned];

  if ((gsize)(sibling->suffix - sibling->registrable) != length
      || memcmp (sibling->registrable, label, length) != 0)
    return get_endings (subject, match, sibling, learned);
  if (own->label != label)
    {
      *own = get_endings (subject, match, sibling, learned);
      own->label = label;
    }
  return *own;
}

gboolean
stray_subject_is_multinational (const StraySubject *subject, StrayMatch *match, const StraySibling *sibling)
{
  const StrayEndings endings = remember_endings (subject, match, sibling);
  const char *ending = stray_ending (sibling->suffix);

  for (guint i = 0; i < G_N_ELEMENTS (endings.endings); i++)
    if (endings.endings[i] != NULL && strcmp (endings.endings[i], ending) != 0)
      return TRUE;
  return FALSE;
}
