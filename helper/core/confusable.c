/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

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
is_a_label (const StraySubject *subject)
{
  return strncmp (subject->ascii + subject->label, "xn--", 4) == 0;
}

/* The recipient's label, read when the first that may look like it is met. */
typedef struct
{
  gboolean read;
  StrayReadings readings;
} Typed;

static gboolean
looks_equal (const StraySubject *subject, Typed *typed, const StraySibling *sibling, StrayMatch *match)
{
  StrayReadings meant STRAY_UNINITIALIZED;

  if (!typed->read)
    stray_readings_init (&typed->readings, subject->ascii + subject->label,
                         subject->rest - subject->label - 1);
  typed->read = TRUE;
  stray_match_spend (match, (subject->rest - subject->label) / 16);
  stray_match_spend_reading (match, sibling->registrable, 1);
  stray_readings_init (&meant, sibling->registrable, sibling->suffix - sibling->registrable - 1);
  return stray_readings_are_confusable (&typed->readings, &meant);
}

static void
offer (const StraySubject *subject, Typed *typed, const StraySibling *sibling, gboolean disguise,
       StrayMatch *match)
{
  const char *suffix = subject->ascii + subject->rest;
  const gsize length = subject->rest - subject->label - 1;
  const gboolean same = strcmp (sibling->suffix, suffix) == 0;
  const gboolean near = same || stray_suffix_is_near (sibling->suffix, suffix, length);

  if (!near && !disguise
      && (!stray_suffix_is_government (sibling->registrable, sibling->suffix)
          || (!is_a_label (subject) && length < ASCII_LETTERS_MIN)))
    return;
  if (looks_equal (subject, typed, sibling, match))
    stray_match_offer_sibling (match, subject, sibling,
                               same   ? 0
                               : near ? 1
                                      : stray_distance (sibling->suffix, suffix),
                               0, FALSE);
}

static void
look_under (const StraySubject *subject, Typed *typed, StrayUnder under, gboolean disguise, StrayMatch *match)
{
  StraySiblingIter iter STRAY_UNINITIALIZED;
  StraySibling sibling;

  stray_sibling_iter_init (&iter, subject, match, under, FALSE);
  while (stray_sibling_iter_next (&iter, &sibling))
    offer (subject, typed, &sibling, disguise, match);
}

void
stray_confusable_match (const StraySubject *subject, StrayMatch *match)
{
  Typed typed STRAY_UNINITIALIZED;

  if (!subject->known)
    return;
  typed.read = FALSE;
  look_under (subject, &typed, STRAY_UNDER_SAME_OR_NEAR, FALSE, match);
  look_under (subject, &typed, STRAY_UNDER_GOVERNMENT, FALSE, match);
  if (stray_skeleton_is_disguise (subject->ascii + subject->label, subject->rest - subject->label - 1))
    look_under (subject, &typed, STRAY_UNDER_ANY, TRUE, match);
}
