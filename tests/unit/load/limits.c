/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists and settings without end: how much of them counts, and how much is told. */

#include "fixture.h"

#include <string.h>

#include <glib/gstdio.h>

#include "core/exception.h"
#include "native-messaging/schema/bound.h"
#include "policy/exceptions.h"
#include "policy/home.h"

/* Of the lists in the places as they are configured. */
static StrayTrust *
read_places (LoadFixture *fixture)
{
  g_autoptr (GPtrArray) places = stray_places_new ();
  StrayLists *lists = stray_lists_new (load_report_cb, fixture->problems);

  stray_lists_add_places (lists, places);
  return stray_lists_end (lists);
}

static gboolean
is_told (LoadFixture *fixture, const char *text)
{
  for (guint i = 0; i < fixture->problems->len; i++)
    if (strstr (fixture->problems->pdata[i], text) != NULL)
      return TRUE;
  return FALSE;
}

/* Writes a list of @n lines, which are all entries, or whatever is repeated. */
static void
put_lines (const char *dir, const char *name, guint n, const char *repeated)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (repeated != NULL)
      g_string_append (text, repeated);
    else
      g_string_append_printf (text, "%s-%u.example\n", name, i);
  load_put (dir, name, text->str, (gssize)text->len);
}

/* The administrator's lists count in any case, and of all others what there is room for. */
static void
test_lines_of_all (LoadFixture *fixture, gconstpointer data)
{
  put_lines (fixture->user, "a.list", STRAY_LISTS_MAX_LINES, NULL);
  put_lines (fixture->user, "b.list", 5, NULL);
  put_lines (fixture->data, "c.list", 1000, NULL);
  put_lines (ADMIN, "z.list", 1000, NULL);

  g_autoptr (StrayTrust) trust = read_places (fixture);
  StrayTrust *layers[] = { trust };
  g_autoptr (StrayPolicy) policy = stray_policy_new (layers, 1, NULL);

  g_assert_cmpuint (stray_trust_size (trust), ==, STRAY_LISTS_MAX_LINES);
  g_assert_true (load_trusts (policy, "z.list-999.example"));
  g_assert_true (load_trusts (policy, "c.list-999.example"));
  g_assert_true (load_trusts (policy, "a.list-247999.example"));
  g_assert_false (load_trusts (policy, "a.list-248000.example"));
  g_assert_false (load_trusts (policy, "b.list-0.example"));
  g_assert_cmpuint (fixture->problems->len, ==, 2);
  g_assert_true (is_told (fixture, "a.list:248001: "));
  g_assert_true (is_told (fixture, "b.list"));
}

static void
test_bytes_of_all (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *comment = g_strnfill (1024 * 1024, '#');

  comment[1024 * 1024 - 1] = '\n';
  load_put (ADMIN, "a.list", "admin.example\n", -1);
  put_lines (fixture->user, "a.list", STRAY_LISTS_MAX_BYTES / (1024 * 1024) / 2, comment);
  put_lines (fixture->user, "b.list", STRAY_LISTS_MAX_BYTES / (1024 * 1024), comment);
  load_put (fixture->user, "c.list", "user.example\n", -1);

  g_autoptr (StrayTrust) trust = read_places (fixture);

  g_assert_cmpuint (stray_trust_size (trust), ==, 1);
  g_assert_cmpuint (fixture->problems->len, ==, 2);
  g_assert_true (is_told (fixture, "b.list:16: "));
  g_assert_true (is_told (fixture, "c.list"));
}

/* Also lists that somebody named have their limit together. */
static void
test_named (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *a = g_build_filename (fixture->base, "a", NULL);
  g_autofree char *b = g_build_filename (fixture->base, "b", NULL);
  const char *const paths[] = { a, b, b, NULL };
  StrayLists *lists = stray_lists_new (load_report_cb, fixture->problems);
  guint bad_lines;

  put_lines (fixture->base, "a", STRAY_LISTS_MAX_LINES, NULL);
  put_lines (fixture->base, "b", 1, NULL);
  for (guint i = 0; paths[i] != NULL; i++)
    g_assert_true (stray_lists_add_file (lists, paths[i], NULL));
  bad_lines = stray_lists_get_bad_lines (lists);

  g_autoptr (StrayTrust) trust = stray_lists_end (lists);

  g_assert_cmpuint (stray_trust_size (trust), ==, STRAY_LISTS_MAX_LINES);
  g_assert_cmpuint (bad_lines, ==, 2);
  g_assert_cmpuint (fixture->problems->len, ==, 2);
}

/* Of each kind some are told, and how many more there were. */
static void
test_complaints (LoadFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("bad-%02u.list", i);
      g_autofree char *folder = g_strdup_printf ("%s/folder-%02u.list", fixture->base, i);

      put_lines (fixture->base, name, 15, "not an entry\n");
      g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
    }

  g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 0);
  g_assert_cmpuint (fixture->problems->len, ==, 3 * STRAY_REPORTER_MAX + 2);
  g_assert_true (is_told (fixture, "bad-01.list:5: "));
  g_assert_true (is_told (fixture, "bad-01.list” 10 more lines"));
  g_assert_true (is_told (fixture, "bad-20.list” 15 lines"));
  g_assert_true (is_told (fixture, "79 more lists"));
  g_assert_true (is_told (fixture, "80 more lists are ignored"));
}

