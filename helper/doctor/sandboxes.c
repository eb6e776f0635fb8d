/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Thunderbird in a sandbox. The host runs outside of it: xdg-native-messaging-proxy starts it
 * for a Flatpak, and Ubuntu's desktop portal for a Snap. */

#include "config.h"

#include "doctor/sandboxes.h"

#include "doctor/bus.h"
#include "doctor/checks.h"
#include "doctor/manifests.h"
#include "doctor/profiles.h"
#include "doctor/thunderbird.h"

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define PROXY "org.freedesktop.NativeMessagingProxy"
#define PREFERENCE "widget.use-xdg-desktop-portal.native-messaging-proxy"
#define PORTAL "org.freedesktop.portal.WebExtensions"

/* From when on Thunderbird knows the proxy; Mozilla's bug 1955255. */
#define VERSION_PROXY 157

/* By which the portal keeps what the person answered. */
#define PERMISSION_TABLE "webextensions"
#define SNAP_APPLICATION "snap.thunderbird"

/* On Flathub, and the folder the program is in there. */
static const struct
{
  const char *id;
  const char *folder;
} flatpaks[] = {
  { "org.mozilla.thunderbird", "thunderbird" },
  { "org.mozilla.thunderbird_esr", "thunderbird" },
  { "org.mozilla.Thunderbird", "thunderbird" }, /* before 2026 */
  { "eu.betterbird.Betterbird", "betterbird" },
};

static const char *const snaps[] = { "/snap/thunderbird", "/var/lib/snapd/snap/thunderbird" };

/* Returns: (transfer full): the folders Flatpak installs into: for everybody, and for this user. */
static char **
list_installations (void)
{
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "flatpak", NULL);

  g_strv_builder_add_many (folders, "/var/lib/flatpak", own, NULL);
  return g_strv_builder_end (folders);
}

/* Returns: (transfer full) (nullable): the folder of the Flatpak @id that is run: the user's own
 * goes before that for everybody; flatpak-installation(5) */
