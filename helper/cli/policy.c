/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "cli/table.h"
#include "core/government.h"
#include "native-messaging/json.h"
#include "policy/dconf.h"
#include "policy/environment.h"
#include "policy/home.h"
#include "policy/load.h"

/* Where something comes from: the word in JSON and the one for people. */
typedef struct
{
  const char *nick;
  const char *text;
} Source;

static const Source setting_sources[] = {
  /* Translators: where a setting or a list comes from: it is part of Straymail */
  [STRAY_SETTING_BUILT_IN] = { "built-in", N_ ("built in") },
  /* Translators: where a setting or a list comes from: who looks after the computers */
  [STRAY_SETTING_ADMINISTRATOR] = { "administrator", N_ ("administrator") },
  /* Translators: where a setting or a list comes from: the person who uses the computer */
  [STRAY_SETTING_USER] = { "user", N_ ("user") },
  /* Translators: where a setting comes from: the administrator, and the user cannot change it */
  [STRAY_SETTING_LOCKED] = { "locked", N_ ("locked") },
};

static const Source list_sources[] = {
  [STRAY_ORIGIN_ADMINISTRATOR] = { "administrator", N_ ("administrator") },
  [STRAY_ORIGIN_SHIPPED] = { "built-in", N_ ("built in") },
  [STRAY_ORIGIN_USER] = { "user", N_ ("user") },
};

/* Translators: where the home country comes from: the language the desktop is set to */
static const Source locale_source = { "locale", N_ ("language settings") };
/* Translators: where a trusted ending comes from: the countries that are at home */
static const Source home_source = { "home-countries", N_ ("home countries") };

/* One entry of a list; @list is NULL where it is in none. */
typedef struct
{
  char *entry;
  char *list;
  guint line;
  const Source *source;
} Entry;

typedef struct
{
  gboolean json;
  gboolean entries;
} Options;

static void
entry_free (Entry *entry)
{
  g_free (entry->entry);
  g_free (entry->list);
  g_free (entry);
}

static void
add_entry (GPtrArray *entries, const char *text, const char *list, guint line, const Source *source)
{
  Entry *entry = g_new0 (Entry, 1);

  *entry = (Entry){ g_strdup (text), g_strdup (list), line, source };
  g_ptr_array_add (entries, entry);
}

static void
entry_cb (const StrayPlace *place, const char *list, guint line, const char *text, gpointer user_data)
{
  add_entry (user_data, text, list, line, &list_sources[place->origin]);
}

/* What counts without a list. */
static void
add_governments (GPtrArray *entries, const char *const *home)
{
  for (guint i = 0; home[i] != NULL; i++)
    {
      g_auto (GStrv) governments = stray_government_list (home[i]);

      for (guint j = 0; governments[j] != NULL; j++)
        add_entry (entries, governments[j], NULL, 0, &home_source);
    }
}

/* @value as a person reads it: (transfer full). */
static char *
value_to_text (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **strings = g_variant_get_strv (value, NULL);

      return g_strjoinv (", ", (char **)strings);
    }
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("a{sx}")))
    return g_variant_print (value, FALSE);

  GString *text = g_string_new (NULL);
  GVariantIter iter;
  const char *domain;
  gint64 until;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", &domain, &until))
    {
      g_autoptr (GDateTime) end = until != 0 ? g_date_time_new_from_unix_local (until) : NULL;
      g_autofree char *day = end != NULL ? g_date_time_format (end, "%F") : NULL;

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", domain);
      if (day != NULL)
        g_string_append_printf (text, " (%s)", day);
    }
  return g_string_free (text, FALSE);
}

/* @variable: (nullable): the environment variable the value comes from */
static void
print_setting (StrayTable *table, const char *key, GVariant *value, const Source *source,
               const char *variable)
{
  if (table == NULL)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      stray_json_build_string (builder, "setting", key);
      json_builder_set_member_name (builder, "value");
      json_builder_add_value (builder, json_gvariant_serialize (value));
      stray_json_build_string (builder, "source", source->nick);
      if (variable != NULL)
        stray_json_build_string (builder, "variable", variable);
      stray_command_print_json (builder);
      return;
    }

  g_autofree char *text = value_to_text (value);

  stray_table_add (table, key, *text != '\0' ? text : "–", _ (source->text));
}

/* What counts, whatever is set. */
static void
print_home (StrayTable *table, const StrayHome *home)
{
  g_autoptr (GVariant) value
      = g_variant_ref_sink (g_variant_new_strv ((const char *const *)home->countries, -1));

  print_setting (table, STRAY_SETTING_HOME_COUNTRIES, value,
                 home->is_fixed ? &setting_sources[home->source] : &locale_source, home->variable);
}

