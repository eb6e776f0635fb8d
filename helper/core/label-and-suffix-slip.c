/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include <string.h>

/* label_and_suffix_slip: one edit in the label and one in the ending
 * (nintedno.be for nintendo.de).
 *
 * Two slips in one name are rare by accident and common by design: it is what
 * typosquatters register (P. Agten et al., "Seven Months' Worth of Mistakes", NDSS
 * 2015). Short labels lie too close together for it, hence five letters.
 * Marks are not counted as edits: whoever adds them means them not to be seen. */

/* How many that are under other suffixes are told apart while one of the others is looked at. */
#define OTHERS_A_LOOK 16

/* Its own label may be there under any number of endings. */
static gboolean
has_label (const StraySubject *subject, const StraySibling *sibling)
{
  const gsize length = subject->rest - subject->label;

  return (gsize)(sibling->suffix - sibling->registrable) == length
         && memcmp (sibling->registrable, subject->ascii + subject->label, length) == 0;
}

static void
offer (const StraySubject *subject, const StraySibling *sibling, StrayMatch *match)
{
  const char *typed = subject->ascii + subject->rest;
  char label[STRAY_SKELETON_MAX] STRAY_UNINITIALIZED;
  gsize length;

  if (has_label (subject, sibling))
    return;
  stray_match_spend (match, 2 + (subject->rest - subject->label) / 16);
  stray_match_spend_reading (match, sibling->registrable, 1);
  length = stray_plain (sibling->registrable, sibling->suffix - sibling->registrable - 1, label);
  if (length == 0 || strcmp (label, subject->plain) == 0
      || stray_slip (label, subject->plain) == STRAY_SLIP_OTHER
      || !stray_suffix_is_near (sibling->suffix, typed, g_utf8_strlen (label, length)))
    return;
  /* The sisters of a multinational are all real. */
  if (stray_cctld_is_country_code (stray_ending (sibling->suffix))
      && stray_subject_is_multinational (subject, match, sibling))
    return;
  stray_match_offer_sibling (match, subject, sibling, 1, 1, FALSE);
}

static void
look_up (const StraySubject *subject, const StrayTrust *trust, guint64 key, StrayMatch *match)
{
  guint32 n, others = 0;
  const guint32 *filed = stray_near_labels_find (&trust->near_label, key, &n);

  for (guint32 f = 0; f < n; f++)
    {
      const StrayGroup *group = &trust->groups[STRAY_NEAR_LABEL_VALUE (filed[f])];
      const gboolean near = subject->near.tags >> STRAY_NEAR_LABEL_TAG (filed[f]) & 1
                            && stray_near_suffixes_may_have (&subject->near, group->class);
      StraySibling sibling;
      StrayHit rule;

      /* One label may be there under any number of endings. */
      if (!near && ++others % OTHERS_A_LOOK > 0)
        continue;
      sibling = stray_sibling (trust, &trust->entries[group->entry]);
      rule = stray_sibling_get_rule (&sibling);
      if (!stray_match_wants (match, &rule))
        return;
      if (near)
        offer (subject, &sibling, match);
    }
}

void
stray_label_and_suffix_slip_match (const StraySubject *subject, StrayMatch *match)
{
  guint64 keys[STRAY_NEAR_KEYS_MAX] STRAY_UNINITIALIZED;
  const gsize length = subject->plain_length;

  if (subject->near.n == 0 || !subject->has_owner || length < STRAY_NEAR_LABEL_MIN - 1
      || length > STRAY_LABEL_BYTES_MAX)
    return;
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      const StrayTrust *trust = stray_policy_layer (subject->policy, i);
      guint n_keys = stray_near_labels_keys (subject->plain, length, keys);

      n_keys = stray_near_labels_filter (&trust->near_label, subject->near.tags, keys, n_keys);
      for (guint k = 0; k < n_keys; k++)
        look_up (subject, trust, keys[k], match);
    }
}
