/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "skeleton.h"

#include <string.h>

/* label_and_suffix_slip: one edit in the label and one in the ending
 * (nintedno.be for nintendo.de).
 *
 * Two slips in one name are rare by accident and common by design: it is what
 * typosquatters register (P. Agten et al., "Seven Months' Worth of Mistakes", NDSS
 * 2015). Short labels lie too close together for it, hence five letters.
 * Marks are not counted as edits: whoever adds them means them not to be seen. */

static void
offer (const StraySubject *subject, const StraySibling *sibling, const char *typed_label, StrayMatch *match)
{
  const char *typed = subject->ascii + subject->rest;
  char label[STRAY_SKELETON_MAX] STRAY_UNINITIALIZED;
  gsize length = stray_plain (sibling->registrable, sibling->suffix - sibling->registrable - 1, label);

  /* The very label may be there under any number of endings. */
  if (length == 0 || strcmp (label, typed_label) == 0 || stray_slip (label, typed_label) == STRAY_SLIP_OTHER
      || !stray_suffix_is_near (sibling->suffix, typed, g_utf8_strlen (label, length)))
    return;
  /* The sisters of a multinational are all real. */
  if (stray_cctld_is_country_code (stray_ending (sibling->suffix))
      && stray_subject_is_multinational (subject, sibling))
    return;
  stray_match_offer_sibling (match, subject, sibling, 1, 1, FALSE);
}

void
stray_label_and_suffix_slip_match (const StraySubject *subject, StrayMatch *match)
{
  guint64 keys[STRAY_NEAR_KEYS_MAX] STRAY_UNINITIALIZED;
  char label[STRAY_SKELETON_MAX] STRAY_UNINITIALIZED;
  gsize length;
  guint n_keys;

  if (subject->near_suffixes == 0 || !subject->has_owner)
    return;
  length = stray_plain (subject->ascii + subject->label, subject->rest - subject->label - 1, label);
  if (length < STRAY_NEAR_LABEL_MIN - 1 || length > STRAY_LABEL_BYTES_MAX)
    return;
  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      const StrayTrust *trust = stray_policy_layer (subject->policy, i);

      n_keys = stray_near_labels_keys (label, length, keys);
      n_keys = stray_near_labels_filter (&trust->near_label, subject->near_suffixes, keys, n_keys);
      for (guint k = 0; k < n_keys; k++)
        {
          guint32 n;
          const guint32 *filed = stray_near_labels_find (&trust->near_label, keys[k], &n);

          for (guint32 f = 0; f < n; f++)
            if (subject->near_suffixes >> STRAY_NEAR_LABEL_TAG (filed[f]) & 1)
              {
                const StrayGroup *group = &trust->groups[STRAY_NEAR_LABEL_VALUE (filed[f])];
                StraySibling sibling = stray_sibling (trust, &trust->entries[group->entry]);

                offer (subject, &sibling, label, match);
              }
        }
    }
}