static char *
find_flatpak (const char *id)
{
  g_auto (GStrv) installations = list_installations ();

  for (guint i = g_strv_length (installations); i-- > 0;)
    {
      g_autofree char *folder = g_build_filename (installations[i], "app", id, "current", "active", NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

/* What one file says of the proxy; flatpak-metadata(5). Without a word @may_talk stays as it is. */
static void
read_permission (const char *path, gboolean *may_talk)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *value = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  value = g_key_file_get_string (file, "Session Bus Policy", PROXY, NULL);
  if (value != NULL)
    *may_talk = g_str_equal (value, "talk") || g_str_equal (value, "own");
}

/* Whether the Flatpak in @folder may talk to the proxy: what it asked for, then what was
 * overridden for all and for it. */
static gboolean
may_talk_to_proxy (const char *id, const char *folder)
{
  g_auto (GStrv) installations = list_installations ();
  g_autofree char *metadata = g_build_filename (folder, "metadata", NULL);
  gboolean may_talk = FALSE;

  read_permission (metadata, &may_talk);
  for (guint i = 0; installations[i] != NULL; i++)
    {
      g_autofree char *all = g_build_filename (installations[i], "overrides", "global", NULL);
      g_autofree char *one = g_build_filename (installations[i], "overrides", id, NULL);

      read_permission (all, &may_talk);
      read_permission (one, &may_talk);
    }
  return may_talk;
}

static gboolean
has_service (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "dbus-1", "services", PROXY ".service", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Whether the bus can start the proxy. */
static gboolean
has_proxy (void)
{
  const char *const *folders = g_get_system_data_dirs ();
  gboolean found = has_service (g_get_user_data_dir ());

  for (guint i = 0; !found && folders[i] != NULL; i++)
    found = has_service (folders[i]);
  return found;
}

/* Whether a profile has the preference: user.js goes before prefs.js. */
static gboolean
is_preferred (const char *profile)
{
  static const char *const names[] = { "user.js", "prefs.js" };
  g_autoptr (GRegex) line
      = g_regex_new ("^user_pref\\(\"" PREFERENCE "\", *(\\d+)\\);", G_REGEX_MULTILINE, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (profile, names[i], NULL);
      gsize length;
      g_autofree char *text = stray_doctor_read (path, &length);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *value = NULL;

      if (text == NULL || !g_regex_match (line, text, 0, &match))
        continue;
      value = g_match_info_fetch (match, 1);
      return g_str_equal (value, "1");
    }
  return FALSE;
}

static gboolean
has_extension (const char *profile)
{
  return stray_profile_find_extension (profile) == STRAY_PRESENCE_ON;
}

/* Whether there are profiles in @home, and all of them are as @is_right wants them. */
static gboolean
are_right (const char *home, gboolean (*is_right) (const char *profile))
{
  g_auto (GStrv) profiles = stray_profiles_list (home);
  gboolean all = profiles[0] != NULL;

  for (guint i = 0; profiles[i] != NULL; i++)
    all = all && is_right (profiles[i]);
  return all;
}

/* What the system has installed is not to be seen in a sandbox: the extension has to be in each
 * of the profiles in @home. */
static void
check_profiles (GPtrArray *checkups, const char *check, const char *home, StrayHealth health)
{
  g_autofree char *name = g_filename_display_name (home);

  if (!are_right (home, has_extension))
    stray_checkup_add (
        checkups, check, health,
        /* Translators: a folder */
        g_strdup_printf (_ ("The Thunderbird with its profiles in “%s” does not have the extension."), name),
        stray_fix_add ());
}

/* Each thing that keeps the Flatpak @id from starting the host gets a verdict of its own, so
 * that all can be done at once. */
static void
check_flatpak (GPtrArray *checkups, const char *id, const char *folder, const char *version,
               StrayHealth health)
{
  const guint before = checkups->len;
  g_autofree char *home = g_build_filename (g_get_home_dir (), ".var", "app", id, NULL);

  if (version == NULL)
    stray_checkup_add (
        checkups, "flatpak", health,
        g_strdup_printf (_ ("The version of the Flatpak “%s” cannot be read."), id),
        g_strdup (_ ("Install Thunderbird from the packages of the system, or a later Flatpak.")));
  else if (g_ascii_strtoull (version, NULL, 10) < VERSION_PROXY)
    stray_checkup_add (
        checkups, "flatpak", health,
        /* Translators: the name of a Flatpak, its version, and the version that is needed */
        g_strdup_printf (
            _ ("The Flatpak “%s” has version %s, which cannot start the host: %d and later can."), id,
            version, VERSION_PROXY),
        g_strdup (_ ("Install Thunderbird from the packages of the system, or a later Flatpak.")));
  if (!has_proxy ())
    stray_checkup_add (
        checkups, "flatpak", health,
        g_strdup_printf (_ ("The Flatpak “%s” cannot start the host without xdg-native-messaging-proxy."),
                         id),
        g_strdup (_ ("Install xdg-native-messaging-proxy from the packages of the system.")));
  if (!may_talk_to_proxy (id, folder))
    stray_checkup_add (
        checkups, "flatpak", health,
        g_strdup_printf (_ ("The Flatpak “%s” may not talk to xdg-native-messaging-proxy."), id),
        g_strdup_printf (_ ("Run “flatpak override --user --talk-name=%s %s”."), PROXY, id));
  if (!are_right (home, is_preferred))
    stray_checkup_add (
        checkups, "flatpak", health,
        /* Translators: the name of a Flatpak, then that of a preference of Thunderbird's */
        g_strdup_printf (_ ("In the Flatpak “%s” the preference “%s” is not set."), id, PREFERENCE),
        g_strdup (_ ("In Thunderbird’s settings open the Config Editor, and set it to 1.")));
  check_profiles (checkups, "flatpak", home, health);
  if (checkups->len == before)
    stray_checkup_add (checkups, "flatpak", STRAY_HEALTH_GOOD,
                       g_strdup_printf (_ ("The Flatpak “%s” can start the host."), id), NULL);
}

/* Returns: (transfer full) (nullable): what the person once answered to the portal, such as `yes`
 * or `no`; %NULL where it has not asked yet */
static char **
get_answer (StrayBus *bus)
{
  g_autoptr (GVariant) reply = stray_bus_call (
      bus, "org.freedesktop.impl.portal.PermissionStore", "/org/freedesktop/impl/portal/PermissionStore",
      "org.freedesktop.impl.portal.PermissionStore", "Lookup",
      g_variant_new ("(ss)", PERMISSION_TABLE, STRAY_MANIFEST_NAME), "(a{sas}v)");
  g_autoptr (GVariant) permissions = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;
  char **words = NULL;

  if (permissions != NULL)
    g_variant_lookup (permissions, SNAP_APPLICATION, "^as", &words);
  return words;
}

static gboolean
is_answered (char **answer, const char *word)
{
  return answer != NULL && g_strv_contains ((const char *const *)answer, word);
}

static gboolean
has_portal (StrayBus *bus)
{
  g_autoptr (GVariant) version = stray_bus_call (
      bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
      "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", PORTAL, "version"), "(v)");

  return version != NULL;
}

static void
check_snap (GPtrArray *checkups, StrayHealth health)
{
  g_autofree char *address = stray_bus_find_address ();
  g_autoptr (StrayBus) bus = address != NULL ? stray_bus_new (address) : NULL;
  g_auto (GStrv) answer = bus != NULL ? get_answer (bus) : NULL;
  g_autofree char *home = g_build_filename (g_get_home_dir (), "snap", "thunderbird", "common", NULL);

  check_profiles (checkups, "snap", home, health);
  if (bus == NULL)
    stray_checkup_add (
        checkups, "snap", STRAY_HEALTH_NOTE,
        g_strdup (
            _ ("Without a session bus it cannot be seen whether Thunderbird as a Snap may start the host.")),
        g_strdup (_ ("Nothing is to be done if this is not where Thunderbird runs.")));
  else if (!has_portal (bus))
    stray_checkup_add (
        checkups, "snap", health,
        g_strdup (
            _ ("Thunderbird as a Snap cannot start the host: the desktop portal here does not do that.")),
        g_strdup (
            _ ("Use Ubuntu’s desktop portal, or install Thunderbird from the packages of the system.")));
  else if (is_answered (answer, "yes"))
    stray_checkup_add (checkups, "snap", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("Thunderbird as a Snap may start the host.")), NULL);
  else if (is_answered (answer, "no"))
    stray_checkup_add (checkups, "snap", health,
                       g_strdup (_ ("Thunderbird as a Snap may not start the host: that was refused once, or "
                                    "nobody could be asked.")),
                       g_strdup_printf (_ ("Run “flatpak permission-set %s %s %s yes”."), PERMISSION_TABLE,
                                        STRAY_MANIFEST_NAME, SNAP_APPLICATION));
  else
    stray_checkup_add (
        checkups, "snap", STRAY_HEALTH_NOTE,
        g_strdup (_ ("Thunderbird as a Snap asks once whether the extension may start the host.")),
        g_strdup (_ ("Allow it: a refusal is kept.")));
}

static gboolean
has_snap (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (snaps); i++)
    if (g_file_test (snaps[i], G_FILE_TEST_IS_DIR))
      return TRUE;
  return FALSE;
}

gboolean
stray_sandboxes_are_there (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (flatpaks); i++)
    {
      g_autofree char *folder = find_flatpak (flatpaks[i].id);

      if (folder != NULL)
        return TRUE;
    }
  return has_snap ();
}

void
stray_check_sandboxes (GPtrArray *checkups)
{
  g_autofree char *unsandboxed = stray_thunderbird_find (NULL);
  const StrayHealth health = unsandboxed != NULL ? STRAY_HEALTH_NOTE : STRAY_HEALTH_BAD;

  for (guint i = 0; i < G_N_ELEMENTS (flatpaks); i++)
    {
      g_autofree char *folder = find_flatpak (flatpaks[i].id);
      g_autofree char *program
          = folder != NULL ? g_build_filename (folder, "files", "lib", flatpaks[i].folder, NULL) : NULL;
      g_autofree char *version = program != NULL ? stray_thunderbird_read_version (program) : NULL;

      if (folder != NULL)
        check_flatpak (checkups, flatpaks[i].id, folder, version, health);
    }
  if (has_snap ())
    check_snap (checkups, health);
}
