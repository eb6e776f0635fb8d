/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "asker.h"

#include "approval.h"
#include "audit.h"
#include "queue.h"
#include "resolve.h"

#include "native-messaging/answer.h"

#define OPEN_MAX 64

struct _StrayAsker
{
  StrayChannel *channel;
  StrayWorker *worker;
  StrayQueue *queue;
  StrayRecent *approvals;
  StrayRecent *asked; /* of StrayPending: what is asked inside Thunderbird, until it is answered */
  GHashTable *open;   /* id → StrayPending, which owns the id */
  gboolean ended;
};

static const StrayReason error_reasons[] = {
  [STRAY_DIALOG_ERROR_NO_ANSWER] = STRAY_REASON_NO_ANSWER,
  [STRAY_DIALOG_ERROR_COULD_NOT_SHOW] = STRAY_REASON_COULD_NOT_SHOW,
  [STRAY_DIALOG_ERROR_TIMED_OUT] = STRAY_REASON_TIMED_OUT,
  [STRAY_DIALOG_ERROR_CANCELLED] = STRAY_REASON_WITHDRAWN,
};

/* Leaves the one trace of a message that was asked about. */
static void
record (const StrayPending *pending, StrayReason reason, const StrayResolution *resolution)
{
  const StrayAudit audit = {
    .level = pending->audit,
    .reason = reason,
    .inside = pending->inside,
    .judgement = pending->judgement,
    .resolution = resolution,
    .duration = (g_get_monotonic_time () - pending->asked) / 1000,
    .protocol = pending->protocol,
    .extension = pending->extension,
  };

  stray_audit_write (&audit);
}

/* @pending (nullable) was asked inside Thunderbird, and what was answered there is not known. */
static void
forget (StrayPending *pending)
{
  if (pending == NULL)
    return;

  record (pending, pending->inside, NULL);
  stray_pending_free (pending);
}

StrayAsker *
stray_asker_new (StrayChannel *channel, StrayWorker *worker, const StrayDialog *dialog,
                 StrayRecent *approvals)
{
  StrayAsker *self = g_new0 (StrayAsker, 1);

  self->channel = channel;
  self->worker = worker;
  self->queue = stray_queue_new (dialog);
  self->approvals = approvals;
  self->asked = stray_recent_new ((GDestroyNotify)forget);
  self->open = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
stray_asker_free (StrayAsker *self)
{
  g_hash_table_unref (self->open);
  stray_recent_free (self->asked);
  stray_queue_free (self->queue);
  g_free (self);
}

gboolean
stray_asker_is_asking (StrayAsker *self, const char *id)
{
  return g_hash_table_contains (self->open, id);
}

/* Decides as @pending was answered, or as it could not be asked.
 * @resolution: (nullable): written with the action `correct` */
static void
decide (const StrayPending *pending, StrayReason reason, const StrayResolution *resolution)
{
  const StrayAsker *self = pending->asker;
  StrayDecision decision = {
    .id = pending->question->id,
    .reason = reason,
    .protocol = pending->protocol,
    .digest = pending->judgement->digest,
    .flagged = pending->judgement->flagged->len,
    .findings = pending->judgement->findings,
    .rest = pending->judgement->rest,
    .question = pending->question,
  };

  if (resolution != NULL)
    {
      decision.corrections = resolution->corrections;
      decision.removals = resolution->removals;
    }
  stray_channel_send (self->channel, stray_decision_to_json (&decision));
}

static void
save_cb (GTask *task, StrayPolicySource *source, gpointer data)
{
  const GArray *exceptions = data;

  for (guint i = 0; i < exceptions->len; i++)
    {
      const StrayChosenException *exception = &g_array_index (exceptions, StrayChosenException, i);

      if (!stray_policy_source_add_exception (source, exception->domain, exception->days))
        g_printerr (
            "straymail-host: an exception could not be saved, since the setting “exceptions” cannot be "
            "written.\n");
    }
  g_task_return_boolean (task, TRUE);
}

static void
save_exceptions (StrayAsker *self, GArray *exceptions)
{
  GTask *task;

  if (exceptions->len == 0)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, g_array_ref (exceptions), (GDestroyNotify)g_array_unref);
  stray_worker_do (self->worker, task, save_cb);
}

/* Does what was answered, and says why the message goes out or not. */
static StrayReason
carry_out (StrayPending *pending, const StrayAnswer *answer, StrayResolution **resolution)
{
  StrayAsker *self = pending->asker;
  GPtrArray *corrections;

  if (!answer->send)
    return STRAY_REASON_GO_BACK;
  *resolution = stray_resolve (pending->judgement, pending->question, answer);
  if (*resolution == NULL)
    return STRAY_REASON_NO_ANSWER;
  save_exceptions (self, (*resolution)->exceptions);
  corrections = (*resolution)->corrections;
  stray_cleared_change (pending->cleared, corrections, (*resolution)->removals);
  stray_recent_add (self->approvals, pending->question->id,
                    stray_approval_new (g_steal_pointer (&pending->cleared), STRAY_NOTICE_CORRECTED,
                                        corrections->len > 0 ? corrections : NULL));
  return corrections->len + (*resolution)->removals->len > 0 ? STRAY_REASON_CORRECTED
                                                             : STRAY_REASON_SEND_ANYWAY;
}

