/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an administrator may have put around Thunderbird, and so around the host. */

#include "config.h"

#include "doctor/checks.h"

#include <stdlib.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* Debian's Thunderbird brought it up to version 140, switched off. It includes the other one. */
#define APPARMOR_FOLDER "/etc/apparmor.d/"
#define APPARMOR_NAME "usr.bin.thunderbird"
#define APPARMOR_PROFILE APPARMOR_FOLDER APPARMOR_NAME
#define APPARMOR_LOCAL APPARMOR_FOLDER "local/" APPARMOR_NAME

/* What lies here of that name keeps the profile from being enforced. */
static const char *const unenforced[]
    = { APPARMOR_FOLDER "disable/" APPARMOR_NAME, APPARMOR_FOLDER "force-complain/" APPARMOR_NAME };

#define FIREJAIL_LOCAL "firejail/thunderbird.local"

/* Whether a line of the file @path that is no comment has @words in it. */
static gboolean
has_line (const char *path, const char *words)
{
  gsize length;
  g_autofree char *text = stray_doctor_read (path, &length);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strchug (lines[i]) != '#' && strstr (lines[i], words) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_enforced (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unenforced); i++)
    if (g_file_test (unenforced[i], G_FILE_TEST_EXISTS))
      return FALSE;
  return g_file_test (APPARMOR_PROFILE, G_FILE_TEST_EXISTS);
}

static void
check_apparmor (GPtrArray *checkups)
{
  g_autofree char *host = stray_doctor_host ();

  if (is_enforced () && !has_line (APPARMOR_PROFILE, host) && !has_line (APPARMOR_LOCAL, host))
    stray_checkup_add (checkups, "apparmor", STRAY_HEALTH_BAD,
                       g_strdup_printf (_ ("The AppArmor profile “%s” does not let Thunderbird start “%s”."),
                                        APPARMOR_PROFILE, host),
                       /* Translators: first the line, then the file; “%s Ux,” is a rule of AppArmor's */
                       g_strdup_printf (_ ("Write “%s Ux,” into “%s”, and run “apparmor_parser -r %s”."),
                                        host, APPARMOR_LOCAL, APPARMOR_PROFILE));
  else
    stray_checkup_add (checkups, "apparmor", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("No AppArmor profile keeps Thunderbird from starting the host.")), NULL);
}

/* Firejail starts what a link to it is called, where that comes first in PATH. */
static gboolean
is_in_firejail (void)
{
  g_autofree char *command = g_find_program_in_path ("thunderbird");
  g_autofree char *real = command != NULL ? realpath (command, NULL) : NULL;
  g_autofree char *name = real != NULL ? g_path_get_basename (real) : NULL;

  return g_strcmp0 (name, "firejail") == 0;
}

static void
check_firejail (GPtrArray *checkups)
{
  const char *line = "whitelist " STRAY_PKGDATADIR;
  g_autofree char *own = g_build_filename (g_get_home_dir (), ".config", FIREJAIL_LOCAL, NULL);

  if (is_in_firejail () && !has_line ("/etc/" FIREJAIL_LOCAL, line) && !has_line (own, line))
    stray_checkup_add (
        checkups, "firejail", STRAY_HEALTH_BAD,
        g_strdup_printf (_ ("Firejail starts Thunderbird, and hides “%s” from the host."), STRAY_PKGDATADIR),
        /* Translators: first the line, then the file */
        g_strdup_printf (_ ("Write “%s” into “%s”."), line, "/etc/" FIREJAIL_LOCAL));
  else
    stray_checkup_add (checkups, "firejail", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("Firejail hides nothing from the host.")), NULL);
}

void
stray_check_enclosures (GPtrArray *checkups)
{
  check_apparmor (checkups);
  check_firejail (checkups);
}
