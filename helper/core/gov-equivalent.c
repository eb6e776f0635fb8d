/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "second-level.h"

#include <string.h>

/* gov_equivalent: the same label under another country's government second
 * level: mod.gov.ug where mod.gov.uk is trusted, esgr.gov.mv where esgr.mil is. */

/* Whether @domain ends in a government's second level below @cctld's ending. */
static gboolean
is_government_below (const char *domain, const char *ending, const StrayCctld *cctld)
{
  const char *word = ending - 1;
  gsize length;

  if (word <= domain)
    return FALSE;
  while (word > domain && word[-1] != '.')
    word--;
  length = ending - 1 - word;
  return stray_second_level_is_government (word, length)
         || (cctld != NULL && stray_cctld_has_government (cctld, word, length));
}

static gboolean
is_government (const StraySibling *sibling)
{
  const char *ending = stray_ending (sibling->suffix);

  if (strcmp (sibling->suffix, "mil") == 0 || strcmp (sibling->suffix, "gov") == 0)
    return TRUE;
  /* From the registrable domain on: mod.uk is itself such a second level. */
  return stray_cctld_is_country_code (ending)
         && is_government_below (sibling->registrable, ending, stray_cctld_lookup (ending));
}

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
      || !is_government_below (subject->suffix, stray_ending (subject->suffix), subject->cctld))
    return;
  for (guint i = 0; i < subject->siblings->len; i++)
    {
      const StraySibling *sibling = &g_array_index (subject->siblings, StraySibling, i);

      if (is_government (sibling) && !is_same_country (subject, stray_ending (sibling->suffix)))
        stray_match_offer_sibling (match, subject, sibling, stray_distance (sibling->suffix, subject->suffix),
                                   FALSE);
    }
}
