/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/scan.h"

#include <string.h>

/* A document given as a literal, so that it may hold a NUL. */
#define DOCUMENT(text) text, sizeof text - 1

static const struct
{
  const char *text;
  gsize length;
  StrayScanResult result;
} documents[] = {
  /* What JSON is. */
  { DOCUMENT ("{}"), STRAY_SCAN_OK },
  { DOCUMENT (" \t\r\n{ } \n"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":1,\"b\":[true,false,null,-1,0,[],{}]}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"\":\"\"}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\"}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":\"\\ud83d\\ude00\"}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":\"\360\237\230\200\177\"}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":{\"a\":{\"a\":1}}}"), STRAY_SCAN_OK },
  /* Encoding. */
  { DOCUMENT ("{\"a\":\"\xff\"}"), STRAY_SCAN_ENCODING },
  { DOCUMENT ("{\"a\":\"\xc0\x80\"}"), STRAY_SCAN_ENCODING },
  { DOCUMENT ("{\"a\":\"\xed\xa0\x80\"}"), STRAY_SCAN_ENCODING },
  { DOCUMENT ("{\"a\":\"\xf4\x90\x80\x80\"}"), STRAY_SCAN_ENCODING },
  { DOCUMENT ("{\"a\":\"\xe2\x82"), STRAY_SCAN_ENCODING },
  { DOCUMENT ("{\"a\":\"\0\"}"), STRAY_SCAN_ENCODING },
  { DOCUMENT ("{}\0"), STRAY_SCAN_ENCODING },
  /* Strings. */
  { DOCUMENT ("{\"a\":\"\\u0000\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\ud800\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\udc00\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\udc00\\ud800\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\ud800\\u0041\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\ud800x\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"\\ud800\":1}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\u00g0\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\u00"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\x\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\\U0041\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\n\"}"), STRAY_SCAN_STRING },
  { DOCUMENT ("{\"a\":\"\x1f\"}"), STRAY_SCAN_STRING },
  /* Numbers. */
  { DOCUMENT ("{\"a\":9007199254740991}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":-9007199254740991}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":9007199254740992}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":-9007199254740992}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":9223372036854775808}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":99999999999999999999999999999999999999}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":1.0}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":1e3}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":1E999}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":01}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":-01}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":-}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":-Infinity}"), STRAY_SCAN_NUMBER },
  { DOCUMENT ("{\"a\":+1}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":.5}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":NaN}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":Infinity}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":0x10}"), STRAY_SCAN_SYNTAX },
  /* Grammar. */
  { DOCUMENT ("{\"a\":1,}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":[1,]}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":[,1]}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{,}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\"}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\" 1}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":1 \"b\":2}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":[1 2]}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":[1:2]}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":[1}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":1]"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{1:2}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{a:2}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{'a':2}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":True}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":truex}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":tru"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{/* */}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\"a\":1} // x"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("\xef\xbb\xbf{}"), STRAY_SCAN_SYNTAX },
  { DOCUMENT ("{\v}"), STRAY_SCAN_SYNTAX },
  /* One object. */
  { DOCUMENT (""), STRAY_SCAN_INCOMPLETE },
  { DOCUMENT ("  "), STRAY_SCAN_INCOMPLETE },
  { DOCUMENT ("{"), STRAY_SCAN_INCOMPLETE },
  { DOCUMENT ("{\"a"), STRAY_SCAN_INCOMPLETE },
  { DOCUMENT ("{\"a\":[{}"), STRAY_SCAN_INCOMPLETE },
  { DOCUMENT ("[]"), STRAY_SCAN_NOT_OBJECT },
  { DOCUMENT ("\"a\""), STRAY_SCAN_NOT_OBJECT },
  { DOCUMENT ("1"), STRAY_SCAN_NOT_OBJECT },
  { DOCUMENT ("null"), STRAY_SCAN_NOT_OBJECT },
  { DOCUMENT ("}"), STRAY_SCAN_NOT_OBJECT },
  { DOCUMENT ("{}{}"), STRAY_SCAN_TRAILING },
  { DOCUMENT ("{} 1"), STRAY_SCAN_TRAILING },
  { DOCUMENT ("{}}"), STRAY_SCAN_TRAILING },
  /* Duplicates, compared after unescaping. */
  { DOCUMENT ("{\"a\":1,\"a\":1}"), STRAY_SCAN_DUPLICATE },
  { DOCUMENT ("{\"a\":1,\"\\u0061\":1}"), STRAY_SCAN_DUPLICATE },
  { DOCUMENT ("{\"/\":1,\"\\/\":1}"), STRAY_SCAN_DUPLICATE },
  { DOCUMENT ("{\"\360\237\230\200\":1,\"\\uD83D\\uDE00\":1}"), STRAY_SCAN_DUPLICATE },
  { DOCUMENT ("{\"b\":{\"a\":1,\"c\":[{\"x\":1,\"x\":2}]}}"), STRAY_SCAN_DUPLICATE },
  { DOCUMENT ("{\"a\":{\"a\":1},\"b\":{\"a\":1}}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":[{\"b\":1},{\"b\":1}],\"b\":1}"), STRAY_SCAN_OK },
  { DOCUMENT ("{\"a\":1,\"A\":1}"), STRAY_SCAN_OK },
};

static void
test_documents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      /* A copy of its own size, so that a sanitizer sees a read beyond it. */
      g_autofree char *copy = g_memdup2 (documents[i].text, documents[i].length);
      StrayScanResult result = stray_scan (copy, documents[i].length);

      if (result != documents[i].result)
        g_error ("row %u (%s): got \"%s\", expected \"%s\"", i, documents[i].text,
                 stray_scan_result_to_string (result), stray_scan_result_to_string (documents[i].result));
    }
}

