/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "audit.h"

#include "config.h"

#include "audit/event.h"
#include "audit/journal.h"

#include <string.h>

/* So many domains fit into a datagram whatever their length; how many recipients were
 * flagged is told beside them. */
#define DOMAINS_MAX 100
#define VERSION_MAX 64

static void
add (GStrvBuilder *fields, const char *name, const char *value)
{
  g_autofree char *field = g_strconcat (name, "=", value, NULL);

  g_strv_builder_add (fields, field);
}

static void
add_int (GStrvBuilder *fields, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  add (fields, name, text);
}

/* The extension says it, and it may be anything. */
static gboolean
is_version (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= VERSION_MAX
         && strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-+~_") == length;
}

/* What cannot be read comes behind everything that can. */
static StraySeverity
get_severity (const StrayFlagged *flagged)
{
  return flagged->domain != NULL ? flagged->result->severity : STRAY_SEVERITY_NONE;
}

static const StrayFlagged *
find_gravest (const StrayJudgement *judgement)
{
  const StrayFlagged *gravest = &g_array_index (judgement->flagged, StrayFlagged, 0);

  for (guint i = 1; i < judgement->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (judgement->flagged, StrayFlagged, i);

      if (get_severity (flagged) > get_severity (gravest))
        gravest = flagged;
    }
  return gravest;
}

static void
add_finding (GStrvBuilder *fields, const StrayFlagged *flagged)
{
  if (flagged->domain == NULL)
    {
      add (fields, STRAY_EVENT_KIND, STRAY_EVENT_UNPARSABLE);
      return;
    }
  add (fields, STRAY_EVENT_KIND, flagged->result->kind);
  add (fields, STRAY_EVENT_SEVERITY, stray_severity_to_string (flagged->result->severity));
  add (fields, STRAY_EVENT_COUNTRY, flagged->result->country);
}

static const char *
get_decision (StrayReason reason)
{
  return stray_reason_asks (reason) ? STRAY_EVENT_ASKED_IN_THUNDERBIRD : stray_reason_to_string (reason);
}

/* Of the recipients that were flagged, those the message was let out to are kept. */
static void
add_counts (GStrvBuilder *fields, const StrayAudit *self)
{
  const guint flagged = self->judgement->flagged->len;
  const guint corrected = self->resolution != NULL ? self->resolution->corrections->len : 0;
  const guint left_out = self->resolution != NULL ? self->resolution->removals->len : 0;
  const gboolean sends = self->reason == STRAY_REASON_TOLD || self->reason == STRAY_REASON_SEND_ANYWAY
                         || self->reason == STRAY_REASON_CORRECTED;

  add_int (fields, STRAY_EVENT_RECIPIENTS, self->judgement->recipients);
  add_int (fields, STRAY_EVENT_FLAGGED, flagged);
  add_int (fields, STRAY_EVENT_CORRECTED, corrected);
  add_int (fields, STRAY_EVENT_LEFT_OUT, left_out);
  add_int (fields, STRAY_EVENT_KEPT, sends ? flagged - corrected - left_out : 0);
}

/* Whether the person has read that domains are recorded. A question that was withdrawn
 * may not have been shown yet, and so may one whose answer did not come back. */
static gboolean
person_is_told (const StrayAudit *self)
{
  switch (self->reason)
    {
    case STRAY_REASON_SEND_ANYWAY:
    case STRAY_REASON_CORRECTED:
    case STRAY_REASON_GO_BACK:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
add_domains (GStrvBuilder *fields, const StrayJudgement *judgement)
{
  g_autoptr (GHashTable) added = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < judgement->flagged->len && g_hash_table_size (added) < DOMAINS_MAX; i++)
    {
      const StrayFlagged *flagged = &g_array_index (judgement->flagged, StrayFlagged, i);

      if (flagged->domain != NULL && g_hash_table_add (added, (gpointer)flagged->domain))
        add (fields, STRAY_EVENT_DOMAIN, flagged->domain);
    }
}

char **
stray_audit_compose (const StrayAudit *self)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  const char *decision = get_decision (self->reason);
  g_autofree char *message = g_strdup_printf ("A message was flagged: %s", decision);

  if (self->level == STRAY_AUDIT_NONE)
    return g_strv_builder_end (fields);

  add (fields, "MESSAGE", message);
  add (fields, "MESSAGE_ID", STRAY_EVENT_ID);
  /* "Normal but significant", as syslog(3) has it. */
  add (fields, "PRIORITY", "5");
  add (fields, "SYSLOG_IDENTIFIER", "straymail-host");
  add_finding (fields, find_gravest (self->judgement));
  add (fields, STRAY_EVENT_DECISION, decision);
  if (stray_reason_asks (self->inside))
    add (fields, STRAY_EVENT_REASON, stray_reason_to_string (self->inside));
  add_counts (fields, self);
  if (self->duration != STRAY_AUDIT_NOT_ASKED)
    add_int (fields, STRAY_EVENT_DURATION, self->duration);
  add (fields, STRAY_EVENT_HOST_VERSION, STRAY_VERSION);
  if (is_version (self->extension))
    add (fields, STRAY_EVENT_EXTENSION_VERSION, self->extension);
  add_int (fields, STRAY_EVENT_PROTOCOL, self->protocol);
  if (self->level == STRAY_AUDIT_DOMAINS && person_is_told (self))
    add_domains (fields, self->judgement);
  return g_strv_builder_end (fields);
}

void
stray_audit_write (const StrayAudit *self)
{
  g_auto (GStrv) fields = stray_audit_compose (self);

  if (fields[0] != NULL)
    stray_journal_send (STRAY_JOURNAL_SOCKET, (const char *const *)fields);
}
