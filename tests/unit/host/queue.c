/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/queue.h"

#include "fake.h"

#define LONG_MS 60000
#define N 5

static char *directory;

typedef struct
{
  GString *order; /* the numbers of the questions as they end, in letters */
  char number;
  GError *error;
  gboolean done;
} Outcome;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (StrayAnswer) answer = stray_queue_ask_finish (result, &outcome->error);

  g_assert_true ((answer != NULL) == (outcome->error == NULL));
  g_string_append_c (outcome->order, outcome->number);
  outcome->done = TRUE;
}

static void
test_order (void)
{
  g_autoptr (StrayDialog) dialog = fake_dialog_new (directory, "go-back", LONG_MS, LONG_MS);
  g_autoptr (StrayQueue) queue = stray_queue_new (dialog);
  g_autoptr (StrayQuestion) question = fake_question_new ("c1", TRUE);
  g_autoptr (GString) order = g_string_new ("");
  Outcome outcomes[N] = { 0 };

  for (guint i = 0; i < N; i++)
    {
      outcomes[i] = (Outcome){ .order = order, .number = '0' + i };
      stray_queue_ask_async (queue, question, NULL, answered_cb, &outcomes[i]);
    }
  while (order->len < N)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "01234");
  for (guint i = 0; i < N; i++)
    g_assert_no_error (outcomes[i].error);
}

/* Those that wait can be withdrawn as well as the one that is shown. */
static void
test_withdrawn (void)
{
  g_autoptr (StrayDialog) dialog = fake_dialog_new (directory, "stay", LONG_MS, LONG_MS);
  g_autoptr (StrayQueue) queue = stray_queue_new (dialog);
  g_autoptr (StrayQuestion) question = fake_question_new ("c1", TRUE);
  g_autoptr (GString) order = g_string_new ("");
  static const guint turns[N] = { 2, 0, 1, 4, 3 };
  GCancellable *cancellables[N];
  Outcome outcomes[N] = { 0 };

  for (guint i = 0; i < N; i++)
    {
      cancellables[i] = g_cancellable_new ();
      outcomes[i] = (Outcome){ .order = order, .number = '0' + i };
      stray_queue_ask_async (queue, question, cancellables[i], answered_cb, &outcomes[i]);
    }
  for (guint i = 0; i < N; i++)
    {
      g_cancellable_cancel (cancellables[turns[i]]);
      while (!outcomes[turns[i]].done)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (order->str, ==, "20143");
  for (guint i = 0; i < N; i++)
    {
      g_assert_error (outcomes[i].error, STRAY_DIALOG_ERROR, STRAY_DIALOG_ERROR_CANCELLED);
      g_clear_error (&outcomes[i].error);
      g_object_unref (cancellables[i]);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_setenv ("DISPLAY", ":none", TRUE);
  g_test_init (&argc, &argv, NULL);
  directory = fake_directory_new ();
  g_test_add_func ("/queue/order", test_order);
  g_test_add_func ("/queue/withdrawn", test_withdrawn);
  status = g_test_run ();
  fake_directory_remove (directory);
  return status;
}
