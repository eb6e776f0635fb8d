/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "domain.h"

#include <string.h>

/* Adding a kind: its file, its row here, its sentence in explain.c, its vectors in
 * tests/unit/kinds.c and its row in the documentation. */
const StrayKind stray_kinds[] = {
  { "suffix_slip", STRAY_SEVERITY_HIGH, FALSE, stray_suffix_slip_match },
  { "wildcard_suffix", STRAY_SEVERITY_HIGH, FALSE, stray_wildcard_suffix_match },
  { "dot_hyphen_slip", STRAY_SEVERITY_HIGH, FALSE, stray_dot_hyphen_slip_match },
  { "confusable", STRAY_SEVERITY_HIGH, FALSE, stray_confusable_match },
  { "label_and_suffix_slip", STRAY_SEVERITY_MEDIUM, FALSE, stray_label_and_suffix_slip_match },
  { "appended", STRAY_SEVERITY_MEDIUM, FALSE, stray_appended_match },
  { "embedded", STRAY_SEVERITY_MEDIUM, FALSE, stray_embedded_match },
  { "gov_equivalent", STRAY_SEVERITY_HIGH, FALSE, stray_gov_equivalent_match },
  { "same_label_abroad", STRAY_SEVERITY_LOW, FALSE, stray_same_label_abroad_match },
  { "same_label_brand", STRAY_SEVERITY_LOW, TRUE, stray_same_label_brand_match },
};
const gsize stray_n_kinds = G_N_ELEMENTS (stray_kinds);

StraySeverity
stray_kind_severity (const StrayKind *kind, gboolean weak)
{
  return weak ? MAX (kind->severity - 1, STRAY_SEVERITY_LOW) : kind->severity;
}

gboolean
stray_lookalike_find (const StrayPolicy *policy, const StrayParents *parents, const StrayCctld *cctld,
                      StrayResult *result, StrayHit *rule)
{
  StraySubject subject = { .policy = policy, .parents = parents, .ascii = parents->ascii, .cctld = cctld };
  StrayMatch match = { .policy = policy, .parents = parents };
  gsize suffix;

  subject.label = stray_domain_split (subject.ascii, &suffix);
  subject.suffix = subject.ascii + suffix;
  subject.rest = suffix;
  subject.has_owner = subject.label < suffix;
  if (!subject.has_owner && parents->n > 1)
    {
      /* Itself a public suffix: see StrayEntry.suffix. */
      subject.label = 0;
      subject.rest = strchr (subject.ascii, '.') + 1 - subject.ascii;
    }
  if (subject.rest > subject.label)
    {
      subject.near_suffixes = stray_suffix_find_near (policy, subject.ascii + subject.rest);
      stray_subject_find_siblings (&subject);
    }

  for (gsize i = 0; i < stray_n_kinds; i++)
    {
      if (stray_kinds[i].optional && !stray_policy_has_kind (policy, stray_kinds[i].name))
        continue;
      match.offering = &stray_kinds[i];
      stray_kinds[i].match (&subject, &match);
    }
  stray_subject_clear (&subject);
  if (match.kind == NULL)
    return FALSE;

  result->kind = match.kind->name;
  result->severity = stray_kind_severity (match.kind, match.weak);
  result->worst = match.worst;
  result->resembles = match.meant;
  *rule = match.rule;
  return TRUE;
}
