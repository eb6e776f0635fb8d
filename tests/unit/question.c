/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/question.h"

#include "native-messaging/json.h"

#include <string.h>

#define TOKEN "0123456789abcdef0123456789abcdef"
#define FINDING "{\"index\":0,\"field\":\"to\",\"address\":\"x\",\"verdict\":\"unparsable\"}"
#define QUESTION                                                                                             \
  "{\"type\":\"question\",\"token\":\"" TOKEN "\",\"id\":\"c1\",\"flagged\":2,\"findings\":[" FINDING "]}"
#define NOTICE                                                                                               \
  "{\"type\":\"notice\",\"notice\":\"corrected\",\"corrections\":[{\"from\":\"a@x.ml\",\"to\":\"a@x.mil\"}]" \
  "}"
#define SHOWN "{\"type\":\"shown\",\"token\":\"" TOKEN "\"}"
#define ANSWER "{\"type\":\"answer\",\"token\":\"" TOKEN "\",\"id\":\"c1\",\"answer\":\"send\"}"

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
  text = stray_notice_to_json (request->notice, request->corrections);
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
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = replaced (NOTICE, "\"corrected\"", rows[i].word);
      g_autoptr (StrayUiRequest) request = parse_request (text, NULL);
      g_autofree char *again = NULL;

      g_assert_nonnull (request);
      g_assert_cmpint (request->notice, ==, rows[i].notice);
      again = stray_notice_to_json (request->notice, request->corrections);
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
    { QUESTION, FINDING, "", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, FINDING, "1", STRAY_JSON_ERROR_MEMBER },
    { QUESTION, FINDING, "{}", STRAY_JSON_ERROR_MEMBER },
    { NOTICE, "\"corrected\"", "1", STRAY_JSON_ERROR_MEMBER },
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
      g_autofree char *flagged = replaced (QUESTION, "\"flagged\":2", "\"flagged\":10000");
      g_autofree char *text = NULL;
      g_autoptr (StrayUiRequest) request = NULL;

      for (guint i = 1; i < n; i++)
        g_string_append (findings, "," FINDING);
      text = replaced (flagged, FINDING, findings->str);
      request = parse_request (text, NULL);
      g_assert_cmpint (request != NULL, ==, n <= STRAY_FINDINGS_MAX);
    }
}

static gboolean
parse_reply (const char *text, StrayUiReply *reply, StrayAnswer *answer, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (StrayQuestion) question = stray_question_new (TOKEN, "c1", 1);

  return stray_ui_reply_parse (bytes, question, reply, answer, error);
}

static void
test_replies (void)
{
  g_autoptr (StrayQuestion) question = stray_question_new (TOKEN, "c1", 1);
  g_autofree char *shown = stray_ui_shown_to_json (question);
  StrayUiReply reply = STRAY_UI_REPLY_ANSWER;
  StrayAnswer answer;

  g_assert_cmpstr (shown, ==, SHOWN);
  g_assert_true (parse_reply (shown, &reply, &answer, NULL));
  g_assert_cmpint (reply, ==, STRAY_UI_REPLY_SHOWN);

  for (guint i = STRAY_ANSWER_GO_BACK; i <= STRAY_ANSWER_SEND; i++)
    {
      g_autofree char *text = stray_ui_answer_to_json (question, i);

      answer = (StrayAnswer)-1;
      g_assert_true (parse_reply (text, &reply, &answer, NULL));
      g_assert_cmpint (reply, ==, STRAY_UI_REPLY_ANSWER);
      g_assert_cmpint (answer, ==, i);
    }
}

static void
test_reply_refused (void)
{
  static const struct
  {
    const char *text;
    const char *old;
    const char *new;
    StrayJsonError code;
  } rows[] = {
    { ANSWER, "}", "", STRAY_JSON_ERROR_MALFORMED },
    { ANSWER, "\"answer\",", "\"answered\",", STRAY_JSON_ERROR_MEMBER },
    { ANSWER, "\"token\":\"" TOKEN "\",", "", STRAY_JSON_ERROR_MEMBER },
    { ANSWER, "0123", "1123", STRAY_JSON_ERROR_MEMBER },
    { ANSWER, "\"c1\"", "\"c2\"", STRAY_JSON_ERROR_MEMBER },
    { ANSWER, "\"id\":\"c1\",", "", STRAY_JSON_ERROR_MEMBER },
    { ANSWER, "\"send\"", "\"Send\"", STRAY_JSON_ERROR_MEMBER },
    { ANSWER, "\"send\"", "true", STRAY_JSON_ERROR_MEMBER },
    { ANSWER, "\"send\"", "2", STRAY_JSON_ERROR_MEMBER },
    { SHOWN, "0123", "1123", STRAY_JSON_ERROR_MEMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = replaced (rows[i].text, rows[i].old, rows[i].new);
      g_autoptr (GError) error = NULL;
      StrayUiReply reply;
      StrayAnswer answer;

      g_test_message ("row %u: %s for %s", i, rows[i].new, rows[i].old);
      g_assert_false (parse_reply (text, &reply, &answer, &error));
      g_assert_error (error, STRAY_JSON_ERROR, (int)rows[i].code);
    }
}

static void
test_can_correct (void)
{
  g_autoptr (StrayQuestion) question = stray_question_new (TOKEN, "c1", 2);

  for (guint i = 0; i < 2; i++)
    {
      StrayFinding *finding = stray_finding_new ();

      finding->suggestion = i == 0 ? g_strdup ("a@us.af.mil") : NULL;
      g_ptr_array_add (question->findings, finding);
      g_assert_cmpint (stray_question_can_correct (question), ==, i == 0);
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
  g_test_add_func ("/question/replies", test_replies);
  g_test_add_func ("/question/reply-refused", test_reply_refused);
  g_test_add_func ("/question/can-correct", test_can_correct);
  return g_test_run ();
}
