/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <unistd.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "doctor/process.h"

static const struct
{
  const char *check;
  const char *name;
} programs[] = {
  { "host-program", "straymail-host" },
  { "dialog-program", "straymail-ui" },
};

/* Returns: (transfer full) (nullable): what is wrong with @path. */
static char *
find_fault (const char *name, const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup_printf (_ ("“%s” is missing."), path);
  if (access (path, X_OK) != 0)
    return g_strdup_printf (_ ("“%s” cannot be executed."), path);

  g_autofree char *told = stray_doctor_ask_program (path, "--version");

  if (told == NULL || !g_str_has_prefix (told, name))
    return g_strdup_printf (_ ("“%s” does not run."), path);

  const char *version = g_strstrip (told + strlen (name));

  if (!g_str_equal (version, STRAY_VERSION))
    return g_strdup_printf (_ ("“%s” has version %s, and this is version %s."), path, version, STRAY_VERSION);
  return NULL;
}

void
stray_check_programs (GPtrArray *checkups)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_build_filename (STRAY_LIBEXECDIR, programs[i].name, NULL);
      char *fault = find_fault (programs[i].name, path);

      if (fault != NULL)
        stray_checkup_add (checkups, programs[i].check, STRAY_HEALTH_BAD, fault, stray_fix_install ());
      else if (stray_doctor_check_owner (checkups, programs[i].check, path, TRUE))
        stray_checkup_add (checkups, programs[i].check, STRAY_HEALTH_GOOD,
                           g_strdup_printf (_ ("“%s” runs and has version %s."), path, STRAY_VERSION), NULL);
    }
}
