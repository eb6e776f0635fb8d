/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "message.h"

#include "frame.h"
#include "json.h"
#include "rest.h"

#include <string.h>

G_DEFINE_QUARK (stray_message_error, stray_message_error)

static const char *const codes[] = {
  [STRAY_MESSAGE_ERROR_MALFORMED] = "malformed",
  [STRAY_MESSAGE_ERROR_UNKNOWN_TYPE] = "unknown-type",
  [STRAY_MESSAGE_ERROR_BAD_MESSAGE] = "bad-message",
  [STRAY_MESSAGE_ERROR_UNSUPPORTED_PROTOCOL] = "unsupported-protocol",
  [STRAY_MESSAGE_ERROR_NOT_GREETED] = "not-greeted",
  [STRAY_MESSAGE_ERROR_DUPLICATE_ID] = "duplicate-id",
  [STRAY_MESSAGE_ERROR_TOO_MANY_RECIPIENTS] = "too-many-recipients",
  [STRAY_MESSAGE_ERROR_NO_POLICY] = "no-policy",
  [STRAY_MESSAGE_ERROR_TOO_MANY_CONTACTS] = "too-many-contacts",
};

static const struct
{
  const char *reason;
  const char *action;
} reasons[STRAY_REASON_N] = {
  [STRAY_REASON_NO_ANSWER] = { "no-answer", "hold" },
  [STRAY_REASON_GO_BACK] = { "go-back", "hold" },
  [STRAY_REASON_WITHDRAWN] = { "withdrawn", "hold" },
  [STRAY_REASON_COULD_NOT_SHOW] = { "could-not-show", "ask" },
  [STRAY_REASON_TIMED_OUT] = { "timed-out", "ask" },
  [STRAY_REASON_BUSY] = { "busy", "ask" },
  [STRAY_REASON_CORRECTED] = { "corrected", "correct" },
  [STRAY_REASON_SEND_ANYWAY] = { "send-anyway", "send" },
  [STRAY_REASON_TOLD] = { "told", "send" },
  [STRAY_REASON_CLEAN] = { "clean", "send" },
};

const char *
stray_reason_to_string (StrayReason reason)
{
  g_return_val_if_fail ((guint)reason < STRAY_REASON_N, NULL);
  return reasons[reason].reason;
}

gboolean
stray_reason_asks (StrayReason reason)
{
  g_return_val_if_fail ((guint)reason < STRAY_REASON_N, FALSE);
  return g_str_equal (reasons[reason].action, "ask");
}

void
stray_message_free (StrayMessage *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->recipients, g_array_unref);
  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  g_clear_pointer (&self->object, json_object_unref);
  g_free (self);
}

static gboolean
parse_recipient (JsonObject *object, StrayRecipient *recipient, GError **error)
{
  recipient->field = stray_json_get_string (object, "field", error);
  if (recipient->field == NULL)
    return FALSE;
  if (!stray_finding_field_is_valid (recipient->field))
    {
      g_set_error_literal (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER,
                           "The member \"field\" must be \"to\", \"cc\" or \"bcc\".");
      return FALSE;
    }

  recipient->address = stray_json_get_string (object, "address", error);
  return recipient->address != NULL
         && stray_json_get_optional_string (object, "name", &recipient->name, error)
         && stray_json_get_optional_string (object, "mailbox", &recipient->mailbox, error)
         && stray_json_get_optional_string (object, "list", &recipient->list, error);
}

static gboolean
parse_recipients (StrayMessage *self, GError **error)
{
  JsonArray *array = stray_json_get_array (self->object, "recipients", error);
  guint n;

  if (array == NULL)
    return FALSE;

  n = json_array_get_length (array);
  if (n > STRAY_RECIPIENTS_MAX)
    {
      g_set_error (error, STRAY_MESSAGE_ERROR, STRAY_MESSAGE_ERROR_TOO_MANY_RECIPIENTS,
                   "There are %u recipients; this host takes %u at most.", n, STRAY_RECIPIENTS_MAX);
      return FALSE;
    }

  self->recipients = g_array_sized_new (FALSE, TRUE, sizeof (StrayRecipient), n);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *element = stray_json_get_element_object (array, i, error);
      StrayRecipient recipient = { 0 };

      if (element == NULL || !parse_recipient (element, &recipient, error))
        {
          g_prefix_error (error, "Recipient %u: ", i);
          return FALSE;
        }
      g_array_append_val (self->recipients, recipient);
    }
  return TRUE;
}

