/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session.h"

#include "added.h"
#include "approval.h"
#include "audit.h"
#include "config.h"
#include "judge.h"
#include "notice.h"
#include "pending.h"
#include "preferences.h"
#include "queue.h"
#include "recent.h"
#include "resolve.h"
#include "status.h"
#include "token.h"

#include "doctor/checkup.h"
#include "native-messaging/answer.h"
#include "native-messaging/frame.h"

#include <string.h>

#define OPEN_MAX 64

struct _StraySession
{
  StrayChannel *channel;
  StrayPolicySource *source;
  const StrayDialog *dialog;
  StrayQueue *queue;
  StrayRecent *approvals; /* of StrayApproval: what was let out, until it was sent */
  StrayRecent *asked;     /* of StrayPending: what is asked inside Thunderbird, until it is answered */
  GHashTable *open;       /* id → StrayPending, which owns the id */
  gint64 protocol;        /* 0: not greeted yet */
  char *extension;        /* its version; NULL: likewise */
  gboolean ended;
};

static const StrayReason error_reasons[] = {
  [STRAY_DIALOG_ERROR_NO_ANSWER] = STRAY_REASON_NO_ANSWER,
  [STRAY_DIALOG_ERROR_COULD_NOT_SHOW] = STRAY_REASON_COULD_NOT_SHOW,
  [STRAY_DIALOG_ERROR_TIMED_OUT] = STRAY_REASON_TIMED_OUT,
  [STRAY_DIALOG_ERROR_CANCELLED] = STRAY_REASON_WITHDRAWN,
};

StraySession *
stray_session_new (StrayChannel *channel, StrayPolicySource *source, const StrayDialog *dialog)
{
  StraySession *self = g_new0 (StraySession, 1);

  self->channel = channel;
  self->source = source;
  self->dialog = dialog;
  self->queue = stray_queue_new (dialog);
  self->approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);
  self->asked = stray_recent_new ((GDestroyNotify)stray_pending_free);
  self->open = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
stray_session_free (StraySession *self)
{
  if (self == NULL)
    return;

  stray_session_end (self);
  g_hash_table_unref (self->open);
  stray_recent_free (self->approvals);
  stray_recent_free (self->asked);
  stray_queue_free (self->queue);
  g_free (self->extension);
  g_free (self);
}

static void
send_error (StraySession *self, const char *id, const GError *error)
{
  stray_channel_send (self->channel, stray_error_to_json (id, error));
}

static void
send_new_error (StraySession *self, const char *id, StrayMessageError code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (STRAY_MESSAGE_ERROR, code, message);

  send_error (self, id, error);
}

static void
send_decision (StraySession *self, const StrayDecision *decision)
{
  g_autofree char *body = stray_decision_to_json (decision);

  /* What is offered was weighed, so this does not happen; if it did, Thunderbird would
   * end the conversation. */
  if (strlen (body) > STRAY_FRAME_MAX_TO_EXTENSION)
    {
      StrayDecision none = *decision;

      none.reason = STRAY_REASON_NO_ANSWER;
      g_free (body);
      body = stray_decision_to_json (&none);
    }
  stray_channel_send (self->channel, g_steal_pointer (&body));
}

/* Decides without a question. */
static void
decide (StraySession *self, const char *id, StrayReason reason, const StrayJudgement *judgement)
{
  const StrayDecision decision
      = { .id = id, .reason = reason, .protocol = self->protocol, .digest = judgement->digest };

  send_decision (self, &decision);
}

/* Decides as @pending was answered, or as it could not be asked.
 * @resolution: (nullable): written with the action `correct` */
static void
decide_question (StraySession *self, const StrayPending *pending, StrayReason reason,
                 const StrayResolution *resolution)
{
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
  send_decision (self, &decision);
}

static void
clear (StraySession *self, const char *id, const StrayJudgement *judgement, StrayCleared *cleared)
{
  stray_recent_add (self->approvals, id, stray_approval_new (cleared, STRAY_NOTICE_DOUBTFUL, NULL));
  decide (self, id, STRAY_REASON_CLEAN, judgement);
}

