/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "domain.h"

#include <string.h>

/* wildcard_suffix: the recipient's public suffix is one edit from an ending that
 * is trusted as a whole: us.af.ml where `*.mil` is.
 *
 * It knows no name, so the near ending alone must speak: what carries much
 * legitimate mail (`busy` in data/tables/cctld.tsv) never does. Public suffixes
 * are compared, not endings, so co.il stays quiet: nobody can be at `il` itself.
 * Two-label endings lie close together (gov.uk, gov.ua), hence only a
 * neighbouring key counts between them. */

static gboolean
is_near (const StraySubject *subject, const char *ending)
{
  StraySlip slip = stray_suffix_slip (ending, subject->suffix);

  if (strchr (ending, '.') != NULL || strchr (subject->suffix, '.') != NULL)
    return slip == STRAY_SLIP_NEIGHBOUR;
  if (subject->cctld != NULL && subject->cctld->busy)
    return FALSE;
  return stray_suffix_slip_is_likely (slip, ending, subject->suffix);
}

static void
offer (const StraySubject *subject, const StrayHit *rule, StrayMatch *match)
{
  const char *ending = stray_trust_entry_name (rule->trust, rule->entry);
  gsize before = subject->suffix - subject->ascii;
  char meant[STRAY_DOMAIN_MAX + 1];

  if (before + rule->entry->length > STRAY_DOMAIN_MAX)
    return;
  memcpy (meant, subject->ascii, before);
  memcpy (meant + before, ending, rule->entry->length + 1);
  /* Which name was meant it cannot know, so one that is known comes first even if
   * a letter of it differs. */
  stray_match_offer (match, meant, rule, 1, 1, FALSE);
}

static void
look_up (const StraySubject *subject, guint32 hash, StrayMatch *match)
{
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };
      StrayIndexIter iter;
      guint32 e;

      stray_index_iter_init (&iter, &rule.trust->near_ending, hash);
      while (stray_index_iter_next (&iter, &e))
        {
          rule.entry = &rule.trust->entries[e];
          /* A lone `mil` may be filed under both forms. */
          rule.wildcard = (rule.entry->flags & STRAY_ENTRY_WILDCARD) != 0;
          if (is_near (subject, stray_trust_entry_name (rule.trust, rule.entry)))
            offer (subject, &rule, match);
        }
    }
}

void
stray_wildcard_suffix_match (const StraySubject *subject, StrayMatch *match)
{
  g_autofree char *unicode = NULL;
  const char *suffix = subject->suffix;
  gsize length;

  if (!subject->has_owner)
    return;
  if (strstr (suffix, "xn--") != NULL)
    suffix = unicode = stray_domain_to_unicode (suffix);
  length = strlen (suffix);
  look_up (subject, stray_near_ending_hash (suffix, length, 0, 0), match);
  for (const char *p = suffix; *p != '\0'; p = g_utf8_next_char (p))
    look_up (subject, stray_near_ending_hash (suffix, length, p - suffix, g_utf8_next_char (p) - p), match);
}
