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

/* Whether @pattern, a regular expression, matches in the file @path. */
static gboolean
has (const char *path, const char *pattern)
{
  gsize length;
  g_autofree char *text = stray_doctor_read (path, &length);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);

  return text != NULL && g_regex_match (regex, text, 0, NULL);
}

static gboolean
is_enforced (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unenforced); i++)
    if (g_file_test (unenforced[i], G_FILE_TEST_EXISTS))
      return FALSE;
  return g_file_test (APPARMOR_PROFILE, G_FILE_TEST_EXISTS)
         && !has (APPARMOR_PROFILE, "^[^#\n]*flags=\\([^)]*\\bcomplain\\b");
}

/* Whether a rule in @path lets @program be executed; apparmor.d(5), "Rule Qualifiers". */
static gboolean
may_execute (const char *path, const char *program)
{
  g_autofree char *name = g_regex_escape_string (program, -1);
  g_autofree char *rule = g_strdup_printf ("^\\s*(?:(?:audit|allow)\\s+)*\"?%s\"?\\s+\\w*x", name);

  return has (path, rule);
}

static void
check_apparmor (GPtrArray *checkups)
{
  g_autofree char *host = stray_doctor_host ();

  if (is_enforced () && !may_execute (APPARMOR_PROFILE, host) && !may_execute (APPARMOR_LOCAL, host))
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
  /* It reads the first of the two that is there. */
  const char *path = g_file_test (own, G_FILE_TEST_EXISTS) ? own : "/etc/" FIREJAIL_LOCAL;
  g_autofree char *name = g_filename_display_name (path);

  if (is_in_firejail () && !has (path, "^\\s*whitelist\\s+" STRAY_PKGDATADIR "\\s*$"))
    stray_checkup_add (
        checkups, "firejail", STRAY_HEALTH_BAD,
        g_strdup_printf (_ ("Firejail starts Thunderbird, and hides “%s” from the host."), STRAY_PKGDATADIR),
        /* Translators: first the line, then the file */
        g_strdup_printf (_ ("Write “%s” into “%s”."), line, name));
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
