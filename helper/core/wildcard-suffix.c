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

/* Whether no ending speaks about this one. */
static gboolean
is_quiet (const StraySubject *subject)
{
  return subject->cctld != NULL && subject->cctld->busy && strchr (subject->suffix, '.') == NULL;
}

static gboolean
is_near (const StraySubject *subject, const char *ending)
{
  StraySlip slip = stray_suffix_slip (ending, subject->suffix);

  if (strchr (ending, '.') != NULL || strchr (subject->suffix, '.') != NULL)
    return slip == STRAY_SLIP_NEIGHBOUR;
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
look_up (const StraySubject *subject, const StrayTrust *trust, guint32 key, StrayMatch *match)
{
  StrayIndexIter iter;
  guint32 e;

  stray_index_iter_init (&iter, &trust->near_ending, key);
  while (stray_index_iter_next (&iter, &e))
    {
      const StrayEntry *entry = &trust->entries[e];
      /* A lone `mil` may be filed under both forms. */
      const StrayHit rule = { trust, entry, (entry->flags & STRAY_ENTRY_WILDCARD) != 0 };

      if (!stray_match_wants (match, &rule))
        return;
      stray_match_spend_reading (match, stray_trust_entry_name (trust, entry), 1);
      if (is_near (subject, stray_trust_entry_name (trust, entry)))
        offer (subject, &rule, match);
    }
}

void
stray_wildcard_suffix_match (const StraySubject *subject, StrayMatch *match)
{
  guint32 keys[STRAY_NEAR_ENDING_KEYS_MAX] STRAY_UNINITIALIZED;
  guint n_keys;

  if (!subject->has_owner || is_quiet (subject))
    return;
  n_keys = stray_near_ending_keys (subject->suffix, keys);
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    for (guint k = 0; k < n_keys; k++)
      look_up (subject, stray_policy_layer (subject->policy, i), keys[k], match);
}