/* Why it is asked in Thunderbird, in words the extension knows. One that knows nothing
 * of what is blocked would offer to send there, and has to hold instead. */
static StrayReason
restrain (const StrayPending *pending, StrayReason reason)
{
  if (pending->protocol >= 3)
    return reason;
  if (reason == STRAY_REASON_BUSY)
    reason = STRAY_REASON_COULD_NOT_SHOW;
  return pending->judgement->blocked->len > 0 ? STRAY_REASON_NO_ANSWER : reason;
}

/* @pending could not be asked, or was not answered. Where it is asked in Thunderbird
 * instead, and that can tell the answer, it is kept until then. */
static void
give_up (StrayAsker *self, StrayPending *pending, StrayReason reason)
{
  StrayReason told = restrain (pending, reason);

  decide (pending, told, NULL);
  if (stray_reason_asks (told))
    pending->inside = told;
  if (pending->protocol >= 3 && stray_reason_asks (told))
    {
      stray_recent_add (self->asked, pending->question->id, pending);
      return;
    }
  record (pending, told, NULL);
  stray_pending_free (pending);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayPending *pending = user_data;
  StrayAsker *self = pending->asker;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrayAnswer) answer = stray_queue_ask_finish (result, &error);
  g_autoptr (StrayResolution) resolution = NULL;
  /* So it is, too, when the conversation ended with the question open. */
  StrayReason reason = STRAY_REASON_WITHDRAWN;

  g_hash_table_remove (self->open, pending->question->id);
  if (answer == NULL && !self->ended)
    {
      give_up (self, pending, error_reasons[error->code]);
      return;
    }
  if (!self->ended)
    {
      reason = carry_out (pending, answer, &resolution);
      decide (pending, reason, resolution);
    }
  record (pending, reason, resolution);
  stray_pending_free (pending);
}

void
stray_asker_ask (StrayAsker *self, StrayPending *pending)
{
  const StrayQuestion *question = pending->question;
  gboolean is_busy = g_hash_table_size (self->open) >= OPEN_MAX;

  pending->asker = self;
  /* So that it is known even if this process is gone before there is an answer. */
  if (pending->protocol >= 3)
    stray_channel_send (self->channel, stray_asking_to_json (question->id, pending->judgement->blocked));
  if (is_busy || *question->token == '\0')
    {
      give_up (self, pending, is_busy ? STRAY_REASON_BUSY : STRAY_REASON_COULD_NOT_SHOW);
      return;
    }
  g_hash_table_insert (self->open, question->id, pending);
  stray_queue_ask_async (self->queue, question, pending->cancellable, answered_cb, pending);
}

void
stray_asker_withdraw (StrayAsker *self, const char *id)
{
  StrayPending *open = g_hash_table_lookup (self->open, id);
  g_autoptr (StrayPending) inside = NULL;

  if (open != NULL)
    {
      g_cancellable_cancel (open->cancellable);
      return;
    }
  inside = stray_recent_take (self->asked, id);
  if (inside != NULL)
    record (inside, STRAY_REASON_WITHDRAWN, NULL);
}

void
stray_asker_forget (StrayAsker *self, const char *id)
{
  stray_recent_forget (self->asked, id);
}

gboolean
stray_asker_receive (StrayAsker *self, const StrayMessage *message, GError **error)
{
  g_autoptr (StrayPending) pending = stray_recent_take (self->asked, message->id);
  g_autoptr (StrayAnswer) answer = NULL;
  g_autoptr (StrayResolution) resolution = NULL;
  g_autoptr (GError) failure = NULL;
  StrayReason reason = STRAY_REASON_NO_ANSWER;

  if (pending == NULL)
    return TRUE;
  answer = stray_answer_parse (message->object, pending->question, &failure);
  if (answer != NULL)
    reason = carry_out (pending, answer, &resolution);
  if (reason != STRAY_REASON_NO_ANSWER)
    {
      record (pending, reason, resolution);
      return TRUE;
    }
  /* Whatever it was, it is done there. */
  record (pending, pending->inside, NULL);
  g_set_error_literal (error, STRAY_MESSAGE_ERROR, STRAY_MESSAGE_ERROR_BAD_MESSAGE,
                       failure != NULL ? failure->message : "That cannot be done with all that was flagged.");
  return FALSE;
}

void
stray_asker_end (StrayAsker *self)
{
  GHashTableIter iter;
  gpointer pending;

  self->ended = TRUE;
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &pending))
    g_cancellable_cancel (((StrayPending *)pending)->cancellable);

  /* Cancelling kills, so this takes no longer than the kernel does. */
  while (g_hash_table_size (self->open) > 0)
    g_main_context_iteration (NULL, TRUE);
}
