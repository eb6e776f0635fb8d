/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "json-reader.h"
#include "native-messaging/json.h"
#include "native-messaging/scan.h"

#include <string.h>

/* The strict scan, and that it keeps from json-glib what json-glib reads wrongly. An
 * input is a document. */

static JsonNode *
load (const char *data, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  HOLDS (json_parser_load_from_data (parser, data, length, &error));
  return json_parser_steal_root (parser);
}

/* Any text is written so that it passes, and is read as it was. */
static void
check_written (const char *data, gsize length)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = g_strndup (data, length);
  g_autofree char *written = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  json_builder_begin_object (builder);
  stray_json_build_string (builder, "text", text);
  json_builder_end_object (builder);
  written = stray_json_to_string (builder);
  HOLDS (stray_scan (written, strlen (written)) == STRAY_SCAN_OK);
  root = load (written, strlen (written));
  HOLDS (strcmp (json_object_get_string_member (json_node_get_object (root), "text"), text) == 0);
}

/* An object that is not closed is none, and neither is one with something behind it. */
static void
check_ends (const char *data, gsize length)
{
  g_autoptr (GString) text = g_string_new_len (data, length);

  g_string_append_c (text, ',');
  HOLDS (stray_scan (text->str, text->len) == STRAY_SCAN_TRAILING);
  g_string_truncate (text, strrchr (text->str, '}') - text->str);
  HOLDS (stray_scan (text->str, text->len) == STRAY_SCAN_INCOMPLETE);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  const char *text = (const char *)data;
  StrayScanResult result = stray_scan (text, length);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = stray_json_parse (bytes, &error);

  HOLDS ((object != NULL) == (result == STRAY_SCAN_OK));
  HOLDS ((error != NULL) == (result != STRAY_SCAN_OK));
  HOLDS (stray_scan_result_to_string (result) != NULL);
  HOLDS (json_reader_accepts (text, length, NULL) == (result == STRAY_SCAN_OK));
  check_written (text, length);
  if (result == STRAY_SCAN_OK)
    {
      g_autoptr (JsonNode) root = load (text, length);

      json_reader_accepts (text, length, root);
      check_ends (text, length);
    }
}
