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
stray_command_parse (GOptionContext *context, const char *name, int argc, char **argv, GError **error)
{
  g_set_prgname (name);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc == 1)
    return TRUE;

  g_autofree char *shown = g_utf8_make_valid (argv[1], -1);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is not expected here"), shown);
  return FALSE;
}
