/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/thunderbird.h"

#include "doctor/checks.h"
#include "doctor/sandboxes.h"

#include <stdlib.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* strict_min_version of the extension, and from when on Thunderbird tells what
 * recipients a message was sent to. */
#define VERSION_MIN 128
#define VERSION_FULL 147

static const char *const folders[] = { "/usr/lib/thunderbird", "/usr/lib64/thunderbird", "/opt/thunderbird" };

/* application.ini is no key file: its comments begin with a semicolon. */
char *
stray_thunderbird_read_version (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "application.ini", NULL);
  gsize length;
  g_autofree char *text = stray_doctor_read (path, &length);
  g_autoptr (GRegex) line = g_regex_new ("^Version=([0-9.]+)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL || !g_regex_match (line, text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

char *
stray_thunderbird_find (char **version)
{
  g_autofree char *command = g_find_program_in_path ("thunderbird");
  g_autofree char *real = command != NULL ? realpath (command, NULL) : NULL;
  g_autofree char *beside = real != NULL ? g_path_get_dirname (real) : NULL;
  const char *folder = beside;
  g_autofree char *found = beside != NULL ? stray_thunderbird_read_version (beside) : NULL;

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (folders); i++)
    {
      folder = folders[i];
      found = stray_thunderbird_read_version (folder);
    }
  if (found == NULL)
    return NULL;
  if (version != NULL)
    *version = g_steal_pointer (&found);
  return g_strdup (folder);
}

static void
check_version (GPtrArray *checkups, const char *folder, const char *version)
{
  const guint64 major = g_ascii_strtoull (version, NULL, 10);
  g_autofree char *name = g_filename_display_name (folder);

  if (major < VERSION_MIN)
    stray_checkup_add (
        checkups, "thunderbird", STRAY_HEALTH_BAD,
        g_strdup_printf (_ ("Thunderbird in “%s” has version %s, and Straymail needs %d or later."), name,
                         version, VERSION_MIN),
        g_strdup (_ ("Install a later Thunderbird.")));
  else if (major < VERSION_FULL)
    stray_checkup_add (
        checkups, "thunderbird", STRAY_HEALTH_NOTE,
        g_strdup_printf (_ ("Thunderbird in “%s” has version %s, which does not tell of recipients that "
                            "another add-on adds after the check."),
                         name, version),
        g_strdup (_ ("Install a later Thunderbird.")));
  else
    /* Translators: first the folder Thunderbird is in */
    stray_checkup_add (checkups, "thunderbird", STRAY_HEALTH_GOOD,
                       g_strdup_printf (_ ("Thunderbird in “%s” has version %s."), name, version), NULL);
}

void
stray_check_thunderbird (GPtrArray *checkups)
{
  g_autofree char *version = NULL;
  g_autofree char *folder = stray_thunderbird_find (&version);

  if (folder != NULL)
    check_version (checkups, folder, version);
  else if (!stray_sandboxes_are_there ())
    stray_checkup_add (checkups, "thunderbird", STRAY_HEALTH_BAD, g_strdup (_ ("Thunderbird was not found.")),
                       g_strdup (_ ("Install Thunderbird from the packages of the system.")));
}
