/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The attempts in the program people get: a GIO module, which it loads where
 * GIO_EXTRA_MODULES says so. Each SIGUSR1 has it make those in STRAY_TEST_ATTEMPTS, pairs of
 * lines, and write how they went to the file STRAY_TEST_TOLD, a line each. */

#include "../attempts.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>

static gboolean
asked_cb (gpointer data)
{
  g_auto (GStrv) lines = g_strsplit (g_getenv ("STRAY_TEST_ATTEMPTS"), "\n", -1);
  const char *path = g_getenv ("STRAY_TEST_TOLD");
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  FILE *told = fopen (temporary, "we");

  g_return_val_if_fail (told != NULL, G_SOURCE_CONTINUE);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i += 2)
    {
      const char *result = stray_attempt (lines[i], lines[i + 1]);

      fprintf (told, "%s\n", result != NULL ? result : "unknown");
      fflush (told);
    }
  fclose (told);
  rename (temporary, path);
  return G_SOURCE_CONTINUE;
}

G_MODULE_EXPORT void
g_io_module_load (GIOModule *module)
{
  /* What it registered with GLib's main loop stays. */
  g_type_module_use (G_TYPE_MODULE (module));
  g_unix_signal_add (SIGUSR1, asked_cb, NULL);
}

G_MODULE_EXPORT void
g_io_module_unload (GIOModule *module)
{
}
