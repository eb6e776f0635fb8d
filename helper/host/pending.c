/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pending.h"

#include "token.h"

static StrayQuestion *
compose_question (const char *id, const StrayJudgement *judgement, const StrayHandling *handling,
                  gint64 protocol)
{
  g_autofree char *token = stray_token_new ();
  StrayQuestion *question = stray_question_new (token != NULL ? token : "", id, judgement->flagged->len);

  question->recipients = judgement->recipients;
  question->delay = handling->delay;
  question->leave_out = protocol >= 3 && judgement->removable;
  question->exception_days = handling->exception_days;
  question->typing = handling->typing;
  stray_organisation_set (&question->organisation, handling->text, handling->contact);
  question->records_domains = handling->audit == STRAY_AUDIT_DOMAINS;
  g_ptr_array_unref (question->findings);
  question->findings = g_ptr_array_ref (judgement->findings);
  return question;
}

StrayPending *
stray_pending_new (const char *id, StrayJudgement *judgement, StrayCleared *cleared,
                   const StrayHandling *handling, gint64 protocol, const char *extension)
{
  StrayPending *self = g_new0 (StrayPending, 1);

  self->judgement = judgement;
  self->cleared = cleared;
  self->question = compose_question (id, judgement, handling, protocol);
  self->cancellable = g_cancellable_new ();
  self->protocol = protocol;
  self->extension = g_strdup (extension);
  self->audit = handling->audit;
  self->asked = g_get_monotonic_time ();
  return self;
}

void
stray_pending_free (StrayPending *self)
{
  if (self == NULL)
    return;

  stray_judgement_free (self->judgement);
  stray_cleared_free (self->cleared);
  stray_question_free (self->question);
  g_object_unref (self->cancellable);
  g_free (self->extension);
  g_free (self);
}
