/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "doctor/manifests.h"
#include "native-messaging/json.h"

/* By this what was put there is known again, also by a later version. */
#define MARK "Straymail, as “straymail setup” put it here"

typedef enum
{
  STATE_MISSING,
  STATE_OURS,
  STATE_FOREIGN,
  STATE_HIDDEN, /* in a folder that may not be looked into */
} State;

/* Returns: (transfer full): a manifest that names @program. */
static char *
make_manifest (const char *program)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "name", STRAY_MANIFEST_NAME);
  stray_json_build_string (builder, "description", MARK);
  stray_json_build_string (builder, "path", program);
  stray_json_build_string (builder, "type", "stdio");
  json_builder_set_member_name (builder, "allowed_extensions");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, STRAY_EXTENSION_ID);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  line = stray_json_to_string (builder);
  return g_strconcat (line, "\n", NULL);
}

/* @text is set to what is there, where it is ours. */
static State
look_at (const char *path, char **text)
{
  g_autofree char *found = NULL;
  GStatBuf st;
  gsize length;

  if (g_lstat (path, &st) != 0)
    return errno == ENOENT || errno == ENOTDIR ? STATE_MISSING : STATE_HIDDEN;
  if (!S_ISREG (st.st_mode) || !g_file_get_contents (path, &found, &length, NULL))
    return STATE_FOREIGN;

  g_autoptr (GBytes) bytes = g_bytes_new (found, length);
  g_autoptr (JsonObject) manifest = stray_json_parse (bytes, NULL);

  if (manifest == NULL || g_strcmp0 (stray_json_get_string (manifest, "description", NULL), MARK) != 0)
    return STATE_FOREIGN;
  *text = g_steal_pointer (&found);
  return STATE_OURS;
}

static int
refuse_foreign (const char *path)
{
  stray_command_fail (
      _ ("“%s” was not put there by “straymail setup”, and stays as it is. Look at it, move it "
         "away if nobody needs it, and run this again."),
      path);
  return STRAY_EXIT_FLAGGED;
}

static gboolean
write_manifest (const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      stray_command_fail (
          _ ("The folder “%s” cannot be made: %s. Make the one above it writable, and run this "
             "again."),
          folder, g_strerror (errno));
      return FALSE;
    }
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error))
    {
      stray_command_fail (
          _ ("“%s” cannot be written. Make its folder writable, or free some space, and run this "
             "again."),
          path);
      return FALSE;
    }
  return TRUE;
}

static void
tell_about_extension (void)
{
  g_autofree char *xpi = g_build_filename (STRAY_WEBEXTDIR, STRAY_EXTENSION_ID ".xpi", NULL);

  printf (_ ("In Thunderbird choose Add-ons and Themes, Install Add-on From File, and “%s”."), xpi);
  printf ("\n");
}

static int
set_up (const char *path)
{
  g_autofree char *program = g_build_filename (STRAY_LIBEXECDIR, "straymail-host", NULL);
  g_autofree char *text = make_manifest (program), *found = NULL;
  const State state = look_at (path, &found);

  if (g_file_test (stray_manifest_system (), G_FILE_TEST_EXISTS))
    {
      stray_command_fail (
          _ ("“%s” serves everybody on this computer. One of your own would go before it, so none is "
             "made. “straymail doctor” tells whether it works."),
          stray_manifest_system ());
      return STRAY_EXIT_FLAGGED;
    }
  if (!g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    return stray_command_fail (_ ("“%s” is missing, or cannot be executed. Install Straymail again."),
                               program);
  if (state == STATE_FOREIGN)
    return refuse_foreign (path);
  if (g_strcmp0 (found, text) != 0 && !write_manifest (path, text))
    return STRAY_EXIT_ERROR;

  printf (_ ("“%s” has Thunderbird start “%s”."), path, program);
  printf ("\n");
  tell_about_extension ();
  return STRAY_EXIT_CLEAN;
}

/* Removes the folders that were made for @path, where nothing else lies in them. */
static void
remove_empty_folders (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);

  if (g_rmdir (folder) == 0)
    (void)g_rmdir (above);
}

static int
take_away (const char *path)
{
  g_autofree char *found = NULL;
  const State state = look_at (path, &found);

  if (state == STATE_FOREIGN)
    return refuse_foreign (path);
  if (state == STATE_MISSING)
    {
      printf (_ ("“%s” is not there, so there is nothing to remove."), path);
      printf ("\n");
      return STRAY_EXIT_CLEAN;
    }
  if (g_unlink (path) != 0)
    return stray_command_fail (
        _ ("“%s” cannot be removed: %s. Make its folder writable, and run this again."), path,
        g_strerror (errno));
  remove_empty_folders (path);
  printf (_ ("“%s” was removed. Remove the extension in Thunderbird, under Add-ons and Themes."), path);
  printf ("\n");
  return STRAY_EXIT_CLEAN;
}

static gboolean
parse_options (int argc, char **argv, gboolean *remove_it, GError **error)
{
  const GOptionEntry entries[] = { { "remove", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, remove_it,
                                     N_ ("Take away again what was set up"), NULL },
                                   G_OPTION_ENTRY_NULL };
  const StrayCommandHelp help = {
    "straymail setup",
    _ ("– have Thunderbird find Straymail, for you alone"),
    _ ("Writes the native manifest in your home, without root, and says how to add the extension.\n"
       "Nothing is written where Straymail is installed for everybody.\n\n"
       "Exit status: 0 where it is done, 1 where it was left undone for the sake of what is there,\n"
       "2 where something went wrong."),
  };

  return stray_command_parse (&help, entries, argc, argv, error);
}

int
stray_command_setup (int argc, char **argv)
{
  gboolean remove_it = FALSE;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = stray_manifest_user ();

  if (!parse_options (argc, argv, &remove_it, &error))
    /* Translators: %s says what is wrong with an option */
    return stray_command_fail (_ ("%s. “straymail setup --help” lists the options."), error->message);
  /* Thunderbird would look somewhere else. */
  if (!g_path_is_absolute (path))
    return stray_command_fail (
        _ ("The home directory “%s” is no absolute path. Correct HOME, and run this again."),
        g_get_home_dir ());
  return stray_command_end (remove_it ? take_away (path) : set_up (path));
}
