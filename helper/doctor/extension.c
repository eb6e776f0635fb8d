/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "doctor/manifests.h"
#include "doctor/profiles.h"
#include "doctor/sandboxes.h"
#include "doctor/thunderbird.h"

#define XPI STRAY_EXTENSION_ID ".xpi"

/* The first one that exists is the one Thunderbird reads. */
static const char *const policies[] = {
  "/etc/thunderbird/policies/policies.json",
  "/usr/lib/thunderbird/distribution/policies.json",
  "/usr/lib64/thunderbird/distribution/policies.json",
};

static const char *const unavailable_values[] = { "ask", "hold", "send", NULL };

/* Returns: (nullable): the object below @names in @object. */
static JsonObject *
look_up (JsonObject *object, const char *const *names)
{
  for (; object != NULL && *names != NULL; names++)
    object = stray_json_get_object (object, *names, NULL);
  return object;
}

/* Whether some other entry installs Straymail: its id is mistyped then. */
static gboolean
has_wrong_id (JsonObject *settings)
{
  g_autoptr (GList) ids = json_object_get_members (settings);

  for (GList *id = ids; id != NULL; id = id->next)
    {
      JsonObject *entry = stray_json_get_object (settings, id->data, NULL);
      const char *url = entry != NULL ? stray_json_get_string (entry, "install_url", NULL) : NULL;

      if (url != NULL && strstr (url, "straymail") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Whether @entry, or without one what holds of @others, keeps the extension out. */
static gboolean
is_blocked (JsonObject *entry, JsonObject *others)
{
  JsonObject *one = entry != NULL ? entry : others;

  return one != NULL && g_strcmp0 (stray_json_get_string (one, "installation_mode", NULL), "blocked") == 0;
}

/* Whether @entry lets people have the extension, and no more. */
static gboolean
is_allowed (JsonObject *entry)
{
  const char *mode = stray_json_get_string (entry, "installation_mode", NULL);

  return mode == NULL || g_str_equal (mode, "allowed");
}

/* Returns: (transfer full) (nullable): what is wrong with what @entry installs. */
static char *
find_fault (JsonObject *entry, const char *name)
{
  const char *mode = stray_json_get_string (entry, "installation_mode", NULL);
  const char *url = stray_json_get_string (entry, "install_url", NULL);
  g_autofree char *file = url != NULL ? g_filename_from_uri (url, NULL, NULL) : NULL;

  if (g_strcmp0 (mode, "force_installed") != 0 && g_strcmp0 (mode, "normal_installed") != 0)
    /* Translators: “installation_mode” and “force_installed” are words of the file format */
    return g_strdup_printf (_ ("In “%s” the “installation_mode” of the extension is not “force_installed”."),
                            name);
  if (url == NULL)
    /* Translators: “install_url” is a word of the file format */
    return g_strdup_printf (_ ("In “%s” the extension has no “install_url”."), name);
  if (file == NULL ? !g_str_has_prefix (url, "https://") : !g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return g_strdup_printf (_ ("“%s” installs the extension from “%s”, where it is not."), name, url);
  return NULL;
}

static void
check_when_unavailable (GPtrArray *checkups, JsonObject *all, const char *name)
{
  static const char *const names[] = { "3rdparty", "Extensions", STRAY_EXTENSION_ID, NULL };
  JsonObject *values = look_up (all, names);

  if (values == NULL || !json_object_has_member (values, "when-unavailable"))
    return;

  const char *value = stray_json_get_string (values, "when-unavailable", NULL);

  if (value == NULL || !g_strv_contains (unavailable_values, value))
    stray_checkup_add (checkups, "extension-policy", STRAY_HEALTH_BAD,
                       g_strdup_printf (_ ("In “%s” the value of “when-unavailable” is not known."), name),
                       g_strdup (_ ("Write “ask”, “hold” or “send”.")));
}

/* @everybody: (inout): whether every Thunderbird has the extension: without @path, and with it */
static void
check_policies (GPtrArray *checkups, const char *path, gboolean *everybody)
{
  static const char *const extensions[] = { "ExtensionSettings", NULL };
  static const char *const own[] = { "ExtensionSettings", STRAY_EXTENSION_ID, NULL };
  static const char *const every[] = { "ExtensionSettings", "*", NULL };
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (JsonObject) file = stray_doctor_read_json (checkups, "extension-policy", path, FALSE);
  JsonObject *all = file != NULL ? stray_json_get_object (file, "policies", NULL) : NULL;
  JsonObject *settings = look_up (all, extensions), *entry = look_up (all, own),
             *others = look_up (all, every);
  const gboolean blocked = is_blocked (entry, others);
  char *fault = NULL;

  if (file == NULL)
    return;
  if (blocked)
    fault = g_strdup_printf (_ ("“%s” blocks the extension."), name);
  else if (entry != NULL && !(*everybody && is_allowed (entry)))
    fault = find_fault (entry, name);
  else if (settings != NULL && has_wrong_id (settings))
    fault = g_strdup_printf (_ ("“%s” installs Straymail under another id than “%s”."), name,
                             STRAY_EXTENSION_ID);
  check_when_unavailable (checkups, all, name);

  if (fault != NULL)
    stray_checkup_add (checkups, "extension-policy", STRAY_HEALTH_BAD, fault,
                       g_strdup (_ ("Correct it; the administrator’s guide shows an entry that works.")));
  else if (*everybody && (entry == NULL || is_allowed (entry)))
    stray_checkup_add (checkups, "extension-policy", STRAY_HEALTH_GOOD,
                       g_strdup_printf (_ ("“%s” lets people switch the extension off."), name), NULL);
  else if (entry == NULL)
    stray_checkup_add (checkups, "extension-policy", STRAY_HEALTH_NOTE,
                       g_strdup_printf (_ ("“%s” does not install the extension."), name),
                       g_strdup (_ ("Add it there to have it installed for everybody.")));
  else if (g_strcmp0 (stray_json_get_string (entry, "installation_mode", NULL), "normal_installed") == 0)
    stray_checkup_add (
        checkups, "extension-policy", STRAY_HEALTH_NOTE,
        g_strdup_printf (_ ("“%s” installs the extension, and people can switch it off."), name),
        g_strdup (_ ("Write “force_installed” to keep it on.")));
  else
    stray_checkup_add (checkups, "extension-policy", STRAY_HEALTH_GOOD,
                       g_strdup_printf (_ ("“%s” installs the extension and keeps it on."), name), NULL);
  *everybody = !blocked && (*everybody || (entry != NULL && fault == NULL));
}

static void
check_file (GPtrArray *checkups, const char *xpi)
{
  if (!g_file_test (xpi, G_FILE_TEST_IS_REGULAR))
    stray_checkup_add (checkups, "extension-file", STRAY_HEALTH_BAD,
                       g_strdup_printf (_ ("“%s” is missing."), xpi), stray_fix_install ());
  else if (stray_doctor_check_owner (checkups, "extension-file", xpi, TRUE))
    stray_checkup_add (checkups, "extension-file", STRAY_HEALTH_GOOD,
                       g_strdup_printf (_ ("The extension is in “%s”."), xpi), NULL);
}

/* Whether the Thunderbird in @folder (nullable) has the extension there, where a package
 * links to it. It takes from there, at each start and without a question, what is new
 * (SCOPE_APPLICATION in extensions.startupScanScopes and not in autoDisableScopes). */
static gboolean
is_in_thunderbird (const char *folder)
{
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "extensions", XPI, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

char *
stray_fix_add (void)
{
  g_autofree char *xpi = g_build_filename (STRAY_WEBEXTDIR, XPI, NULL);

  return g_strdup_printf (_ ("In Thunderbird choose Add-ons and Themes, Install Add-on From File, and “%s”."),
                          xpi);
}

/* What Thunderbird keeps off, by a policy that was there when it saw the extension, it judges
 * anew where the file has another time. */
static char *
fix_unfit (const char *xpi, gboolean linked)
{
  return linked ? g_strdup_printf (_ ("Run “touch %s” as root, and start Thunderbird again."), xpi)
                : stray_fix_add ();
}

/* Adds a verdict for each profile in which the extension is off.
 *
 * Returns: whether it is on in any. */
static gboolean
check_profiles (GPtrArray *checkups, const char *xpi, gboolean linked)
{
  g_auto (GStrv) profiles = stray_profiles_list (g_get_home_dir ());
  gboolean on = FALSE;

  for (guint i = 0; profiles[i] != NULL; i++)
    {
      const StrayPresence presence = stray_profile_find_extension (profiles[i]);
      g_autofree char *name = g_filename_display_name (profiles[i]);

      on = on || presence == STRAY_PRESENCE_ON;
      if (presence == STRAY_PRESENCE_OFF || presence == STRAY_PRESENCE_UNFIT)
        stray_checkup_add (checkups, "extension", STRAY_HEALTH_BAD,
                           g_strdup_printf (_ ("The extension is switched off in the profile “%s”."), name),
                           presence == STRAY_PRESENCE_OFF
                               ? g_strdup (_ ("Switch it on in Thunderbird, under Add-ons and Themes."))
                               : fix_unfit (xpi, linked));
    }
  return on;
}

void
stray_check_extension (GPtrArray *checkups)
{
  g_autofree char *xpi = g_build_filename (STRAY_WEBEXTDIR, XPI, NULL);
  g_autofree char *folder = stray_thunderbird_find (NULL);
  const gboolean linked = is_in_thunderbird (folder);
  gboolean everybody = linked, on;
  guint before;

  check_file (checkups, xpi);
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    if (g_file_test (policies[i], G_FILE_TEST_EXISTS))
      {
        check_policies (checkups, policies[i], &everybody);
        break;
      }
  /* A sandbox sees neither: sandboxes.c asks for the extension there. */
  if (folder == NULL && stray_sandboxes_are_there ())
    return;
  before = checkups->len;
  on = check_profiles (checkups, xpi, linked);
  if (checkups->len > before)
    return;
  if (on)
    stray_checkup_add (checkups, "extension", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("Thunderbird has the extension.")), NULL);
  else if (everybody)
    stray_checkup_add (checkups, "extension", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("Thunderbird has the extension from its next start on.")), NULL);
  else
    stray_checkup_add (
        checkups, "extension", STRAY_HEALTH_BAD,
        g_strdup (_ ("Thunderbird does not have the extension: neither by policy nor in a profile of "
                     "yours.")),
        stray_fix_add ());
}
