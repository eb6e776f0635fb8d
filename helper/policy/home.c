/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "home.h"

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "core/country.h"
#include "policy/load.h"

/* How much of what is no country is shown, in characters. */
#define SHOWN_MAX 64

char *
stray_home_country (const char *text, GError **error)
{
  char *country = stray_country_parse (text);

  if (country == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (text, -1);

      if (g_utf8_strlen (shown, -1) > SHOWN_MAX)
        *g_utf8_offset_to_pointer (shown, SHOWN_MAX) = '\0';

      g_set_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_COUNTRY,
                   /* Translators: DE and US are codes, not to be translated */
                   _ ("“%s” is not a country. Use ISO 3166 codes of two letters, such as DE or US."), shown);
    }
  return country;
}

char **
stray_home_parse (const char *text, GError **error)
{
  g_autoptr (GStrvBuilder) home = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *country = stray_home_country (*part, error);

      if (country == NULL)
        return NULL;
      g_strv_builder_add (home, country);
    }
  return g_strv_builder_end (home);
}

/* Adds the countries that the setting names. */
static void
add_set (GPtrArray *countries, const StraySettings *settings, const StrayReporter *reporter)
{
  gboolean is_cut;
  g_auto (GStrv) texts = stray_settings_get_strv (settings, STRAY_SETTING_HOME_COUNTRIES, &is_cut);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint bad = 0;

  for (char **text = texts; *text != NULL; text++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *country = stray_home_country (*text, &error);

      if (country == NULL)
        /* Translators: “home-countries” is the name of a setting; %s is a
         * sentence that says what is wrong with it */
        stray_reporter_tell_some (
            reporter, &bad, _ ("An entry of the setting “home-countries” is ignored. %s"), error->message);
      else if (!g_hash_table_contains (seen, country))
        {
          g_hash_table_add (seen, country);
          g_ptr_array_add (countries, g_steal_pointer (&country));
        }
    }
  stray_reporter_tell_rest (reporter, STRAY_SETTING_HOME_COUNTRIES, bad, is_cut);
}

StrayHome *
stray_home_load (const StraySettings *settings, const StrayReporter *reporter)
{
  StrayHome *self = g_new0 (StrayHome, 1);
  GPtrArray *countries = g_ptr_array_new ();

  add_set (countries, settings, reporter);
  self->is_fixed = countries->len > 0 || stray_settings_is_locked (settings, STRAY_SETTING_HOME_COUNTRIES);
  if (self->is_fixed)
    self->source = stray_settings_get_source (settings, STRAY_SETTING_HOME_COUNTRIES);
  else
    {
      char *country = stray_country_of_locale (NULL);

      self->variable = stray_country_locale_variable ();
      if (country != NULL)
        g_ptr_array_add (countries, country);
    }
  g_ptr_array_add (countries, NULL);
  self->countries = (char **)g_ptr_array_free (countries, FALSE);
  return self;
}

/* The names of the countries, as a person reads them: (transfer full). */
static char *
join_names (const StrayHome *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; self->countries[i] != NULL; i++)
    {
      g_autofree char *name = stray_country_name (self->countries[i], NULL);

      g_strv_builder_add (builder, name);
    }

  g_auto (GStrv) names = g_strv_builder_end (builder);

  return g_strjoinv (", ", names);
}

static char *
set_to_text (const StrayHome *self)
{
  g_autofree char *names = join_names (self);

  if (*names == '\0')
    return g_strdup (_ ("No country is at home: “home-countries” is locked, and names none."));
  if (self->source == STRAY_SETTING_LOCKED)
    /* Translators: %s is a country, or several with commas between them */
    return g_strdup_printf (_ ("The administrator set the home countries and locked them: %s."), names);
  if (self->source == STRAY_SETTING_USER)
    /* Translators: %s is a country, or several with commas between them */
    return g_strdup_printf (_ ("You set the home countries: %s."), names);
  /* Translators: %s is a country, or several with commas between them */
  return g_strdup_printf (_ ("The administrator set the home countries: %s."), names);
}

char *
stray_home_to_text (const StrayHome *self)
{
  g_autofree char *names = NULL;

  if (self->is_fixed)
    return set_to_text (self);
  if (self->variable == NULL)
    return g_strdup (_ ("No country is at home: “home-countries” names none, and no language is set."));
  if (self->countries[0] == NULL)
    /* Translators: %s is the name of an environment variable, such as LANG */
    return g_strdup_printf (_ ("No country is at home: neither “home-countries” nor %s names one."),
                            self->variable);
  names = join_names (self);
  /* Translators: first the name of an environment variable, such as LANG, then a country */
  return g_strdup_printf (_ ("%s names the home country: %s."), self->variable, names);
}

void
stray_home_free (StrayHome *self)
{
  g_strfreev (self->countries);
  g_free (self);
}
