/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake.h"

#define LONG_MS 60000
#define SHORT_MS 50

typedef struct
{
  gboolean done;
  gboolean send;
  StrayChoice choice; /* of the first recipient */
  GError *error;
} Outcome;

static char *directory;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  g_autoptr (StrayAnswer) answer = stray_dialog_ask_finish (result, &outcome->error);

  g_assert_true ((answer != NULL) == (outcome->error == NULL));
  if (answer != NULL && answer->send)
    {
      outcome->send = TRUE;
      outcome->choice = g_array_index (answer->choices, StrayChosen, 0).choice;
    }
  outcome->done = TRUE;
}

static Outcome
ask (const StrayDialog *dialog, gboolean with_suggestion, GCancellable *cancellable)
{
  g_autoptr (StrayQuestion) question = fake_question_new ("c1", with_suggestion);
  Outcome outcome = { 0 };

  stray_dialog_ask_async (dialog, question, cancellable, answered_cb, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  return outcome;
}

static void
test_answers (void)
{
  static const struct
  {
    const char *behaviour;
    gboolean send;
    StrayChoice choice;
  } rows[] = {
    { "go-back", FALSE, 0 },
    { "correct", TRUE, STRAY_CHOICE_CORRECT },
    { "send", TRUE, STRAY_CHOICE_KEEP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayDialog) dialog = fake_dialog_new (directory, rows[i].behaviour, LONG_MS, LONG_MS);
      Outcome outcome = ask (dialog, TRUE, NULL);

      g_test_message ("row %u: %s", i, rows[i].behaviour);
      g_assert_no_error (outcome.error);
      g_assert_cmpint (outcome.send, ==, rows[i].send);
      g_assert_cmpint (outcome.choice, ==, rows[i].choice);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *behaviour;
    guint shown_ms;
    guint exit_ms;
    StrayDialogError code;
  } rows[] = {
    { "not-shown", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "wrong-token", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "wrong-id", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "twice", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "garbage", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "silent", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "send-and-fail", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "send-and-die", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "send-and-hang", LONG_MS, SHORT_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "close-and-hang", LONG_MS, SHORT_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "stay", LONG_MS, SHORT_MS, STRAY_DIALOG_ERROR_NO_ANSWER },
    { "fail-at-once", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_COULD_NOT_SHOW },
    { "no-display", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_COULD_NOT_SHOW },
    { "lose-display", LONG_MS, LONG_MS, STRAY_DIALOG_ERROR_COULD_NOT_SHOW },
    { "hang", SHORT_MS, LONG_MS, STRAY_DIALOG_ERROR_TIMED_OUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayDialog) dialog
          = fake_dialog_new (directory, rows[i].behaviour, rows[i].shown_ms, rows[i].exit_ms);
      Outcome outcome = ask (dialog, TRUE, NULL);

      g_test_message ("row %u: %s", i, rows[i].behaviour);
      g_assert_error (outcome.error, STRAY_DIALOG_ERROR, (int)rows[i].code);
      g_clear_error (&outcome.error);
    }
}

static void
test_second_try (void)
{
  g_autoptr (StrayDialog) dialog = fake_dialog_new (directory, "hang-on-the-bus", LONG_MS, LONG_MS);
  Outcome outcome;

  /* Long enough for the second try on a busy machine; the first uses it up. */
  dialog->shown_ms = 2000;
  outcome = ask (dialog, TRUE, NULL);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.send);
}

static void
test_correct_without_suggestion (void)
{
  g_autoptr (StrayDialog) dialog = fake_dialog_new (directory, "correct", LONG_MS, LONG_MS);
  Outcome outcome = ask (dialog, FALSE, NULL);

  g_assert_error (outcome.error, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_NO_ANSWER);
  g_clear_error (&outcome.error);
}

static void
test_missing_program (void)
{
  g_autoptr (StrayDialog) dialog = stray_dialog_new ("/nonexistent/straymail-ui");
  Outcome outcome = ask (dialog, TRUE, NULL);

  g_assert_error (outcome.error, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_COULD_NOT_SHOW);
  g_clear_error (&outcome.error);
}

static void
test_no_display (void)
{
  g_autoptr (StrayDialog) dialog = fake_dialog_new (directory, "send", LONG_MS, LONG_MS);
  Outcome outcome;

  g_unsetenv ("DISPLAY");
  outcome = ask (dialog, TRUE, NULL);
  g_setenv ("DISPLAY", ":none", TRUE);
  g_assert_error (outcome.error, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_COULD_NOT_SHOW);
  g_clear_error (&outcome.error);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (void)
{
  g_autoptr (StrayDialog) dialog = fake_dialog_new (directory, "stay", LONG_MS, LONG_MS);

  for (guint before = 0; before < 2; before++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Outcome outcome;

      if (before)
        g_cancellable_cancel (cancellable);
      else
        g_timeout_add (SHORT_MS, cancel_cb, cancellable);
      outcome = ask (dialog, TRUE, cancellable);
      g_assert_error (outcome.error, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_CANCELLED);
      g_clear_error (&outcome.error);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_setenv ("DISPLAY", ":none", TRUE);
  g_unsetenv ("WAYLAND_DISPLAY");
  g_test_init (&argc, &argv, NULL);
  directory = fake_directory_new ();
  g_test_add_func ("/dialog/answers", test_answers);
  g_test_add_func ("/dialog/errors", test_errors);
  g_test_add_func ("/dialog/second-try", test_second_try);
  g_test_add_func ("/dialog/correct-without-suggestion", test_correct_without_suggestion);
  g_test_add_func ("/dialog/missing-program", test_missing_program);
  g_test_add_func ("/dialog/no-display", test_no_display);
  g_test_add_func ("/dialog/cancelled", test_cancelled);
  status = g_test_run ();
  fake_directory_remove (directory);
  return status;
}