static void
test_files (LoadFixture *fixture, gconstpointer data)
{
  load_put (ADMIN, "a.list", "admin.example\n", -1);
  for (guint i = 0; i < STRAY_PLACES_MAX_FILES + 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.list", i);

      put_lines (fixture->data, name, 1, NULL);
    }
  put_lines (fixture->user, "a.list", 1, NULL);

  g_autoptr (StrayTrust) trust = read_places (fixture);

  g_assert_cmpuint (stray_trust_size (trust), ==, STRAY_PLACES_MAX_FILES);
  g_assert_cmpuint (fixture->problems->len, ==, 2);
  g_assert_true (is_told (fixture, fixture->data));
  g_assert_true (is_told (fixture, fixture->user));
}

/* Entries, bytes of each, and how many count. */
static void
test_bound_arrays (LoadFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint n;
    gsize bytes;
    guint counts;
  } rows[] = {
    { 0, 0, 0 },
    { 3, 10, 3 },
    { STRAY_SETTING_MAX_ENTRIES, 2, STRAY_SETTING_MAX_ENTRIES },
    { STRAY_SETTING_MAX_ENTRIES + 1, 2, STRAY_SETTING_MAX_ENTRIES },
    { 30 * STRAY_SETTING_MAX_ENTRIES, 2, STRAY_SETTING_MAX_ENTRIES },
    { 1, 2 * STRAY_SETTING_MAX_BYTES, 0 },
    { 5, STRAY_SETTING_MAX_BYTES / 2 - 100, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *entry = g_strnfill (rows[i].bytes, 'x');
      GVariantBuilder strings, exceptions;
      gboolean is_cut;

      g_variant_builder_init (&strings, G_VARIANT_TYPE ("as"));
      g_variant_builder_init (&exceptions, G_VARIANT_TYPE ("a{sx}"));
      for (guint j = 0; j < rows[i].n; j++)
        {
          g_variant_builder_add (&strings, "s", entry);
          g_variant_builder_add (&exceptions, "{sx}", entry, (gint64)j);
        }

      GVariant *values[] = { g_variant_ref_sink (g_variant_builder_end (&strings)),
                             g_variant_ref_sink (g_variant_builder_end (&exceptions)) };

      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          const GVariantType *type = g_variant_get_type (values[j]);
          g_autoptr (GVariant) copy = g_variant_ref (values[j]);
          g_autoptr (GVariant) bound = stray_setting_bound (values[j], &is_cut);

          g_test_message ("row %u, %s", i, g_variant_get_type_string (bound));
          g_assert_true (g_variant_is_of_type (bound, type));
          g_assert_cmpuint (g_variant_n_children (bound), ==, rows[i].counts);
          g_assert_cmpint (is_cut, ==, rows[i].counts < rows[i].n);
          if (!is_cut)
            g_assert_true (g_variant_equal (bound, copy));
        }
    }
}

static void
test_bound_texts (LoadFixture *fixture, gconstpointer data)
{
  /* Of one byte, of two, of three and of four. */
  static const char *const letters[] = { "x", "é", "語", "😀" };
  const guint lengths[] = { 0, 1, STRAY_SETTING_MAX_CHARACTERS, STRAY_SETTING_MAX_CHARACTERS + 1,
                            1000 * STRAY_SETTING_MAX_CHARACTERS };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lengths); j++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        gboolean is_cut;

        for (guint k = 0; k < lengths[j]; k++)
          g_string_append (text, letters[i]);

        g_autoptr (GVariant) bound
            = stray_setting_bound (g_variant_ref_sink (g_variant_new_string (text->str)), &is_cut);
        const char *kept = g_variant_get_string (bound, NULL);

        g_test_message ("%u × %s", lengths[j], letters[i]);
        g_assert_cmpint (g_utf8_strlen (kept, -1), ==, MIN (lengths[j], STRAY_SETTING_MAX_CHARACTERS));
        g_assert_true (g_str_has_prefix (text->str, kept));
        g_assert_cmpint (is_cut, ==, lengths[j] > STRAY_SETTING_MAX_CHARACTERS);
      }
}

