/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "host/dialog.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Makes a dialog out of fake-ui, which the environment variable FAKE_UI names. */
static inline StrayDialog *
fake_dialog_new (const char *directory, const char *behaviour, guint shown_ms, guint exit_ms)
{
  g_autofree char *path = g_build_filename (directory, behaviour, NULL);
  StrayDialog *dialog = stray_dialog_new (path);

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    g_assert_cmpint (symlink (g_getenv ("FAKE_UI"), path), ==, 0);
  dialog->shown_ms = shown_ms;
  dialog->silent_ms = exit_ms;
  dialog->exit_ms = exit_ms;
  return dialog;
}

static inline char *
fake_directory_new (void)
{
  return g_dir_make_tmp ("straymail-test-XXXXXX", NULL);
}

static inline void
fake_directory_remove (char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
  g_free (directory);
}

/* A question about one look-alike, with a suggestion or without. */
static inline StrayQuestion *
fake_question_new (const char *id, gboolean with_suggestion)
{
  StrayQuestion *question = stray_question_new ("0123456789abcdef0123456789abcdef", id, 1);
  StrayFinding *finding = stray_finding_new ();

  finding->field = g_strdup ("to");
  finding->address = g_strdup ("a@us.af.ml");
  finding->verdict = g_strdup ("lookalike");
  finding->domain = g_strdup ("us.af.ml");
  finding->kind = g_strdup ("wildcard_suffix");
  finding->severity = g_strdup ("high");
  finding->country = g_strdup ("ML");
  finding->country_name = g_strdup ("Mali");
  finding->resembles = g_strdup ("us.af.mil");
  finding->suggestion = with_suggestion ? g_strdup ("a@us.af.mil") : NULL;
  g_ptr_array_add (question->findings, finding);
  return question;
}
