/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "native-messaging/message.h"

#include "native-messaging/frame.h"
#include "native-messaging/json.h"
#include "native-messaging/rest.h"

#include <string.h>

static StrayMessage *
parse (const char *text, char **id, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return stray_message_parse (bytes, id, error);
}

static void
test_hello (void)
{
  g_autofree char *id = NULL;
  g_autoptr (StrayMessage) message
      = parse ("{\"type\":\"hello\",\"protocol\":[1,7],\"version\":\"0.1.0\"}", &id, NULL);

  g_assert_nonnull (message);
  g_assert_cmpint (message->type, ==, STRAY_MESSAGE_HELLO);
  g_assert_cmpint (message->protocol_min, ==, 1);
  g_assert_cmpint (message->protocol_max, ==, 7);
  g_assert_null (id);
}

static void
test_check (void)
{
  g_autofree char *id = NULL;
  g_autoptr (StrayMessage) message
      = parse ("{\"type\":\"check\",\"id\":\"c1\",\"from\":\"\",\"newer\":[],\"recipients\":["
               "{\"field\":\"to\",\"address\":\"a@x.ml\",\"name\":\"A\",\"newer\":1},"
               "{\"field\":\"bcc\",\"address\":\"\",\"list\":\"L\"}]}",
               &id, NULL);
  const StrayRecipient *recipient;

  g_assert_nonnull (message);
  g_assert_cmpint (message->type, ==, STRAY_MESSAGE_CHECK);
  g_assert_cmpstr (message->id, ==, "c1");
  g_assert_cmpstr (id, ==, "c1");
  g_assert_cmpstr (message->from, ==, "");
  g_assert_cmpuint (message->recipients->len, ==, 2);
  recipient = &g_array_index (message->recipients, StrayRecipient, 0);
  g_assert_cmpstr (recipient->field, ==, "to");
  g_assert_cmpstr (recipient->address, ==, "a@x.ml");
  g_assert_cmpstr (recipient->name, ==, "A");
  g_assert_null (recipient->list);
  recipient = &g_array_index (message->recipients, StrayRecipient, 1);
  g_assert_null (recipient->name);
  g_assert_cmpstr (recipient->list, ==, "L");
}

