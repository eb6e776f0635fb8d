/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "common-words.h"

#include <string.h>

/* suffix_slip: the same registrable label under a public suffix one edit away,
 * whatever the label's length: af.ml, ibm.cm, mit.eu. Also where the country is the
 * right one and the slip in the second level made it some owner's name: bbc.cp.uk.
 *
 * Source: the .mil → .ml leak (J. Zuurbier, Financial Times, 17 July 2023) and
 * the .om and .cm campaigns (Endgame, 2016). */

/* A name under an ending that is sold as a generic one says little of a country
 * but where the ending is what .com becomes by one slip: those live on it. */
static gboolean
is_weak (const StraySubject *subject, const char *meant_suffix)
{
  return subject->cctld != NULL && subject->cctld->open && strcmp (meant_suffix, "com") != 0;
}

static gboolean
is_slip (const char *meant, const char *typed)
{
  StraySlip slip = stray_suffix_slip (meant, typed);

  return stray_suffix_slip_is_likely (slip, meant, typed)
         /* Universities go by acronyms under a second level that only they are
          * given, so the same name one letter away is another's by chance alone:
          * any letter counts there (soton.ac.ug), not a neighbouring key only. */
         || (slip == STRAY_SLIP_SUBSTITUTION && stray_suffix_is_academic_twin (meant, typed));
}

/* Longer than this is no second level that much is trusted under. */
#define SECOND_LEVEL_MAX 6

/* What to the public suffix list is the host bbc of cp.uk, as what it was meant to be:
 * the name bbc under a second level. Hosts are often called mail and www, so common
 * words are none; and a multinational has no sister there. */
static void
match_second_level (const StraySubject *subject, StrayMatch *match)
{
  StraySubject inner STRAY_UNINITIALIZED;
  StraySiblingIter iter STRAY_UNINITIALIZED;
  StraySibling sibling;

  if (subject->label == 0 || subject->rest - subject->label - 1 > SECOND_LEVEL_MAX
      || strchr (subject->ascii + subject->rest, '.') != NULL)
    return;
  inner = *subject;
  inner.rest = subject->label;
  for (inner.label = inner.rest - 1; inner.label > 0 && inner.ascii[inner.label - 1] != '.';)
    inner.label--;
  stray_suffix_find_near (subject->policy, inner.ascii + inner.rest, &inner.near);
  if (inner.near.n == 0 || stray_common_word (inner.ascii + inner.label, inner.rest - inner.label - 1))
    return;
  stray_subject_find_label (&inner);
  stray_sibling_iter_init (&iter, &inner, match, STRAY_UNDER_NEAR, TRUE);
  while (stray_sibling_iter_next (&iter, &sibling))
    if (strcmp (stray_ending (sibling.suffix), subject->ascii + subject->rest) == 0
        && is_slip (sibling.suffix, inner.ascii + inner.rest))
      stray_match_offer_sibling (match, &inner, &sibling, 1, 0, FALSE);
}

void
stray_suffix_slip_match (const StraySubject *subject, StrayMatch *match)
{
  const char *typed = subject->ascii + subject->rest;
  StraySiblingIter iter STRAY_UNINITIALIZED;
  StraySibling sibling;

  stray_sibling_iter_init (&iter, subject, match, STRAY_UNDER_NEAR, TRUE);
  while (stray_sibling_iter_next (&iter, &sibling))
    {
      stray_match_spend_reading (match, sibling.suffix, 1);
      if (!is_slip (sibling.suffix, typed))
        continue;
      /* The sisters of a multinational are all real. */
      if (!stray_cctld_is_country_code (stray_ending (sibling.suffix))
          || !stray_subject_is_multinational (subject, match, &sibling))
        stray_match_offer_sibling (match, subject, &sibling, 1, 0, is_weak (subject, sibling.suffix));
    }
  match_second_level (subject, match);
}
