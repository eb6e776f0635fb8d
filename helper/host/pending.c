/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pending.h"

#define ASKED_MAX 64

struct _StrayAsked
{
  GQueue pending; /* of StrayPending, the oldest first */
};

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

StrayAsked *
stray_asked_new (void)
{
  return g_new0 (StrayAsked, 1);
}

void
stray_asked_free (StrayAsked *self)
{
  if (self == NULL)
    return;

  g_queue_clear_full (&self->pending, (GDestroyNotify)stray_pending_free);
  g_free (self);
}

void
stray_asked_add (StrayAsked *self, StrayPending *pending)
{
  g_queue_push_tail (&self->pending, pending);
  if (g_queue_get_length (&self->pending) > ASKED_MAX)
    stray_pending_free (g_queue_pop_head (&self->pending));
}

StrayPending *
stray_asked_take (StrayAsked *self, const char *id)
{
  for (GList *link = self->pending.head; link != NULL; link = link->next)
    {
      StrayPending *pending = link->data;

      if (g_str_equal (pending->question->id, id))
        {
          g_queue_delete_link (&self->pending, link);
          return pending;
        }
    }
  return NULL;
}
