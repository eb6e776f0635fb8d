/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "core/check.h"
#include "core/learned.h"

#include <string.h>
#include <time.h>

/* Inputs that take long. An input is two patterns, a line each: of what is trusted, and of
 * the domains that are written to. In a pattern `[abc]` stands for one of these bytes, and a
 * `~` among them for none; it stands for all the names that come of that, up to a limit. What
 * their domains cost is held against plain ones, measured beside them on the same processor. */

#define ENTRIES_MAX 4096
#define RECIPIENTS_MAX 8
#define PATTERN_MAX 300

/* The worst known are some 50; a look-up that grows with the list is thousands. */
#define RATIO_MAX 400
#define ATTEMPTS 5

/* The @i-th name of @pattern, and how many there are. */
static char *
expand (const char *pattern, guint64 i, guint64 *n)
{
  GString *name = g_string_new (NULL);

  *n = 1;
  for (const char *p = pattern; *p != '\0'; p++)
    {
      const char *end = *p == '[' ? strchr (p, ']') : NULL;
      gsize choices = end != NULL ? (gsize)(end - p - 1) : 0;

      if (choices == 0)
        {
          g_string_append_c (name, *p);
          continue;
        }
      if (p[1 + i % choices] != '~')
        g_string_append_c (name, p[1 + i % choices]);
      i /= choices;
      *n = MIN (*n, G_MAXUINT32) * choices;
      p = end;
    }
  return g_string_free (name, FALSE);
}

/* Returns: (transfer full) (element-type utf8): what stands for @pattern, @before each. */
static GPtrArray *
expand_all (const char *before, const char *pattern, guint max)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint64 n = 1;

  for (guint64 i = 0; i < MIN (n, max); i++)
    {
      g_autofree char *name = expand (pattern, i, &n);

      g_ptr_array_add (names, g_strconcat (before, name, NULL));
    }
  return names;
}

static StrayPolicy *
trust_all (const GPtrArray *names)
{
  StrayTrustBuilder *builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;

  for (guint i = 0; i < names->len; i++)
    stray_trust_builder_add_line (builder, g_ptr_array_index (names, i), -1, NULL);
  trust = stray_trust_builder_end (builder);
  return stray_policy_new (&trust, 1, NULL);
}

static gint64
processor_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* What a recipient takes, of several attempts the least. */
static gint64
cost (const StrayPolicy *policy, const GPtrArray *recipients)
{
  gint64 least = G_MAXINT64;

  for (guint attempt = 0; attempt < ATTEMPTS; attempt++)
    {
      const gint64 start = processor_ns ();

      for (guint i = 0; i < recipients->len; i++)
        stray_result_free (stray_check (policy, g_ptr_array_index (recipients, i)));
      least = MIN (least, (processor_ns () - start) / recipients->len);
    }
  return MAX (least, 1);
}

static gint64
plain_cost (void)
{
  static gint64 known;
  g_autoptr (GPtrArray) entries
      = expand_all ("", "[abcdefgh][aeiou][lmnr][aeiou][stvw][aeiou].com", ENTRIES_MAX);
  g_autoptr (GPtrArray) recipients = expand_all ("a@", "firm[abcdefgh].de", RECIPIENTS_MAX);
  g_autoptr (StrayPolicy) policy = known == 0 ? trust_all (entries) : NULL;

  if (known == 0)
    known = cost (policy, recipients);
  return known;
}

void
fuzz_input (const guint8 *data, gsize length)
{
  g_autofree char *text = g_strndup ((const char *)data, MIN (length, 2 * PATTERN_MAX));
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  g_autoptr (GPtrArray) entries = NULL, contacts = NULL, recipients = NULL;
  g_autoptr (StrayPolicy) listed = NULL, nothing = NULL, taught = NULL;
  g_autoptr (StrayLearned) learned = NULL;

  if (g_strv_length (lines) < 2)
    return;
  entries = expand_all ("", lines[0], ENTRIES_MAX);
  contacts = expand_all ("c@", lines[0], ENTRIES_MAX);
  recipients = expand_all ("a@", lines[1], RECIPIENTS_MAX);
  listed = trust_all (entries);
  HOLDS (cost (listed, recipients) <= RATIO_MAX * plain_cost ());

  nothing = stray_policy_new (NULL, 0, NULL);
  learned = stray_learned_new ((const char *const *)contacts->pdata, contacts->len);
  taught = stray_policy_with_learned (nothing, learned);
  HOLDS (cost (taught, recipients) <= RATIO_MAX * plain_cost ());
}