/* {"a":[[…]]} with @depth levels in all. */
static char *
nested (guint depth)
{
  GString *text = g_string_new ("{\"a\":");

  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, ']');
  return g_string_free (g_string_append_c (text, '}'), FALSE);
}

static void
test_depth (void)
{
  static const struct
  {
    guint depth;
    StrayScanResult result;
  } rows[] = { { 8, STRAY_SCAN_OK },
               { 9, STRAY_SCAN_DEPTH },
               { 100000, STRAY_SCAN_DEPTH },
               { 10000000, STRAY_SCAN_DEPTH } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = nested (rows[i].depth);

      g_test_message ("depth %u", rows[i].depth);
      g_assert_cmpint (stray_scan (text, strlen (text)), ==, rows[i].result);
    }
}

static StrayScanResult
scan_members (guint n, guint name_length)
{
  g_autoptr (GString) text = g_string_new ("{");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"%0*u\":%u", i > 0 ? "," : "", name_length, i, i);
  g_string_append_c (text, '}');
  return stray_scan (text->str, text->len);
}

static void
test_members (void)
{
  g_assert_cmpint (scan_members (64, 7), ==, STRAY_SCAN_OK);
  g_assert_cmpint (scan_members (65, 7), ==, STRAY_SCAN_MEMBERS);
  g_assert_cmpint (scan_members (1000000, 7), ==, STRAY_SCAN_MEMBERS);
  g_assert_cmpint (scan_members (64, 64), ==, STRAY_SCAN_OK);
  g_assert_cmpint (scan_members (1, 65), ==, STRAY_SCAN_NAME);
  g_assert_cmpint (scan_members (1, 1000000), ==, STRAY_SCAN_NAME);
}

static StrayScanResult
scan_elements (guint n)
{
  g_autofree char *elements = g_strnfill (2 * n - 1, '0'), *text = NULL;

  for (guint i = 1; i < n; i++)
    elements[2 * i - 1] = ',';
  text = g_strdup_printf ("{\"a\":[%s]}", elements);
  return stray_scan (text, strlen (text));
}

/* The array and its elements are values. */
static void
test_values (void)
{
  g_assert_cmpint (scan_elements (STRAY_SCAN_MAX_VALUES - 2), ==, STRAY_SCAN_OK);
  g_assert_cmpint (scan_elements (STRAY_SCAN_MAX_VALUES), ==, STRAY_SCAN_VALUES);
  g_assert_cmpint (scan_elements (4000000), ==, STRAY_SCAN_VALUES);
}

static void
test_sentences (void)
{
  for (guint i = 0; i < STRAY_SCAN_N_RESULTS; i++)
    g_assert_true (g_str_has_suffix (stray_scan_result_to_string (i), "."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/documents", test_documents);
  g_test_add_func ("/scan/depth", test_depth);
  g_test_add_func ("/scan/members", test_members);
  g_test_add_func ("/scan/values", test_values);
  g_test_add_func ("/scan/sentences", test_sentences);
  return g_test_run ();
}
