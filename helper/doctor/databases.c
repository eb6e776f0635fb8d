/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <string.h>
#include <sys/stat.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "policy/environment.h"

#define CHECK "dconf-databases"
#define DATABASES "/etc/dconf/db"
#define SYSTEM_DATABASE "system-db:" /* dconf(7) */

/* Returns: the time of the last change of @path, or 0 where it does not exist. */
static gint64
changed (const char *path)
{
  struct stat st;

  return stat (path, &st) == 0 ? (gint64)st.st_mtim.tv_sec : 0;
}

/* Returns: the time of the last change of @folder, which may not exist, or anything in it. */
static gint64
last_changed (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 last = changed (folder);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gint64 time = changed (path);

      last = MAX (last, time);
    }
  return last;
}

/* Returns: (transfer full) (nullable): what is wrong with @database, which is made of @sources and @locks. */
static char *
find_fault (const char *database, const char *sources, const char *locks)
{
  const gint64 compiled = changed (database);

  if (compiled == 0)
    return g_strdup_printf (_ ("“%s” is missing, which the dconf profile names."), database);
  if (compiled < MAX (last_changed (sources), last_changed (locks)))
    return g_strdup_printf (_ ("“%s” is older than the settings in “%s”."), database, sources);
  return NULL;
}

static gboolean
check_owner (GPtrArray *checkups, const char *path)
{
  return !g_file_test (path, G_FILE_TEST_EXISTS) || stray_doctor_check_owner (checkups, CHECK, path, FALSE);
}

/* Whether nobody but root could have written @folder and what lies in it. */
static gboolean
check_owners (GPtrArray *checkups, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean good = check_owner (checkups, folder);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      /* A folder in there is looked at by itself. */
      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        good = check_owner (checkups, path) && good;
    }
  return good;
}

/* Looks at the database called @name, and at what it is made of. */
static gboolean
check_database (GPtrArray *checkups, const char *name)
{
  g_autofree char *database = g_build_filename (DATABASES, name, NULL);
  g_autofree char *sources = g_strconcat (database, ".d", NULL);
  g_autofree char *locks = g_build_filename (sources, "locks", NULL);
  char *fault = find_fault (database, sources, locks);
  gboolean good = fault == NULL;

  if (fault != NULL)
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_BAD, fault,
                       g_strdup (_ ("Run “dconf update” as root.")));
  good = check_owner (checkups, database) && good;
  good = check_owners (checkups, sources) && good;
  return check_owners (checkups, locks) && good;
}

static gboolean
check_profile (GPtrArray *checkups, const char *profile)
{
  g_autofree char *folder = g_path_get_dirname (profile);
  const char *const places[] = { profile, folder, DATABASES };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean good = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    good = check_owner (checkups, places[i]) && good;
  if (!g_file_get_contents (profile, &text, NULL, NULL))
    text = g_strdup ("");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (g_str_has_prefix (line, SYSTEM_DATABASE))
        good = check_database (checkups, line + strlen (SYSTEM_DATABASE)) && good;
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
