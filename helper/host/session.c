/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session.h"

#include "added.h"
#include "approvals.h"
#include "audit.h"
#include "config.h"
#include "judge.h"
#include "notice.h"
#include "preferences.h"
#include "queue.h"
#include "resolve.h"
#include "token.h"

#include "native-messaging/frame.h"

#include <string.h>

#define OPEN_MAX 64

struct _StraySession
{
  StrayChannel *channel;
  StrayPolicySource *source;
  const StrayDialog *dialog;
  StrayQueue *queue;
  StrayApprovals *approvals;
  GHashTable *open; /* id → Check, which owns the id */
  gint64 protocol;  /* 0: not greeted yet */
  char *extension;  /* its version; NULL: likewise */
  gboolean ended;
};

/* A check whose question is open. It is answered in the protocol it was asked in. */
typedef struct
{
  StraySession *session;
  gint64 protocol;
  StrayJudgement *judgement;
  StrayCleared *cleared;
  StrayQuestion *question;
  GCancellable *cancellable;
  StrayAuditLevel audit;
  gint64 asked; /* monotonic time in microseconds */
} Check;

static const StrayReason error_reasons[] = {
  [STRAY_DIALOG_ERROR_NO_ANSWER] = STRAY_REASON_NO_ANSWER,
  [STRAY_DIALOG_ERROR_COULD_NOT_SHOW] = STRAY_REASON_COULD_NOT_SHOW,
  [STRAY_DIALOG_ERROR_TIMED_OUT] = STRAY_REASON_TIMED_OUT,
  [STRAY_DIALOG_ERROR_CANCELLED] = STRAY_REASON_WITHDRAWN,
};

static void
check_free (Check *self)
{
  stray_judgement_free (self->judgement);
  stray_cleared_free (self->cleared);
  stray_question_free (self->question);
  g_object_unref (self->cancellable);
  g_free (self);
}

