/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/check.h"
#include "core/domain.h"
#include "policy/load.h"

#include <stdio.h>
#include <string.h>

/* Times the decision and the loading of a list beside the least anybody could do
 * instead, in turn and in one process, so that whatever else the machine is busy
 * with slows both. Prints one round a line; tests/bench/speed makes ratios of them.
 *
 *   bench-core rate LIST RECIPIENTS ROUNDS   "CHECK BASELINE", ns a recipient
 *   bench-core load LIST ROUNDS              "LOAD BASELINE", ns the whole list
 *   bench-core cost LIST CONTACTS RECIPIENTS "LOAD LEARN CHECK MEMORY", the time of the
 *                                            processor in ns, and the most memory it takes
 *                                            beside what was read of the three, in KiB */

static gint64
now_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  return text;
}

/* The lines of @path in a hash table, none of them copied: @text, which owns
 * them, must live as long. */
static GHashTable *
load_baseline (const char *path, char **text)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  *text = read_file (path);
  for (char *line = *text; *line != '\0';)
    {
      char *end = strchr (line, '\n');

      if (end == NULL)
        break;
      *end = '\0';
      g_hash_table_add (table, line);
      line = end + 1;
    }
  return table;
}

static StrayPolicy *
load_policy (const char *path)
{
  const char *const lists[] = { path, NULL };
  const char *const home[] = { "US", NULL };
  const StrayLoadOptions options = { .lists = lists, .home = home };
  g_autoptr (GError) error = NULL;
  StrayPolicy *policy = stray_load_policy (&options, NULL, NULL, &error);

  if (policy == NULL)
    g_error ("%s", error->message);
  return policy;
}

static void
measure_load (const char *path, guint rounds)
{
  for (guint round = 0; round < rounds; round++)
    {
      gint64 start = now_ns (), between, end;
      g_autofree char *text = NULL;
      GHashTable *table;
      StrayPolicy *policy = load_policy (path);

      between = now_ns ();
      stray_policy_unref (policy);
      end = now_ns ();
      table = load_baseline (path, &text);
      printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", between - start, now_ns () - end);
      g_hash_table_unref (table);
    }
}

static guint
check_all (const StrayPolicy *policy, char **recipients, guint n)
{
  guint flagged = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StrayResult) result = stray_check (policy, recipients[i]);

      flagged += result->verdict == STRAY_VERDICT_LOOKALIKE;
    }
  return flagged;
}

/* What every guard must do: bring the domain into one form and look it up. */
static guint
look_up_all (GHashTable *table, char **domains, guint n)
{
  guint known = 0;

  for (guint i = 0; i < n; i++)
    {
      char ascii[STRAY_DOMAIN_MAX + 1];

      if (stray_domain_normalise (domains[i], strlen (domains[i]), ascii) > 0)
        known += g_hash_table_contains (table, ascii);
    }
  return known;
}

static void
measure_rate (const char *list, const char *path, guint rounds)
{
  g_autofree char *text = read_file (path), *list_text = NULL;
  g_auto (GStrv) recipients = g_strsplit (g_strchomp (text), "\n", -1);
  const guint n = g_strv_length (recipients);
  g_autofree char **domains = g_new (char *, n);
  g_autoptr (StrayPolicy) policy = load_policy (list);
  g_autoptr (GHashTable) table = load_baseline (list, &list_text);
  guint flagged = 0, known = 0;

  for (guint i = 0; i < n; i++)
    domains[i] = strchr (recipients[i], '@') + 1;
  for (guint round = 0; round < rounds; round++)
    {
      gint64 start = now_ns (), between;

      flagged = check_all (policy, recipients, n);
      between = now_ns ();
      known = look_up_all (table, domains, n);
      printf ("%.2f %.2f\n", (between - start) / (double)n, (now_ns () - between) / (double)n);
    }
  fprintf (stderr, "%u recipients: %u flagged, %u with a domain that is itself listed\n", n, flagged, known);
}

static gint64
processor_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

static char **
read_lines (const char *path)
{
  g_autofree char *text = read_file (path);
  char **lines = g_strsplit (text, "\n", -1);
  const guint n = g_strv_length (lines);

  if (n > 0 && *lines[n - 1] == '\0')
    g_clear_pointer (&lines[n - 1], g_free);
  return lines;
}

/* A size of /proc/self/status, in KiB. */
static gint64
memory (const char *field)
{
  g_autofree char *status = read_file ("/proc/self/status");
  const char *line = strstr (status, field);

  return line != NULL ? g_ascii_strtoll (line + strlen (field), NULL, 10) : 0;
}

static void
measure_cost (const char *list, const char *contacts, const char *path)
{
  g_auto (GStrv) addresses = read_lines (contacts), recipients = read_lines (path);
  const gint64 before = memory ("VmRSS:"), start = processor_ns ();
  g_autoptr (StrayPolicy) listed = load_policy (list);
  const gint64 loaded = processor_ns ();
  g_autoptr (StrayLearned) learned
      = stray_learned_new ((const char *const *)addresses, g_strv_length (addresses));
  g_autoptr (StrayPolicy) policy = stray_policy_with_learned (listed, learned);
  const gint64 learnt = processor_ns ();
  const guint flagged = check_all (policy, recipients, g_strv_length (recipients));
  const gint64 checked = processor_ns ();

  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
          loaded - start, learnt - loaded, checked - learnt, memory ("VmHWM:") - before);
  fprintf (stderr, "%u recipients: %u flagged\n", g_strv_length (recipients), flagged);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && strcmp (argv[1], "rate") == 0)
    measure_rate (argv[2], argv[3], (guint)g_ascii_strtoull (argv[4], NULL, 10));
  else if (argc == 4 && strcmp (argv[1], "load") == 0)
    measure_load (argv[2], (guint)g_ascii_strtoull (argv[3], NULL, 10));
  else if (argc == 5 && strcmp (argv[1], "cost") == 0)
    measure_cost (argv[2], argv[3], argv[4]);
  else
    {
      fprintf (stderr, "usage: bench-core rate LIST RECIPIENTS ROUNDS\n"
                       "       bench-core load LIST ROUNDS\n"
                       "       bench-core cost LIST CONTACTS RECIPIENTS\n");
      return 2;
    }
  return 0;
}
