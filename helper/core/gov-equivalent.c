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
  StraySiblingIter iter STRAY_UNINITIALIZED;
  StraySibling sibling;
  gboolean weak;

  if (!subject->has_owner || !subject->known
      || !stray_suffix_is_government_below (subject->suffix, stray_ending (subject->suffix), subject->cctld))
    return;
  weak = stray_common_word (subject->ascii + subject->label, subject->rest - subject->label - 1);
  stray_sibling_iter_init (&iter, subject, match, STRAY_UNDER_GOVERNMENT, TRUE);
  while (!stray_match_has_enough (match, weak) && stray_sibling_iter_next (&iter, &sibling))
    if (stray_suffix_is_government (sibling.registrable, sibling.suffix)
        && !stray_sibling_is_listed_suffix (&sibling)
        && !stray_subject_is_in_country_of (subject, sibling.suffix))
      stray_match_offer_sibling (match, subject, &sibling, stray_distance (sibling.suffix, subject->suffix),
                                 0, weak);
}
