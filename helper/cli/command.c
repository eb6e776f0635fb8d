/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include <glib/gi18n.h>

/* Plain stdio: as in main.c, g_printerr() would lose what a C locale lacks. */
void
stray_command_report_cb (const char *problem, gpointer user_data)
{
  fprintf (stderr, "straymail: %s\n", problem);
}

int
stray_command_fail (const char *format, ...)
{
  va_list args;

  va_start (args, format);

  g_autofree char *problem = g_strdup_vprintf (format, args);

  va_end (args);
  stray_command_report_cb (problem, NULL);
  return STRAY_EXIT_ERROR;
}

int
stray_command_end (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  /* Who reads only the beginning (`| head`) knows that, and needs no message. */
  if (errno == EPIPE)
    return STRAY_EXIT_ERROR;
  return stray_command_fail (_ ("Standard output cannot be written: %s."), g_strerror (errno));
}

gboolean
stray_command_parse (const StrayCommandHelp *help, const GOptionEntry *entries, int argc, char **argv,
                     GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (help->usage);

  g_set_prgname (help->name);
  g_option_context_add_main_entries (context, entries, STRAY_GETTEXT_DOMAIN);
  g_option_context_set_translation_domain (context, STRAY_GETTEXT_DOMAIN);
  g_option_context_set_description (context, help->description);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc == 1)
    return TRUE;

  g_autofree char *shown = g_utf8_make_valid (argv[1], -1);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is not expected here"), shown);
  return FALSE;
}

void
stray_command_print_json (JsonBuilder *builder)
{
  json_builder_end_object (builder);

  g_autofree char *line = stray_json_to_string (builder);

  printf ("%s\n", line);
}
