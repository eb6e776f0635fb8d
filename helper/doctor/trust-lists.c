/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <string.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "core/cctld.h"
#include "core/country.h"
#include "core/domain.h"
#include "policy/home.h"
#include "policy/load.h"

/* The person reads a page of verdicts: of each kind these, and how many more there are. */
#define MAX_REPORTS 5

typedef struct
{
  GPtrArray *sweeping; /* of StrayCheckup */
  char **home;
  guint entries;
  guint n_sweeping; /* of them some are in @sweeping */
} Lists;

/* Whether @problem is about a line of a list, and not about a setting or a whole file: it begins
 * with `FILE:LINE: ` then, as StrayReport says. */
static gboolean
is_about_line (const char *problem)
{
  return g_regex_match_simple ("^/.*:[0-9]+: ", problem, G_REGEX_DOTALL, 0);
}

static void
problem_cb (const char *problem, gpointer user_data)
{
  stray_checkup_add (user_data, "trust-lists", STRAY_HEALTH_BAD, g_strdup (problem),
                     is_about_line (problem)
                         /* Translators: the command is typed as it stands; FILE stands for a name */
                         ? g_strdup (_ ("Correct it. “straymail policy lint FILE” checks a list."))
                         : NULL);
}

/* Returns: (nullable): the country @entry trusts all of, where that is not at home. A bare
 * ending of a country swallows what the guard is there for. */
static const char *
find_country (const Lists *self, const char *entry)
{
  char ending[STRAY_DOMAIN_MAX + 1];
  gsize length = strcspn (entry, " \t");

  if (length > 2 && g_str_has_prefix (entry, "*."))
    entry += 2, length -= 2;
  else if (length > 1 && entry[0] == '.')
    entry++, length--;
  if (stray_domain_normalise (entry, length, ending) == 0 || strchr (ending, '.') != NULL)
    return NULL;

  const StrayCctld *row = stray_cctld_lookup (ending);

  if (row == NULL || g_strv_contains ((const char *const *)self->home, row->country))
    return NULL;
  return row->country;
}

static char *
fix_sweeping (void)
{
  return g_strdup (_ ("Name the domains that are meant instead."));
}

/* @place is a file and a line, or a setting. */
static void
look_at_entry (Lists *self, const char *place, const char *entry)
{
  const char *country = find_country (self, entry);

  self->entries++;
  if (country == NULL || self->n_sweeping++ >= MAX_REPORTS)
    return;

  g_autofree char *name = stray_country_name (country, NULL);

  stray_checkup_add (
      self->sweeping, "sweeping-trust", STRAY_HEALTH_BAD,
      /* Translators: first a file and a line or the name of a setting, then an entry such as
                      * “*.ml”, then a country */
      g_strdup_printf (_ ("%s: “%s” trusts all of %s, so nothing is asked about there."), place, entry, name),
      fix_sweeping ());
}

static void
entry_cb (const StrayPlace *place, const char *list, guint line, const char *entry, gpointer user_data)
{
  g_autofree char *where = g_strdup_printf ("%s:%u", list, line);

  look_at_entry (user_data, where, entry);
}

/* What stands in the setting several times counts once. */
static void
look_at_domains (Lists *self, const StraySettings *settings)
{
  g_auto (GStrv) domains = stray_settings_get_strv (settings, STRAY_SETTING_TRUSTED_DOMAINS, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; domains[i] != NULL; i++)
    if (g_hash_table_add (seen, domains[i]))
      look_at_entry (self, STRAY_SETTING_TRUSTED_DOMAINS, domains[i]);
}

static void
add_sweeping (GPtrArray *checkups, const Lists *self)
{
  const guint more = self->n_sweeping - self->sweeping->len;

  g_ptr_array_extend_and_steal (checkups, self->sweeping);
  if (more > 0)
    stray_checkup_add (
        checkups, "sweeping-trust", STRAY_HEALTH_BAD,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more entry trusts all of a country.",
                                      "%u more entries trust all of a country.", more),
                         more),
        fix_sweeping ());
  if (self->n_sweeping == 0)
    stray_checkup_add (checkups, "sweeping-trust", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("No entry trusts all of a foreign country.")), NULL);
}

void
stray_check_trust_lists (GPtrArray *checkups)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  const StrayReporter nobody = { 0 };
  g_autoptr (StrayHome) home = stray_home_load (settings, &nobody);
  Lists lists = { .sweeping = g_ptr_array_new (), .home = home->countries };
  const StrayLoadOptions options
      = { .settings = settings, .max_reports = MAX_REPORTS, .entry_func = entry_cb, .entry_data = &lists };
  g_autoptr (GError) error = NULL;
  const guint before = checkups->len;
  g_autoptr (StrayPolicy) policy = stray_load_policy (&options, problem_cb, checkups, &error);
  const gboolean whole = checkups->len == before;

  if (policy == NULL)
    problem_cb (error->message, checkups);
  look_at_domains (&lists, settings);
  add_sweeping (checkups, &lists);
  if (policy != NULL && whole)
    stray_checkup_add (checkups, "trust-lists", STRAY_HEALTH_GOOD,
                       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u trust entry counts.",
                                                     "%u trust entries count.", lists.entries),
                                        lists.entries),
                       NULL);
}
