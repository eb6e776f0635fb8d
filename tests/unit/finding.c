/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/finding.h"

#include "native-messaging/json.h"

#include <string.h>

#define UNPARSABLE "{\"index\":3,\"field\":\"cc\",\"address\":\"nobody\",\"verdict\":\"unparsable\"}"
#define MARKS "\"marks\":{\"domain\":[[0,1]],\"resembles\":[[6,2]]}"
#define COUNTRY "\"country\":\"ML\",\"country_name\":\"Mali\","
#define START "{\"index\":0,\"field\":\"to\",\"name\":\"N\",\"list\":\"L\",\"address\":\"a@x.ml\","
#define DOMAINS "\"domain\":\"ä.ml\",\"ascii\":\"xn--4ca.ml\","
#define KIND "\"kind\":\"suffix_slip\",\"severity\":\"high\","
#define MEANT "\"resembles\":\"us.af.mil\",\"suggestion\":\"a@us.af.mil\","
#define LOOKALIKE START "\"verdict\":\"lookalike\"," DOMAINS KIND COUNTRY MEANT MARKS "}"

static StrayFinding *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonObject) object = stray_json_parse (bytes, NULL);

  g_assert_nonnull (object);
  return stray_finding_parse (object, error);
}

static char *
build (const StrayFinding *finding)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  stray_finding_build (finding, builder);
  return stray_json_to_string (builder);
}

/* What is parsed and built again is the same text. */
static void
test_round_trip (void)
{
  static const char *const rows[] = { UNPARSABLE, LOOKALIKE };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StrayFinding) finding = parse (rows[i], &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = build (finding);
      g_assert_cmpstr (text, ==, rows[i]);
    }
}

static void
test_members (void)
{
  g_autoptr (StrayFinding) finding = parse (LOOKALIKE, NULL);
  StrayMark mark;

  g_assert_cmpuint (finding->index, ==, 0);
  g_assert_cmpstr (finding->field, ==, "to");
  g_assert_cmpstr (finding->name, ==, "N");
  g_assert_cmpstr (finding->list, ==, "L");
  g_assert_cmpstr (finding->address, ==, "a@x.ml");
  g_assert_cmpstr (finding->domain, ==, "ä.ml");
  g_assert_cmpstr (finding->ascii, ==, "xn--4ca.ml");
  g_assert_cmpstr (finding->kind, ==, "suffix_slip");
  g_assert_cmpstr (finding->severity, ==, "high");
  g_assert_cmpstr (finding->country, ==, "ML");
  g_assert_cmpstr (finding->country_name, ==, "Mali");
  g_assert_cmpstr (finding->resembles, ==, "us.af.mil");
  g_assert_cmpstr (finding->suggestion, ==, "a@us.af.mil");
  g_assert_cmpuint (finding->resembles_marks->len, ==, 1);
  mark = g_array_index (finding->resembles_marks, StrayMark, 0);
  g_assert_cmpuint (mark.start, ==, 6);
  g_assert_cmpuint (mark.length, ==, 2);
}

/* @text with @old, which is in it once, replaced. */
static char *
replaced (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], new, parts[1], NULL);
}

static void
test_accepted (void)
{
  static const char *const rows[][2] = {
    { "\"name\":\"N\",", "" },
    { "\"list\":\"L\",", "" },
    { "\"ascii\":\"xn--4ca.ml\",", "" },
    { "\"suggestion\":\"a@us.af.mil\",", "" },
    { "\"kind\":\"suffix_slip\"", "\"kind\":\"a_newer_kind\"" },
    { "\"field\":\"to\"", "\"field\":\"bcc\"" },
    { "[[0,1]]", "[]" },
    { "[[0,1]]", "[[0,1],[3,1]]" },
    { "\"index\":0", "\"index\":0,\"newer\":{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = replaced (LOOKALIKE, rows[i][0], rows[i][1]);
      g_autoptr (StrayFinding) finding = parse (text, NULL);

      if (finding == NULL)
        g_error ("row %u: %s for %s was refused", i, rows[i][1], rows[i][0]);
    }
}

static void
test_refused (void)
{
  static const char *const rows[][2] = {
    { "\"index\":0,", "" },
    { "\"index\":0", "\"index\":-1" },
    { "\"index\":0", "\"index\":\"0\"" },
    { "\"field\":\"to\",", "" },
    { "\"field\":\"to\"", "\"field\":\"from\"" },
    { "\"name\":\"N\"", "\"name\":1" },
    { "\"list\":\"L\"", "\"list\":null" },
    { "\"address\":\"a@x.ml\",", "" },
    { "\"verdict\":\"lookalike\",", "" },
    { "\"verdict\":\"lookalike\"", "\"verdict\":\"trusted\"" },
    { "\"domain\":\"ä.ml\",", "" },
    { "\"ascii\":\"xn--4ca.ml\"", "\"ascii\":[]" },
    { "\"kind\":\"suffix_slip\",", "" },
    { "\"severity\":\"high\",", "" },
    { "\"severity\":\"high\"", "\"severity\":\"none\"" },
    { "\"country\":\"ML\",", "" },
    { "\"country_name\":\"Mali\",", "" },
    { "\"resembles\":\"us.af.mil\",", "" },
    { "\"suggestion\":\"a@us.af.mil\"", "\"suggestion\":false" },
    { "," MARKS, "" },
    { MARKS, "\"marks\":[]" },
    { "\"domain\":[[0,1]],", "" },
    { "[[0,1]]", "[0,1]" },
    { "[[0,1]]", "[[0]]" },
    { "[[0,1]]", "[[0,1,2]]" },
    { "[[0,1]]", "[[0,0]]" },
    { "[[0,1]]", "[[-1,1]]" },
    { "[[0,1]]", "[[4,1]]" }, /* ä.ml has four letters, five bytes */
    { "[[0,1]]", "[[0,5]]" },
    { "[[0,1]]", "[[\"0\",1]]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = replaced (LOOKALIKE, rows[i][0], rows[i][1]);
      g_autoptr (GError) error = NULL;
      g_autoptr (StrayFinding) finding = parse (text, &error);

      if (finding != NULL)
        g_error ("row %u: %s for %s was accepted", i, rows[i][1], rows[i][0]);
      g_assert_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER);
    }
}

static void
test_fit (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_finding_free);
  gsize size = strlen (UNPARSABLE) + 1;

  g_assert_cmpuint (stray_findings_fit (findings, 1000), ==, 0);
  for (guint i = 0; i < STRAY_FINDINGS_MAX + 1; i++)
    g_ptr_array_add (findings, parse (UNPARSABLE, NULL));

  g_assert_cmpuint (stray_findings_fit (findings, size - 1), ==, 0);
  g_assert_cmpuint (stray_findings_fit (findings, size), ==, 1);
  g_assert_cmpuint (stray_findings_fit (findings, 7 * size), ==, 7);
  g_assert_cmpuint (stray_findings_fit (findings, G_MAXSIZE), ==, STRAY_FINDINGS_MAX);
}

static void
test_fields (void)
{
  static const char *const rows[] = { "to", "cc", "bcc" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (stray_finding_field_is_valid (rows[i]));
  g_assert_false (stray_finding_field_is_valid ("To"));
  g_assert_false (stray_finding_field_is_valid (""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/round-trip", test_round_trip);
  g_test_add_func ("/finding/members", test_members);
  g_test_add_func ("/finding/accepted", test_accepted);
  g_test_add_func ("/finding/refused", test_refused);
  g_test_add_func ("/finding/fit", test_fit);
  g_test_add_func ("/finding/fields", test_fields);
  return g_test_run ();
}
