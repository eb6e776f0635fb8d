/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "common-words.h"
#include "domain.h"
#include "second-level.h"

#include <string.h>

/* appended: a whole explicit entry with a country-code ending behind it
 * (army.mil.ng).
 *
 * Where the registry of that country does sell such a second level, the name is
 * the sister or namesake of the trusted one (amazon.com.mx, bsu.edu.az) and
 * stays quiet; so it does at any other common second level where the trusted one
 * is a multinational. Not so under a government's, where a namesake is what is
 * meant to be caught (x.gov.lu, army.mil.be). A word everybody uses for a name
 * counts less. */

/* @tail is the second level and the ending behind @rule's name. */
static gboolean
is_sister (const StraySubject *subject, StrayMatch *match, const StrayHit *rule, const char *tail)
{
  gsize length = strcspn (tail, ".");
  StraySibling sibling;

  if (stray_second_level_is_government (tail, length))
    return FALSE;
  if (stray_domain_is_listed_suffix (tail))
    return TRUE;
  /* Multinationals are at private registries' second levels, too (com.ru). */
  sibling = stray_sibling (rule->trust, rule->entry);
  return stray_second_level_is_suffix (tail, length)
         && stray_subject_is_multinational (subject, match, &sibling);
}

static gboolean
is_common (const StrayHit *rule)
{
  const StrayEntry *entry = rule->entry;

  return entry->registrable == 0
         && stray_common_word (stray_trust_entry_name (rule->trust, entry), entry->suffix - 1);
}

void
stray_appended_match (const StraySubject *subject, StrayMatch *match)
{
  const StrayParents *parents = subject->parents;
  guint32 hash = STRAY_HASH_INIT;

  for (guint p = 1; p < parents->n; p++)
    {
      gsize start = parents->start[p], length = parents->start[0] - 1 - start;
      const char *name = parents->ascii + start;

      /* As stray_parents_init() does it, without the ending. */
      if (p > 1)
        hash = stray_hash_byte (hash, '.');
      for (gsize i = parents->start[p - 1] - 1; i-- > start;)
        hash = stray_hash_byte (hash, parents->ascii[i]);
      if (p < 2)
        continue;
      for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
        {
          StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };

          rule.entry = stray_trust_find (rule.trust, name, length, hash);
          if (rule.entry == NULL || rule.entry->suffix == 0)
            continue;
          if (!stray_match_wants (match, &rule))
            return;
          if (is_sister (subject, match, &rule, parents->ascii + parents->start[1]))
            continue;
          stray_match_offer_below (
              match, subject, &rule, start,
              stray_distance (stray_trust_entry_name (rule.trust, rule.entry) + rule.entry->suffix,
                              subject->suffix),
              0, is_common (&rule));
        }
    }
}
