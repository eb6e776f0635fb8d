/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "skeleton.h"

#include <string.h>

/* confusable: a label that looks like a trusted one (а for a, rn for m, 0 for o),
 * under the same ending or one slip away; under any ending at all where the
 * trusted one is a government's, whose name nobody else has an honest use for, and
 * where the letters are another script's, dressed up as Latin ones.
 *
 * Source: UTS #39, Unicode Security Mechanisms; see skeleton.h. */

/* Of fewer plain letters, some acronym looks like any other: dia and dla. */
#define ASCII_LETTERS_MIN 5

static gboolean
looks_equal (const StraySubject *subject, const StraySibling *sibling)
{
  return stray_skeleton_is_confusable (subject->ascii + subject->label, subject->rest - subject->label - 1,
                                       sibling->registrable, sibling->suffix - sibling->registrable - 1);
}

void
stray_confusable_match (const StraySubject *subject, StrayMatch *match)
{
  const char *typed = subject->ascii + subject->rest;
  const gboolean ascii = strncmp (subject->ascii + subject->label, "xn--", 4) != 0;
  const gsize length = subject->rest - subject->label - 1;
  const gboolean disguise
      = subject->confusables != NULL && stray_skeleton_is_disguise (subject->ascii + subject->label, length);

  for (guint i = 0; subject->confusables != NULL && i < subject->confusables->len; i++)
    {
      const StraySibling *sibling = &g_array_index (subject->confusables, StraySibling, i);
      gboolean same = strcmp (sibling->suffix, typed) == 0;
      gboolean near = same || stray_suffix_is_near (sibling->suffix, typed, length);
      guint distance;

      if (!near && !disguise
          && (!stray_suffix_is_government (sibling->registrable, sibling->suffix)
              || (ascii && length < ASCII_LETTERS_MIN)))
        continue;
      if (!looks_equal (subject, sibling))
        continue;
      distance = same ? 0 : near ? 1 : stray_distance (sibling->suffix, typed);
      stray_match_offer_sibling (match, subject, sibling, distance, 0, FALSE);
    }
}
