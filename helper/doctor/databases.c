/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "policy/dconf.h"
#include "policy/environment.h"

#define CHECK "dconf-databases"

/* What a compiled database begins with, by the byte order of the machine; gvdb-format.h of dconf. */
#define SIGNATURE "GVariant"
#define SIGNATURE_SWAPPED "raVGtnai"

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

/* Where @path cannot be read either, dconf has nothing from it. */
static gboolean
is_database (const char *path)
{
  char begin[sizeof SIGNATURE - 1] = { 0 };
  FILE *file = fopen (path, "rbe");
  gboolean whole = file != NULL && fread (begin, sizeof begin, 1, file) == 1;

  if (file != NULL)
    fclose (file);
  return whole
         && (memcmp (begin, SIGNATURE, sizeof begin) == 0
             || memcmp (begin, SIGNATURE_SWAPPED, sizeof begin) == 0);
}

/* Looks whether @database is what was last made of @sources and @locks. */
static void
check_compiled (GPtrArray *checkups, const char *database, const char *sources, const char *locks)
{
  const gint64 compiled = changed (database);

  if (compiled == 0)
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_BAD,
                       g_strdup_printf (_ ("“%s” is missing, which the dconf profile names."), database),
                       g_strdup (_ ("Run “dconf update” as root.")));
  else if (!is_database (database))
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_BAD,
        g_strdup_printf (_ ("“%s” is no dconf database that can be read, so no setting in it counts."),
                         database),
        g_strdup (_ ("Remove it, and run “dconf update” as root.")));
  else if (compiled < MAX (last_changed (sources), last_changed (locks)))
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_BAD,
                       g_strdup_printf (_ ("“%s” is older than the settings in “%s”."), database, sources),
                       g_strdup (_ ("Run “dconf update” as root.")));
}

static void
check_owner (GPtrArray *checkups, const char *path)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    stray_doctor_check_owner (checkups, CHECK, path, FALSE);
}

/* @folder and what lies in it. */
static void
check_owners (GPtrArray *checkups, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  check_owner (checkups, folder);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      /* A folder in there is looked at by itself. */
      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        check_owner (checkups, path);
    }
}

/* Looks at @database, and at what it is made of. */
static void
check_database (GPtrArray *checkups, const char *database)
{
  g_autofree char *sources = g_strconcat (database, ".d", NULL);
  g_autofree char *locks = g_build_filename (sources, "locks", NULL);

  check_compiled (checkups, database, sources, locks);
  check_owner (checkups, database);
  check_owners (checkups, sources);
  check_owners (checkups, locks);
}

static void
problem_cb (const char *problem, gpointer user_data)
{
  stray_checkup_add (user_data, CHECK, STRAY_HEALTH_BAD, g_strdup (problem),
                     g_strdup (_ ("Correct it, and run “dconf update” as root.")));
}

static gboolean
check_profile (GPtrArray *checkups, const char *profile)
{
  const char *const places[] = { profile, STRAY_DCONF_DATABASES };
  g_auto (GStrv) databases = stray_dconf_list_databases (profile);
  const guint before = checkups->len;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    check_owner (checkups, places[i]);
  for (guint i = 0; databases[i] != NULL; i++)
    check_database (checkups, databases[i]);
  stray_dconf_check (profile, problem_cb, checkups);
  return checkups->len == before;
}

/* Whether somebody wrote settings for Straymail that nothing reads. */
static gboolean
is_profile_forgotten (void)
{
  g_autoptr (GDir) databases = g_dir_open (STRAY_DCONF_DATABASES, 0, NULL);
  const char *name;

  while (databases != NULL && (name = g_dir_read_name (databases)) != NULL)
    {
      g_autofree char *keyfile = g_build_filename (STRAY_DCONF_DATABASES, name, "straymail", NULL);

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
