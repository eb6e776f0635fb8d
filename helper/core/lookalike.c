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

static void
subject_init (StraySubject *self, const StrayPolicy *policy, const StrayParents *parents,
              const StrayCctld *cctld)
{
  gsize suffix;

  *self = (StraySubject){ .policy = policy, .parents = parents, .ascii = parents->ascii, .cctld = cctld };
  self->label = stray_domain_split (self->ascii, &suffix);
  self->suffix = self->ascii + suffix;
  self->rest = suffix;
  self->has_owner = self->label < suffix;
  if (!self->has_owner && parents->n > 1)
    {
      /* Itself a public suffix: see StrayEntry.suffix. */
      self->label = 0;
      self->rest = strchr (self->ascii, '.') + 1 - self->ascii;
    }
  if (self->rest > self->label)
    {
      self->near_suffixes = stray_suffix_find_near (policy, self->ascii + self->rest);
      stray_subject_find_siblings (self);
    }
}

static void
ask_kinds (const StraySubject *subject, StrayMatch *match)
{
  for (gsize i = 0; i < stray_n_kinds && !(match->any && match->kind != NULL); i++)
    {
      /* A company's entries share a label more often than not; all the same they anchor. */
      if (stray_kinds[i].optional
          && (match->any || !stray_policy_has_kind (subject->policy, stray_kinds[i].name)))
        continue;
      match->offering = &stray_kinds[i];
      stray_kinds[i].match (subject, match);
    }
}

/* What so many say alike is no exception's word, and to hold them all to the others
 * would take time. */
#define RULES_MAX 16

/* Whether @rule is an exception to what else is trusted than @rules, with which it
 * speaks; see stray_lookalike_find(). What was learned is held to that beforehand. */
static gboolean
is_exception (const StrayPolicy *policy, const StrayHit *rule, GHashTable *rules)
{
  const char *name = stray_trust_entry_name (rule->trust, rule->entry), *ending = stray_ending (name);
  const StrayCctld *cctld = stray_cctld_lookup (ending);
  char domain[STRAY_RULE_MAX + 1];
  gsize length;
  StraySubject subject;
  StrayParents parents;
  StrayMatch match = { .policy = policy, .parents = &parents, .except = rules, .any = TRUE };

  if (stray_policy_is_learned_layer (policy, rule->trust) || !stray_cctld_is_country_code (ending)
      || (cctld != NULL && stray_policy_is_home (policy, cctld->country)))
    return FALSE;
  /* Of `*.ml` it is any name below that may be one. */
  length = stray_hit_write_rule (rule, domain);
  if (length > STRAY_DOMAIN_MAX)
    return FALSE;
  stray_parents_init (&parents, domain, length);
  subject_init (&subject, policy, &parents, cctld);
  subject.except = rules;
  ask_kinds (&subject, &match);
  stray_subject_clear (&subject);
  stray_match_clear (&match);
  return match.kind != NULL;
}

/* Returns: (nullable): those of @rules that are exceptions. */
static GHashTable *
find_exceptions (const StrayPolicy *policy, GHashTable *rules)
{
  GHashTable *exceptions = NULL;
  GHashTableIter iter;
  gpointer rule;

  if (rules == NULL || g_hash_table_size (rules) > RULES_MAX)
    return NULL;
  g_hash_table_iter_init (&iter, rules);
  while (g_hash_table_iter_next (&iter, &rule, NULL))
    if (is_exception (policy, rule, rules))
      stray_rules_add (&exceptions, rule);
  return exceptions;
}

gboolean
stray_lookalike_find (const StrayPolicy *policy, const StrayParents *parents, const StrayCctld *cctld,
                      StrayResult *result, StrayHit *rule)
{
  StrayMatch match = { .policy = policy, .parents = parents };
  g_autoptr (GHashTable) exceptions = NULL;
  StraySubject subject;

  subject_init (&subject, policy, parents, cctld);
  ask_kinds (&subject, &match);
  exceptions = find_exceptions (policy, match.rules);
  if (exceptions != NULL)
    {
      stray_match_clear (&match);
      match = (StrayMatch){ .policy = policy, .parents = parents, .except = exceptions };
      ask_kinds (&subject, &match);
    }
  stray_subject_clear (&subject);
  if (match.kind != NULL)
    {
      result->kind = match.kind->name;
      result->severity = match.severity;
      result->resembles = g_steal_pointer (&match.meant);
      *rule = match.rule;
    }
  stray_match_clear (&match);
  return match.kind != NULL;
}
