/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include <string.h>

/* suffix_slip: the same registrable label under a public suffix one edit away,
 * whatever the label's length: af.ml, ibm.cm, mit.eu.
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

void
stray_suffix_slip_match (const StraySubject *subject, StrayMatch *match)
{
  const char *typed = subject->ascii + subject->rest;

  for (guint i = 0; subject->siblings != NULL && i < subject->siblings->len; i++)
    {
      const StraySibling *sibling = &g_array_index (subject->siblings, StraySibling, i);

      if (!is_slip (sibling->suffix, typed))
        continue;
      /* The sisters of a multinational are all real. */
      if (!stray_cctld_is_country_code (stray_ending (sibling->suffix))
          || !stray_subject_is_multinational (subject, sibling))
        stray_match_offer_sibling (match, subject, sibling, 1, 0, is_weak (subject, sibling->suffix));
    }
}