/* Lets a message out that there is some doubt about. Version 1 of the protocol has
 * no word for it; the person is told all the same. */
static void
tell (StraySession *self, const char *id, const StrayJudgement *judgement, StrayCleared *cleared,
      const StrayHandling *handling)
{
  g_autoptr (GPtrArray) doubts = stray_judgement_get_doubts (judgement);
  const StrayAudit audit = {
    .level = handling->audit,
    .reason = STRAY_REASON_TOLD,
    .judgement = judgement,
    .duration = STRAY_AUDIT_NOT_ASKED,
    .protocol = self->protocol,
    .extension = self->extension,
  };

  stray_recent_add (self->approvals, id, stray_approval_new (cleared, STRAY_NOTICE_DOUBTFUL, doubts));
  decide (self, id, self->protocol >= 2 ? STRAY_REASON_TOLD : STRAY_REASON_CLEAN, judgement);
  stray_audit_write (&audit);
}

static void
save_exceptions (StraySession *self, const StrayResolution *resolution)
{
  for (guint i = 0; i < resolution->exceptions->len; i++)
    {
      const StrayChosenException *exception
          = &g_array_index (resolution->exceptions, StrayChosenException, i);

      if (!stray_policy_source_add_exception (self->source, exception->domain, exception->days))
        g_printerr (
            "straymail-host: an exception could not be saved, since the setting “exceptions” cannot be "
            "written.\n");
    }
}

/* Does what was answered, and says why the message goes out or not. */
static StrayReason
carry_out (StrayPending *pending, const StrayAnswer *answer, StrayResolution **resolution)
{
  StraySession *self = pending->session;
  GPtrArray *corrections;

  if (!answer->send)
    return STRAY_REASON_GO_BACK;
  *resolution = stray_resolve (pending->judgement, pending->question, answer);
  if (*resolution == NULL)
    return STRAY_REASON_NO_ANSWER;
  save_exceptions (self, *resolution);
  corrections = (*resolution)->corrections;
  stray_cleared_change (pending->cleared, corrections, (*resolution)->removals);
  stray_recent_add (self->approvals, pending->question->id,
                    stray_approval_new (g_steal_pointer (&pending->cleared), STRAY_NOTICE_CORRECTED,
                                        corrections->len > 0 ? corrections : NULL));
  return corrections->len + (*resolution)->removals->len > 0 ? STRAY_REASON_CORRECTED
                                                             : STRAY_REASON_SEND_ANYWAY;
}

/* Leaves the one trace of a message that was asked about. */
static void
record (const StrayPending *pending, StrayReason reason, const StrayResolution *resolution)
{
  const StrayAudit audit = {
    .level = pending->audit,
    .reason = reason,
    .judgement = pending->judgement,
    .resolution = resolution,
    .duration = (g_get_monotonic_time () - pending->asked) / 1000,
    .protocol = pending->protocol,
    .extension = ((StraySession *)pending->session)->extension,
  };

  stray_audit_write (&audit);
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
  return pending->judgement->blocks ? STRAY_REASON_NO_ANSWER : reason;
}

/* @pending could not be asked, or was not answered. Where it is asked in Thunderbird
 * instead, and that can tell the answer, it is kept until then. */
static void
give_up (StraySession *self, StrayPending *pending, StrayReason reason)
{
  StrayReason told = restrain (pending, reason);

  decide_question (self, pending, told, NULL);
  record (pending, told, NULL);
  if (pending->protocol >= 3 && stray_reason_asks (told))
    stray_recent_add (self->asked, pending->question->id, pending);
  else
    stray_pending_free (pending);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayPending *pending = user_data;
  StraySession *self = pending->session;
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
      decide_question (self, pending, reason, resolution);
    }
  record (pending, reason, resolution);
  stray_pending_free (pending);
}

