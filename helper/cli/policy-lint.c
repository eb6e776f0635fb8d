/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "policy/lists.h"

/* The result of a linter, and so not for standard error. */
static void
print_cb (const char *problem, gpointer user_data)
{
  puts (problem);
}

static gboolean
parse_options (int argc, char **argv, char ***files, GError **error)
{
  const GOptionEntry entries[]
      = { { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, files, NULL, NULL },
          G_OPTION_ENTRY_NULL };
  const StrayCommandHelp help = {
    "straymail policy lint",
    /* Translators: stands for names of files */
    _ ("FILE… – check trust lists before they are put in place"),
    _ ("Each bad line is written to standard output, as “FILE:LINE: what is wrong”; the FILE\n"
       "“-” is standard input.\n\n"
       "Exit status: 0 where every line can be used, 1 where at least one cannot, 2 where a\n"
       "file cannot be read."),
  };

  return stray_command_parse (&help, entries, argc, argv, error);
}

int
stray_command_policy_lint (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse_options (argc, argv, &files, &error))
    return stray_command_fail (_ ("%s. “straymail policy lint --help” lists the options."), error->message);
  if (files == NULL)
    return stray_command_fail (
        _ ("Name the trust lists to check. “straymail policy lint --help” tells more."));

  StrayLists *lists = stray_lists_new (print_cb, NULL);
  int status = STRAY_EXIT_CLEAN;

  stray_lists_set_max_reports (lists, G_MAXUINT);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_clear_error (&error);
      if (!(g_str_equal (files[i], "-") ? stray_lists_add_fd (lists, STDIN_FILENO, files[i], &error)
                                        : stray_lists_add_file (lists, files[i], &error)))
        status = stray_command_fail ("%s", error->message);
    }
  if (status == STRAY_EXIT_CLEAN && stray_lists_get_bad_lines (lists) > 0)
    status = STRAY_EXIT_FLAGGED;
  stray_trust_unref (stray_lists_end (lists));
  return stray_command_end (status);
}
