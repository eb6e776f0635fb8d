/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "json.h"

#include "scan.h"

#include <string.h>

#define ID_MAX 64
#define ID_LETTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-"

G_DEFINE_QUARK (stray_json_error, stray_json_error)

JsonObject *
stray_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  StrayScanResult result = stray_scan (data, size);

  if (result != STRAY_SCAN_OK)
    {
      g_set_error_literal (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MALFORMED,
                           stray_scan_result_to_string (result));
      return NULL;
    }

  /* json-glib's own message would quote the document, which is private. */
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, size, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error_literal (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MALFORMED, "It is not JSON.");
      return NULL;
    }
  return json_node_dup_object (json_parser_get_root (parser));
}

JsonObject *
stray_json_load (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root
      = g_file_test (path, G_FILE_TEST_IS_REGULAR) && json_parser_load_from_file (parser, path, NULL)
            ? json_parser_get_root (parser)
            : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

static void
set_member_error (GError **error, const char *member, const char *expected)
{
  g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER, "The member \"%s\" must be %s.", member,
               expected);
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
stray_json_get_string (JsonObject *object, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!holds (node, G_TYPE_STRING))
    {
      set_member_error (error, member, "a string");
      return NULL;
    }
  return json_node_get_string (node);
}

gboolean
stray_json_get_optional_string (JsonObject *object, const char *member, const char **value, GError **error)
{
  *value = NULL;
  if (!json_object_has_member (object, member))
    return TRUE;

  *value = stray_json_get_string (object, member, error);
  return *value != NULL;
}

const char *
stray_json_get_id (JsonObject *object, const char *member, GError **error)
{
  const char *id = stray_json_get_string (object, member, error);
  gsize length;

  if (id == NULL)
    return NULL;

  length = strlen (id);
  if (length == 0 || length > ID_MAX || strspn (id, ID_LETTERS) != length)
    {
      set_member_error (error, member, "1 to 64 characters out of A-Z a-z 0-9 . _ -");
      return NULL;
    }
  return id;
}

gboolean
stray_json_set_value_error (GError **error, const char *member)
{
  g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER, "The member \"%s\" has an unexpected value.",
               member);
  return FALSE;
}

gboolean
stray_json_get_boolean (JsonObject *object, const char *member, gboolean *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!holds (node, G_TYPE_BOOLEAN))
    {
      g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER,
                   "The member \"%s\" must be true or false.", member);
      return FALSE;
    }
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
stray_json_get_int (JsonObject *object, const char *member, gint64 min, gint64 max, gint64 *value,
                    GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < min || json_node_get_int (node) > max)
    {
      g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER,
                   "The member \"%s\" must be an integer from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ".",
                   member, min, max);
      return FALSE;
    }
  *value = json_node_get_int (node);
  return TRUE;
}

JsonArray *
stray_json_get_array (JsonObject *object, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      set_member_error (error, member, "an array");
      return NULL;
    }
  return json_node_get_array (node);
}

JsonObject *
stray_json_get_object (JsonObject *object, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      set_member_error (error, member, "an object");
      return NULL;
    }
  return json_node_get_object (node);
}

JsonObject *
stray_json_get_element_object (JsonArray *array, guint index, GError **error)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER, "Element %u must be an object.", index);
      return NULL;
    }
  return json_node_get_object (node);
}

const char *
stray_json_get_element_string (JsonArray *array, guint index, GError **error)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  if (!holds (node, G_TYPE_STRING))
    {
      g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER, "Element %u must be a string.", index);
      return NULL;
    }
  return json_node_get_string (node);
}

gboolean
stray_json_get_element_int (JsonArray *array, guint index, gint64 min, gint64 max, gint64 *value,
                            GError **error)
{
  JsonNode *node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < min || json_node_get_int (node) > max)
    {
      g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER,
                   "Element %u must be an integer from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ".", index,
                   min, max);
      return FALSE;
    }
  *value = json_node_get_int (node);
  return TRUE;
}

/* json-glib leaves U+001F as it is, where RFC 8259, 7 wants every control character
 * escaped. Outside of strings it writes none. */
static char *
escape_unit_separator (char *text)
{
  g_auto (GStrv) parts = NULL;

  if (strchr (text, '\x1F') == NULL)
    return text;
  parts = g_strsplit (text, "\x1F", -1);
  g_free (text);
  return g_strjoinv ("\\u001f", parts);
}

char *
stray_json_to_string (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return escape_unit_separator (json_to_string (root, FALSE));
}

gsize
stray_json_get_length (JsonBuilder *builder)
{
  g_autofree char *text = stray_json_to_string (builder);

  return strlen (text);
}

void
stray_json_build_string (JsonBuilder *builder, const char *member, const char *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

void
stray_json_build_boolean (JsonBuilder *builder, const char *member, gboolean value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

void
stray_json_build_int (JsonBuilder *builder, const char *member, gint64 value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}
