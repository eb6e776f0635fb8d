/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "policy/environment.h"
#include "policy/handling.h"
#include "policy/home.h"

/* The newest key: an older schema lacks it. */
#define NEWEST_KEY STRAY_SETTING_AUDIT_LEVEL

static guint
count_locked (const StraySettings *settings)
{
  g_auto (GStrv) keys = stray_settings_list_keys (settings);
  guint n = 0;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      StraySettingSource source;
      GVariant *value = stray_settings_inspect (settings, keys[i], &source);

      g_variant_unref (value);
      n += source == STRAY_SETTING_LOCKED;
    }
  return n;
}

static void
check_backend (GPtrArray *checkups, const StraySettings *settings)
{
  const guint locked = count_locked (settings);

  if (g_str_equal (stray_settings_get_backend (settings), "DConfSettingsBackend"))
    stray_checkup_add (
        checkups, "settings", STRAY_HEALTH_GOOD,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The settings come from dconf; %u of them is locked.",
                                      "The settings come from dconf; %u of them are locked.", locked),
                         locked),
        NULL);
  else if (g_getenv ("GSETTINGS_BACKEND") != NULL)
    stray_checkup_add (
        checkups, "settings", STRAY_HEALTH_NOTE,
        g_strdup (_ ("The environment variable GSETTINGS_BACKEND has the settings come from somewhere "
                     "else than dconf.")),
        g_strdup (_ ("Remove it from the environment, if nobody means it.")));
  else
    stray_checkup_add (
        checkups, "settings", STRAY_HEALTH_BAD,
        g_strdup (_ ("dconf is missing, so no setting of the organisation counts.")),
        g_strdup (_ ("Install dconf: the package dconf-gsettings-backend on Debian, dconf on Fedora.")));
}

void
stray_check_settings (GPtrArray *checkups)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_auto (GStrv) keys = stray_settings_list_keys (settings);
  const gboolean whole = g_strv_contains ((const char *const *)keys, NEWEST_KEY);

  stray_checkup_add (
      checkups, "schema", whole ? STRAY_HEALTH_GOOD : STRAY_HEALTH_BAD,
      g_strdup (
          whole ? _ ("The settings schema “org.straymail” is installed.")
          : stray_settings_is_installed (settings)
              ? _ ("The settings schema “org.straymail” that is installed is an older one.")
              : _ (
                  "The settings schema “org.straymail” is not installed, so every setting has its default.")),
      whole ? NULL : stray_fix_install ());
  if (stray_settings_is_installed (settings))
    check_backend (checkups, settings);
}

void
stray_check_home (GPtrArray *checkups)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  const StrayReporter nobody = { 0 };
  g_autoptr (StrayHome) home = stray_home_load (settings, &nobody);
  /* That none is at home may be meant; that the locale names none rarely is. */
  const gboolean is_known = home->is_fixed || home->countries[0] != NULL;

  stray_checkup_add (checkups, "home-countries", is_known ? STRAY_HEALTH_GOOD : STRAY_HEALTH_NOTE,
                     stray_home_to_text (home),
                     is_known ? NULL
                              : g_strdup (_ ("Set “home-countries”, so that mail within your own country is "
                                             "never asked about.")));
}

void
stray_check_severities (GPtrArray *checkups)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_autoptr (StrayHandling) handling = stray_handling_new (settings);
  const StrayAction action = handling->actions[STRAY_SEVERITY_HIGH];
  const gboolean guarded = action == STRAY_ACTION_ASK || action == STRAY_ACTION_BLOCK;

  stray_checkup_add (checkups, "severities", guarded ? STRAY_HEALTH_GOOD : STRAY_HEALTH_NOTE,
                     g_strdup (guarded ? _ ("Messages to clear look-alikes are held.")
                                       : _ ("Messages to clear look-alikes go out without a question.")),
                     guarded ? NULL
                             : g_strdup (_ ("Set “when-high” to “ask” or “block”, if that is not meant.")));
}
