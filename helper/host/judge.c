/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "judge.h"

#include "core/address.h"
#include "core/check.h"
#include "core/country.h"
#include "core/difference.h"
#include "core/domain.h"
#include "native-messaging/digest.h"
#include "native-messaging/frame.h"

#include <string.h>

/* What is shown of a name, or of an address beyond the limit, in characters;
 * PROTOCOL.md, `findings`. */
#define SHOWN_MAX 256

/* What a reply holds beside its findings or corrections. */
#define ENVELOPE_MAX 1024
#define BUDGET (STRAY_FRAME_MAX_TO_EXTENSION - ENVELOPE_MAX)

static void
flagged_clear_cb (gpointer data)
{
  StrayFlagged *self = data;

  g_free (self->address);
  stray_result_free (self->result);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= SHOWN_MAX)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, SHOWN_MAX - 1);
  return g_strconcat (start, "…", NULL);
}

static void
take_marks (GArray *spans, GArray *marks)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const StraySpan *span = &g_array_index (spans, StraySpan, i);
      StrayMark mark = { .start = span->start, .length = span->length };

      g_array_append_val (marks, mark);
    }
  g_array_unref (spans);
}

static void
describe_lookalike (StrayFinding *finding, const StrayResult *result)
{
  GArray *typed, *meant;

  finding->verdict = g_strdup (stray_verdict_to_string (STRAY_VERDICT_LOOKALIKE));
  finding->domain = stray_domain_to_unicode (result->domain);
  if (!g_str_equal (finding->domain, result->domain))
    finding->ascii = g_strdup (result->domain);
  finding->kind = g_strdup (result->kind);
  finding->severity = g_strdup (stray_severity_to_string (result->severity));
  finding->country = g_strdup (result->country);
  finding->country_name = stray_country_name (result->country, NULL);
  finding->resembles = stray_domain_to_unicode (result->resembles);

  stray_difference (finding->domain, finding->resembles, &typed, &meant);
  take_marks (typed, finding->domain_marks);
  take_marks (meant, finding->resembles_marks);
}

/* A look-alike of which the protocol can tell everything. Anything else that
 * was flagged is told as unparsable: it was not cleared either. */
static gboolean
is_complete_lookalike (const StrayResult *result)
{
  return result != NULL && result->verdict == STRAY_VERDICT_LOOKALIKE && result->domain != NULL
         && result->kind != NULL && result->severity != STRAY_SEVERITY_NONE && result->country != NULL
         && result->resembles != NULL;
}

static StrayFinding *
describe (const StrayRecipient *recipient, const StrayFlagged *flagged)
{
  StrayFinding *finding = stray_finding_new ();
  const char *read = flagged->result != NULL ? flagged->result->address : NULL;
  const char *address = read != NULL ? read : flagged->address;

  finding->index = flagged->index;
  finding->field = g_strdup (recipient->field);
  finding->name = shorten (recipient->name);
  finding->list = shorten (recipient->list);
  finding->blocked = flagged->blocked;
  if (flagged->domain != NULL)
    {
      finding->address = g_strdup (address);
      finding->suggestion = g_strdup (flagged->suggestion);
      describe_lookalike (finding, flagged->result);
    }
  else
    {
      finding->address = shorten (address);
      finding->verdict = g_strdup (stray_verdict_to_string (STRAY_VERDICT_UNPARSABLE));
    }
  return finding;
}

/* What is done about a recipient. What cannot be read is no look-alike of any
 * severity, and cannot be cleared. */
static StrayAction
get_action (const StrayHandling *handling, const StrayResult *result)
{
  if (result != NULL
      && (result->verdict == STRAY_VERDICT_TRUSTED || result->verdict == STRAY_VERDICT_UNREMARKABLE))
    return STRAY_ACTION_NOTHING;
  return is_complete_lookalike (result) ? handling->actions[result->severity] : STRAY_ACTION_ASK;
}

static void
flag (StrayJudgement *self, guint index, const char *address, StrayResult *result, StrayAction action)
{
  StrayFlagged flagged = { .index = index, .address = g_strdup (address), .result = result };

  if (is_complete_lookalike (result))
    {
      flagged.domain = result->domain;
      flagged.suggestion = result->suggestion;
    }
  flagged.blocked = action == STRAY_ACTION_BLOCK;
  self->blocks = self->blocks || flagged.blocked;
  /* Of what nothing better is known there is nothing to tell. */
  self->asks = self->asks || action != STRAY_ACTION_TELL || flagged.suggestion == NULL;
  g_array_append_val (self->flagged, flagged);
}

