/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "example.h"

#include <glib/gi18n.h>

#include "helper/core/country.h"
#include "warning-window.h"

/* The slip Straymail was made for: one letter, and a message for the US Air Force goes to Mali. */
static StrayFinding *
new_finding (void)
{
  StrayFinding *finding = stray_finding_new ();
  const StrayMark missing = { .start = 7, .length = 1 };

  finding->field = g_strdup ("to");
  finding->name = g_strdup ("John Smith");
  finding->address = g_strdup ("john.smith@us.af.ml");
  finding->verdict = g_strdup ("lookalike");
  finding->domain = g_strdup ("us.af.ml");
  finding->kind = g_strdup ("wildcard_suffix");
  finding->severity = g_strdup ("high");
  finding->country = g_strdup ("ML");
  finding->country_name = stray_country_name ("ML", NULL);
  finding->resembles = g_strdup ("us.af.mil");
  finding->suggestion = g_strdup ("john.smith@us.af.mil");
  g_array_append_val (finding->resembles_marks, missing);
  return finding;
}

static void
answered_cb (GtkWindow *window)
{
  gtk_window_destroy (window);
}

static void
free_question_cb (gpointer question, GClosure *closure)
{
  stray_question_free (question);
}

void
stray_example_show (GtkWindow *parent)
{
  StrayQuestion *question = stray_question_new ("", "example", 1);
  GtkWindow *window;

  question->recipients = 2;
  question->leave_out = TRUE;
  question->exception_days = 0;
  g_ptr_array_add (question->findings, new_finding ());
  window = stray_warning_window_new (question, NULL);
  /* Translators: the title of a window that asks an example of Straymail’s question. */
  gtk_window_set_title (window, _ ("Example"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_modal (window, TRUE);
  gtk_window_set_destroy_with_parent (window, TRUE);
  /* The window needs the question for as long as it is there, and so does this handler. */
  g_signal_connect_data (window, "answered", G_CALLBACK (answered_cb), question, free_question_cb, 0);
  gtk_window_present (window);
}
