/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session.h"

#include "approval.h"
#include "asker.h"
#include "audit.h"
#include "config.h"
#include "judge.h"
#include "pending.h"
#include "preferences.h"
#include "recent.h"
#include "status.h"

#include "doctor/checkup.h"

struct _StraySession
{
  StrayChannel *channel;
  StrayPolicySource *source;
  const StrayDialog *dialog;
  StrayRecent *approvals; /* of StrayApproval: what was let out, until it was sent */
  StrayAsker *asker;
  gint64 protocol; /* 0: not greeted yet */
  char *extension; /* its version; NULL: likewise */
  gboolean ended;
};

StraySession *
stray_session_new (StrayChannel *channel, StrayPolicySource *source, const StrayDialog *dialog)
{
  StraySession *self = g_new0 (StraySession, 1);

  self->channel = channel;
  self->source = source;
  self->dialog = dialog;
  self->approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);
  self->asker = stray_asker_new (channel, source, dialog, self->approvals);
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

  if (stray_asker_is_asking (self->asker, message->id))
    {
      send_new_error (self, message->id, STRAY_MESSAGE_ERROR_DUPLICATE_ID,
                      "A check with this id is still open.");
      return;
    }

  policy = stray_policy_source_get (self->source, NULL);
  if (policy == NULL)
    {
      send_new_error (self, message->id, STRAY_MESSAGE_ERROR_NO_POLICY, "No trust list could be read.");
      return;
    }

  stray_recent_forget (self->approvals, message->id);
  stray_asker_forget (self->asker, message->id);
  handling = stray_policy_source_get_handling (self->source);
  judgement = stray_judge (policy, handling, message, NULL);
  cleared = stray_cleared_new (message);
  if (judgement->flagged->len == 0)
    clear (self, message->id, judgement, g_steal_pointer (&cleared));
  else if (!judgement->asks)
    tell (self, message->id, judgement, g_steal_pointer (&cleared), handling);
  else
    stray_asker_ask (self->asker,
                     stray_pending_new (message->id, g_steal_pointer (&judgement), g_steal_pointer (&cleared),
                                        handling, self->protocol, self->extension));
}

static void
receive_withdraw (StraySession *self, const StrayMessage *message)
{
  stray_asker_withdraw (self->asker, message->id);
}

static void
receive_sent (StraySession *self, const StrayMessage *message)
{
  g_autoptr (StrayApproval) approval = stray_recent_take (self->approvals, message->id);

  if (approval != NULL)
    stray_approval_end (approval, message, self->source, self->dialog->path);
}

static void
receive_contacts (StraySession *self, const StrayMessage *message)
{
  g_autoptr (StrayLearned) learned
      = stray_learned_new ((const char *const *)message->addresses->pdata, message->addresses->len);
  g_autoptr (StrayPolicy) policy = NULL;

  stray_policy_source_set_learned (self->source, learned);
  /* Asked for now, so that no check has to wait until it is made. */
  policy = stray_policy_source_get (self->source, NULL);
}

static void
receive_preferences (StraySession *self, const StrayMessage *message)
{
  stray_preferences_open (self->dialog->path);
}

static void
receive_answer (StraySession *self, const StrayMessage *message)
{
  g_autoptr (GError) error = NULL;

  if (!stray_asker_receive (self->asker, message, &error))
    send_error (self, message->id, error);
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
  self->ended = TRUE;
  stray_asker_end (self->asker);
}
