/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "check.h"

#include "address.h"
#include "cctld.h"
#include "domain.h"
#include "lookalike.h"
#include "policy-lookup.h"

#include <string.h>

/* CLDR's "unknown region": for two-letter endings no country has yet. */
#define NO_COUNTRY "ZZ"

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

/* Everything that needs no more than the domain; @result's domain is set. */
static void
judge (const StrayPolicy *policy, const StrayParents *parents, StrayResult *result)
{
  const char *ending = parents->ascii + parents->start[0];
  const StrayCctld *cctld = stray_cctld_lookup (ending);
  StrayHit cover;

  if (cctld != NULL)
    result->country = cctld->country;
  else if (stray_cctld_is_country_code (ending))
    result->country = NO_COUNTRY;

  if (stray_policy_find_cover (policy, parents, FALSE, &cover))
    {
      result->verdict = STRAY_VERDICT_TRUSTED;
      result->rule = stray_hit_to_rule (&cover);
    }
  else if (result->country == NULL || stray_policy_is_home (policy, result->country)
           || !stray_lookalike_find (policy, parents, cctld, result))
    result->verdict = STRAY_VERDICT_UNREMARKABLE;
  else
    result->verdict = STRAY_VERDICT_LOOKALIKE;
}

StrayResult *
stray_check (const StrayPolicy *policy, const char *recipient)
{
  StrayResult *result = g_new0 (StrayResult, 1);
  g_autoptr (StrayAddress) address = stray_address_parse (recipient);
  char ascii[STRAY_DOMAIN_MAX + 1];
  StrayParents parents;
  gsize length;

  result->verdict = STRAY_VERDICT_UNPARSABLE;
  if (address == NULL)
    return result;
  length = stray_domain_normalise (address->domain, strlen (address->domain), ascii);
  if (length > 0)
    {
      result->domain = g_strndup (ascii, length);
      stray_parents_init (&parents, result->domain, length);
      judge (policy, &parents, result);
    }
  if (result->resembles != NULL)
    result->suggestion = stray_address_with_domain (address, result->resembles);
  result->address = g_steal_pointer (&address->text);
  return result;
}

void
stray_result_free (StrayResult *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->domain);
  g_free (self->resembles);
  g_free (self->rule);
  g_free (self->suggestion);
  g_free (self);
}
