/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/digest.h"

#include "native-messaging/json.h"
#include "native-messaging/message.h"

#include <string.h>

/* The digests in the file were made by Python's hashlib from PROTOCOL.md; the extension
 * is held to the same ones. */
static JsonArray *
load_rows (JsonParser *parser)
{
  g_autofree char *path = g_build_filename (g_getenv ("STRAY_TEST_SOURCE"), "tests/unit/digests.json", NULL);
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_array (json_parser_get_root (parser));
}

/* As the host reads them: from a `check`. */
static StrayMessage *
make_check (JsonNode *recipients)
{
  g_autoptr (JsonNode) copy = json_node_copy (recipients);
  g_autofree char *array = json_to_string (copy, FALSE);
  g_autofree char *text
      = g_strdup_printf ("{\"type\":\"check\",\"id\":\"c1\",\"from\":\"\",\"recipients\":%s}", array);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  StrayMessage *message = stray_message_parse (body, &id, &error);

  g_assert_no_error (error);
  return message;
}

static void
test_rows (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rows = load_rows (parser);

  g_assert_cmpuint (json_array_get_length (rows), >, 0);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr (StrayMessage) check = make_check (json_object_get_member (row, "recipients"));
      g_autofree char *digest = stray_digest_recipients (check->recipients);

      g_test_message ("%s", json_object_get_string_member (row, "name"));
      g_assert_cmpstr (digest, ==, json_object_get_string_member (row, "digest"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/rows", test_rows);
  return g_test_run ();
}
