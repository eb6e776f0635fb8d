/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "preferences.h"

#include "launch.h"

void
stray_preferences_open (const char *path)
{
  g_auto (GStrv) all = g_get_environ ();
  g_auto (GStrv) environment = stray_launch_environment ((const char *const *)all, STRAY_LAUNCH_NORMAL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      /* Outlives the host, and must not hold what Thunderbird waits to be closed. */
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_environ (launcher, environment);
  /* GSubprocess reaps the process, also when nobody holds on to it. */
  process = g_subprocess_launcher_spawn (launcher, &error, path, "--preferences", NULL);
  if (process == NULL)
    g_printerr ("straymail-host: the preferences could not be opened: %s\n", error->message);
}
