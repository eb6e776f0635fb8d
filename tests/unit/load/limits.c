/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists without end: how much of them counts, and how much is told. */

#include "fixture.h"

#include <string.h>

#include <glib/gstdio.h>

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

void
load_add_limits (void)
{
  LOAD_ADD ("/load/limits/lines-of-all", test_lines_of_all);
  LOAD_ADD ("/load/limits/bytes-of-all", test_bytes_of_all);
  LOAD_ADD ("/load/limits/named", test_named);
  LOAD_ADD ("/load/limits/complaints", test_complaints);
  LOAD_ADD ("/load/limits/files", test_files);
}
