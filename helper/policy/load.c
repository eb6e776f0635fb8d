/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "load.h"

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "core/government.h"
#include "core/kinds.h"
#include "native-messaging/schema/bound.h"
#include "policy/exceptions.h"
#include "policy/home.h"
#include "policy/lists.h"
#include "policy/places.h"

G_DEFINE_QUARK (stray_load_error, stray_load_error)

static StrayTrust *
load_named_lists (const char *const *paths, const StrayReporter *reporter, GError **error)
{
  StrayLists *lists = stray_lists_new (reporter->report, reporter->user_data);
  gboolean ok = TRUE;

  for (; ok && *paths != NULL; paths++)
    ok = stray_lists_add_file (lists, *paths, error);

  guint bad_lines = stray_lists_get_bad_lines (lists);
  g_autoptr (StrayTrust) trust = stray_lists_end (lists);

  if (!ok)
    return NULL;
  if (stray_trust_size (trust) == 0 && bad_lines > 0)
    {
      g_set_error_literal (
          error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_NOTHING,
          _ ("The trust lists hold no entry that can be used. Correct the lines named above."));
      return NULL;
    }
  return g_steal_pointer (&trust);
}

/* Those of stray_places_new() whose lists count by the settings `built-in-trust` and
 * `user-lists`: (transfer full). */
static GPtrArray *
get_places (const StraySettings *settings)
{
  const gboolean counts[] = {
    [STRAY_ORIGIN_ADMINISTRATOR] = TRUE,
    [STRAY_ORIGIN_SHIPPED] = stray_settings_get_boolean (settings, STRAY_SETTING_BUILT_IN_TRUST, TRUE),
    [STRAY_ORIGIN_USER] = stray_settings_get_boolean (settings, STRAY_SETTING_USER_LISTS, TRUE),
  };
  GPtrArray *places = stray_places_new ();

  for (guint i = places->len; i-- > 0;)
    if (!counts[((const StrayPlace *)places->pdata[i])->origin])
      g_ptr_array_remove_index (places, i);
  return places;
}

static StrayTrust *
load_configured_lists (const StrayLoadOptions *options, const StraySettings *settings,
                       const StrayReporter *reporter, GError **error)
{
  g_autoptr (GPtrArray) places = get_places (settings);
  StrayLists *lists = stray_lists_new (reporter->report, reporter->user_data);
  g_autofree char *shipped = g_build_filename (STRAY_PKGDATADIR, "trusted.d", NULL);

  if (stray_settings_get_boolean (settings, STRAY_SETTING_BUILT_IN_TRUST, TRUE)
      && !g_file_test (shipped, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *name = g_filename_display_name (shipped);

      stray_reporter_tell (
          reporter, _ ("The lists that come with Straymail are missing from “%s”. Install Straymail again."),
          name);
    }
  stray_lists_set_entry_func (lists, options->entry_func, options->entry_data);
  stray_lists_set_max_reports (lists, reporter->max);
  stray_lists_add_places (lists, places);
  if (g_strv_length ((char **)g_get_system_data_dirs ()) > STRAY_PLACES_MAX_DATA_DIRS)
    stray_reporter_tell (reporter,
                         /* Translators: XDG_DATA_DIRS is the name of an environment variable */
                         _ ("XDG_DATA_DIRS names too many folders. Lists count only in the first %u."),
                         STRAY_PLACES_MAX_DATA_DIRS);
  if (options->whole && stray_lists_is_incomplete (lists))
    {
      stray_trust_unref (stray_lists_end (lists));
      g_set_error_literal (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_INCOMPLETE,
                           "A trust list cannot be read for now.");
      return NULL;
    }
  return stray_lists_end (lists);
}

static StrayTrust *
load_trusted_domains (const StraySettings *settings, const StrayReporter *reporter)
{
  g_autoptr (StrayTrustBuilder) builder = stray_trust_builder_new ();
  gboolean is_cut;
  g_auto (GStrv) entries = stray_settings_get_strv (settings, STRAY_SETTING_TRUSTED_DOMAINS, &is_cut);
  guint bad = 0;

  for (guint i = 0; entries[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!stray_trust_builder_add_line (builder, entries[i], -1, &error))
        /* Translators: “trusted-domains” is the name of a setting; %s is a
         * sentence that says what is wrong with its entry */
        stray_reporter_tell_some (reporter, &bad,
                                  _ ("Entry %u of the setting “trusted-domains” is ignored. %s"), i + 1,
                                  error->message);
    }
  stray_reporter_tell_rest (reporter, STRAY_SETTING_TRUSTED_DOMAINS, bad, is_cut);
  return stray_trust_builder_end (g_steal_pointer (&builder));
}

/* What is excepted is trusted, and nothing is flagged for resembling it. */
static StrayTrust *
load_exceptions (const StraySettings *settings, gint64 now, const StrayReporter *reporter)
{
  g_autoptr (StrayTrustBuilder) builder = stray_trust_builder_new ();
  gboolean is_cut;
  g_auto (GStrv) domains
      = stray_exceptions_get (settings, now != 0 ? now : g_get_real_time () / G_USEC_PER_SEC, &is_cut);
  guint bad = 0;

  for (guint i = 0; domains[i] != NULL; i++)
    {
      g_autofree char *line = g_strconcat (domains[i], " trust-only", NULL);

      bad += !stray_trust_builder_add_line (builder, line, -1, NULL);
    }
  if (bad > 0)
    stray_reporter_tell (
        reporter,
        /* Translators: “exceptions” is the name of a setting */
        g_dngettext (GETTEXT_PACKAGE,
                     "%u entry of the setting “exceptions” is ignored. It is not a domain name.",
                     "%u entries of the setting “exceptions” are ignored. They are not domain names.", bad),
        bad);
  stray_reporter_tell_rest (reporter, STRAY_SETTING_EXCEPTIONS, 0, is_cut);
  return stray_trust_builder_end (g_steal_pointer (&builder));
}

static char **
load_kinds (const StraySettings *settings, const StrayReporter *reporter)
{
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();
  gboolean is_cut;
  g_auto (GStrv) names = stray_settings_get_strv (settings, STRAY_SETTING_ADDITIONAL_KINDS, &is_cut);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint bad = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (!stray_kind_is_optional (names[i]))
      /* Translators: “additional-kinds” is the name of a setting */
      stray_reporter_tell_some (
          reporter, &bad,
          _ ("Entry %u of the setting “additional-kinds” is ignored. It is no kind of look-alike "
             "that can be switched on."),
          i + 1);
    else if (g_hash_table_add (seen, names[i]))
      g_strv_builder_add (kinds, names[i]);
  stray_reporter_tell_rest (reporter, STRAY_SETTING_ADDITIONAL_KINDS, bad, is_cut);
  return g_strv_builder_end (kinds);
}

/* Of the texts the rest is not shown. */
static void
check_texts (const StraySettings *settings, const StrayReporter *reporter)
{
  static const char *const keys[] = { STRAY_SETTING_ORGANISATION_TEXT, STRAY_SETTING_ORGANISATION_CONTACT };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gboolean is_cut;

      g_free (stray_settings_get_string (settings, keys[i], &is_cut));
      if (is_cut)
        stray_reporter_tell (reporter,
                             /* Translators: %s is the name of a setting */
                             _ ("The setting “%s” is too long. Only its first %u characters are shown."),
                             keys[i], STRAY_SETTING_MAX_CHARACTERS);
    }
}