static void
test_withdraw_and_sent (void)
{
  static const struct
  {
    const char *text;
    StrayMessageType type;
    int n_recipients;
  } rows[] = {
    { "{\"type\":\"withdraw\",\"id\":\"c1\"}", STRAY_MESSAGE_WITHDRAW, -1 },
    { "{\"type\":\"sent\",\"id\":\"c1\"}", STRAY_MESSAGE_SENT, -1 },
    { "{\"type\":\"sent\",\"id\":\"c1\",\"recipients\":[]}", STRAY_MESSAGE_SENT, 0 },
    { "{\"type\":\"sent\",\"id\":\"c1\",\"recipients\":[{\"field\":\"to\",\"address\":\"x\"}]}",
      STRAY_MESSAGE_SENT, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (StrayMessage) message = parse (rows[i].text, &id, NULL);

      g_test_message ("row %u: %s", i, rows[i].text);
      g_assert_nonnull (message);
      g_assert_cmpint (message->type, ==, rows[i].type);
      g_assert_cmpstr (message->id, ==, "c1");
      g_assert_cmpint (message->recipients != NULL ? (int)message->recipients->len : -1, ==,
                       rows[i].n_recipients);
    }
}

static void
test_contacts (void)
{
  g_autofree char *id = NULL;
  g_autoptr (StrayMessage) message
      = parse ("{\"type\":\"contacts\",\"addresses\":[\"a@x.org\",\"\"],\"newer\":1}", &id, NULL);
  g_autoptr (StrayMessage) none = parse ("{\"type\":\"contacts\",\"addresses\":[]}", &id, NULL);

  g_assert_nonnull (message);
  g_assert_cmpint (message->type, ==, STRAY_MESSAGE_CONTACTS);
  g_assert_null (message->id);
  g_assert_cmpuint (message->addresses->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (message->addresses, 0), ==, "a@x.org");
  g_assert_cmpstr (g_ptr_array_index (message->addresses, 1), ==, "");
  g_assert_nonnull (none);
  g_assert_cmpuint (none->addresses->len, ==, 0);
}

#define CHECK(recipients) "{\"type\":\"check\",\"id\":\"c1\",\"from\":\"\",\"recipients\":" recipients "}"

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    StrayMessageError code;
    const char *id;
  } rows[] = {
    { "", STRAY_MESSAGE_ERROR_MALFORMED, NULL },
    { "[]", STRAY_MESSAGE_ERROR_MALFORMED, NULL },
    { "{\"id\":\"c1\",\"id\":\"c1\"}", STRAY_MESSAGE_ERROR_MALFORMED, NULL },
    { "{}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":1,\"id\":\"c1\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { "{\"type\":\"other\",\"id\":\"c1\"}", STRAY_MESSAGE_ERROR_UNKNOWN_TYPE, "c1" },
    { "{\"type\":\"other\",\"id\":1}", STRAY_MESSAGE_ERROR_UNKNOWN_TYPE, NULL },
    { "{\"type\":\"Hello\"}", STRAY_MESSAGE_ERROR_UNKNOWN_TYPE, NULL },
    { "{\"type\":\"hello\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"hello\",\"protocol\":1,\"version\":\"\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"hello\",\"protocol\":[1],\"version\":\"\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"hello\",\"protocol\":[2,1],\"version\":\"\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"hello\",\"protocol\":[0,1],\"version\":\"\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"hello\",\"protocol\":[\"1\",1],\"version\":\"\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"hello\",\"protocol\":[1,1]}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"check\",\"from\":\"\",\"recipients\":[]}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"check\",\"id\":\"c 1\",\"from\":\"\",\"recipients\":[]}", STRAY_MESSAGE_ERROR_BAD_MESSAGE,
      NULL },
    { "{\"type\":\"check\",\"id\":\"c1\",\"recipients\":[]}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("{}"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("[1]"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("[{}]"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("[{\"field\":\"to\"}]"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("[{\"field\":\"to\",\"address\":1}]"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("[{\"field\":\"from\",\"address\":\"\"}]"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("[{\"field\":\"to\",\"address\":\"\",\"name\":1}]"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { CHECK ("[{\"field\":\"to\",\"address\":\"\",\"list\":{}}]"), STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
    { "{\"type\":\"contacts\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"contacts\",\"addresses\":\"a@x.org\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"contacts\",\"addresses\":[\"a@x.org\",1]}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"contacts\",\"addresses\":[null]}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"withdraw\"}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, NULL },
    { "{\"type\":\"sent\",\"id\":\"c1\",\"recipients\":1}", STRAY_MESSAGE_ERROR_BAD_MESSAGE, "c1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("row %u: %s", i, rows[i].text);
      g_assert_null (parse (rows[i].text, &id, &error));
      g_assert_error (error, STRAY_MESSAGE_ERROR, (int)rows[i].code);
      g_assert_cmpstr (id, ==, rows[i].id);
    }
}

static void
test_recipients_limit (void)
{
  for (guint n = STRAY_RECIPIENTS_MAX; n <= STRAY_RECIPIENTS_MAX + 1; n++)
    {
      g_autoptr (GString) recipients = g_string_new ("");
      g_autofree char *text = NULL;
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (StrayMessage) message = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (recipients, "%s{\"field\":\"to\",\"address\":\"a\"}", i > 0 ? "," : "");
      text = g_strdup_printf (CHECK ("[%s]"), recipients->str);
      message = parse (text, &id, &error);
      if (n == STRAY_RECIPIENTS_MAX)
        g_assert_no_error (error);
      else
        g_assert_error (error, STRAY_MESSAGE_ERROR, STRAY_MESSAGE_ERROR_TOO_MANY_RECIPIENTS);
      g_assert_cmpint (message != NULL, ==, n == STRAY_RECIPIENTS_MAX);
      g_assert_cmpstr (id, ==, "c1");
    }
}

static void
test_contacts_limit (void)
{
  for (guint n = STRAY_CONTACTS_MAX; n <= STRAY_CONTACTS_MAX + 1; n++)
    {
      g_autoptr (GString) text = g_string_new ("{\"type\":\"contacts\",\"addresses\":[\"a\"");
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (StrayMessage) message = NULL;

      for (guint i = 1; i < n; i++)
        g_string_append (text, ",\"a\"");
      g_string_append (text, "]}");
      message = parse (text->str, &id, &error);
      if (n == STRAY_CONTACTS_MAX)
        g_assert_no_error (error);
      else
        g_assert_error (error, STRAY_MESSAGE_ERROR, STRAY_MESSAGE_ERROR_TOO_MANY_CONTACTS);
      g_assert_cmpint (message != NULL, ==, n == STRAY_CONTACTS_MAX);
    }
}

static void
test_private (void)
{
  static const char *const rows[] = {
    "{\"type\":\"canary\"}",
    "{\"type\":\"check\",\"id\":\"canary@\"}",
    "{\"type\":\"canary",
    "{\"type\":\"contacts\",\"addresses\":[\"canary\",1]}",
    CHECK ("[{\"field\":\"canary\",\"address\":\"\"}]"),
    CHECK ("[{\"field\":\"to\",\"address\":\"canary\",\"name\":1}]"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (rows[i], &id, &error));
      g_assert_null (strstr (error->message, "canary"));
    }
}

static void
test_hello_reply (void)
{
  g_autofree char *text = stray_hello_to_json (1, "0.1.0", TRUE);

  g_assert_cmpstr (text, ==, "{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\",\"blocks\":true}");
}

static void
test_decisions (void)
{
  static const struct
  {
    StrayReason reason;
    const char *rest;
  } rows[] = {
    { STRAY_REASON_NO_ANSWER, "\"hold\",\"reason\":\"no-answer\"}" },
    { STRAY_REASON_GO_BACK, "\"hold\",\"reason\":\"go-back\"}" },
    { STRAY_REASON_WITHDRAWN, "\"hold\",\"reason\":\"withdrawn\"}" },
    { STRAY_REASON_COULD_NOT_SHOW,
      "\"ask\",\"reason\":\"could-not-show\",\"flagged\":2,\"findings\":["
      "{\"index\":0,\"field\":\"to\",\"address\":\"x\",\"verdict\":\"unparsable\"}]}" },
    { STRAY_REASON_TIMED_OUT,
      "\"ask\",\"reason\":\"timed-out\",\"flagged\":2,\"findings\":["
      "{\"index\":0,\"field\":\"to\",\"address\":\"x\",\"verdict\":\"unparsable\"}]}" },
    { STRAY_REASON_BUSY, "\"ask\",\"reason\":\"busy\",\"flagged\":2,\"findings\":["
                         "{\"index\":0,\"field\":\"to\",\"address\":\"x\",\"verdict\":\"unparsable\"}]}" },
    { STRAY_REASON_CORRECTED, "\"correct\",\"reason\":\"corrected\",\"corrections\":["
                              "{\"index\":4,\"from\":\"a@x.ml\",\"to\":\"a@x.mil\"}]}" },
    { STRAY_REASON_SEND_ANYWAY, "\"send\",\"reason\":\"send-anyway\"}" },
    { STRAY_REASON_TOLD, "\"send\",\"reason\":\"told\"}" },
    { STRAY_REASON_CLEAN, "\"send\",\"reason\":\"clean\"}" },
  };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_finding_free);
  g_autoptr (GPtrArray) corrections = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  StrayFinding *finding = stray_finding_new ();

  finding->field = g_strdup ("to");
  finding->address = g_strdup ("x");
  finding->verdict = g_strdup ("unparsable");
  g_ptr_array_add (findings, finding);
  g_ptr_array_add (corrections, stray_correction_new (4, "a@x.ml", "a@x.mil"));

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, STRAY_REASON_N);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const StrayDecision decision = { .id = "c1",
                                       .reason = rows[i].reason,
                                       .protocol = 2,
                                       .digest = "never in this version",
                                       .corrections = corrections,
                                       .flagged = 2,
                                       .findings = findings };
      g_autofree char *text = stray_decision_to_json (&decision);
      g_autofree char *expected
          = g_strconcat ("{\"type\":\"decision\",\"id\":\"c1\",\"action\":", rows[i].rest, NULL);

      g_assert_cmpstr (text, ==, expected);
    }
}

/* What version 3 adds. */
static void
test_decisions_3 (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_rest_free);
  g_autoptr (GPtrArray) removals = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  g_autoptr (StrayQuestion) question = stray_question_new ("", "c1", 1);
  StrayDecision decision = { .id = "c1",
                             .reason = STRAY_REASON_CORRECTED,
                             .protocol = 3,
                             .digest = "5e",
                             .corrections = none,
                             .removals = removals };
  g_autofree char *left_out = NULL;
  g_autofree char *asked = NULL;

  question->recipients = 2;
  question->exception_days = 30;
  question->records_domains = TRUE;
  stray_organisation_set (&question->organisation, "Ask first.", NULL);
  g_ptr_array_add (rest, stray_rest_new (0, "a@x.mil"));
  g_ptr_array_add (rest, stray_rest_new (8, NULL));
  g_ptr_array_add (removals, stray_correction_new (4, "a@x.ml", NULL));
  left_out = stray_decision_to_json (&decision);
  g_assert_cmpstr (left_out, ==,
                   "{\"type\":\"decision\",\"id\":\"c1\",\"action\":\"correct\",\"reason\":\"corrected\","
                   "\"digest\":\"5e\",\"corrections\":[],\"removals\":[{\"index\":4,\"from\":\"a@x.ml\"}]}");
  decision = (StrayDecision){ .id = "c1",
                              .reason = STRAY_REASON_TIMED_OUT,
                              .protocol = 3,
                              .flagged = 1,
                              .findings = none,
                              .rest = rest,
                              .question = question };
  asked = stray_decision_to_json (&decision);
  g_assert_cmpstr (asked, ==,
                   "{\"type\":\"decision\",\"id\":\"c1\",\"action\":\"ask\",\"reason\":\"timed-out\","
                   "\"flagged\":1,\"recipients\":2,\"delay\":1000,\"leave_out\":false,\"exception_days\":30,"
                   "\"typing\":false,\"organisation\":{\"text\":\"Ask first.\"},\"records_domains\":true,"
                   "\"findings\":[],"
                   "\"rest\":[{\"index\":0,\"suggestion\":\"a@x.mil\"},{\"index\":8}]}");
}

/* One that Thunderbird would not take is one that holds the message. */
static void
test_decision_too_long (void)
{
  static const struct
  {
    gsize beyond; /* what the frame may hold */
    const char *reason;
  } rows[] = { { 0, "could-not-show" }, { 1, "no-answer" } };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_finding_free);
  const StrayDecision decision = {
    .id = "c1", .reason = STRAY_REASON_COULD_NOT_SHOW, .protocol = 2, .flagged = 1, .findings = findings
  };
  StrayFinding *finding = stray_finding_new ();
  g_autofree char *empty = NULL;

  finding->field = g_strdup ("to");
  finding->address = g_strdup ("");
  finding->verdict = g_strdup ("unparsable");
  g_ptr_array_add (findings, finding);
  empty = stray_decision_to_json (&decision);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      g_free (finding->address);
      finding->address = g_strnfill (STRAY_FRAME_MAX_TO_EXTENSION - strlen (empty) + rows[i].beyond, 'x');
      text = stray_decision_to_json (&decision);
      g_assert_cmpuint (strlen (text), <=, STRAY_FRAME_MAX_TO_EXTENSION);
      g_assert_nonnull (strstr (text, rows[i].reason));
    }
}

static void
test_errors (void)
{
  static const char *const codes[]
      = { "malformed",   "unknown-type", "bad-message",         "unsupported-protocol",
          "not-greeted", "duplicate-id", "too-many-recipients", "no-policy" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (STRAY_MESSAGE_ERROR, i, "Why.");
      g_autofree char *text = stray_error_to_json (i % 2 ? "c1" : NULL, error);
      g_autofree char *expected
          = g_strdup_printf ("{\"type\":\"error\",\"id\":%s,\"code\":\"%s\",\"message\":\"Why.\"}",
                             i % 2 ? "\"c1\"" : "null", codes[i]);

      g_assert_cmpstr (text, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/hello", test_hello);
  g_test_add_func ("/message/check", test_check);
  g_test_add_func ("/message/withdraw-and-sent", test_withdraw_and_sent);
  g_test_add_func ("/message/contacts", test_contacts);
  g_test_add_func ("/message/refused", test_refused);
  g_test_add_func ("/message/recipients-limit", test_recipients_limit);
  g_test_add_func ("/message/contacts-limit", test_contacts_limit);
  g_test_add_func ("/message/private", test_private);
  g_test_add_func ("/message/hello-reply", test_hello_reply);
  g_test_add_func ("/message/decisions", test_decisions);
  g_test_add_func ("/message/decisions-3", test_decisions_3);
  g_test_add_func ("/message/decision-too-long", test_decision_too_long);
  g_test_add_func ("/message/errors", test_errors);
  return g_test_run ();
}
