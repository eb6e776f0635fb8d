/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "dconf.h"

#include <string.h>
#include <sys/stat.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "native-messaging/schema/schema.h"

/* dconf(7): a keyfile has groups by path, a lock is a whole path. */
#define GROUP "[org/straymail]"
#define GROUP_BELOW "[org/straymail/"
#define PATH "/org/straymail/"
#define SYSTEM_DATABASE "system-db:"

/* A larger file was not written by hand, and is not looked at. In bytes. */
#define MAX_FILE (2 * 1024 * 1024)

static const char *const databases[] = { "user-db:", SYSTEM_DATABASE, "file-db:", "service-db:" };

typedef struct
{
  GSettingsSchema *schema;
  StrayReporter reporter;
  const char *file; /* that is looked at */
  gboolean in_group;
  guint n_bad; /* lines that have no effect */
} Check;

typedef void (*LineFunc) (Check *self, guint number, char *line);

static gboolean
is_possible (GSettingsSchemaKey *key, const char *text)
{
  /* Of whatever type it is, as dconf does. */
  g_autoptr (GVariant) value = g_variant_parse (NULL, text, NULL, NULL, NULL);

  return value != NULL && g_variant_is_of_type (value, g_settings_schema_key_get_value_type (key))
         && g_settings_schema_key_range_check (key, value);
}

static void
enter_group (Check *self, guint number, const char *line)
{
  g_autofree char *lower = g_ascii_strdown (line, -1);

  self->in_group = g_str_equal (line, GROUP);
  if (!self->in_group && !g_str_has_prefix (line, GROUP_BELOW) && strstr (lower, "straymail") != NULL)
    stray_reporter_tell_some (
        &self->reporter, &self->n_bad,
        /* Translators: a file, a line, and what stands there; [org/straymail] is not translated */
        _ ("%s:%u: Nothing below “%s” is a setting of Straymail, so it has no effect. Put it "
           "below “[org/straymail]”."),
        self->file, number, line);
}

static void
check_setting (Check *self, guint number, char *raw)
{
  char *line = g_strstrip (raw);
  char *equals = strchr (line, '=');

  if (*line == '[')
    enter_group (self, number, line);
  if (!self->in_group || *line == '#' || equals == NULL)
    return;
  *equals = '\0';

  const char *name = g_strchomp (line);

  if (!stray_schema_has_key (self->schema, name, NULL))
    {
      stray_reporter_tell_some (
          &self->reporter, &self->n_bad,
          _ ("%s:%u: There is no setting “%s”, so this has no effect. “straymail policy” "
             "lists all there are."),
          self->file, number, name);
      return;
    }

  g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (self->schema, name);

  if (is_possible (key, g_strchug (equals + 1)))
    return;

  g_autoptr (GVariant) example = g_settings_schema_key_get_default_value (key);
  g_autofree char *text = g_variant_print (example, TRUE);

  stray_reporter_tell_some (
      &self->reporter, &self->n_bad,
      /* Translators: first a file and a line, then the name of a setting, then what it is by default */
      _ ("%s:%u: “%s” cannot have this value, so it has no effect. By default it is %s."), self->file, number,
      name, text);
}

/* dconf takes the line as it is: a blank, or the line end of Windows, is part of the name. */
static void
check_lock (Check *self, guint number, char *line)
{
  const char *name = g_str_has_prefix (line, PATH) ? line + strlen (PATH) : line;
  g_autofree char *shown = g_strescape (name, NULL);

  if (*line == '#' || strstr (line, &PATH[1]) == NULL)
    return;
  if (name != line && stray_schema_has_key (self->schema, name, NULL))
    return;
  stray_reporter_tell_some (
      &self->reporter, &self->n_bad,
      _ ("%s:%u: There is no setting “%s”, so this locks nothing. “straymail policy” lists all "
         "there are."),
      self->file, number, shown);
}

/* A line of a profile without its comment. */
static const char *
strip_comment (char *line)
{
  line[strcspn (line, "#")] = '\0';
  return g_strstrip (line);
}

static void
check_description (Check *self, guint number, char *text)
{
  const char *line = strip_comment (text);

  if (*line == '\0')
    return;
  for (guint i = 0; i < G_N_ELEMENTS (databases); i++)
    if (g_str_has_prefix (line, databases[i]) && line[strlen (databases[i])] != '\0')
      return;
  stray_reporter_tell_some (
      &self->reporter, &self->n_bad,
      _ ("%s:%u: dconf does not know what this line means, and leaves it out. Lines such as "
         "“user-db:user” and “system-db:local” name a database."),
      self->file, number);
}

static void
check_file (Check *self, const char *path, LineFunc func)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;
  struct stat st;

  if (stat (path, &st) == 0 && st.st_size > MAX_FILE)
    stray_reporter_tell (&self->reporter, _ ("“%s” is too large to be looked at."), name);
  else
    g_file_get_contents (path, &text, NULL, NULL);
  if (text == NULL)
    return;
  valid = g_utf8_make_valid (text, -1);
  self->file = name;
  self->in_group = FALSE;
  lines = g_strsplit (valid, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    func (self, i + 1, lines[i]);
}

/* Folders in there, and @folder itself where it is not there, are passed over. */
static void
check_folder (Check *self, const char *folder, LineFunc func)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (*name != '.' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        check_file (self, path, func);
    }
}

char **
stray_dconf_list_databases (const char *profile)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (profile, &text, NULL, NULL))
    text = g_strdup ("");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = strip_comment (lines[i]);

      if (g_str_has_prefix (line, SYSTEM_DATABASE) && line[strlen (SYSTEM_DATABASE)] != '\0')
        {
          g_autofree char *path
              = g_build_filename (STRAY_DCONF_DATABASES, line + strlen (SYSTEM_DATABASE), NULL);

          g_strv_builder_add (found, path);
        }
    }
  return g_strv_builder_end (found);
}

void
stray_dconf_check (const char *profile, StrayReport report, gpointer user_data)
{
  g_autoptr (GSettingsSchema) schema = stray_schema_find ();
  g_auto (GStrv) named = stray_dconf_list_databases (profile);
  Check self = { .schema = schema, .reporter = { .report = report, .user_data = user_data } };

  check_file (&self, profile, check_description);
  for (guint i = 0; schema != NULL && named[i] != NULL; i++)
    {
      g_autofree char *settings = g_strconcat (named[i], ".d", NULL);
      g_autofree char *locks = g_build_filename (settings, "locks", NULL);

      check_folder (&self, settings, check_setting);
      check_folder (&self, locks, check_lock);
    }

  const guint more = stray_reporter_get_untold (&self.reporter, self.n_bad);

  if (more > 0)
    stray_reporter_tell (&self.reporter,
                         g_dngettext (GETTEXT_PACKAGE, "%u more line for dconf has no effect.",
                                      "%u more lines for dconf have no effect.", more),
                         more);
}
