/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "display.h"

#include "doctor/sockets.h"

#include <sys/stat.h>
#include <unistd.h>

/* Nobody has more displays than this. */
#define DISPLAYS_MAX 32

/* Whether a file of type @type is the user's own, and a folder one that nobody else writes to. */
static gboolean
is_own (const char *path, mode_t type)
{
  struct stat st;

  return lstat (path, &st) == 0 && (st.st_mode & S_IFMT) == type && st.st_uid == geteuid ()
         && (type != S_IFDIR || (st.st_mode & (S_IWGRP | S_IWOTH)) == 0);
}

void
stray_display_find (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder
      = runtime != NULL ? g_strdup (runtime) : g_strdup_printf ("/run/user/%u", (guint)geteuid ());

  if (g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL || !is_own (folder, S_IFDIR))
    return;
  g_setenv ("XDG_RUNTIME_DIR", folder, FALSE);
  for (guint i = 0; i < DISPLAYS_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("wayland-%u", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_own (path, S_IFSOCK) && stray_socket_answers (path))
        {
          g_setenv ("WAYLAND_DISPLAY", name, TRUE);
          return;
        }
    }
}
