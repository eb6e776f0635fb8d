/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "domain.h"

#include <string.h>

/* Adding a kind: its file, its row here, its vectors in tests/unit/lookalike.c
 * and its row in the documentation. Of equal matches the first kind is told. */
static const StrayKind kinds[] = {
  { "suffix_slip", STRAY_SEVERITY_HIGH, stray_suffix_slip_match },
  { "wildcard_suffix", STRAY_SEVERITY_HIGH, stray_wildcard_suffix_match },
  { "gov_equivalent", STRAY_SEVERITY_HIGH, stray_gov_equivalent_match },
};

struct _StrayMatch
{
  const StrayPolicy *policy;
  const StrayKind *offering; /* the kind that is being asked */
  const StrayKind *kind;     /* NULL: nothing yet */
  StrayHit rule;
  guint suffix_distance;
  guint label_distance;
  gboolean weak;
  char *meant;
};

const char *
stray_ending (const char *domain)
{
  const char *dot = strrchr (domain, '.');

  return dot == NULL ? domain : dot + 1;
}

StraySlip
stray_suffix_slip (const char *meant, const char *typed)
{
  g_autofree char *meant_unicode = NULL, *typed_unicode = NULL;

  if (strstr (meant, "xn--") == NULL && strstr (typed, "xn--") == NULL)
    return stray_slip (meant, typed);
  meant_unicode = stray_domain_to_unicode (meant);
  typed_unicode = stray_domain_to_unicode (typed);
  return stray_slip (meant_unicode, typed_unicode);
}

gboolean
stray_suffix_slip_is_likely (StraySlip slip, const char *meant, const char *typed)
{
  switch (slip)
    {
    case STRAY_SLIP_DELETION:
    case STRAY_SLIP_TRANSPOSITION:
    case STRAY_SLIP_NEIGHBOUR:
      return TRUE;
    case STRAY_SLIP_INSERTION:
    case STRAY_SLIP_SUBSTITUTION:
      return !stray_cctld_is_country_code (stray_ending (meant));
    case STRAY_SLIP_OTHER:
    default:
      return FALSE;
    }
}

/* Suffix distance, then label distance, then explicit before wildcard; what is
 * left is settled by names, so that no order of lists shows in the verdict. */
static gint
compare (const StrayMatch *match, const char *meant, const StrayHit *rule, guint suffix_distance,
         guint label_distance)
{
  gint order;

  if (suffix_distance != match->suffix_distance)
    return suffix_distance < match->suffix_distance ? -1 : 1;
  if (label_distance != match->label_distance)
    return label_distance < match->label_distance ? -1 : 1;
  if (rule->wildcard != match->rule.wildcard)
    return rule->wildcard ? 1 : -1;
  if (match->offering != match->kind)
    return match->offering < match->kind ? -1 : 1;
  order = strcmp (meant, match->meant);
  if (order != 0)
    return order;
  return strcmp (stray_trust_entry_name (rule->trust, rule->entry),
                 stray_trust_entry_name (match->rule.trust, match->rule.entry));
}

void
stray_match_offer (StrayMatch *self, const char *meant, const StrayHit *rule, guint suffix_distance,
                   guint label_distance, gboolean weak)
{
  if (!stray_policy_is_anchor (self->policy, rule))
    return;
  if (self->kind != NULL && compare (self, meant, rule, suffix_distance, label_distance) >= 0)
    return;
  self->kind = self->offering;
  self->rule = *rule;
  self->suffix_distance = suffix_distance;
  self->label_distance = label_distance;
  self->weak = weak;
  g_free (self->meant);
  self->meant = g_strdup (meant);
}

void
stray_match_offer_sibling (StrayMatch *self, const StraySubject *subject, const StraySibling *sibling,
                           guint suffix_distance, gboolean weak)
{
  gsize suffix_length = strlen (sibling->suffix);
  StrayHit rule = { sibling->trust, sibling->entry, FALSE };

  /* An entry that is only trusted offers nothing, nor does its group. */
  rule.wildcard = !stray_entry_is_anchor (sibling->entry, FALSE);
  if (!stray_policy_is_anchor (subject->policy, &rule))
    return;
  if (subject->rest + suffix_length <= STRAY_DOMAIN_MAX)
    {
      char meant[STRAY_DOMAIN_MAX + 1];
      StrayParents parents;
      StrayHit cover;

      memcpy (meant, subject->ascii, subject->rest);
      memcpy (meant + subject->rest, sibling->suffix, suffix_length + 1);
      stray_parents_init (&parents, meant, subject->rest + suffix_length);
      if (stray_policy_find_cover (subject->policy, &parents, TRUE, &cover))
        {
          stray_match_offer (self, meant, &cover, suffix_distance, 0, weak);
          return;
        }
    }
  stray_match_offer (self, stray_trust_entry_name (sibling->trust, sibling->entry), &rule, suffix_distance, 0,
                     weak);
}

/* Gathers the trusted groups with the subject's label from all layers. */
static void
find_siblings (StraySubject *subject)
{
  const char *label = subject->ascii + subject->label;
  gsize length = subject->rest - subject->label - 1;
  guint32 hash = stray_hash (label, length);

  for (guint i = 0; i < stray_policy_n_layers (subject->policy); i++)
    {
      const StrayTrust *trust = stray_policy_layer (subject->policy, i);
      StrayIndexIter iter;
      guint32 g;

      stray_index_iter_init (&iter, &trust->by_label, hash);
      while (stray_index_iter_next (&iter, &g))
        {
          const StrayEntry *entry = &trust->entries[trust->groups[g].entry];
          const char *name = stray_trust_entry_name (trust, entry);
          StraySibling sibling = { trust, entry, name + entry->registrable, name + entry->suffix };

          if ((gsize)(entry->suffix - entry->registrable) != length + 1
              || memcmp (sibling.registrable, label, length) != 0)
            continue;
          if (subject->siblings == NULL)
            subject->siblings = g_array_new (FALSE, FALSE, sizeof (StraySibling));
          g_array_append_val (subject->siblings, sibling);
          subject->multinational
              |= strcmp (stray_ending (sibling.suffix),
                         stray_ending (g_array_index (subject->siblings, StraySibling, 0).suffix))
                 != 0;
        }
    }
}

gboolean
stray_lookalike_find (const StrayPolicy *policy, const StrayParents *parents, const StrayCctld *cctld,
                      StrayResult *result)
{
  StraySubject subject = { .policy = policy, .ascii = parents->ascii, .cctld = cctld };
  StrayMatch match = { .policy = policy };
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
    find_siblings (&subject);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      match.offering = &kinds[i];
      kinds[i].match (&subject, &match);
    }
  g_clear_pointer (&subject.siblings, g_array_unref);
  if (match.kind == NULL)
    return FALSE;

  result->kind = match.kind->name;
  result->severity = match.weak ? MAX (match.kind->severity - 1, STRAY_SEVERITY_LOW) : match.kind->severity;
  result->resembles = match.meant;
  result->rule = stray_hit_to_rule (&match.rule);
  return TRUE;
}