/* What would not fit into the reply must not be offered. */
static void
drop_suggestions (StrayJudgement *self)
{
  g_autoptr (GPtrArray) all = stray_judgement_get_doubts (self);

  if (stray_corrections_size (all) > BUDGET)
    for (guint i = 0; i < self->flagged->len; i++)
      g_array_index (self->flagged, StrayFlagged, i).suggestion = NULL;
}

/* What is told first: what is blocked, then what cannot be corrected. So where not
 * all of them travel, the findings still tell whether everything may be kept, or
 * corrected. */
static int
get_precedence (const StrayFlagged *flagged)
{
  return flagged->blocked ? 0 : flagged->suggestion == NULL ? 1 : 2;
}

static int
compare_precedence_cb (gconstpointer a, gconstpointer b)
{
  const StrayFlagged *first = *(const StrayFlagged *const *)a, *second = *(const StrayFlagged *const *)b;
  const int order = get_precedence (first) - get_precedence (second);

  return order != 0 ? order : (first->index > second->index) - (first->index < second->index);
}

static int
compare_index_cb (gconstpointer a, gconstpointer b)
{
  const StrayFinding *first = *(const StrayFinding *const *)a, *second = *(const StrayFinding *const *)b;

  return (first->index > second->index) - (first->index < second->index);
}

static void
choose_findings (StrayJudgement *self, const GArray *recipients)
{
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (self->flagged->len);

  for (guint i = 0; i < self->flagged->len; i++)
    g_ptr_array_add (order, &g_array_index (self->flagged, StrayFlagged, i));
  g_ptr_array_sort (order, compare_precedence_cb);
  for (guint i = 0; i < MIN (order->len, STRAY_FINDINGS_MAX); i++)
    {
      const StrayFlagged *flagged = g_ptr_array_index (order, i);

      g_ptr_array_add (self->findings,
                       describe (&g_array_index (recipients, StrayRecipient, flagged->index), flagged));
    }
  g_ptr_array_set_size (self->findings, stray_findings_fit (self->findings, BUDGET));
  g_ptr_array_sort (self->findings, compare_index_cb);
}

StrayJudgement *
stray_judge (StrayPolicy *policy, const StrayHandling *handling, const StrayMessage *check)
{
  StrayJudgement *self = g_new0 (StrayJudgement, 1);
  g_autoptr (StrayPolicy) own = stray_policy_with_sender (policy, check->from);

  self->digest = stray_digest_recipients (check->recipients);
  self->recipients = check->recipients->len;
  self->flagged = g_array_new (FALSE, FALSE, sizeof (StrayFlagged));
  g_array_set_clear_func (self->flagged, flagged_clear_cb);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_finding_free);
  for (guint i = 0; i < check->recipients->len; i++)
    {
      const char *address = g_array_index (check->recipients, StrayRecipient, i).address;
      g_autoptr (StrayResult) result = NULL;
      StrayAction action;

      if (strlen (address) <= STRAY_ADDRESS_MAX)
        result = stray_check (own, address);
      action = get_action (handling, result);
      if (action != STRAY_ACTION_NOTHING)
        flag (self, i, address, g_steal_pointer (&result), action);
    }
  if (self->flagged->len > 0)
    {
      drop_suggestions (self);
      choose_findings (self, check->recipients);
    }
  return self;
}

GPtrArray *
stray_judgement_get_doubts (const StrayJudgement *self)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);

  for (guint i = 0; i < self->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (self->flagged, StrayFlagged, i);

      if (flagged->suggestion != NULL)
        g_ptr_array_add (
            doubts, stray_correction_new (flagged->index, flagged->result->address, flagged->suggestion));
    }
  return doubts;
}

void
stray_judgement_free (StrayJudgement *self)
{
  if (self == NULL)
    return;

  g_free (self->digest);
  g_array_unref (self->flagged);
  g_ptr_array_unref (self->findings);
  g_free (self);
}
