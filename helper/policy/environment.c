/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "environment.h"

/* Where dconf(7) looks for the profile that is called “user”, without what the
 * environment could name. A profile in /run/dconf/user goes before all of them, and
 * before DCONF_PROFILE: dconf itself sees to that. */
static const char *const profiles[] = {
  "/etc/dconf/profile/user",
  "/usr/local/share/dconf/profile/user",
  "/usr/share/dconf/profile/user",
};

/* What chooses another backend, or loads code into it. */
static const char *const misleading[] = { "GSETTINGS_BACKEND", "GIO_EXTRA_MODULES", "GIO_MODULE_DIR" };

const char *
stray_environment_get_profile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_file_test (profiles[i], G_FILE_TEST_IS_REGULAR))
      return profiles[i];
  return NULL;
}

void
stray_environment_settle (void)
{
  const char *profile = stray_environment_get_profile ();

  if (profile == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (misleading); i++)
    g_unsetenv (misleading[i]);
  /* As a path, which also goes before a profile in XDG_RUNTIME_DIR. */
  g_setenv ("DCONF_PROFILE", profile, TRUE);
}