/* What stands there several times is at home once, and of many bad entries some are told. */
static void
test_home (LoadFixture *fixture, gconstpointer data)
{
  const StrayReporter reporter = { .report = load_report_cb, .user_data = fixture->problems };
  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_autofree char *long_entry = g_strnfill (1000, 'x');
  g_autoptr (GStrvBuilder) same = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) bad = g_strv_builder_new ();

  for (guint i = 0; i < 300; i++)
    {
      g_strv_builder_add (same, i % 2 == 0 ? "US" : "us");
      g_strv_builder_add (bad, long_entry);
    }
  g_strv_builder_add (same, "uk");
  g_strv_builder_add (bad, "DE");

  g_auto (GStrv) sames = g_strv_builder_end (same);
  g_auto (GStrv) bads = g_strv_builder_end (bad);

  load_set_settings (NULL, (const char *const *)sames);

  g_autoptr (StrayHome) home = stray_home_load (settings, &reporter);

  g_assert_true (home->is_fixed);
  g_assert_cmpuint (g_strv_length (home->countries), ==, 2);
  g_assert_cmpstr (home->countries[1], ==, "GB");
  g_assert_cmpuint (fixture->problems->len, ==, 0);

  load_set_settings (NULL, (const char *const *)bads);

  g_autoptr (StrayHome) other = stray_home_load (settings, &reporter);

  g_assert_cmpuint (g_strv_length (other->countries), ==, 1);
  g_assert_cmpuint (fixture->problems->len, ==, STRAY_REPORTER_MAX + 1);
  g_assert_true (is_told (fixture, "280 more entries of the setting “home-countries”"));
  for (guint i = 0; i < fixture->problems->len; i++)
    g_assert_cmpuint (strlen (fixture->problems->pdata[i]), <, 300);
}

/* What is excepted now counts, however many others there are; and when it is over is known. */
static void
test_exceptions (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_autoptr (GSettings) raw = g_settings_new ("org.straymail");
  GVariantBuilder builder;
  gboolean is_cut;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  for (guint i = 0; i < 2 * STRAY_SETTING_MAX_ENTRIES; i++)
    {
      g_autofree char *domain = g_strdup_printf ("%u.example", i);

      g_variant_builder_add (&builder, "{sx}", domain, (gint64)STRAY_EXCEPTION_FOR_GOOD);
    }
  g_settings_set_value (raw, STRAY_SETTING_EXCEPTIONS, g_variant_builder_end (&builder));
  g_assert_cmpint (stray_exceptions_get_change (settings, 1000), ==, G_MAXINT64);
  g_assert_true (stray_exceptions_add (settings, "mine.example", 1, 1000));

  g_auto (GStrv) now = stray_exceptions_get (settings, 1000, &is_cut);
  g_auto (GStrv) later = stray_exceptions_get (settings, 1000 + 86400, NULL);

  g_assert_true (is_cut);
  g_assert_cmpuint (g_strv_length (now), ==, STRAY_SETTING_MAX_ENTRIES);
  g_assert_cmpstr (now[0], ==, "mine.example");
  g_assert_cmpstr (later[0], ==, "0.example");
  g_assert_cmpint (stray_exceptions_get_change (settings, 1000), ==, 1000 + 86400);
  g_assert_cmpint (stray_exceptions_get_change (settings, 1000 + 86400), ==, G_MAXINT64);
  g_settings_reset (raw, STRAY_SETTING_EXCEPTIONS);
}

/* When stray_exception_term() says something else. */
static void
test_exception_change (LoadFixture *fixture, gconstpointer data)
{
  const gint64 day = 24 * 60 * 60, now = 1000 * day;
  const struct
  {
    gint64 expiry;
    guint days_max;
    gint64 change;
  } rows[] = {
    { STRAY_EXCEPTION_FOR_GOOD, 0, G_MAXINT64 },
    { STRAY_EXCEPTION_FOR_GOOD, 30, G_MAXINT64 },
    { now - 1, 0, G_MAXINT64 },
    { now, 0, G_MAXINT64 },
    { now + 1, 0, now + 1 },
    { now + 30 * day, 30, now + 30 * day },
    { now + 31 * day, 30, now + day },
    { G_MAXINT64, 0, G_MAXINT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 expiry = rows[i].expiry, change = rows[i].change;
      const guint days_max = rows[i].days_max;

      g_test_message ("row %u", i);
      g_assert_cmpint (stray_exception_change (expiry, days_max, now), ==, change);
      g_assert_cmpint (stray_exception_term (expiry, days_max, now), ==,
                       stray_exception_term (expiry, days_max, change == G_MAXINT64 ? now : change - 1));
      if (change != G_MAXINT64)
        g_assert_cmpint (stray_exception_term (expiry, days_max, now), !=,
                         stray_exception_term (expiry, days_max, change));
    }
}

void
load_add_limits (void)
{
  LOAD_ADD ("/load/limits/lines-of-all", test_lines_of_all);
  LOAD_ADD ("/load/limits/bytes-of-all", test_bytes_of_all);
  LOAD_ADD ("/load/limits/named", test_named);
  LOAD_ADD ("/load/limits/complaints", test_complaints);
  LOAD_ADD ("/load/limits/files", test_files);
  LOAD_ADD ("/load/limits/arrays", test_bound_arrays);
  LOAD_ADD ("/load/limits/texts", test_bound_texts);
  LOAD_ADD ("/load/limits/home", test_home);
  LOAD_ADD ("/load/limits/exceptions", test_exceptions);
  LOAD_ADD ("/load/limits/exception-change", test_exception_change);
}
