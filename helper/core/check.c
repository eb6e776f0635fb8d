/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "check.h"

#include "address.h"
#include "cctld.h"
#include "country.h"
#include "domain.h"
#include "hash.h"
#include "lookalike.h"
#include "policy-lookup.h"

#include <string.h>

static const char *const verdicts[] = {
  [STRAY_VERDICT_UNPARSABLE] = "unparsable",
  [STRAY_VERDICT_LOOKALIKE] = "lookalike",
  [STRAY_VERDICT_UNREMARKABLE] = "unremarkable",
  [STRAY_VERDICT_TRUSTED] = "trusted",
};

static const char *const severities[] = {
  [STRAY_SEVERITY_NONE] = "none",
  [STRAY_SEVERITY_LOW] = "low",
  [STRAY_SEVERITY_MEDIUM] = "medium",
  [STRAY_SEVERITY_HIGH] = "high",
};

const char *
stray_verdict_to_string (StrayVerdict verdict)
{
  g_return_val_if_fail ((gsize)verdict < G_N_ELEMENTS (verdicts), verdicts[STRAY_VERDICT_UNPARSABLE]);
  return verdicts[verdict];
}

const char *
stray_severity_to_string (StraySeverity severity)
{
  g_return_val_if_fail ((gsize)severity < G_N_ELEMENTS (severities), severities[STRAY_SEVERITY_HIGH]);
  return severities[severity];
}

/* Everything that needs no more than the domain. @rule is the entry the verdict
 * comes from, if any; @result's resembles is newly allocated. */
static void
judge (const StrayPolicy *policy, const StrayParents *parents, StrayResult *result, StrayHit *rule)
{
  const char *ending = parents->ascii + parents->start[0];
  const StrayCctld *cctld = stray_cctld_lookup (ending);

  if (cctld != NULL)
    result->country = cctld->country;
  else if (stray_cctld_is_country_code (ending))
    result->country = STRAY_NO_COUNTRY;

  if (stray_policy_find_cover (policy, parents, FALSE, rule))
    {
      result->verdict = STRAY_VERDICT_TRUSTED;
      return;
    }
  *rule = (StrayHit){ 0 };
  if (result->country == NULL || stray_policy_is_home (policy, result->country)
      || !stray_lookalike_find (policy, parents, cctld, result, rule))
    result->verdict = STRAY_VERDICT_UNREMARKABLE;
  else
    result->verdict = STRAY_VERDICT_LOOKALIKE;
}

struct _StrayChecker
{
  StrayPolicy *policy;
  GHashTable *known; /* of Known, by their domains */
};

/* What judge() said of a domain, which is kept behind it. */
typedef struct
{
  StrayResult result; /* its resembles is owned */
  StrayHit rule;
  char ascii[];
} Known;

static void
known_free_cb (gpointer data)
{
  Known *self = data;

  g_free ((char *)self->result.resembles);
  g_free (self);
}

StrayChecker *
stray_checker_new (StrayPolicy *policy)
{
  StrayChecker *self = g_new (StrayChecker, 1);

  self->policy = stray_policy_ref (policy);
  self->known = g_hash_table_new_full (stray_hash_text_cb, g_str_equal, NULL, known_free_cb);
  return self;
}

void
stray_checker_free (StrayChecker *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->known);
  stray_policy_unref (self->policy);
  g_free (self);
}

/* As judge(), once for each domain. */
static void
judge_once (StrayChecker *self, const char *ascii, gsize length, StrayResult *result, StrayHit *rule)
{
  Known *known = g_hash_table_lookup (self->known, ascii);

  if (known == NULL)
    {
      StrayParents parents STRAY_UNINITIALIZED;

      known = g_malloc0 (sizeof *known + length + 1);
      memcpy (known->ascii, ascii, length + 1);
      stray_parents_init (&parents, known->ascii, length);
      judge (self->policy, &parents, &known->result, &known->rule);
      g_hash_table_insert (self->known, known->ascii, known);
    }
  result->verdict = known->result.verdict;
  result->severity = known->result.severity;
  result->kind = known->result.kind;
  result->country = known->result.country;
  result->resembles = g_strdup (known->result.resembles);
  *rule = known->rule;
}

