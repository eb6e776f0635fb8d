/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "native-messaging/frame.h"
#include "native-messaging/json.h"
#include "native-messaging/message.h"

#include <string.h>

/* What the extension says to the host, and what the host answers. An input is a
 * document. */

static JsonObject *
read_back (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonObject *object = stray_json_parse (bytes, &error);

  HOLDS (object != NULL && error == NULL);
  return object;
}

static gboolean
id_is_valid (const char *id)
{
  gsize length = strlen (id);

  return length >= 1 && length <= 64 && strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-") == length;
}

static void
check_error (const char *id, const GError *error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;

  HOLDS (error != NULL && error->domain == STRAY_MESSAGE_ERROR);
  text = stray_error_to_json (id, error);
  HOLDS (text != NULL && strlen (text) <= STRAY_FRAME_MAX_TO_EXTENSION);
  object = read_back (text);
  HOLDS (g_strcmp0 (json_object_get_string_member (object, "type"), "error") == 0);
  HOLDS (json_object_has_member (object, "id"));
  HOLDS (g_strcmp0 (stray_json_get_id (object, "id", NULL), id) == 0);
  HOLDS (g_strcmp0 (json_object_get_string_member (object, "message"), error->message) == 0);
}

static void
build_recipients (JsonBuilder *builder, GArray *recipients)
{
  json_builder_set_member_name (builder, "recipients");
  json_builder_begin_array (builder);
  for (guint i = 0; i < recipients->len; i++)
    {
      const StrayRecipient *recipient = &g_array_index (recipients, StrayRecipient, i);

      json_builder_begin_object (builder);
      stray_json_build_string (builder, "list", recipient->list);
      stray_json_build_string (builder, "name", recipient->name);
      stray_json_build_string (builder, "address", recipient->address);
      stray_json_build_string (builder, "field", recipient->field);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The message with what was read of it and nothing else, its members in another order. */
static char *
write_message (const StrayMessage *message)
{
  static const char *const types[]
      = { "hello", "check", "withdraw", "sent", "contacts", "preferences", "answer", "status" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  HOLDS ((guint)message->type < G_N_ELEMENTS (types));
  json_builder_begin_object (builder);
  if (message->addresses != NULL)
    {
      json_builder_set_member_name (builder, "addresses");
      json_builder_begin_array (builder);
      for (guint i = 0; i < message->addresses->len; i++)
        json_builder_add_string_value (builder, message->addresses->pdata[i]);
      json_builder_end_array (builder);
    }
  if (message->recipients != NULL)
    build_recipients (builder, message->recipients);
  stray_json_build_string (builder, "from", message->from);
  if (message->type == STRAY_MESSAGE_HELLO)
    {
      stray_json_build_string (builder, "version", "");
      json_builder_set_member_name (builder, "protocol");
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, message->protocol_min);
      json_builder_add_int_value (builder, message->protocol_max);
      json_builder_end_array (builder);
    }
  stray_json_build_string (builder, "id", message->id);
  stray_json_build_string (builder, "type", types[message->type]);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}

static void
check_equal (const StrayMessage *a, const StrayMessage *b)
{
  HOLDS (a->type == b->type);
  HOLDS (g_strcmp0 (a->id, b->id) == 0);
  HOLDS (a->protocol_min == b->protocol_min && a->protocol_max == b->protocol_max);
  HOLDS (g_strcmp0 (a->from, b->from) == 0);
  HOLDS ((a->recipients == NULL) == (b->recipients == NULL));
  HOLDS (a->recipients == NULL || a->recipients->len == b->recipients->len);
  for (guint i = 0; a->recipients != NULL && i < a->recipients->len; i++)
    {
      const StrayRecipient *one = &g_array_index (a->recipients, StrayRecipient, i);
      const StrayRecipient *other = &g_array_index (b->recipients, StrayRecipient, i);

      HOLDS (strcmp (one->field, other->field) == 0);
      HOLDS (strcmp (one->address, other->address) == 0);
      HOLDS (g_strcmp0 (one->name, other->name) == 0);
      HOLDS (g_strcmp0 (one->list, other->list) == 0);
    }
  HOLDS ((a->addresses == NULL) == (b->addresses == NULL));
  HOLDS (a->addresses == NULL || a->addresses->len == b->addresses->len);
  for (guint i = 0; a->addresses != NULL && i < a->addresses->len; i++)
    HOLDS (strcmp (a->addresses->pdata[i], b->addresses->pdata[i]) == 0);
}

static void
check_members (const StrayMessage *message)
{
  const gboolean hello = message->type == STRAY_MESSAGE_HELLO, check = message->type == STRAY_MESSAGE_CHECK;
  const gboolean about_a_check = check || message->type == STRAY_MESSAGE_WITHDRAW
                                 || message->type == STRAY_MESSAGE_SENT
                                 || message->type == STRAY_MESSAGE_ANSWER;

  HOLDS ((message->id != NULL) == about_a_check);
  HOLDS (message->id == NULL || id_is_valid (message->id));
  HOLDS (!hello || (message->protocol_min >= 1 && message->protocol_max >= message->protocol_min));
  HOLDS ((message->from != NULL) == check);
  HOLDS (!check || message->recipients != NULL);
  HOLDS ((message->addresses != NULL) == (message->type == STRAY_MESSAGE_CONTACTS));
}

/* A decision about the recipients of the check, as the extension would read it. */
static void
check_decision (const StrayMessage *message)
{
  g_autoptr (GPtrArray) corrections = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  g_autoptr (GPtrArray) removals = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  const StrayDecision decision = { .id = message->id,
                                   .reason = STRAY_REASON_CORRECTED,
                                   .protocol = STRAY_PROTOCOL_MAX,
                                   .corrections = corrections,
                                   .removals = removals };
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonArray *array;

  for (guint i = 0; i < message->recipients->len; i++)
    {
      const StrayRecipient *recipient = &g_array_index (message->recipients, StrayRecipient, i);

      g_ptr_array_add (recipient->name != NULL ? corrections : removals,
                       stray_correction_new (i, recipient->address, recipient->name));
    }
  text = stray_decision_to_json (&decision);
  object = read_back (text);
  HOLDS (strcmp (json_object_get_string_member (object, "id"), message->id) == 0);
  array = json_object_get_array_member (object, "corrections");
  HOLDS (json_array_get_length (array) == corrections->len);
  for (guint i = 0; i < corrections->len; i++)
    {
      JsonObject *element = json_array_get_object_element (array, i);
      const StrayCorrection *correction = corrections->pdata[i];

      HOLDS (json_object_get_int_member (element, "index") == correction->index);
      HOLDS (strcmp (json_object_get_string_member (element, "from"), correction->from) == 0);
      HOLDS (strcmp (json_object_get_string_member (element, "to"), correction->to) == 0);
    }
  array = json_object_get_array_member (object, "removals");
  HOLDS (json_array_get_length (array) == removals->len);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  g_autoptr (GBytes) body = g_bytes_new_static (data, length);
  g_autoptr (GBytes) again = NULL;
  g_autofree char *id = NULL;
  g_autofree char *other_id = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrayMessage) message = stray_message_parse (body, &id, &error);
  g_autoptr (StrayMessage) other = NULL;

  HOLDS ((message != NULL) == (error == NULL));
  HOLDS (id == NULL || id_is_valid (id));
  if (message == NULL)
    {
      check_error (id, error);
      return;
    }
  check_members (message);
  HOLDS (message->id == NULL || g_strcmp0 (message->id, id) == 0);

  text = write_message (message);
  again = g_bytes_new_static (text, strlen (text));
  other = stray_message_parse (again, &other_id, &error);
  HOLDS (other != NULL && error == NULL);
  check_equal (message, other);
  HOLDS (g_strcmp0 (message->id, other_id) == 0);
  if (message->type == STRAY_MESSAGE_CHECK)
    check_decision (message);
}
