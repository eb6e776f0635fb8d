/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include <string.h>

/* gov_equivalent: the same label under another country's government second
 * level: mod.gov.ug where mod.gov.uk is trusted, esgr.gov.mv where esgr.mil is. */

static gboolean
is_same_country (const StraySubject *subject, const char *ending)
{
  const StrayCctld *cctld = stray_cctld_lookup (ending);

  return cctld != NULL && subject->cctld != NULL && strcmp (cctld->country, subject->cctld->country) == 0;
}

void
stray_gov_equivalent_match (const StraySubject *subject, StrayMatch *match)
{
  if (!subject->has_owner || subject->siblings == NULL
      || !stray_suffix_is_government_below (subject->suffix, stray_ending (subject->suffix), subject->cctld))
    return;
  for (guint i = 0; i < subject->siblings->len; i++)
    {
      const StraySibling *sibling = &g_array_index (subject->siblings, StraySibling, i);

      if (stray_suffix_is_government (sibling->registrable, sibling->suffix)
          && !stray_sibling_is_listed_suffix (sibling)
          && !is_same_country (subject, stray_ending (sibling->suffix)))
        stray_match_offer_sibling (match, subject, sibling, stray_distance (sibling->suffix, subject->suffix),
                                   0, FALSE);
    }
}