static const char *
put (char **room, const char *text, gsize length)
{
  char *start = *room;

  memcpy (start, text, length);
  start[length] = '\0';
  *room += length + 1;
  return start;
}

/* @verdict with its strings behind it in one allocation, since an ordinary
 * recipient costs little more than its allocations. */
static StrayResult *
pack (const StrayResult *verdict, gsize address, gsize domain, const StrayHit *rule)
{
  gsize resembles = verdict->resembles == NULL ? 0 : strlen (verdict->resembles);
  gsize suggestion = verdict->suggestion == NULL ? 0 : strlen (verdict->suggestion);
  StrayResult *result
      = g_malloc (sizeof *result + address + domain + resembles + suggestion
                  + (rule->entry == NULL ? 0 : rule->entry->length) + strlen ("*.") + 5 /* NULs */);
  char *room = (char *)(result + 1);

  *result = *verdict;
  if (verdict->address != NULL)
    result->address = put (&room, verdict->address, address);
  if (verdict->domain != NULL)
    result->domain = put (&room, verdict->domain, domain);
  if (verdict->resembles != NULL)
    result->resembles = put (&room, verdict->resembles, resembles);
  if (verdict->suggestion != NULL)
    result->suggestion = put (&room, verdict->suggestion, suggestion);
  if (rule->entry != NULL)
    {
      stray_hit_write_rule (rule, room);
      result->rule = room;
    }
  return result;
}

/* @checker: (nullable) */
static StrayResult *
check (const StrayPolicy *policy, StrayChecker *checker, const char *recipient)
{
  StrayResult verdict = { .verdict = STRAY_VERDICT_UNPARSABLE };
  g_autoptr (StrayAddress) parsed = NULL;
  g_autofree char *resembles = NULL, *suggestion = NULL;
  StrayAddress address = { 0 };
  gsize length = 0, domain_length = 0, at;
  StrayHit rule = { 0 };
  char ascii[STRAY_DOMAIN_MAX + 1] STRAY_UNINITIALIZED;
  StrayParents parents STRAY_UNINITIALIZED;

  if (stray_address_find_plain (recipient, &length, &at))
    address = (StrayAddress){ (char *)recipient, recipient + at + 1 };
  else if ((parsed = stray_address_parse (recipient)) != NULL)
    {
      address = *parsed;
      length = strlen (address.text);
    }
  else
    return pack (&verdict, 0, 0, &rule);

  verdict.address = address.text;
  domain_length = stray_domain_normalise (address.domain, length - (address.domain - address.text), ascii);
  if (domain_length > 0)
    {
      verdict.domain = ascii;
      if (checker != NULL)
        judge_once (checker, ascii, domain_length, &verdict, &rule);
      else
        {
          stray_parents_init (&parents, ascii, domain_length);
          judge (policy, &parents, &verdict, &rule);
        }
    }
  resembles = (char *)verdict.resembles;
  if (verdict.verdict == STRAY_VERDICT_LOOKALIKE && verdict.severity < STRAY_SEVERITY_HIGH
      && stray_policy_has_learned (policy, address.text, address.domain - address.text, ascii))
    {
      verdict.verdict = STRAY_VERDICT_UNREMARKABLE;
      verdict.severity = STRAY_SEVERITY_NONE;
      verdict.kind = verdict.resembles = NULL;
      rule = (StrayHit){ 0 };
    }
  if (verdict.resembles != NULL)
    suggestion = stray_address_with_domain (&address, resembles);
  /* One that is longer than what is read as an address cannot be sent to. */
  if (suggestion != NULL && strlen (suggestion) <= STRAY_ADDRESS_MAX)
    verdict.suggestion = suggestion;
  return pack (&verdict, length, domain_length, &rule);
}

StrayResult *
stray_check (const StrayPolicy *policy, const char *recipient)
{
  return check (policy, NULL, recipient);
}

StrayResult *
stray_checker_check (StrayChecker *self, const char *recipient)
{
  return check (self->policy, self, recipient);
}

void
stray_result_free (StrayResult *self)
{
  g_free (self);
}