static void
print_settings (const Options *options, const StraySettings *settings, const StrayHome *home)
{
  StrayTable *table = options->json ? NULL : stray_table_new (3);
  g_auto (GStrv) keys = stray_settings_list_keys (settings);

  if (table != NULL)
    /* Translators: the heads of three columns */
    stray_table_add (table, _ ("Setting"), _ ("Value"), _ ("From"));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      StraySettingSource origin;
      g_autoptr (GVariant) value = stray_settings_inspect (settings, keys[i], &origin);

      if (g_str_equal (keys[i], STRAY_SETTING_HOME_COUNTRIES))
        print_home (table, home);
      else
        print_setting (table, keys[i], value, &setting_sources[origin], NULL);
    }
  if (table != NULL)
    {
      g_autofree char *text = stray_home_to_text (home);

      stray_table_print (table);
      printf ("\n%s\n", text);
    }
}

static void
print_list (StrayTable *table, const Entry *entry, guint n)
{
  if (table == NULL)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      stray_json_build_string (builder, "list", entry->list);
      stray_json_build_int (builder, "entries", n);
      stray_json_build_string (builder, "source", entry->source->nick);
      stray_command_print_json (builder);
      return;
    }

  g_autofree char *number = g_strdup_printf ("%u", n);

  stray_table_add (table, entry->list != NULL ? entry->list : "–", number, _ (entry->source->text));
}

/* One row for the entries in a row that are from the same list. */
static void
print_lists (const Options *options, GPtrArray *entries)
{
  StrayTable *table = options->json ? NULL : stray_table_new (3);
  guint first = 0;

  if (table != NULL)
    /* Translators: the heads of three columns: a file, how many entries are in it, where it comes from */
    stray_table_add (table, _ ("List"), _ ("Entries"), _ ("From"));
  for (guint i = 1; i <= entries->len; i++)
    {
      const Entry *entry = entries->pdata[first];

      if (i < entries->len && g_strcmp0 (entry->list, ((const Entry *)entries->pdata[i])->list) == 0)
        continue;
      print_list (table, entry, i - first);
      first = i;
    }
  if (table != NULL)
    {
      printf ("\n");
      stray_table_print (table);
    }
}

static void
print_entry (StrayTable *table, const Entry *entry)
{
  if (table == NULL)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      stray_json_build_string (builder, "entry", entry->entry);
      stray_json_build_string (builder, "list", entry->list);
      if (entry->list != NULL)
        stray_json_build_int (builder, "line", entry->line);
      stray_json_build_string (builder, "source", entry->source->nick);
      stray_command_print_json (builder);
      return;
    }

  g_autofree char *place = entry->list != NULL ? g_strdup_printf ("%s:%u", entry->list, entry->line)
                                               : g_strdup (_ (entry->source->text));

  stray_table_add (table, entry->entry, place);
}

static void
print_entries (const Options *options, GPtrArray *entries)
{
  StrayTable *table = options->json ? NULL : stray_table_new (2);

  if (table != NULL)
    /* Translators: the heads of two columns: an entry of a trust list, and where it comes from */
    stray_table_add (table, _ ("Entry"), _ ("From"));
  for (guint i = 0; i < entries->len; i++)
    print_entry (table, entries->pdata[i]);
  if (table != NULL)
    {
      printf ("\n");
      stray_table_print (table);
    }
}

static void
print_policy (const Options *options, const StraySettings *settings, GPtrArray *entries)
{
  const StrayReporter nobody = { 0 };
  g_autoptr (StrayHome) home = stray_home_load (settings, &nobody);

  add_governments (entries, (const char *const *)home->countries);
  print_settings (options, settings, home);
  print_lists (options, entries);
  if (options->entries || options->json)
    print_entries (options, entries);
}

static void
report_cb (const char *problem, gpointer user_data)
{
  stray_command_report_cb (problem, NULL);
  *(int *)user_data = STRAY_EXIT_FLAGGED;
}

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = { { "entries", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->entries,
                                     N_ ("Show each entry of the trust lists, with file and line"), NULL },
                                   { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->json,
                                     N_ ("Write one JSON object a line"), NULL },
                                   G_OPTION_ENTRY_NULL };
  const StrayCommandHelp help = {
    "straymail policy",
    _ ("– show what is in force and where it comes from"),
    _ ("“straymail policy lint FILE…” checks trust lists before they are put in place.\n\n"
       "Exit status: 0 where all of it is in force, 1 where something in it was left out, which\n"
       "standard error names, 2 where something went wrong."),
  };

  return stray_command_parse (&help, entries, argc, argv, error);
}

int
stray_command_policy (int argc, char **argv)
{
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  int status = STRAY_EXIT_CLEAN;

  if (argc > 1 && g_str_equal (argv[1], "lint"))
    return stray_command_policy_lint (argc - 1, argv + 1);
  if (!parse_options (argc, argv, &options, &error))
    /* Translators: %s says what is wrong with an option */
    return stray_command_fail (_ ("%s. “straymail policy --help” lists the options."), error->message);

  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  const StrayLoadOptions load = { .settings = settings, .entry_func = entry_cb, .entry_data = entries };
  const char *profile = stray_environment_get_profile ();
  g_autoptr (StrayPolicy) policy = stray_load_policy (&load, report_cb, &status, &error);

  if (profile != NULL)
    stray_dconf_check (profile, report_cb, &status);
  print_policy (&options, settings, entries);
  if (policy == NULL)
    status = stray_command_fail ("%s", error->message);
  return stray_command_end (status);
}
