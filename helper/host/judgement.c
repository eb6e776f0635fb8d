/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "judgement.h"

#include "core/country.h"
#include "core/difference.h"
#include "core/domain.h"
#include "native-messaging/digest.h"
#include "native-messaging/frame.h"
#include "native-messaging/organisation.h"
#include "native-messaging/rest.h"

#include <string.h>

/* What is shown of a name, or of an address beyond the limit, in characters;
 * PROTOCOL.md, `findings`. */
#define SHOWN_MAX 256

/* What a reply holds beside its findings or corrections: some names, and what the
 * organisation says, of which a character takes 6 bytes where it is escaped. */
#define ENVELOPE_MAX (1024 + 2 * 6 * STRAY_ORGANISATION_MAX)
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

gboolean
stray_judgement_is_lookalike (const StrayResult *result)
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
  const char *text = recipient->mailbox != NULL ? recipient->mailbox : flagged->address;
  const char *address = read != NULL ? read : text;

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

void
stray_judgement_flag (StrayJudgement *self, guint index, const char *address, StrayResult *result,
                      StrayAction action)
{
  StrayFlagged flagged = { .index = index, .address = g_strdup (address), .result = result };

  if (stray_judgement_is_lookalike (result))
    {
      flagged.domain = result->domain;
      flagged.suggestion = result->suggestion;
    }
  flagged.blocked = action == STRAY_ACTION_BLOCK;
  /* Without a suggestion there is nothing to tell. */
  self->asks = self->asks || action != STRAY_ACTION_TELL || flagged.suggestion == NULL;
  g_array_append_val (self->flagged, flagged);
}

static void
list_blocked (StrayJudgement *self)
{
  g_autoptr (GHashTable) domains = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (self->flagged, StrayFlagged, i);

      /* Where the domain cannot be read, the whole address stands for it. */
      if (flagged->blocked
          && g_hash_table_add (domains,
                               flagged->domain != NULL ? (gpointer)flagged->domain : flagged->address))
        g_array_append_val (self->blocked, flagged->index);
    }
}

/* Whether a reply has room for a change of every recipient that was flagged: a
 * correction where there is a suggestion, a removal otherwise. */
static gboolean
changes_fit (const StrayJudgement *self)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  gsize least = 0;

  for (guint i = 0; i < self->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (self->flagged, StrayFlagged, i);

      /* What is far beyond it is not even written down. */
      least += strlen (flagged->address) + (flagged->suggestion != NULL ? strlen (flagged->suggestion) : 0);
      if (least > BUDGET)
        return FALSE;
      g_ptr_array_add (changes, stray_correction_new (flagged->index, flagged->address, flagged->suggestion));
    }
  return stray_corrections_size (changes) <= BUDGET;
}

/* What would not fit into the reply must not be offered. */
static void
weigh_changes (StrayJudgement *self)
{
  self->removable = changes_fit (self);
  if (self->removable)
    return;
  for (guint i = 0; i < self->flagged->len; i++)
    g_array_index (self->flagged, StrayFlagged, i).suggestion = NULL;
  self->removable = changes_fit (self);
}

/* Puts the first that is blocked, and the first that cannot be corrected, before all
 * others. So where not all of them travel, the findings still tell whether everything
 * may be kept, or corrected. Behind these come the others of both kinds. */
typedef struct
{
  const StrayFlagged *blocked;
  const StrayFlagged *uncorrectable;
} Witnesses;

static int
get_precedence (const StrayFlagged *flagged, const Witnesses *witnesses)
{
  if (flagged == witnesses->blocked || flagged == witnesses->uncorrectable)
    return 0;
  return flagged->blocked || flagged->suggestion == NULL ? 1 : 2;
}

static int
compare_precedence_cb (gconstpointer a, gconstpointer b, gpointer witnesses)
{
  const StrayFlagged *first = *(const StrayFlagged *const *)a, *second = *(const StrayFlagged *const *)b;
  const int order = get_precedence (first, witnesses) - get_precedence (second, witnesses);

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
  Witnesses witnesses = { NULL, NULL };

  for (guint i = 0; i < self->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (self->flagged, StrayFlagged, i);

      g_ptr_array_add (order, (gpointer)flagged);
      if (witnesses.blocked == NULL && flagged->blocked)
        witnesses.blocked = flagged;
      if (witnesses.uncorrectable == NULL && flagged->suggestion == NULL)
        witnesses.uncorrectable = flagged;
    }
  g_ptr_array_sort_with_data (order, compare_precedence_cb, &witnesses);
  for (guint i = 0; i < MIN (order->len, STRAY_FINDINGS_MAX); i++)
    {
      const StrayFlagged *flagged = g_ptr_array_index (order, i);

      g_ptr_array_add (self->findings,
                       describe (&g_array_index (recipients, StrayRecipient, flagged->index), flagged));
    }
  g_ptr_array_set_size (self->findings, stray_findings_fit (self->findings, BUDGET));
  g_ptr_array_sort (self->findings, compare_index_cb);
}

/* What is not shown still has to be known where the answer is carried out. Both are in
 * the order of the recipients. */
static void
list_rest (StrayJudgement *self, gsize budget)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_rest_free);

  for (guint i = 0, shown = 0; i < self->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (self->flagged, StrayFlagged, i);
      const StrayFinding *next
          = shown < self->findings->len ? g_ptr_array_index (self->findings, shown) : NULL;

      if (next != NULL && next->index == flagged->index)
        shown++;
      else
        g_ptr_array_add (rest, stray_rest_new (flagged->index, flagged->suggestion));
    }
  if (stray_rest_size (rest) <= budget)
    self->rest = g_steal_pointer (&rest);
}

StrayJudgement *
stray_judgement_new (const StrayMessage *check)
{
  StrayJudgement *self = g_new0 (StrayJudgement, 1);

  self->digest = stray_digest_recipients (check->recipients);
  self->recipients = check->recipients->len;
  self->flagged = g_array_new (FALSE, FALSE, sizeof (StrayFlagged));
  self->blocked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_clear_func (self->flagged, flagged_clear_cb);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_finding_free);
  return self;
}

void
stray_judgement_end (StrayJudgement *self, const StrayMessage *check)
{
  /* What is only told of is not part of the reply. */
  if (!self->asks)
    return;
  list_blocked (self);
  weigh_changes (self);
  choose_findings (self, check->recipients);
  if (self->findings->len < self->flagged->len)
    list_rest (self, BUDGET - stray_findings_size (self->findings));
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
  stray_result_free (self->sender);
  g_array_unref (self->flagged);
  g_array_unref (self->blocked);
  g_ptr_array_unref (self->findings);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_free (self);
}
