/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "environment.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Where dconf(7) looks for the profile that is called “user”, without what the
 * environment could name. A profile in /run/dconf/user goes before all of them, and
 * before DCONF_PROFILE: dconf itself sees to that. */
static const char *const profiles[] = {
  "/etc/dconf/profile/user",
  "/usr/local/share/dconf/profile/user",
  "/usr/share/dconf/profile/user",
};

/* Where time zones are, where TZDIR does not say otherwise. */
#define ZONES "/usr/share/zoneinfo"
/* What a file of one begins with. */
#define ZONE_MAGIC "TZif"

/* What chooses another backend, or loads code into it; and what gives ICU other tables, by
 * which no domain is what it was. */
static const char *const misleading[]
    = { "GSETTINGS_BACKEND", "GIO_EXTRA_MODULES", "GIO_MODULE_DIR", "ICU_DATA" };

const char *
stray_environment_get_profile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_file_test (profiles[i], G_FILE_TEST_IS_REGULAR))
      return profiles[i];
  return NULL;
}

/* Whether there is something at @path that is no time zone, tzfile(5). */
static gboolean
is_no_zone (const char *path)
{
  char begin[sizeof ZONE_MAGIC - 1] = { 0 };
  struct stat st;
  FILE *file;

  if (stat (path, &st) != 0)
    return FALSE;
  /* A pipe that nobody writes to would be waited for. */
  file = S_ISREG (st.st_mode) ? fopen (path, "rbe") : NULL;
  if (file == NULL)
    return TRUE;
  if (fread (begin, sizeof begin, 1, file) != 1)
    begin[0] = '\0';
  fclose (file);
  return memcmp (begin, ZONE_MAGIC, sizeof begin) != 0;
}

/* TZ can name a file, tzset(3), which the C library and GLib open before they look what it
 * is, and about which GLib then complains. */
static void
settle_time_zone (void)
{
  const char *zone = g_getenv ("TZ");
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = NULL;

  if (zone == NULL)
    return;
  if (*zone == ':')
    zone++;
  /* The world's own time. */
  if (*zone == '\0')
    return;
  path = g_path_is_absolute (zone) ? g_strdup (zone)
                                   : g_build_filename (folder != NULL ? folder : ZONES, zone, NULL);
  if (is_no_zone (path))
    g_unsetenv ("TZ");
}

void
stray_environment_settle (void)
{
  const char *profile = stray_environment_get_profile ();

  settle_time_zone ();
  if (profile == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (misleading); i++)
    g_unsetenv (misleading[i]);
  /* As a path, which also goes before a profile in XDG_RUNTIME_DIR. */
  g_setenv ("DCONF_PROFILE", profile, TRUE);
}
