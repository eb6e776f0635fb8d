/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "strays.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "cli/command.h"
#include "cli/table.h"
#include "core/check.h"
#include "core/country.h"
#include "core/domain.h"
#include "native-messaging/json.h"

typedef struct
{
  guint64 count;
  StrayDay first; /* 0: not known */
  StrayDay last;
} Tally;

/* What went to one domain. Kind and country are static. */
typedef struct
{
  char *domain;
  const char *kind;
  const char *severity;
  const char *country;
  char *resembles;
  char *rule;
  Tally left;
  Tally local; /* to a program on this machine */
} Stray;

typedef struct
{
  const StrayPolicy *policy;
  GHashTable *strays; /* domain → Stray, which owns it */
  int status;
} Run;

static void
stray_free (Stray *self)
{
  g_free (self->domain);
  g_free (self->resembles);
  g_free (self->rule);
  g_free (self);
}

static Stray *
get_stray (Run *run, const StrayResult *result)
{
  Stray *stray = g_hash_table_lookup (run->strays, result->domain);

  if (stray != NULL)
    return stray;
  stray = g_new0 (Stray, 1);
  stray->domain = g_strdup (result->domain);
  stray->kind = result->kind;
  stray->severity = stray_severity_to_string (result->severity);
  stray->country = result->country;
  stray->resembles = g_strdup (result->resembles);
  stray->rule = g_strdup (result->rule);
  g_hash_table_insert (run->strays, stray->domain, stray);
  return stray;
}

static void
count_delivery (Tally *tally, StrayDay day)
{
  tally->count++;
  if (day == 0)
    return;
  tally->first = tally->first == 0 ? day : MIN (tally->first, day);
  tally->last = MAX (tally->last, day);
}

/* What a filter took came back and left, and counts once; what a tunnel took did not. */
static const Tally *
get_tally (const Stray *stray)
{
  return stray->local.count > stray->left.count ? &stray->local : &stray->left;
}

static gboolean
recipient_cb (const char *recipient, const StrayDelivery *delivery, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (StrayResult) result = stray_check (run->policy, recipient);
  Stray *stray;

  if (result->verdict == STRAY_VERDICT_UNPARSABLE)
    return FALSE;
  if (result->verdict != STRAY_VERDICT_LOOKALIKE)
    return TRUE;
  run->status = MAX (run->status, STRAY_EXIT_FLAGGED);
  stray = get_stray (run, result);
  count_delivery (delivery->is_local ? &stray->local : &stray->left, delivery->day);
  return TRUE;
}

static void
report_cb (const char *problem, gpointer user_data)
{
  Run *run = user_data;

  stray_command_report_cb (problem, NULL);
  run->status = MAX (run->status, STRAY_EXIT_FLAGGED);
}

static void
fail_cb (const char *problem, gpointer user_data)
{
  Run *run = user_data;

  run->status = stray_command_fail ("%s", problem);
}

/* The most frequent first. */
static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const Stray *first = *(const Stray *const *)a, *second = *(const Stray *const *)b;
  const guint64 n_first = get_tally (first)->count, n_second = get_tally (second)->count;

  if (n_first != n_second)
    return n_first > n_second ? -1 : 1;
  return g_strcmp0 (first->domain, second->domain);
}

static void
print_json (const Stray *stray)
{
  const Tally *tally = get_tally (stray);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *first = stray_day_to_string (tally->first);
  g_autofree char *last = stray_day_to_string (tally->last);

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "domain", stray->domain);
  stray_json_build_string (builder, "kind", stray->kind);
  stray_json_build_string (builder, "severity", stray->severity);
  stray_json_build_string (builder, "resembles", stray->resembles);
  stray_json_build_string (builder, "rule", stray->rule);
  stray_json_build_string (builder, "country", stray->country);
  stray_json_build_int (builder, "count", (gint64)tally->count);
  stray_json_build_string (builder, "first", first);
  stray_json_build_string (builder, "last", last);
  stray_command_print_json (builder);
}

static void
add_row (StrayTable *table, const Stray *stray)
{
  const Tally *tally = get_tally (stray);
  g_autofree char *domain = stray_domain_to_unicode (stray->domain);
  g_autofree char *resembles = stray_domain_to_unicode (stray->resembles);
  g_autofree char *country = stray_country_name (stray->country, NULL);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, tally->count);
  g_autofree char *first = stray_day_to_string (tally->first);
  g_autofree char *last = stray_day_to_string (tally->last);

  stray_table_add (table, domain, resembles, country, count, first != NULL ? first : "–",
                   last != NULL ? last : "–");
}

static void
print_table (GPtrArray *strays)
{
  StrayTable *table;

  if (strays->len == 0)
    {
      printf ("%s\n", _ ("Nothing that was sent looks like a slip to another country."));
      return;
    }
  table = stray_table_new (6);
  /* Translators: the heads of six columns: a domain mail was sent to, the one that was probably
   * meant, its country, how many recipients, the first day and the last one */
  stray_table_add (table, _ ("Domain"), _ ("Looks like"), _ ("Country"), _ ("Recipients"), _ ("First"),
                   _ ("Last"));
  for (guint i = 0; i < strays->len; i++)
    add_row (table, strays->pdata[i]);
  stray_table_print (table);
}

static void
print_strays (GHashTable *strays, gboolean json)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer stray;

  g_hash_table_iter_init (&iter, strays);
  while (g_hash_table_iter_next (&iter, NULL, &stray))
    g_ptr_array_add (sorted, stray);
  g_ptr_array_sort (sorted, compare_cb);
  if (!json)
    print_table (sorted);
  for (guint i = 0; json && i < sorted->len; i++)
    print_json (sorted->pdata[i]);
}

int
stray_strays_tell (const StrayPolicy *policy, const StrayInput *input, const char *const *paths,
                   gboolean json)
{
  static const char *const standard_input[] = { "-", NULL };
  g_autoptr (GHashTable) strays
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)stray_free);
  Run run = { policy, strays, STRAY_EXIT_CLEAN };
  const StrayLogSink sink = { recipient_cb, report_cb, fail_cb, &run };
  guint n_read = 0;

  for (const char *const *path = paths != NULL ? paths : standard_input; *path != NULL; path++)
    if (stray_input_read (input, *path, &sink))
      n_read++;
  /* Of nothing that was read, there is nothing to tell. */
  if (n_read > 0 || g_hash_table_size (strays) > 0)
    print_strays (strays, json);
  return stray_command_end (run.status);
}
