/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "common-words.h"

/* gov_equivalent: the same label under another country's government second
 * level: mod.gov.ug where mod.gov.uk is trusted, esgr.gov.mv where esgr.mil is.
 *
 * Every government has some name for data or health; such a one counts less. */

void
stray_gov_equivalent_match (const StraySubject *subject, StrayMatch *match)
{
  gboolean weak;

  if (!subject->has_owner || subject->siblings == NULL
      || !stray_suffix_is_government_below (subject->suffix, stray_ending (subject->suffix), subject->cctld))
    return;
  weak = stray_common_word (subject->ascii + subject->label, subject->rest - subject->label - 1);
  for (guint i = 0; i < subject->siblings->len; i++)
    {
      const StraySibling *sibling = &g_array_index (subject->siblings, StraySibling, i);

      if (stray_suffix_is_government (sibling->registrable, sibling->suffix)
          && !stray_sibling_is_listed_suffix (sibling)
          && !stray_subject_is_in_country_of (subject, sibling->suffix))
        stray_match_offer_sibling (match, subject, sibling, stray_distance (sibling->suffix, subject->suffix),
                                   0, weak);
    }
}