/* Only what somebody configured makes the settings worth opening. */
static const StraySettings *
open_settings (const StrayLoadOptions *options, StraySettings **own, const StrayReporter *reporter)
{
  const StraySettings *settings = options->settings;

  if (settings == NULL)
    settings = *own = stray_settings_new ();
  if (!stray_settings_is_installed (settings))
    stray_reporter_tell (reporter,
                         _ ("The settings schema “org.straymail” is not installed, so every setting has its "
                            "default. Install Straymail again."));
  return settings;
}

StrayPolicy *
stray_load_policy (const StrayLoadOptions *options, StrayReport report_cb, gpointer user_data, GError **error)
{
  const StrayReporter reporter = { report_cb, user_data, options->max_reports };
  const StraySettings *settings = NULL;
  g_autoptr (StraySettings) own = NULL;
  g_autoptr (StrayTrust) lists = NULL;
  g_autoptr (StrayTrust) domains = NULL;
  g_autoptr (StrayHome) configured = NULL;
  const char *const *home;

  if (options->lists == NULL || options->home == NULL)
    settings = open_settings (options, &own, &reporter);
  if (options->home == NULL)
    configured = stray_home_load (settings, &reporter);
  home = configured != NULL ? (const char *const *)configured->countries : options->home;

  if (options->lists != NULL)
    {
      lists = load_named_lists (options->lists, &reporter, error);
      if (lists == NULL)
        return NULL;
      return stray_policy_new (&lists, 1, home);
    }

  lists = load_configured_lists (options, settings, &reporter, error);
  if (lists == NULL)
    return NULL;
  domains = load_trusted_domains (settings, &reporter);
  if (stray_trust_size (lists) + stray_trust_size (domains) == 0)
    {
      g_set_error_literal (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_NOTHING,
                           _ ("Not a single trusted domain could be read, so nothing can be checked. Install "
                              "Straymail again, or add a trust list."));
      return NULL;
    }

  g_autoptr (StrayTrust) governments = stray_government_trust_new (home);
  g_autoptr (StrayTrust) exceptions = load_exceptions (settings, options->now, &reporter);
  StrayTrust *layers[] = { lists, domains, governments };
  g_autoptr (StrayPolicy) plain = stray_policy_new (layers, G_N_ELEMENTS (layers), home);
  g_autoptr (StrayPolicy) settled
      = stray_policy_with_fixed_home (plain, configured != NULL && configured->is_fixed);
  g_autoptr (StrayPolicy) policy = stray_policy_with_exceptions (settled, exceptions);
  g_auto (GStrv) kinds = load_kinds (settings, &reporter);

  check_texts (settings, &reporter);
  return stray_policy_with_kinds (policy, (const char *const *)kinds);
}
