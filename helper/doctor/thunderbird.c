/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/thunderbird.h"

#include "doctor/checks.h"

#include <stdlib.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* strict_min_version of the extension, and from when on Thunderbird tells what
 * recipients a message was sent to. */
#define VERSION_MIN 128
#define VERSION_FULL 147

static const char *const folders[] = { "/usr/lib/thunderbird", "/usr/lib64/thunderbird", "/opt/thunderbird" };

/* Where the two keep Thunderbird, without the home. */
static const char *const sandboxes[] = {
  "/var/lib/flatpak/app/org.mozilla.Thunderbird",
  "/snap/thunderbird",
  "/var/lib/snapd/snap/thunderbird",
};

/* Returns: (transfer full) (nullable): the version of the Thunderbird in @folder, as
 * application.ini has it. That is no key file: its comments begin with a semicolon. */
static char *
read_version (const char *folder)
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
  g_autofree char *found = beside != NULL ? read_version (beside) : NULL;

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (folders); i++)
    {
      folder = folders[i];
      found = read_version (folder);
    }
  if (found == NULL)
    return NULL;
  if (version != NULL)
    *version = g_steal_pointer (&found);
  return g_strdup (folder);
}

static gboolean
is_sandboxed (void)
{
  g_autofree char *own
      = g_build_filename (g_get_home_dir (), ".local/share/flatpak/app/org.mozilla.Thunderbird", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sandboxes); i++)
    if (g_file_test (sandboxes[i], G_FILE_TEST_IS_DIR))
      return TRUE;
  return g_file_test (own, G_FILE_TEST_IS_DIR);
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
  const gboolean sandboxed = is_sandboxed ();

  if (folder != NULL)
    check_version (checkups, folder, version);
  else if (!sandboxed)
    stray_checkup_add (checkups, "thunderbird", STRAY_HEALTH_BAD, g_strdup (_ ("Thunderbird was not found.")),
                       g_strdup (_ ("Install Thunderbird from the packages of the system.")));
  if (sandboxed)
    stray_checkup_add (
        checkups, "flatpak-or-snap", folder != NULL ? STRAY_HEALTH_NOTE : STRAY_HEALTH_BAD,
        g_strdup (_ ("There is a Thunderbird that is a Flatpak or a Snap: it cannot start the host, "
                     "and nothing is checked there.")),
        g_strdup (_ ("Install Thunderbird from the packages of the system.")));
  else
    stray_checkup_add (checkups, "flatpak-or-snap", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("No Thunderbird here is a Flatpak or a Snap.")), NULL);
}
