/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/manifests.h"

#include "doctor/checks.h"

#include <unistd.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define CHECK "native-manifest"
#define FILE_NAME STRAY_MANIFEST_NAME ".json"
#define FOLDER "native-messaging-hosts"

/* Where people put manifests and Thunderbird does not look: below the home, then
 * elsewhere. */
static const char *const home_mistakes[] = { ".thunderbird/" FOLDER, ".config/mozilla/" FOLDER };
static const char *const mistakes[] = {
  "/etc/mozilla/" FOLDER,           "/etc/thunderbird/" FOLDER,   "/usr/lib/thunderbird/" FOLDER,
  "/usr/local/lib/mozilla/" FOLDER, "/usr/share/mozilla/" FOLDER, "/usr/lib/mozilla/" FOLDER,
  "/usr/lib64/mozilla/" FOLDER,
};

char *
stray_manifest_user (void)
{
  return g_build_filename (g_get_home_dir (), ".mozilla", FOLDER, FILE_NAME, NULL);
}

/* Thunderbird takes the libdir it was built with. */
const char *
stray_manifest_system (void)
{
  return g_file_test ("/usr/lib64/thunderbird", G_FILE_TEST_IS_DIR)
             ? "/usr/lib64/mozilla/" FOLDER "/" FILE_NAME
             : "/usr/lib/mozilla/" FOLDER "/" FILE_NAME;
}

char *
stray_manifest_program (const char *path)
{
  gsize length;
  g_autofree char *text = stray_doctor_read (path, &length);

  if (text == NULL)
    return NULL;

  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (JsonObject) object = stray_json_parse (bytes, NULL);

  return object != NULL ? g_strdup (stray_json_get_string (object, "path", NULL)) : NULL;
}

char *
stray_doctor_host (void)
{
  g_autofree char *user = stray_manifest_user ();
  const char *const paths[] = { user, stray_manifest_system () };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      char *program = stray_manifest_program (paths[i]);

      if (program != NULL)
        return program;
    }
  return g_build_filename (STRAY_LIBEXECDIR, "straymail-host", NULL);
}

static gboolean
allows_extension (JsonObject *manifest)
{
  JsonArray *allowed = stray_json_get_array (manifest, "allowed_extensions", NULL);

  for (guint i = 0; allowed != NULL && i < json_array_get_length (allowed); i++)
    if (g_strcmp0 (stray_json_get_element_string (allowed, i, NULL), STRAY_EXTENSION_ID) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_member (JsonObject *manifest, const char *member, const char *value)
{
  return g_strcmp0 (stray_json_get_string (manifest, member, NULL), value) == 0;
}

/* Returns: (transfer full) (nullable): what is wrong with @manifest at @name. */
static char *
find_fault (JsonObject *manifest, const char *name)
{
  const char *program = stray_json_get_string (manifest, "path", NULL);

  if (!has_member (manifest, "name", STRAY_MANIFEST_NAME) || !has_member (manifest, "type", "stdio"))
    /* Translators: “name” and “type” are words of the file format, and so are their values */
    return g_strdup_printf (_ ("In “%s” the “name” is not “%s”, or the “type” not “stdio”."), name,
                            STRAY_MANIFEST_NAME);
  if (!allows_extension (manifest))
    return g_strdup_printf (_ ("“%s” does not allow the extension “%s”."), name, STRAY_EXTENSION_ID);
  if (program == NULL || !g_path_is_absolute (program))
    return g_strdup_printf (_ ("“%s” does not name a program by its whole path."), name);
  if (!g_file_test (program, G_FILE_TEST_EXISTS))
    return g_strdup_printf (_ ("“%s” names the program “%s”, which is missing."), name, program);
  if (access (program, X_OK) != 0)
    return g_strdup_printf (_ ("“%s” names the program “%s”, which cannot be executed."), name, program);
  return NULL;
}

/* Returns: whether there is one at @path. */
static gboolean
check_one (GPtrArray *checkups, const char *path, gboolean own)
{
  g_autofree char *name = g_filename_display_name (path);
  guint before = checkups->len;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;

  g_autoptr (JsonObject) manifest = stray_doctor_read_json (checkups, CHECK, path, own);

  if (manifest == NULL)
    return TRUE;

  char *fault = find_fault (manifest, name);
  const char *program = stray_json_get_string (manifest, "path", NULL);

  if (fault != NULL)
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_BAD, fault,
                       own ? g_strdup (_ ("Remove it and run “straymail setup”.")) : stray_fix_install ());
  else if (stray_doctor_check_owner (checkups, CHECK, program, own) && checkups->len == before)
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_GOOD,
                       g_strdup_printf (_ ("“%s” has Thunderbird start “%s”."), name, program), NULL);
  return TRUE;
}

static gboolean
check_mistake (GPtrArray *checkups, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *system = g_path_get_dirname (stray_manifest_system ());
  g_autofree char *name = g_filename_display_name (path);

  if (g_str_equal (folder, system) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  stray_checkup_add (checkups, "misplaced-manifest", STRAY_HEALTH_NOTE,
                     g_strdup_printf (_ ("“%s” is where Thunderbird does not look."), name),
                     g_strdup_printf (_ ("Move it to “%s”."), system));
  return TRUE;
}

static void
check_mistakes (GPtrArray *checkups)
{
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (home_mistakes); i++)
    {
      g_autofree char *folder = g_build_filename (g_get_home_dir (), home_mistakes[i], NULL);

      any = check_mistake (checkups, folder) || any;
    }
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    any = check_mistake (checkups, mistakes[i]) || any;
  if (!any)
    stray_checkup_add (checkups, "misplaced-manifest", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("No native manifest lies where Thunderbird does not look.")), NULL);
}

void
stray_check_manifests (GPtrArray *checkups)
{
  g_autofree char *user = stray_manifest_user ();
  gboolean any = check_one (checkups, user, TRUE);

  any = check_one (checkups, stray_manifest_system (), FALSE) || any;
  if (!any)
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_BAD,
        g_strdup_printf (_ ("Thunderbird finds no native manifest: neither “%s” nor “%s” exists."), user,
                         stray_manifest_system ()),
        g_strdup (_ ("Run “straymail setup”, or install Straymail for everybody.")));
  check_mistakes (checkups);
}
