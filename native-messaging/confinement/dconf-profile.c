/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "dconf-profile.h"

#include <string.h>
#include <unistd.h>

#define FILE_DB "file-db:"

static void
add_databases (GStrvBuilder *files, const char *profile)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (profile, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *comment = strchr (lines[i], '#');

      if (comment != NULL)
        *comment = '\0';
      g_strstrip (lines[i]);
      if (g_str_has_prefix (lines[i], FILE_DB))
        g_strv_builder_add (files, lines[i] + strlen (FILE_DB));
    }
}

/* Takes @profile. */
static void
add (GStrvBuilder *files, char *profile)
{
  g_strv_builder_add (files, profile);
  add_databases (files, profile);
  g_free (profile);
}

/* Of these dconf uses the first there is, and all are rare. */
char **
stray_dconf_profile_files (void)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  const char *chosen = g_getenv ("DCONF_PROFILE");
  const char *name = chosen != NULL && !g_path_is_absolute (chosen) ? chosen : "user";

  add (files, g_strdup_printf ("/run/dconf/user/%u", (guint)getuid ()));
  if (chosen != NULL && g_path_is_absolute (chosen))
    add (files, g_strdup (chosen));
  add (files, g_build_filename (g_get_user_runtime_dir (), "dconf/profile", NULL));
  add (files, g_build_filename (STRAY_ADMINDIR, "dconf/profile", name, NULL));
  for (const char *const *dir = g_get_system_data_dirs (); *dir != NULL; dir++)
    add (files, g_build_filename (*dir, "dconf/profile", name, NULL));
  return g_strv_builder_end (files);
}
