/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/answer.h"

#include "native-messaging/json.h"

#include <string.h>

#define TOKEN "0123456789abcdef0123456789abcdef"
#define HEAD "{\"type\":\"answer\",\"token\":\"" TOKEN "\",\"id\":\"c1\",\"answer\":"

static void
add_finding (StrayQuestion *question, guint index, const char *domain, const char *suggestion,
             gboolean blocked)
{
  StrayFinding *finding = stray_finding_new ();

  finding->index = index;
  finding->domain = g_strdup (domain);
  finding->suggestion = g_strdup (suggestion);
  finding->blocked = blocked;
  g_ptr_array_add (question->findings, finding);
}

/* Two at one domain, one that is blocked, one that cannot be corrected, one that
 * cannot be read; and as many again that are not shown where @rest. */
static StrayQuestion *
question_new (gboolean rest)
{
  StrayQuestion *question = stray_question_new (TOKEN, "c1", rest ? 10 : 5);

  question->leave_out = TRUE;
  question->exception_days = 30;
  add_finding (question, 0, "us.af.ml", "a@us.af.mil", FALSE);
  add_finding (question, 2, "ibm.cm", "b@ibm.com", TRUE);
  add_finding (question, 3, "us.af.ml", "c@us.af.mil", FALSE);
  add_finding (question, 4, "x.ml", NULL, FALSE);
  add_finding (question, 7, NULL, NULL, FALSE);
  return question;
}