StraySession *
stray_session_new (StrayChannel *channel, StrayPolicySource *source, const StrayDialog *dialog)
{
  StraySession *self = g_new0 (StraySession, 1);

  self->channel = channel;
  self->source = source;
  self->dialog = dialog;
  self->queue = stray_queue_new (dialog);
  self->approvals = stray_approvals_new ();
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
  stray_approvals_free (self->approvals);
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

/* Decides as @check was answered, or as it could not be asked.
 * @resolution: (nullable): written with the action `correct` */
static void
decide_question (StraySession *self, const Check *check, StrayReason reason,
                 const StrayResolution *resolution)
{
  StrayDecision decision = {
    .id = check->question->id,
    .reason = reason,
    .protocol = check->protocol,
    .digest = check->judgement->digest,
    .flagged = check->judgement->flagged->len,
    .findings = check->judgement->findings,
    .organisation = &check->question->organisation,
    .records_domains = check->question->records_domains,
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
  stray_approvals_add (self->approvals, id, cleared, STRAY_NOTICE_DOUBTFUL, NULL);
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

  stray_approvals_add (self->approvals, id, cleared, STRAY_NOTICE_DOUBTFUL, doubts);
  decide (self, id, self->protocol >= 2 ? STRAY_REASON_TOLD : STRAY_REASON_CLEAN, judgement);
  stray_audit_write (&audit);
}

/* Does what was answered, and says why the message goes out or not. */
static StrayReason
carry_out (Check *check, const StrayAnswer *answer, StrayResolution **resolution)
{
  StraySession *self = check->session;

  if (!answer->send)
    return STRAY_REASON_GO_BACK;
  *resolution = stray_resolve (check->judgement, check->question, answer);
  if (*resolution == NULL)
    return STRAY_REASON_NO_ANSWER;
  for (guint i = 0; i < (*resolution)->exceptions->len; i++)
    {
      const StrayChosenException *exception
          = &g_array_index ((*resolution)->exceptions, StrayChosenException, i);

      if (!stray_policy_source_add_exception (self->source, exception->domain, exception->days))
        g_printerr (
            "straymail-host: an exception could not be saved, since the setting “exceptions” cannot be "
            "written.\n");
    }
  stray_cleared_change (check->cleared, (*resolution)->corrections, (*resolution)->removals);
  stray_approvals_add (self->approvals, check->question->id, g_steal_pointer (&check->cleared),
                       STRAY_NOTICE_CORRECTED,
                       (*resolution)->corrections->len > 0 ? (*resolution)->corrections : NULL);
  return (*resolution)->corrections->len + (*resolution)->removals->len > 0 ? STRAY_REASON_CORRECTED
                                                                            : STRAY_REASON_SEND_ANYWAY;
}

/* Leaves the one trace of a message that was asked about. */
static void
record (const Check *check, StrayReason reason, const StrayResolution *resolution)
{
  const StrayAudit audit = {
    .level = check->audit,
    .reason = reason,
    .judgement = check->judgement,
    .resolution = resolution,
    .duration = (g_get_monotonic_time () - check->asked) / 1000,
    .protocol = check->protocol,
    .extension = check->session->extension,
  };

  stray_audit_write (&audit);
}

/* Why it is asked in Thunderbird, in words the extension knows. One that knows nothing
 * of what is blocked would offer to send there, and has to hold instead. */
static StrayReason
restrain (const Check *check, StrayReason reason)
{
  if (check->protocol >= 3)
    return reason;
  if (reason == STRAY_REASON_BUSY)
    reason = STRAY_REASON_COULD_NOT_SHOW;
  return check->judgement->blocks ? STRAY_REASON_NO_ANSWER : reason;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Check *check = user_data;
  StraySession *self = check->session;
  const char *id = check->question->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrayAnswer) answer = stray_queue_ask_finish (result, &error);
  g_autoptr (StrayResolution) resolution = NULL;
  /* So it is, too, when the conversation ended with the question open. */
  StrayReason reason = STRAY_REASON_WITHDRAWN;

  g_hash_table_remove (self->open, id);
  if (!self->ended)
    {
      reason = answer != NULL ? carry_out (check, answer, &resolution)
                              : restrain (check, error_reasons[error->code]);
      decide_question (self, check, reason, resolution);
    }
  record (check, reason, resolution);
  check_free (check);
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
  Check *check = g_new0 (Check, 1);
  gboolean is_busy = g_hash_table_size (self->open) >= OPEN_MAX;

  check->session = self;
  check->protocol = self->protocol;
  check->judgement = judgement;
  check->cleared = cleared;
  check->cancellable = g_cancellable_new ();
  check->audit = handling->audit;
  check->asked = g_get_monotonic_time ();
  check->question = compose_question (check->protocol, token != NULL ? token : "", id, judgement, handling);
  if (token == NULL || is_busy)
    {
      StrayReason reason = restrain (check, is_busy ? STRAY_REASON_BUSY : STRAY_REASON_COULD_NOT_SHOW);

      decide_question (self, check, reason, NULL);
      record (check, reason, NULL);
      check_free (check);
      return;
    }
  g_hash_table_insert (self->open, check->question->id, check);
  stray_queue_ask_async (self->queue, check->question, check->cancellable, answered_cb, check);
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

  stray_approvals_forget (self->approvals, message->id);
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
  Check *check = g_hash_table_lookup (self->open, message->id);

  if (check != NULL)
    g_cancellable_cancel (check->cancellable);
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
  g_autoptr (StrayApproval) approval = stray_approvals_take (self->approvals, message->id);

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
  g_autoptr (StrayLearned) learned = NULL;
  g_autoptr (StrayPolicy) policy = NULL;

  if (self->protocol < 2)
    {
      send_new_error (self, NULL, STRAY_MESSAGE_ERROR_UNKNOWN_TYPE,
                      "That type of message comes with protocol version 2.");
      return;
    }
  learned = stray_learned_new ((const char *const *)message->addresses->pdata, message->addresses->len);
  stray_policy_source_set_learned (self->source, learned);
  /* Asked for now, so that no check has to wait until it is made. */
  policy = stray_policy_source_get (self->source, report_cb, NULL, NULL);
}

static void
receive_preferences (StraySession *self, const StrayMessage *message)
{
  if (self->protocol < 3)
    send_new_error (self, NULL, STRAY_MESSAGE_ERROR_UNKNOWN_TYPE,
                    "That type of message comes with protocol version 3.");
  else
    stray_preferences_open (self->dialog->path);
}

static void (*const receivers[STRAY_MESSAGE_N_TYPES]) (StraySession *self, const StrayMessage *message) = {
  [STRAY_MESSAGE_HELLO] = receive_hello,       [STRAY_MESSAGE_CHECK] = receive_check,
  [STRAY_MESSAGE_WITHDRAW] = receive_withdraw, [STRAY_MESSAGE_SENT] = receive_sent,
  [STRAY_MESSAGE_CONTACTS] = receive_contacts, [STRAY_MESSAGE_PREFERENCES] = receive_preferences,
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
  else
    receivers[message->type](self, message);
}

void
stray_session_end (StraySession *self)
{
  GHashTableIter iter;
  gpointer check;

  self->ended = TRUE;
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &check))
    g_cancellable_cancel (((Check *)check)->cancellable);

  /* Cancelling kills, so this takes no longer than the kernel does. */
  while (g_hash_table_size (self->open) > 0)
    g_main_context_iteration (NULL, TRUE);
}
