/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/question.h"

#include "native-messaging/json.h"

#include <string.h>

#define TOKEN "0123456789abcdef0123456789abcdef"
#define FINDING "{\"index\":0,\"field\":\"to\",\"address\":\"x\",\"verdict\":\"unparsable\"}"
#define QUESTION                                                                                             \
  "{\"type\":\"question\",\"token\":\"" TOKEN                                                                \
  "\",\"id\":\"c1\",\"flagged\":2,\"recipients\":3,\"delay\":1000,"                                          \
  "\"leave_out\":true,\"exception_days\":0,\"typing\":false,\"organisation\":{\"text\":\"T\",\"contact\":"   \
  "\"C\"},\"records_domains\":true,"                                                                         \
  "\"findings\":[" FINDING "]}"
#define NOTICE                                                                                               \
  "{\"type\":\"notice\",\"notice\":\"corrected\",\"total\":7,\"corrections\":[{\"from\":\"a@x.ml\","         \
  "\"to\":\"a@x.mil\"}]}"

static StrayUiRequest *
parse_request (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return stray_ui_request_parse (bytes, error);
}

static char *
replaced (const char *text, const char *old, const char *new)
{
  g_autoptr (GString) string = g_string_new (text);

  g_assert_cmpuint (g_string_replace (string, old, new, 1), ==, 1);
  return g_strdup (string->str);
}

static void
test_question (void)
{
  g_autoptr (StrayUiRequest) request = parse_request (QUESTION, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (request);
  g_assert_null (request->corrections);
  g_assert_cmpstr (request->question->token, ==, TOKEN);
  g_assert_cmpstr (request->question->id, ==, "c1");
  g_assert_cmpuint (request->question->flagged, ==, 2);
  g_assert_cmpuint (request->question->findings->len, ==, 1);
  g_assert_cmpuint (request->question->recipients, ==, 3);
  g_assert_cmpuint (request->question->delay, ==, 1000);
  g_assert_true (request->question->leave_out);
  g_assert_cmpint (request->question->exception_days, ==, 0);
  g_assert_false (request->question->typing);
  g_assert_cmpstr (request->question->organisation.text, ==, "T");
  g_assert_cmpstr (request->question->organisation.contact, ==, "C");
  g_assert_true (request->question->records_domains);
  text = stray_question_to_json (request->question);
  g_assert_cmpstr (text, ==, QUESTION);
}

static void
test_notice (void)
{
  g_autoptr (StrayUiRequest) request = parse_request (NOTICE, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (request);
  g_assert_null (request->question);
  g_assert_cmpuint (request->corrections->len, ==, 1);
  g_assert_cmpuint (request->total, ==, 7);
  text = stray_notice_to_json (request->notice, request->corrections, request->total);
  g_assert_cmpstr (text, ==, NOTICE);
}

static void
test_notices (void)
{
  static const struct
  {
    const char *word;
    StrayNotice notice;
  } rows[] = {
    { "\"corrected\"", STRAY_NOTICE_CORRECTED },
    { "\"doubtful\"", STRAY_NOTICE_DOUBTFUL },
    { "\"added\"", STRAY_NOTICE_ADDED },
    { "\"sender\"", STRAY_NOTICE_SENDER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = replaced (NOTICE, "\"corrected\"", rows[i].word);
      g_autoptr (StrayUiRequest) request = parse_request (text, NULL);
      g_autofree char *again = NULL;

      g_assert_nonnull (request);
      g_assert_cmpint (request->notice, ==, rows[i].notice);
      again = stray_notice_to_json (request->notice, request->corrections, request->total);
      g_assert_cmpstr (again, ==, text);
    }
}

static void
test_request_refused (void)
{
  static const struct
  {
    const char *text;
    const char *old;
    const char *new;
    StrayJsonError code;
  } rows[] = {
    { QUESTION, "}]}", "}]", STRAY_JSON_ERROR_MALFORMED },
    { QUESTION, "\"question\"", "\"other\"", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"question\"", "1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, TOKEN, "0123", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, TOKEN, "0123456789ABCDEF0123456789ABCDEF", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, TOKEN, TOKEN "0", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"c1\"", "\"\"", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"flagged\":2", "\"flagged\":0", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"flagged\":2,", "", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"recipients\":3", "\"recipients\":1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"delay\":1000", "\"delay\":-1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"delay\":1000", "\"delay\":60000", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"leave_out\":true,", "", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"leave_out\":true", "\"leave_out\":1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"exception_days\":0", "\"exception_days\":-1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"typing\":false", "\"typing\":\"\"", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"text\":\"T\"", "\"text\":1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, "\"records_domains\":true", "\"records_domains\":1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, FINDING, "", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, FINDING, "1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, FINDING, "{}", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"corrected\"", "1", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"total\":7,", "", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"total\":7", "\"total\":0", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"notice\":\"corrected\",", "", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"corrected\"", "\"other\"", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "{\"from\":\"a@x.ml\",\"to\":\"a@x.mil\"}", "", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"from\":\"a@x.ml\",", "", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, ",\"to\":\"a@x.mil\"", "", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"a@x.mil\"", "1", STRAY_JSON_ERROR_MEMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = replaced (rows[i].text, rows[i].old, rows[i].new);
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u: %s for %s", i, rows[i].new, rows[i].old);
      g_assert_null (parse_request (text, &error));
      g_assert_error (error, STRAY_JSON_ERROR, (int)rows[i].code);
    }
}

static void
test_findings_limit (void)
{
  for (guint n = STRAY_FINDINGS_MAX; n <= STRAY_FINDINGS_MAX + 1; n++)
    {
      g_autoptr (GString) findings = g_string_new (FINDING);
      g_autofree char *many = replaced (QUESTION, "\"flagged\":2", "\"flagged\":10000");
      g_autofree char *flagged = replaced (many, "\"recipients\":3", "\"recipients\":10000");
      g_autofree char *text = NULL;
      g_autoptr (StrayUiRequest) request = NULL;

      for (guint i = 1; i < n; i++)
        g_string_append (findings, "," FINDING);
      text = replaced (flagged, FINDING, findings->str);
      request = parse_request (text, NULL);
      g_assert_cmpint (request != NULL, ==, n <= STRAY_FINDINGS_MAX);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/question/question", test_question);
  g_test_add_func ("/question/notice", test_notice);
  g_test_add_func ("/question/notices", test_notices);
  g_test_add_func ("/question/request-refused", test_request_refused);
  g_test_add_func ("/question/findings-limit", test_findings_limit);
  return g_test_run ();
}
