/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "common-words.h"

#include <string.h>

/* same_label_abroad: the label of a government's or a university's name under
 * some other country's ending, however far (esgr.ro where esgr.mil is trusted).
 * same_label_brand: the same for companies, off unless asked for, since most of
 * those are theirs.
 *
 * Words everybody uses (portal, health), acronyms of one or two letters and names
 * under a second level only universities are given (bsu.edu.az) say nothing; but
 * sub-domains that are all the same do, whatever the label (176wg.ang.af.pl). */

/* How many letters make a name one owner's. A second level (net.bd) is one more
 * thing that differs, and universities go by acronyms all over the world. */
#define LABEL_MIN 3
#define SECOND_LEVEL_MIN 4
#define ACADEMIC_MIN 5
#define BRAND_MIN 5

typedef enum
{
  OWNER_GOVERNMENT,
  OWNER_ACADEMIC,
  OWNER_OTHER,
} Owner;

static Owner
get_owner (const StraySibling *sibling)
{
  if (stray_suffix_is_government (sibling->registrable, sibling->suffix))
    return OWNER_GOVERNMENT;
  return stray_suffix_is_academic (sibling->suffix) ? OWNER_ACADEMIC : OWNER_OTHER;
}

static gboolean
is_telling (const StraySubject *subject)
{
  return !stray_suffix_is_academic (subject->suffix)
         && !stray_common_word (subject->ascii + subject->label, subject->rest - subject->label - 1);
}

static gsize
letters_min (const StraySubject *subject, Owner owner)
{
  if (owner == OWNER_GOVERNMENT)
    return strchr (subject->suffix, '.') == NULL ? LABEL_MIN : SECOND_LEVEL_MIN;
  /* Two rules stay two rules, also where they come to the same number.
   * NOLINTNEXTLINE(bugprone-branch-clone) */
  return owner == OWNER_ACADEMIC ? ACADEMIC_MIN : BRAND_MIN;
}

static void
look_under (const StraySubject *subject, StrayUnder under, StrayMatch *match)
{
  StraySiblingIter iter STRAY_UNINITIALIZED;
  StraySibling sibling;

  stray_sibling_iter_init (&iter, subject, match, under, TRUE);
  while (stray_sibling_iter_next (&iter, &sibling))
    {
      const Owner owner = get_owner (&sibling);

      /* A wildcard names nothing that could be elsewhere. */
      if (!stray_entry_is_anchor (sibling.entry, FALSE) || stray_sibling_is_listed_suffix (&sibling)
          || stray_subject_is_in_country_of (subject, sibling.suffix)
          || (owner == OWNER_OTHER) != (under == STRAY_UNDER_ANY)
          || subject->rest - subject->label - 1 < letters_min (subject, owner))
        continue;
      stray_match_offer_sibling (match, subject, &sibling, stray_distance (sibling.suffix, subject->suffix),
                                 0, FALSE);
    }
}

/* All that stands before the ending, where that is two labels or more. */
static void
look_up_front (const StraySubject *subject, StrayMatch *match)
{
  const gsize length = subject->suffix - subject->ascii - 1;
  const guint32 hash = stray_plain_squeezed_hash (subject->ascii, length);

  if (memchr (subject->ascii, '.', length) == NULL)
    return;
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      StrayHit rule = { .trust = stray_policy_layer (subject->policy, i) };
      StrayClassIter iter;
      guint32 e;

      stray_class_iter_init (&iter, subject, &rule.trust->by_front, hash, STRAY_UNDER_GOVERNMENT);
      while (stray_class_iter_next (&iter, &e))
        {
          const char *name = rule.trust->arena + rule.trust->entries[e].name;

          rule.entry = &rule.trust->entries[e];
          if (!stray_match_wants (match, &rule))
            return;
          if (rule.entry->suffix == length + 1 && memcmp (name, subject->ascii, length) == 0
              && stray_suffix_is_government (name + rule.entry->registrable, name + rule.entry->suffix)
              && !stray_subject_is_in_country_of (subject, name + rule.entry->suffix))
            stray_match_offer_below (match, subject, &rule, 0,
                                     stray_distance (name + rule.entry->suffix, subject->suffix), 0, FALSE);
        }
    }
}

void
stray_same_label_abroad_match (const StraySubject *subject, StrayMatch *match)
{
  if (!subject->has_owner || !subject->known)
    return;
  look_up_front (subject, match);
  if (is_telling (subject))
    look_under (subject, STRAY_UNDER_RESTRICTED, match);
}

/* Whether the first of those with this label is a multinational's, or there is none. */
static gboolean
is_multinational (const StraySubject *subject, StrayMatch *match)
{
  StraySiblingIter iter STRAY_UNINITIALIZED;
  StraySibling sibling;

  stray_sibling_iter_init (&iter, subject, match, STRAY_UNDER_ANY_WHATEVER, TRUE);
  return !stray_sibling_iter_next (&iter, &sibling)
         || stray_subject_is_multinational (subject, match, &sibling);
}

void
stray_same_label_brand_match (const StraySubject *subject, StrayMatch *match)
{
  if (subject->has_owner && is_telling (subject) && !is_multinational (subject, match))
    look_under (subject, STRAY_UNDER_ANY, match);
}
