/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/json.h"

#include <string.h>

#include <glib/gstdio.h>

static JsonObject *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return stray_json_parse (bytes, error);
}

static void
test_malformed (void)
{
  static const char *const rows[] = { "", "[]", "{", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u: %s", i, rows[i]);
      g_assert_null (parse (rows[i], &error));
      g_assert_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MALFORMED);
    }
}

/* What the scan lets through has to arrive unharmed. */
static void
test_values (void)
{
  static const struct
  {
    const char *json;
    const char *string;
  } strings[] = {
    { "{\"a\":\"\"}", "" },
    { "{\"a\":\"\\u00e9\\/\\n\"}", "é/\n" },
    { "{\"a\":\"\\ud83d\\ude00x\"}", "\360\237\230\200x" },
    { "{\"\\u0061\":\"b\"}", "b" },
    { "{\"a\":\"\\uffff\"}", "\357\277\277" },
  };
  static const struct
  {
    const char *json;
    gint64 value;
  } integers[] = {
    { "{\"a\":0}", 0 },
    { "{\"a\":-0}", 0 },
    { "{\"a\":-7}", -7 },
    { "{\"a\":9007199254740991}", G_GINT64_CONSTANT (9007199254740991) },
    { "{\"a\":-9007199254740991}", G_GINT64_CONSTANT (-9007199254740991) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autoptr (JsonObject) object = parse (strings[i].json, NULL);

      g_test_message ("row %u: %s", i, strings[i].json);
      g_assert_nonnull (object);
      g_assert_cmpstr (stray_json_get_string (object, "a", NULL), ==, strings[i].string);
    }
  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    {
      g_autoptr (JsonObject) object = parse (integers[i].json, NULL);
      gint64 value = 1;

      g_test_message ("row %u: %s", i, integers[i].json);
      g_assert_nonnull (object);
      g_assert_true (stray_json_get_int (object, "a", G_MININT64, G_MAXINT64, &value, NULL));
      g_assert_cmpint (value, ==, integers[i].value);
    }
}

static void
test_load (void)
{
  static const struct
  {
    const char *text; /* NULL for no file */
    gboolean is_object;
  } rows[] = {
    { "{ \"a\": [[[[[[[[[[[[0]]]]]]]]]]]] }", TRUE },
    { "[{}]", FALSE },
    { "{", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("stray-json-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].text != NULL)
        g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      else
        g_remove (path);

      g_autoptr (JsonObject) object = stray_json_load (path);

      g_test_message ("row %u", i);
      g_assert_cmpint (object != NULL, ==, rows[i].is_object);
    }
  g_rmdir (folder);
}

/* Each getter against a member of each type. */
static void
test_types (void)
{
  static const struct
  {
    const char *json;
    const char *right;
  } rows[] = {
    { "{\"a\":\"1\"}", "string" }, { "{\"a\":1}", "int" },     { "{\"a\":true}", "" }, { "{\"a\":null}", "" },
    { "{\"a\":[]}", "array" },     { "{\"a\":{}}", "object" }, { "{}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) object = parse (rows[i].json, NULL);
      g_autoptr (GError) string_error = NULL;
      g_autoptr (GError) int_error = NULL;
      g_autoptr (GError) array_error = NULL;
      g_autoptr (GError) object_error = NULL;
      gint64 value;
      const struct
      {
        const char *type;
        gboolean got;
        GError *error;
      } getters[] = {
        { "string", stray_json_get_string (object, "a", &string_error) != NULL, string_error },
        { "int", stray_json_get_int (object, "a", 0, 9, &value, &int_error), int_error },
        { "array", stray_json_get_array (object, "a", &array_error) != NULL, array_error },
        { "object", stray_json_get_object (object, "a", &object_error) != NULL, object_error },
      };

      for (guint j = 0; j < G_N_ELEMENTS (getters); j++)
        {
          g_test_message ("row %u: %s as %s", i, rows[i].json, getters[j].type);
          g_assert_cmpint (getters[j].got, ==, g_str_equal (rows[i].right, getters[j].type));
          if (!getters[j].got)
            g_assert_error (getters[j].error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER);
        }
    }
}

static void
test_optional_string (void)
{
  g_autoptr (JsonObject) object = parse ("{\"a\":\"x\",\"b\":1}", NULL);
  g_autoptr (GError) error = NULL;
  const char *value = "untouched";

  g_assert_true (stray_json_get_optional_string (object, "a", &value, &error));
  g_assert_cmpstr (value, ==, "x");
  g_assert_true (stray_json_get_optional_string (object, "c", &value, &error));
  g_assert_null (value);
  g_assert_false (stray_json_get_optional_string (object, "b", &value, &error));
  g_assert_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER);
}

static void
test_int_range (void)
{
  g_autoptr (JsonObject) object = parse ("{\"a\":5}", NULL);
  gint64 value;

  g_assert_true (stray_json_get_int (object, "a", 5, 5, &value, NULL));
  for (gint64 min = 0; min <= 6; min += 6)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (stray_json_get_int (object, "a", min, min + 4 - min / 2, &value, &error));
      g_assert_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER);
    }
}

static void
test_elements (void)
{
  g_autoptr (JsonObject) object = parse ("{\"a\":[{},1,\"x\"]}", NULL);
  JsonArray *array = stray_json_get_array (object, "a", NULL);
  gint64 value;

  g_assert_nonnull (stray_json_get_element_object (array, 0, NULL));
  g_assert_true (stray_json_get_element_int (array, 1, 1, 1, &value, NULL));
  g_assert_null (stray_json_get_element_string (array, 1, NULL));
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GError) object_error = NULL;
      g_autoptr (GError) int_error = NULL;

      if (i != 0)
        {
          g_assert_null (stray_json_get_element_object (array, i, &object_error));
          g_assert_error (object_error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER);
        }
      if (i != 1)
        {
          g_assert_false (stray_json_get_element_int (array, i, 0, 9, &value, &int_error));
          g_assert_error (int_error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER);
        }
    }
}