static void
test_groups (void)
{
  g_autoptr (StrayQuestion) question = question_new (FALSE);
  static const gboolean leads[] = { TRUE, TRUE, FALSE, TRUE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    g_assert_cmpint (stray_question_leads_group (question, i), ==, leads[i]);
}

static void
test_choices (void)
{
  static const struct
  {
    guint finding;
    gboolean allowed[3]; /* correct, keep, leave out */
  } rows[] = {
    { 0, { TRUE, TRUE, TRUE } },
    { 1, { TRUE, FALSE, TRUE } },
    { 3, { FALSE, TRUE, TRUE } },
    { 4, { FALSE, TRUE, TRUE } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint choice = STRAY_CHOICE_CORRECT; choice <= STRAY_CHOICE_LEAVE_OUT; choice++)
      {
        g_autoptr (StrayQuestion) question = question_new (FALSE);

        g_test_message ("row %u, choice %u", i, choice);
        g_assert_cmpint (stray_choice_is_allowed (choice, question, rows[i].finding), ==,
                         rows[i].allowed[choice]);
        question->leave_out = FALSE;
        g_assert_cmpint (stray_choice_is_allowed (choice, question, rows[i].finding), ==,
                         choice != STRAY_CHOICE_LEAVE_OUT && rows[i].allowed[choice]);
        /* One of them is blocked, one has no suggestion. */
        g_assert_false (stray_choice_is_allowed_for_rest (choice, question));
      }
}

/* Of a group, each must have a suggestion, and none may be blocked. */
static void
test_whole_group (void)
{
  g_autoptr (StrayQuestion) question = question_new (FALSE);
  StrayFinding *other = g_ptr_array_index (question->findings, 2);

  g_clear_pointer (&other->suggestion, g_free);
  g_assert_false (stray_choice_is_allowed (STRAY_CHOICE_CORRECT, question, 0));
  other->blocked = TRUE;
  g_assert_false (stray_choice_is_allowed (STRAY_CHOICE_KEEP, question, 0));
}

static gboolean
parse (const char *text, const StrayQuestion *question, StrayAnswer **answer, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  StrayUiReply reply;
  gboolean parsed = stray_ui_reply_parse (bytes, question, &reply, answer, error);

  g_assert_true (!parsed || reply == STRAY_UI_REPLY_ANSWER);
  return parsed;
}

#define C(index, choice) "{\"index\":" #index ",\"choice\":\"" choice "\"}"
#define D(index, choice, days) "{\"index\":" #index ",\"choice\":\"" choice "\",\"days\":" #days "}"
#define GOOD D (0, "keep", 30) "," C (2, "correct") "," C (4, "leave-out") "," C (7, "keep")
#define SEND HEAD "\"send\",\"choices\":[" GOOD "]}"

static void
test_round_trip (void)
{
  for (gint rest = 0; rest < 2; rest++)
    {
      g_autoptr (StrayQuestion) question = question_new (rest);
      g_autofree char *text
          = rest ? g_strconcat (HEAD "\"send\",\"choices\":[" GOOD "],\"rest\":\"leave-out\"}", NULL)
                 : g_strdup (SEND);
      g_autoptr (StrayAnswer) answer = NULL;
      g_autofree char *again = NULL;

      g_assert_true (parse (text, question, &answer, NULL));
      g_assert_true (answer->send);
      g_assert_cmpuint (answer->choices->len, ==, 4);
      g_assert_cmpint (g_array_index (answer->choices, StrayChosen, 0).days, ==, 30);
      g_assert_cmpint (g_array_index (answer->choices, StrayChosen, 1).days, ==, STRAY_NO_EXCEPTION);
      again = stray_ui_answer_to_json (question, answer);
      g_assert_cmpstr (again, ==, text);
    }
}

static void
test_go_back (void)
{
  g_autoptr (StrayQuestion) question = question_new (TRUE);
  g_autoptr (StrayAnswer) back = stray_answer_new ();
  g_autoptr (StrayAnswer) answer = NULL;
  g_autofree char *text = stray_ui_answer_to_json (question, back);

  g_assert_cmpstr (text, ==, HEAD "\"go-back\"}");
  g_assert_true (parse (text, question, &answer, NULL));
  g_assert_false (answer->send);
}

static void
test_shown (void)
{
  g_autoptr (StrayQuestion) question = question_new (FALSE);
  g_autofree char *text = stray_ui_shown_to_json (question);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  StrayUiReply reply = STRAY_UI_REPLY_ANSWER;
  StrayAnswer *answer;

  g_assert_true (stray_ui_reply_parse (bytes, question, &reply, &answer, NULL));
  g_assert_cmpint (reply, ==, STRAY_UI_REPLY_SHOWN);
  g_assert_null (answer);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *old;
    const char *new;
    StrayJsonError code;
  } rows[] = {
    { "]}", "]", STRAY_JSON_ERROR_MALFORMED },
    { "\"answer\",", "\"answered\",", STRAY_JSON_ERROR_MEMBER },
    { "\"token\":\"" TOKEN "\",", "", STRAY_JSON_ERROR_MEMBER },
    { "0123", "1123", STRAY_JSON_ERROR_MEMBER },
    { "\"c1\"", "\"c2\"", STRAY_JSON_ERROR_MEMBER },
    { "\"id\":\"c1\",", "", STRAY_JSON_ERROR_MEMBER },
    { "\"send\"", "\"Send\"", STRAY_JSON_ERROR_MEMBER },
    { "\"send\"", "true", STRAY_JSON_ERROR_MEMBER },
    { ",\"choices\":[" GOOD "]", "", STRAY_JSON_ERROR_MEMBER },
    { "[" GOOD "]", "{}", STRAY_JSON_ERROR_MEMBER },
    { GOOD, "", STRAY_JSON_ERROR_MEMBER },
    /* every group once, in their order */
    { "," C (7, "keep"), "", STRAY_JSON_ERROR_MEMBER },
    { C (7, "keep"), C (7, "keep") "," C (7, "keep"), STRAY_JSON_ERROR_MEMBER },
    { C (2, "correct"), C (3, "correct"), STRAY_JSON_ERROR_MEMBER },
    { C (2, "correct"), C (99, "correct"), STRAY_JSON_ERROR_MEMBER },
    /* what is not allowed */
    { C (2, "correct"), C (2, "keep"), STRAY_JSON_ERROR_MEMBER },
    { C (4, "leave-out"), C (4, "correct"), STRAY_JSON_ERROR_MEMBER },
    { C (7, "keep"), C (7, "correct"), STRAY_JSON_ERROR_MEMBER },
    { C (7, "keep"), C (7, "other"), STRAY_JSON_ERROR_MEMBER },
    { C (7, "keep"), D (7, "keep", 30), STRAY_JSON_ERROR_MEMBER },
    { D (0, "keep", 30), D (0, "keep", 31), STRAY_JSON_ERROR_MEMBER },
    { D (0, "keep", 30), D (0, "keep", 0), STRAY_JSON_ERROR_MEMBER },
    { D (0, "keep", 30), D (0, "keep", -1), STRAY_JSON_ERROR_MEMBER },
    { D (0, "keep", 30), D (0, "correct", 30), STRAY_JSON_ERROR_MEMBER },
    { "\"days\":30", "\"days\":\"30\"", STRAY_JSON_ERROR_MEMBER },
  };
  g_autoptr (StrayQuestion) question = question_new (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (SEND);
      g_autoptr (StrayAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u: %s for %s", i, rows[i].new, rows[i].old);
      g_assert_cmpuint (g_string_replace (text, rows[i].old, rows[i].new, 1), ==, 1);
      g_assert_false (parse (text->str, question, &answer, &error));
      g_assert_error (error, STRAY_JSON_ERROR, (int)rows[i].code);
    }
}

/* What was not shown needs a choice that all of it allows. */
static void
test_rest (void)
{
  static const char *const refused[] = { "", ",\"rest\":\"correct\"", ",\"rest\":\"keep\"", ",\"rest\":1" };
  g_autoptr (StrayQuestion) question = question_new (TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *text = g_strconcat (HEAD "\"send\",\"choices\":[" GOOD "]", refused[i], "}", NULL);
      g_autoptr (StrayAnswer) answer = NULL;

      g_test_message ("row %u", i);
      g_assert_false (parse (text, question, &answer, NULL));
    }
}

/* Exceptions for good, and none at all. */
static void
test_exceptions (void)
{
  static const struct
  {
    gint limit;
    gboolean month, good;
  } rows[] = { { -1, FALSE, FALSE }, { 0, TRUE, TRUE }, { 29, FALSE, FALSE }, { 30, TRUE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayQuestion) question = question_new (FALSE);
      g_autoptr (GString) good = g_string_new (SEND);
      g_autoptr (StrayAnswer) answer = NULL;
      g_autoptr (StrayAnswer) other = NULL;

      question->exception_days = rows[i].limit;
      g_string_replace (good, "\"days\":30", "\"days\":0", 1);
      g_test_message ("row %u", i);
      g_assert_cmpint (parse (SEND, question, &answer, NULL), ==, rows[i].month);
      g_assert_cmpint (parse (good->str, question, &other, NULL), ==, rows[i].good);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/groups", test_groups);
  g_test_add_func ("/answer/choices", test_choices);
  g_test_add_func ("/answer/whole-group", test_whole_group);
  g_test_add_func ("/answer/round-trip", test_round_trip);
  g_test_add_func ("/answer/go-back", test_go_back);
  g_test_add_func ("/answer/shown", test_shown);
  g_test_add_func ("/answer/refused", test_refused);
  g_test_add_func ("/answer/rest", test_rest);
  g_test_add_func ("/answer/exceptions", test_exceptions);
  return g_test_run ();
}