static gboolean
parse_hello (StrayMessage *self, GError **error)
{
  JsonArray *protocol = stray_json_get_array (self->object, "protocol", error);

  if (protocol == NULL)
    return FALSE;
  if (json_array_get_length (protocol) != 2)
    {
      g_set_error_literal (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER,
                           "The member \"protocol\" must be the lowest and the highest version.");
      return FALSE;
    }
  if (!stray_json_get_element_int (protocol, 0, 1, G_MAXINT, &self->protocol_min, error)
      || !stray_json_get_element_int (protocol, 1, self->protocol_min, G_MAXINT, &self->protocol_max, error))
    return FALSE;
  self->version = stray_json_get_string (self->object, "version", error);
  return self->version != NULL;
}

static gboolean
parse_check (StrayMessage *self, GError **error)
{
  self->from = stray_json_get_string (self->object, "from", error);
  return self->from != NULL && parse_recipients (self, error);
}

static gboolean
parse_nothing_more (StrayMessage *self, GError **error)
{
  return TRUE;
}

static gboolean
parse_sent (StrayMessage *self, GError **error)
{
  return !json_object_has_member (self->object, "recipients") || parse_recipients (self, error);
}

static gboolean
parse_contacts (StrayMessage *self, GError **error)
{
  JsonArray *array = stray_json_get_array (self->object, "addresses", error);
  guint n;

  if (array == NULL)
    return FALSE;

  n = json_array_get_length (array);
  if (n > STRAY_CONTACTS_MAX)
    {
      g_set_error (error, STRAY_MESSAGE_ERROR, STRAY_MESSAGE_ERROR_TOO_MANY_CONTACTS,
                   "There are %u addresses; this host takes %u at most.", n, STRAY_CONTACTS_MAX);
      return FALSE;
    }

  self->addresses = g_ptr_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    {
      const char *address = stray_json_get_element_string (array, i, error);

      if (address == NULL)
        return FALSE;
      g_ptr_array_add (self->addresses, (gpointer)address);
    }
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean has_id;
  gboolean (*parse) (StrayMessage *self, GError **error);
} types[STRAY_MESSAGE_N_TYPES] = {
  [STRAY_MESSAGE_HELLO] = { "hello", FALSE, parse_hello },
  [STRAY_MESSAGE_CHECK] = { "check", TRUE, parse_check },
  [STRAY_MESSAGE_WITHDRAW] = { "withdraw", TRUE, parse_nothing_more },
  [STRAY_MESSAGE_SENT] = { "sent", TRUE, parse_sent },
  [STRAY_MESSAGE_CONTACTS] = { "contacts", FALSE, parse_contacts },
  [STRAY_MESSAGE_PREFERENCES] = { "preferences", FALSE, parse_nothing_more },
  [STRAY_MESSAGE_ANSWER] = { "answer", TRUE, parse_nothing_more },
  [STRAY_MESSAGE_STATUS] = { "status", FALSE, parse_nothing_more },
};

static gboolean
parse_type (StrayMessage *self, GError **error)
{
  const char *type = stray_json_get_string (self->object, "type", error);

  if (type == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i].name))
      {
        self->type = (StrayMessageType)i;
        return TRUE;
      }

  g_set_error_literal (error, STRAY_MESSAGE_ERROR, STRAY_MESSAGE_ERROR_UNKNOWN_TYPE,
                       "This host does not know that type of message.");
  return FALSE;
}

