/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <sys/stat.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "policy/environment.h"

#define CHECK "dconf-databases"
#define DATABASES "/etc/dconf/db"

/* Returns: the time of the last change of @path, or 0 where it does not exist. */
static gint64
changed (const char *path)
{
  struct stat st;

  return stat (path, &st) == 0 ? (gint64)st.st_mtim.tv_sec : 0;
}

/* Returns: the time of the last change of anything in @folder, which may not exist. */
static gint64
last_changed (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 last = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gint64 time = changed (path);

      last = MAX (last, time);
    }
  return last;
}

/* Returns: (transfer full) (nullable): what is wrong with the database called @name. */
static char *
find_fault (const char *name)
{
  g_autofree char *database = g_build_filename (DATABASES, name, NULL);
  g_autofree char *sources = g_strconcat (database, ".d", NULL);
  g_autofree char *locks = g_build_filename (sources, "locks", NULL);
  const gint64 compiled = changed (database);

  if (compiled == 0)
    return g_strdup_printf (_ ("“%s” is missing, which the dconf profile names."), database);
  if (compiled < MAX (last_changed (sources), last_changed (locks)))
    return g_strdup_printf (_ ("“%s” is older than the settings in “%s”."), database, sources);
  return NULL;
}

static gboolean
check_profile (GPtrArray *checkups, const char *profile)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean good = TRUE;

  if (!g_file_get_contents (profile, &text, NULL, NULL))
    text = g_strdup ("");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (!g_str_has_prefix (line, "system-db:"))
        continue;

      char *fault = find_fault (line + strlen ("system-db:"));

      if (fault != NULL)
        stray_checkup_add (checkups, CHECK, STRAY_HEALTH_BAD, fault,
                           g_strdup (_ ("Run “dconf update” as root.")));
      good = good && fault == NULL;
    }
  return good;
}

/* Whether somebody wrote settings for Straymail that nothing reads. */
static gboolean
is_profile_forgotten (void)
{
  g_autoptr (GDir) databases = g_dir_open (DATABASES, 0, NULL);
  const char *name;

  while (databases != NULL && (name = g_dir_read_name (databases)) != NULL)
    {
      g_autofree char *keyfile = g_build_filename (DATABASES, name, "straymail", NULL);

      if (g_str_has_suffix (name, ".d") && g_file_test (keyfile, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

void
stray_check_databases (GPtrArray *checkups)
{
  const char *profile = stray_environment_get_profile ();

  if (profile == NULL && is_profile_forgotten ())
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_BAD,
        g_strdup (_ ("There are settings for Straymail in “/etc/dconf/db”, and no dconf profile that "
                     "reads them.")),
        g_strdup (_ ("Write “/etc/dconf/profile/user”, with the lines “user-db:user” and "
                     "“system-db:local”.")));
  else if (profile == NULL)
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_GOOD,
        g_strdup (_ ("There is no dconf profile for everybody, and so no setting of an organisation.")),
        NULL);
  else if (check_profile (checkups, profile))
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_GOOD,
        g_strdup_printf (_ ("The databases the dconf profile “%s” names are up to date."), profile), NULL);
}
