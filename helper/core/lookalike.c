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

  self->policy = policy;
  self->parents = parents;
  self->ascii = parents->ascii;
  self->cctld = cctld;
  self->known = FALSE;
  self->except = NULL;
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
  self->near.n = 0;
  if (self->rest > self->label)
    {
      stray_suffix_find_near (policy, self->ascii + self->rest, &self->near);
      stray_subject_find_label (self);
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
      match->offered[FALSE] = match->offered[TRUE] = 0;
      stray_kinds[i].match (subject, match);
    }
}

/* What it takes to ask all kinds about a domain for which nothing is found, and how many
 * times they read an A-label in it. */
#define ASKING_WORK 20
#define A_LABEL_READINGS 3

/* Whether @rule is an exception to what else is trusted than @rules, with which it
 * speaks; see stray_lookalike_find(). What was learned is held to that beforehand.
 * Without @work left it is none, so that it is not cleared of what was not looked at. */
static gboolean
is_exception (const StrayPolicy *policy, const StrayHit *rule, GHashTable *rules, gint *work)
{
  const char *name = stray_trust_entry_name (rule->trust, rule->entry), *ending = stray_ending (name);
  const StrayCctld *cctld = stray_cctld_lookup (ending);
  char domain[STRAY_RULE_MAX + 1];
  gsize length;
  StraySubject subject STRAY_UNINITIALIZED;
  StrayParents parents STRAY_UNINITIALIZED;
  StrayMatch match = { .policy = policy, .parents = &parents, .except = rules, .any = TRUE, .work = *work };

  if (stray_policy_is_learned_layer (policy, rule->trust) || !stray_cctld_is_country_code (ending)
      || (cctld != NULL && stray_policy_is_home (policy, cctld->country)))
    return FALSE;
  /* Of `*.ml` it is any name below that may be one. */
  length = stray_hit_write_rule (rule, domain);
  if (length > STRAY_DOMAIN_MAX)
    return FALSE;
  stray_parents_init (&parents, domain, length);
  stray_match_spend_reading (&match, domain, A_LABEL_READINGS);
  if (stray_match_spend (&match, ASKING_WORK + parents.n))
    {
      subject_init (&subject, policy, &parents, cctld);
      subject.except = rules;
      ask_kinds (&subject, &match);
    }
  *work = match.work;
  stray_match_clear (&match);
  return match.kind != NULL && match.work > 0;
}

/* Returns: (nullable): those of the rules of @match that are exceptions. */
static GHashTable *
find_exceptions (const StrayMatch *match)
{
  GHashTable *exceptions = NULL;
  gint work = match->work;
  GHashTableIter iter;
  gpointer rule;

  if (match->rules == NULL || g_hash_table_size (match->rules) > STRAY_RULES_MAX)
    return NULL;
  g_hash_table_iter_init (&iter, match->rules);
  while (g_hash_table_iter_next (&iter, &rule, NULL))
    if (is_exception (match->policy, rule, match->rules, &work))
      stray_rules_add (&exceptions, rule);
  return exceptions;
}

gboolean
stray_lookalike_find (const StrayPolicy *policy, const StrayParents *parents, const StrayCctld *cctld,
                      StrayResult *result, StrayHit *rule)
{
  StrayMatch match = { .policy = policy, .parents = parents, .work = STRAY_WORK_MAX };
  g_autoptr (GHashTable) exceptions = NULL;
  StraySubject subject STRAY_UNINITIALIZED;

  subject_init (&subject, policy, parents, cctld);
  ask_kinds (&subject, &match);
  exceptions = find_exceptions (&match);
  if (exceptions != NULL)
    {
      stray_match_clear (&match);
      match = (StrayMatch){
        .policy = policy, .parents = parents, .except = exceptions, .work = STRAY_WORK_MAX
      };
      ask_kinds (&subject, &match);
    }
  stray_match_take_cut (&match, &subject);
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
