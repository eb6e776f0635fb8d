/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session.h"

#include "approval.h"
#include "asker.h"
#include "audit.h"
#include "config.h"
#include "judged.h"
#include "notice.h"
#include "pending.h"
#include "preferences.h"
#include "recent.h"
#include "status.h"

#include "doctor/checkup.h"

/* People have few addresses of their own. */
#define DOUBTED_MAX 64

struct _StraySession
{
  StrayChannel *channel;
  StrayWorker *worker;
  const StrayDialog *dialog;
  GHashTable *judging;    /* id → Judging, which frees itself: what the worker has */
  GCancellable *end;      /* of what is asked of the worker beside that */
  StrayRecent *approvals; /* of StrayApproval: what was let out, until it was sent */
  StrayAsker *asker;
  GHashTable *doubted; /* of domains: senders the person was told of */
  gint64 protocol;     /* 0: not greeted yet */
  char *extension;     /* its version; NULL: likewise */
  gboolean ended;
};

/* A check the worker judges. */
typedef struct
{
  StraySession *session; /* NULL once that has ended */
  char *id;
  gsize size; /* of its frame */
  GCancellable *cancellable;
} Judging;

StraySession *
stray_session_new (StrayChannel *channel, StrayWorker *worker, const StrayDialog *dialog)
{
  StraySession *self = g_new0 (StraySession, 1);

  self->channel = channel;
  self->worker = worker;
  self->dialog = dialog;
  self->judging = g_hash_table_new (g_str_hash, g_str_equal);
  self->end = g_cancellable_new ();
  self->doubted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);
  self->asker = stray_asker_new (channel, worker, dialog, self->approvals);
  return self;
}