static StrayQuestion *
compose_question (gint64 protocol, const char *token, const char *id, const StrayJudgement *judgement,
                  const StrayHandling *handling)
{
  StrayQuestion *question = stray_question_new (token, id, judgement->flagged->len);

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

static void
ask (StraySession *self, const char *id, StrayJudgement *judgement, StrayCleared *cleared,
     const StrayHandling *handling)
{
  g_autofree char *token = stray_token_new ();
  gboolean is_busy = g_hash_table_size (self->open) >= OPEN_MAX;
  StrayQuestion *question
      = compose_question (self->protocol, token != NULL ? token : "", id, judgement, handling);
  StrayPending *pending = stray_pending_new (judgement, cleared, question);

  pending->session = self;
  pending->protocol = self->protocol;
  pending->audit = handling->audit;
  pending->asked = g_get_monotonic_time ();
  /* So that it is known even if this process is gone before there is an answer. */
  if (pending->protocol >= 3)
    stray_channel_send (self->channel, stray_asking_to_json (id, judgement->blocks));
  if (token == NULL || is_busy)
    {
      give_up (self, pending, is_busy ? STRAY_REASON_BUSY : STRAY_REASON_COULD_NOT_SHOW);
      return;
    }
  g_hash_table_insert (self->open, question->id, pending);
  stray_queue_ask_async (self->queue, question, pending->cancellable, answered_cb, pending);
}

static void
report_cb (const char *problem, gpointer user_data)
{
  g_printerr ("straymail-host: %s\n", problem);
}

static void
receive_hello (StraySession *self, const StrayMessage *message)
{
  gint64 protocol = MIN (message->protocol_max, STRAY_PROTOCOL_MAX);

  if (protocol < MAX (message->protocol_min, STRAY_PROTOCOL_MIN))
    {
      g_autoptr (GError) error = g_error_new (STRAY_MESSAGE_ERROR, STRAY_MESSAGE_ERROR_UNSUPPORTED_PROTOCOL,
                                              "This host speaks protocol versions %d to %d.",
                                              STRAY_PROTOCOL_MIN, STRAY_PROTOCOL_MAX);

      send_error (self, NULL, error);
      return;
    }
  self->protocol = protocol;
  g_free (self->extension);
  self->extension = g_strdup (message->version);
  stray_channel_send (self->channel, stray_hello_to_json (protocol, STRAY_VERSION));
}

static void
receive_check (StraySession *self, const StrayMessage *message)
{
  g_autoptr (StrayPolicy) policy = NULL;
  g_autoptr (StrayHandling) handling = NULL;
  g_autoptr (StrayJudgement) judgement = NULL;
  g_autoptr (StrayCleared) cleared = NULL;

  if (g_hash_table_contains (self->open, message->id))
    {
      send_new_error (self, message->id, STRAY_MESSAGE_ERROR_DUPLICATE_ID,
                      "A check with this id is still open.");
      return;
    }

  policy = stray_policy_source_get (self->source, report_cb, NULL, NULL);
  if (policy == NULL)
    {
      send_new_error (self, message->id, STRAY_MESSAGE_ERROR_NO_POLICY, "No trust list could be read.");
      return;
    }

  stray_recent_forget (self->approvals, message->id);
  stray_recent_forget (self->asked, message->id);
  handling = stray_policy_source_get_handling (self->source);
  judgement = stray_judge (policy, handling, message);
  cleared = stray_cleared_new (message);
  if (judgement->flagged->len == 0)
    clear (self, message->id, judgement, g_steal_pointer (&cleared));
  else if (!judgement->asks)
    tell (self, message->id, judgement, g_steal_pointer (&cleared), handling);
  else
    ask (self, message->id, g_steal_pointer (&judgement), g_steal_pointer (&cleared), handling);
}

static void
receive_withdraw (StraySession *self, const StrayMessage *message)
{
  StrayPending *pending = g_hash_table_lookup (self->open, message->id);

  if (pending != NULL)
    g_cancellable_cancel (pending->cancellable);
}

static void
tell_of_added (StraySession *self, const StrayCleared *cleared, const StrayMessage *sent)
{
  g_autoptr (GArray) added = stray_added_find (cleared, sent);
  g_autoptr (StrayPolicy) policy = NULL;
  g_autoptr (StrayHandling) handling = NULL;
  g_autoptr (GPtrArray) flagged = NULL;

  if (added->len == 0)
    return;
  g_printerr (added->len == 1 ? "straymail-host: %u recipient was added after the check.\n"
                              : "straymail-host: %u recipients were added after the check.\n",
              added->len);
  policy = stray_policy_source_get (self->source, report_cb, NULL, NULL);
  if (policy == NULL)
    return;
  handling = stray_policy_source_get_handling (self->source);
  flagged = stray_added_judge (cleared, added, policy, handling);
  if (flagged->len > 0)
    stray_notice_tell (self->dialog->path, STRAY_NOTICE_ADDED, flagged);
}

static void
receive_sent (StraySession *self, const StrayMessage *message)
{
  g_autoptr (StrayApproval) approval = stray_recent_take (self->approvals, message->id);

  if (approval == NULL)
    return;
  if (approval->corrections != NULL)
    stray_notice_tell (self->dialog->path, approval->notice, approval->corrections);
  if (message->recipients != NULL)
    tell_of_added (self, approval->cleared, message);
}

static void
receive_contacts (StraySession *self, const StrayMessage *message)
{
  g_autoptr (StrayLearned) learned
      = stray_learned_new ((const char *const *)message->addresses->pdata, message->addresses->len);
  g_autoptr (StrayPolicy) policy = NULL;

  stray_policy_source_set_learned (self->source, learned);
  /* Asked for now, so that no check has to wait until it is made. */
  policy = stray_policy_source_get (self->source, report_cb, NULL, NULL);
}

static void
receive_preferences (StraySession *self, const StrayMessage *message)
{
  stray_preferences_open (self->dialog->path);
}

/* What was answered inside Thunderbird, and is done there already. */
static void
receive_answer (StraySession *self, const StrayMessage *message)
{
  g_autoptr (StrayPending) pending = stray_recent_take (self->asked, message->id);
  g_autoptr (StrayAnswer) answer = NULL;
  g_autoptr (StrayResolution) resolution = NULL;
  g_autoptr (GError) error = NULL;

  if (pending == NULL)
    return;
  answer = stray_answer_parse (message->object, pending->question, &error);
  if (answer == NULL)
    send_new_error (self, message->id, STRAY_MESSAGE_ERROR_BAD_MESSAGE, error->message);
  else
    carry_out (pending, answer, &resolution);
}

static void
receive_status (StraySession *self, const StrayMessage *message)
{
  g_autoptr (GPtrArray) checkups = stray_doctor_short ();

  stray_channel_send (self->channel, stray_status_to_json (checkups));
}

static const struct
{
  void (*receive) (StraySession *self, const StrayMessage *message);
  gint64 since; /* version of the protocol */
} receivers[STRAY_MESSAGE_N_TYPES] = {
  [STRAY_MESSAGE_HELLO] = { receive_hello, 0 },
  [STRAY_MESSAGE_CHECK] = { receive_check, 1 },
  [STRAY_MESSAGE_WITHDRAW] = { receive_withdraw, 1 },
  [STRAY_MESSAGE_SENT] = { receive_sent, 1 },
  [STRAY_MESSAGE_CONTACTS] = { receive_contacts, 2 },
  [STRAY_MESSAGE_PREFERENCES] = { receive_preferences, 3 },
  [STRAY_MESSAGE_ANSWER] = { receive_answer, 3 },
  [STRAY_MESSAGE_STATUS] = { receive_status, 3 },
};

void
stray_session_receive (StraySession *self, GBytes *body)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrayMessage) message = NULL;

  if (self->ended)
    return;

  message = stray_message_parse (body, &id, &error);
  if (message == NULL)
    send_error (self, id, error);
  else if (self->protocol == 0 && message->type != STRAY_MESSAGE_HELLO)
    send_new_error (self, id, STRAY_MESSAGE_ERROR_NOT_GREETED, "A successful hello has to come first.");
  else if (self->protocol < receivers[message->type].since)
    send_new_error (self, id, STRAY_MESSAGE_ERROR_UNKNOWN_TYPE,
                    "That type of message comes with a later version of the protocol.");
  else
    receivers[message->type].receive (self, message);
}

void
stray_session_end (StraySession *self)
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
