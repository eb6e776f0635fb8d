/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pending.h"

StrayPending *
stray_pending_new (StrayJudgement *judgement, StrayCleared *cleared, StrayQuestion *question)
{
  StrayPending *self = g_new0 (StrayPending, 1);

  self->judgement = judgement;
  self->cleared = cleared;
  self->question = question;
  self->cancellable = g_cancellable_new ();
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
  g_free (self);
}