void
stray_session_free (StraySession *self)
{
  if (self == NULL)
    return;

  stray_session_end (self);
  stray_asker_free (self->asker);
  stray_recent_free (self->approvals);
  g_hash_table_unref (self->judging);
  g_object_unref (self->end);
  g_hash_table_unref (self->doubted);
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

/* Decides without a question. */
static void
decide (StraySession *self, const char *id, StrayReason reason, const StrayJudgement *judgement)
{
  const StrayDecision decision
      = { .id = id, .reason = reason, .protocol = self->protocol, .digest = judgement->digest };

  stray_channel_send (self->channel, stray_decision_to_json (&decision));
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
receive_hello (StraySession *self, StrayMessage *taken, gsize size)
{
  g_autoptr (StrayMessage) message = taken;
  gint64 protocol = MIN (message->protocol_max, STRAY_PROTOCOL_MAX);

  /* Silence says that this host hangs, and what to do about it is the extension's. */
  if (stray_worker_is_stuck (self->worker))
    return;

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
  stray_channel_send (self->channel,
                      stray_hello_to_json (protocol, STRAY_VERSION, stray_worker_blocks (self->worker)));
}

/* A sender that is a look-alike may be an identity that was mistyped once, and answers go
 * abroad ever since. @sender: nullable */
static void
tell_of_sender (StraySession *self, const StrayResult *sender)
{
  g_autoptr (GPtrArray) corrections = NULL;

  if (sender == NULL || g_hash_table_size (self->doubted) >= DOUBTED_MAX
      || !g_hash_table_add (self->doubted, g_strdup (sender->domain)))
    return;
  corrections = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  g_ptr_array_add (corrections, stray_correction_new (0, sender->address,
                                                      sender->suggestion != NULL ? sender->suggestion : ""));
  stray_notice_tell (self->dialog->path, STRAY_NOTICE_SENDER, corrections);
}

/* Answers a check that was judged, or has it asked about. */
static void
answer (StraySession *self, StrayJudged *judged, const char *id)
{
  tell_of_sender (self, judged->judgement->sender);
  if (judged->judgement->flagged->len == 0)
    clear (self, id, judged->judgement, g_steal_pointer (&judged->cleared));
  else if (!judged->judgement->asks)
    tell (self, id, judged->judgement, g_steal_pointer (&judged->cleared), judged->handling);
  else
    stray_asker_ask (self->asker, stray_pending_new (id, g_steal_pointer (&judged->judgement),
                                                     g_steal_pointer (&judged->cleared), judged->handling,
                                                     self->protocol, self->extension));
}

static void
judged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Judging *judging = user_data;
  StraySession *self = judging->session;
  g_autoptr (StrayJudged) judged = stray_judge_finish (result, NULL);

  if (self != NULL)
    {
      g_hash_table_remove (self->judging, judging->id);
      if (judged == NULL)
        send_new_error (self, judging->id, STRAY_MESSAGE_ERROR_NO_POLICY, "No trust list could be read.");
      else if (g_cancellable_is_cancelled (judging->cancellable))
        decide (self, judging->id, STRAY_REASON_WITHDRAWN, judged->judgement);
      else
        answer (self, judged, judging->id);
      stray_channel_done (self->channel, judging->size);
    }
  g_free (judging->id);
  g_object_unref (judging->cancellable);
  g_free (judging);
}

static void
receive_check (StraySession *self, StrayMessage *message, gsize size)
{
  Judging *judging;

  if (g_hash_table_contains (self->judging, message->id) || stray_asker_is_asking (self->asker, message->id))
    {
      send_new_error (self, message->id, STRAY_MESSAGE_ERROR_DUPLICATE_ID,
                      "A check with this id is still open.");
      stray_message_free (message);
      return;
    }

  stray_recent_forget (self->approvals, message->id);
  stray_asker_forget (self->asker, message->id);
  judging = g_new (Judging, 1);
  *judging = (Judging){ self, g_strdup (message->id), size, g_cancellable_new () };
  g_hash_table_insert (self->judging, judging->id, judging);
  stray_channel_keep (self->channel, size);
  stray_judge_async (self->worker, message, judging->cancellable, judged_cb, judging);
}

static void
receive_withdraw (StraySession *self, StrayMessage *message, gsize size)
{
  const Judging *judging = g_hash_table_lookup (self->judging, message->id);

  if (judging != NULL)
    g_cancellable_cancel (judging->cancellable);
  else
    stray_asker_withdraw (self->asker, message->id);
  stray_message_free (message);
}

static void
receive_sent (StraySession *self, StrayMessage *message, gsize size)
{
  StrayApproval *approval = stray_recent_take (self->approvals, message->id);

  if (approval != NULL)
    stray_approval_end (approval, message, self->worker, self->dialog->path);
  else
    stray_message_free (message);
}

/* Contacts the worker learns. */
typedef struct
{
  StrayMessage *message;
  gsize size; /* of its frame */
} Contacts;

static void
contacts_free (gpointer data)
{
  Contacts *self = data;

  stray_message_free (self->message);
  g_free (self);
}

static void
learn_cb (GTask *task, StrayPolicySource *source, gpointer data)
{
  const GPtrArray *addresses = ((const Contacts *)data)->message->addresses;
  g_autoptr (StrayLearned) learned
      = stray_learned_new ((const char *const *)addresses->pdata, addresses->len);
  g_autoptr (StrayPolicy) policy = NULL;

  stray_policy_source_set_learned (source, learned);
  /* Asked for now, so that no check has to wait until it is made. */
  policy = stray_policy_source_get (source, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
learned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  const Contacts *contacts = g_task_get_task_data (G_TASK (result));

  /* Not where the session has ended. */
  if (g_task_propagate_boolean (G_TASK (result), NULL))
    stray_channel_done (((StraySession *)user_data)->channel, contacts->size);
}

static void
receive_contacts (StraySession *self, StrayMessage *message, gsize size)
{
  const Contacts contacts = { message, size };
  GTask *task = g_task_new (NULL, self->end, learned_cb, self);

  g_task_set_task_data (task, g_memdup2 (&contacts, sizeof contacts), contacts_free);
  stray_channel_keep (self->channel, size);
  stray_worker_do (self->worker, task, learn_cb);
}

static void
receive_preferences (StraySession *self, StrayMessage *message, gsize size)
{
  stray_preferences_open (self->dialog->path);
  stray_message_free (message);
}

static void
receive_answer (StraySession *self, StrayMessage *message, gsize size)
{
  g_autoptr (GError) error = NULL;

  if (!stray_asker_receive (self->asker, message, &error))
    send_error (self, message->id, error);
  stray_message_free (message);
}

/* Looks at the lists, too. */
static void
look_cb (GTask *task, StrayPolicySource *source, gpointer data)
{
  g_task_return_pointer (task, stray_doctor_short (), (GDestroyNotify)g_ptr_array_unref);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  StraySession *self = user_data;
  g_autoptr (GPtrArray) checkups = g_task_propagate_pointer (G_TASK (result), NULL);

  /* NULL where the session has ended. */
  if (checkups != NULL)
    stray_channel_send (self->channel, stray_status_to_json (checkups));
}

static void
receive_status (StraySession *self, StrayMessage *message, gsize size)
{
  stray_worker_do (self->worker, g_task_new (NULL, self->end, looked_cb, self), look_cb);
  stray_message_free (message);
}

/* Each takes the message, which came in a frame of @size bytes. */
static const struct
{
  void (*receive) (StraySession *self, StrayMessage *message, gsize size);
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
    {
      const StrayMessageType type = message->type;

      receivers[type].receive (self, g_steal_pointer (&message), g_bytes_get_size (body));
    }
}

void
stray_session_end (StraySession *self)
{
  GHashTableIter iter;
  gpointer value;

  self->ended = TRUE;
  g_cancellable_cancel (self->end);
  g_hash_table_iter_init (&iter, self->judging);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Judging *judging = value;

      judging->session = NULL;
      g_cancellable_cancel (judging->cancellable);
      g_hash_table_iter_remove (&iter);
    }
  stray_asker_end (self->asker);
}