static void
test_id (void)
{
  static const struct
  {
    const char *json;
    gboolean valid;
  } rows[] = {
    { "{\"id\":\"c1\"}", TRUE },
    { "{\"id\":\"A-Za.z_0-9\"}", TRUE },
    { "{\"id\":\"0123456789012345678901234567890123456789012345678901234567890123\"}", TRUE },
    { "{\"id\":\"01234567890123456789012345678901234567890123456789012345678901234\"}", FALSE },
    { "{\"id\":\"\"}", FALSE },
    { "{\"id\":\"a b\"}", FALSE },
    { "{\"id\":\"é\"}", FALSE },
    { "{\"id\":\"a@b\"}", FALSE },
    { "{\"id\":1}", FALSE },
    { "{}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) object = parse (rows[i].json, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u: %s", i, rows[i].json);
      g_assert_cmpint (stray_json_get_id (object, "id", &error) != NULL, ==, rows[i].valid);
      if (!rows[i].valid)
        g_assert_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER);
    }
}

/* No error message may repeat what a document held. */
static void
test_private (void)
{
  static const char *const rows[]
      = { "{\"canary\":1,\"canary\":2}", "{\"a\":canary}", "{\"a\":\"canary\"", "canary" };
  g_autoptr (JsonObject) object = parse ("{\"a\":\"canary\"}", NULL);
  g_autoptr (GError) member_error = NULL;
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (rows[i], &error));
      g_assert_null (strstr (error->message, "canary"));
    }
  g_assert_false (stray_json_get_int (object, "a", 0, 1, &value, &member_error));
  g_assert_null (strstr (member_error->message, "canary"));
}

static void
test_build (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "a", "x\n\"é");
  stray_json_build_string (builder, "left_out", NULL);
  stray_json_build_int (builder, "b", -3);
  json_builder_end_object (builder);
  text = stray_json_to_string (builder);
  g_assert_cmpstr (text, ==, "{\"a\":\"x\\n\\\"é\",\"b\":-3}");
}

/* Any text there is can be written and read back. */
static void
test_control_characters (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;
  char all[128] = { 0 };

  for (guint c = 1; c < sizeof all; c++)
    all[c - 1] = (char)c;
  json_builder_begin_object (builder);
  stray_json_build_string (builder, "a", all);
  json_builder_end_object (builder);
  text = stray_json_to_string (builder);
  object = parse (text, NULL);
  g_assert_cmpstr (stray_json_get_string (object, "a", NULL), ==, all);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/malformed", test_malformed);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/load", test_load);
  g_test_add_func ("/json/types", test_types);
  g_test_add_func ("/json/optional-string", test_optional_string);
  g_test_add_func ("/json/int-range", test_int_range);
  g_test_add_func ("/json/elements", test_elements);
  g_test_add_func ("/json/id", test_id);
  g_test_add_func ("/json/private", test_private);
  g_test_add_func ("/json/build", test_build);
  g_test_add_func ("/json/control-characters", test_control_characters);
  return g_test_run ();
}