static gboolean
parse_message (StrayMessage *self, GBytes *body, char **id, GError **error)
{
  self->object = stray_json_parse (body, error);
  if (self->object == NULL)
    return FALSE;

  *id = g_strdup (stray_json_get_id (self->object, "id", NULL));
  if (!parse_type (self, error))
    return FALSE;
  if (types[self->type].has_id)
    {
      self->id = stray_json_get_id (self->object, "id", error);
      if (self->id == NULL)
        return FALSE;
    }
  return types[self->type].parse (self, error);
}

/* What went wrong with the JSON, in the words of the wire. */
static GError *
to_message_error (GError *error)
{
  if (error->domain == STRAY_JSON_ERROR)
    {
      error->domain = STRAY_MESSAGE_ERROR;
      error->code = error->code == STRAY_JSON_ERROR_MEMBER ? STRAY_MESSAGE_ERROR_BAD_MESSAGE
                                                           : STRAY_MESSAGE_ERROR_MALFORMED;
    }
  return error;
}

StrayMessage *
stray_message_parse (GBytes *body, char **id, GError **error)
{
  g_autoptr (StrayMessage) self = g_new0 (StrayMessage, 1);
  GError *local_error = NULL;

  *id = NULL;
  if (!parse_message (self, body, id, &local_error))
    {
      g_propagate_error (error, to_message_error (local_error));
      return NULL;
    }
  return g_steal_pointer (&self);
}

char *
stray_hello_to_json (guint protocol, const char *version, gboolean blocks)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "hello");
  stray_json_build_int (builder, "protocol", protocol);
  stray_json_build_string (builder, "version", version);
  stray_json_build_boolean (builder, "blocks", blocks);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}

char *
stray_asking_to_json (const char *id, const GArray *blocked)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "asking");
  stray_json_build_string (builder, "id", id);
  json_builder_set_member_name (builder, "blocked");
  json_builder_begin_array (builder);
  for (guint i = 0; i < blocked->len; i++)
    json_builder_add_int_value (builder, g_array_index (blocked, guint, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}

static char *
compose_decision (const StrayDecision *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *action;

  g_return_val_if_fail ((guint)self->reason < STRAY_REASON_N, NULL);
  action = reasons[self->reason].action;

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "decision");
  stray_json_build_string (builder, "id", self->id);
  stray_json_build_string (builder, "action", action);
  stray_json_build_string (builder, "reason", reasons[self->reason].reason);
  if (self->protocol >= 3)
    stray_json_build_string (builder, "digest", self->digest);
  if (g_str_equal (action, "correct"))
    {
      stray_corrections_build (self->corrections, "corrections", TRUE, builder);
      if (self->protocol >= 3)
        stray_corrections_build (self->removals, "removals", TRUE, builder);
    }
  if (g_str_equal (action, "ask"))
    {
      stray_json_build_int (builder, "flagged", self->flagged);
      if (self->protocol >= 3 && self->question != NULL)
        stray_question_build_terms (self->question, builder);
      stray_findings_build (self->findings, builder);
      if (self->protocol >= 3 && self->rest != NULL)
        stray_rest_build (self->rest, builder);
    }
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}

char *
stray_decision_to_json (const StrayDecision *self)
{
  StrayDecision none = *self;
  char *body = compose_decision (self);

  /* What is offered was weighed, so this does not happen; if it did, Thunderbird would
   * end the conversation. */
  if (body == NULL || strlen (body) <= STRAY_FRAME_MAX_TO_EXTENSION)
    return body;
  g_free (body);
  none.reason = STRAY_REASON_NO_ANSWER;
  return compose_decision (&none);
}

char *
stray_error_to_json (const char *id, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (error->domain == STRAY_MESSAGE_ERROR && (guint)error->code < G_N_ELEMENTS (codes),
                        NULL);

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "error");
  json_builder_set_member_name (builder, "id");
  if (id != NULL)
    json_builder_add_string_value (builder, id);
  else
    json_builder_add_null_value (builder);
  stray_json_build_string (builder, "code", codes[error->code]);
  stray_json_build_string (builder, "message", error->message);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}
