/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "judge.h"

#include "core/address.h"
#include "core/check.h"
#include "core/country.h"
#include "core/difference.h"
#include "core/domain.h"
#include "native-messaging/frame.h"

#include <string.h>

/* What is shown of a name, or of an address beyond the limit, in characters;
 * PROTOCOL.md, `findings`. */
#define SHOWN_MAX 256

/* What a reply holds beside its findings or corrections. */
#define ENVELOPE_MAX 1024
#define BUDGET (STRAY_FRAME_MAX_TO_EXTENSION - ENVELOPE_MAX)

/* A recipient that was flagged. */
typedef struct
{
  guint index;
  const StrayRecipient *recipient;
  StrayResult *result; /* nullable: an address beyond the limit */
} Flagged;

static void
flagged_clear (Flagged *self)
{
  stray_result_free (self->result);
}

static gboolean
has_suggestion (const Flagged *self)
{
  return self->result != NULL && self->result->suggestion != NULL;
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
  finding->suggestion = g_strdup (result->suggestion);

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
describe (const Flagged *flagged)
{
  StrayFinding *finding = stray_finding_new ();
  const StrayResult *result = flagged->result;
  gboolean has_address = result != NULL && result->address != NULL;

  finding->index = flagged->index;
  finding->field = g_strdup (flagged->recipient->field);
  finding->name = shorten (flagged->recipient->name);
  finding->list = shorten (flagged->recipient->list);
  if (is_complete_lookalike (result))
    {
      finding->address = g_strdup (has_address ? result->address : flagged->recipient->address);
      describe_lookalike (finding, result);
    }
  else
    {
      finding->address = shorten (has_address ? result->address : flagged->recipient->address);
      finding->verdict = g_strdup (stray_verdict_to_string (STRAY_VERDICT_UNPARSABLE));
    }
  return finding;
}

static GArray *
flag (StrayPolicy *policy, const StrayMessage *check)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Flagged));

  g_array_set_clear_func (all, (GDestroyNotify)flagged_clear);
  for (guint i = 0; i < check->recipients->len; i++)
    {
      Flagged flagged = { .index = i, .recipient = &g_array_index (check->recipients, StrayRecipient, i) };

      if (strlen (flagged.recipient->address) <= STRAY_ADDRESS_MAX)
        flagged.result = stray_check (policy, flagged.recipient->address);

      if (flagged.result != NULL
          && (flagged.result->verdict == STRAY_VERDICT_TRUSTED
              || flagged.result->verdict == STRAY_VERDICT_UNREMARKABLE))
        stray_result_free (flagged.result);
      else
        g_array_append_val (all, flagged);
    }
  return all;
}

static int
compare_index_cb (gconstpointer a, gconstpointer b)
{
  const StrayFinding *const *first = a, *const *second = b;

  return (*first)->index < (*second)->index ? -1 : (*first)->index > (*second)->index;
}

/* Where not all of them travel, those without a suggestion go first, so that
 * the findings always tell whether all that was flagged has one. */
static void
choose_findings (StrayJudgement *self, const GArray *all)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < all->len && self->findings->len < STRAY_FINDINGS_MAX; i++)
      {
        const Flagged *flagged = &g_array_index (all, Flagged, i);

        if (has_suggestion (flagged) == pass)
          g_ptr_array_add (self->findings, describe (flagged));
      }
  g_ptr_array_set_size (self->findings, stray_findings_fit (self->findings, BUDGET));
  g_ptr_array_sort (self->findings, compare_index_cb);
}

/* Corrects all that was flagged, or nothing. */
static void
choose_corrections (StrayJudgement *self, const GArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Flagged *flagged = &g_array_index (all, Flagged, i);

      if (!has_suggestion (flagged))
        {
          g_ptr_array_set_size (self->corrections, 0);
          return;
        }
      g_ptr_array_add (self->corrections, stray_correction_new (flagged->index, flagged->recipient->address,
                                                                flagged->result->suggestion));
    }
}

/* What would not fit into the reply must not be offered. */
static void
drop_suggestions (StrayJudgement *self)
{
  g_ptr_array_set_size (self->corrections, 0);
  for (guint i = 0; i < self->findings->len; i++)
    {
      StrayFinding *finding = g_ptr_array_index (self->findings, i);

      g_clear_pointer (&finding->suggestion, g_free);
    }
}

/* Whether this one is only told, not asked about. What cannot be read is no
 * look-alike of any severity. */
static gboolean
is_only_told (const Flagged *self)
{
  return is_complete_lookalike (self->result) && self->result->severity == STRAY_SEVERITY_LOW;
}

static void
choose_doubts (StrayJudgement *self, const GArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Flagged *flagged = &g_array_index (all, Flagged, i);

      if (!is_only_told (flagged) || !has_suggestion (flagged))
        {
          self->asks = TRUE;
          g_ptr_array_set_size (self->doubts, 0);
          return;
        }
      g_ptr_array_add (self->doubts, stray_correction_new (flagged->index, flagged->result->address,
                                                           flagged->result->suggestion));
    }
}

StrayJudgement *
stray_judge (StrayPolicy *policy, const StrayMessage *check)
{
  StrayJudgement *self = g_new0 (StrayJudgement, 1);
  g_autoptr (StrayPolicy) own = stray_policy_with_sender (policy, check->from);
  g_autoptr (GArray) all = flag (own, check);

  self->flagged = all->len;
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_finding_free);
  self->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  self->doubts = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  choose_doubts (self, all);
  choose_findings (self, all);
  choose_corrections (self, all);
  if (stray_corrections_size (self->corrections) > BUDGET)
    drop_suggestions (self);
  return self;
}

void
stray_judgement_free (StrayJudgement *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->doubts);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->corrections);
  g_free (self);
}
