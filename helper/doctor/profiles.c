/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/profiles.h"

#include "doctor/checks.h"
#include "doctor/manifests.h"
#include "native-messaging/json.h"

/* Returns: (transfer full) (nullable): the folder of the profile that @group of profiles.ini is about. */
static char *
resolve (GKeyFile *file, const char *group, const char *folder)
{
  g_autofree char *path = g_key_file_get_value (file, group, "Path", NULL);

  if (path == NULL || !g_key_file_get_boolean (file, group, "IsRelative", NULL))
    return g_steal_pointer (&path);
  return g_build_filename (folder, path, NULL);
}

char **
stray_profiles_list (const char *home)
{
  g_autofree char *folder = g_build_filename (home, ".thunderbird", NULL);
  g_autofree char *path = g_build_filename (folder, "profiles.ini", NULL);
  gsize length;
  g_autofree char *text = stray_doctor_read (path, &length);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GStrvBuilder) profiles = g_strv_builder_new ();
  g_auto (GStrv) groups = NULL;

  if (text != NULL)
    g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *profile
          = g_str_has_prefix (groups[i], "Profile") ? resolve (file, groups[i], folder) : NULL;

      if (profile != NULL)
        g_strv_builder_add (profiles, profile);
    }
  return g_strv_builder_end (profiles);
}

static gboolean
is_set (JsonObject *addon, const char *member)
{
  gboolean value = FALSE;

  return stray_json_get_boolean (addon, member, &value, NULL) && value;
}

/* Whether this is it, and not one in another place that it goes before. */
static gboolean
is_ours (JsonObject *addon)
{
  return g_strcmp0 (stray_json_get_string (addon, "id", NULL), STRAY_EXTENSION_ID) == 0
         && (!json_object_has_member (addon, "visible") || is_set (addon, "visible"));
}

static StrayPresence
judge (JsonObject *addon)
{
  if (is_set (addon, "userDisabled"))
    return STRAY_PRESENCE_OFF;
  if (is_set (addon, "appDisabled"))
    return STRAY_PRESENCE_UNFIT;
  return is_set (addon, "active") ? STRAY_PRESENCE_ON : STRAY_PRESENCE_OFF;
}

StrayPresence
stray_profile_find_extension (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "extensions.json", NULL);
  /* Some add-ons have more noted of them than the wire allows. */
  g_autoptr (JsonObject) file = stray_json_load (path);
  JsonArray *addons = file != NULL ? stray_json_get_array (file, "addons", NULL) : NULL;

  for (guint i = 0; addons != NULL && i < json_array_get_length (addons); i++)
    {
      JsonObject *addon = stray_json_get_element_object (addons, i, NULL);

      if (addon != NULL && is_ours (addon))
        return judge (addon);
    }
  return STRAY_PRESENCE_NONE;
}
