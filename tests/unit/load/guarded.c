/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists that others could write, and folders that are one. */

#include "fixture.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Modes of the directory and the file; both are ours. */
static const struct
{
  mode_t dir;
  mode_t file;
  StrayOrigin origin;
  guint entries;
  const char *reported;
} modes[] = {
  { 0755, 0644, STRAY_ORIGIN_ADMINISTRATOR, 1, NULL },
  { 0700, 0600, STRAY_ORIGIN_ADMINISTRATOR, 1, NULL },
  { 0755, 0664, STRAY_ORIGIN_ADMINISTRATOR, 0, "a.list" },
  { 0755, 0646, STRAY_ORIGIN_ADMINISTRATOR, 0, "a.list" },
  { 0775, 0644, STRAY_ORIGIN_ADMINISTRATOR, 0, "" },
  { 0757, 0644, STRAY_ORIGIN_ADMINISTRATOR, 0, "" },
  { 01777, 0644, STRAY_ORIGIN_ADMINISTRATOR, 0, "" },
  { 0777, 0666, STRAY_ORIGIN_USER, 1, NULL },
};

static void
test_guarded_modes (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);

  load_put (fixture->base, "a.list", "a.example\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (g_chmod (fixture->base, modes[i].dir), ==, 0);
      g_assert_cmpint (g_chmod (path, modes[i].file), ==, 0);

      g_autoptr (StrayTrust) trust = load_read_base (fixture, modes[i].origin);

      g_assert_cmpuint (stray_trust_size (trust), ==, modes[i].entries);
      if (modes[i].reported != NULL)
        {
          g_autofree char *place = g_build_filename (fixture->base, modes[i].reported, NULL);

          load_assert_reported (fixture, modes[i].reported[0] != '\0' ? place : fixture->base, 0);
        }
      g_assert_cmpuint (fixture->problems->len, ==, 0);
    }
}

static void
test_guarded_parent (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->base, "trusted.d", NULL);

  load_put (below, "a.list", "a.example\n", -1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_place_free);
      StrayLists *lists = stray_lists_new (load_report_cb, fixture->problems);

      g_assert_cmpint (g_chmod (fixture->base, i == 0 ? 0755 : 0777), ==, 0);
      g_ptr_array_add (places, stray_place_new (below, STRAY_ORIGIN_ADMINISTRATOR));
      stray_lists_add_places (lists, places);

      g_autoptr (StrayTrust) trust = stray_lists_end (lists);

      g_assert_cmpuint (stray_trust_size (trust), ==, 1 - i);
      if (i == 1)
        load_assert_reported (fixture, below, 0);
    }
}

static void
test_guarded_owner (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);

  if (geteuid () != 0)
    {
      /* Nothing of ours can be given away, but what is root's must do: it may
       * be no list, but it is not refused for its owner. */
      g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);

      g_autoptr (StrayTrust) root_s = load_read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

      g_assert_cmpuint (stray_trust_size (root_s), ==, 0);
      g_assert_cmpuint (fixture->problems->len, >, 0);
      g_assert_nonnull (strstr (fixture->problems->pdata[0], "a.list:1: "));
      return;
    }

  load_put (fixture->base, "a.list", "a.example\n", -1);
  g_assert_cmpint (chown (path, 65534, 0), ==, 0);

  g_autoptr (StrayTrust) file_given_away = load_read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

  g_assert_cmpuint (stray_trust_size (file_given_away), ==, 0);
  load_assert_reported (fixture, path, 0);

  g_assert_cmpint (chown (path, 0, 0), ==, 0);
  g_assert_cmpint (chown (fixture->base, 65534, 0), ==, 0);

  g_autoptr (StrayTrust) directory_given_away = load_read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

  g_assert_cmpuint (stray_trust_size (directory_given_away), ==, 0);
  load_assert_reported (fixture, fixture->base, 0);
  g_assert_cmpint (chown (fixture->base, 0, 0), ==, 0);
}

static void
test_same_directory_twice (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_place_free);
  StrayLists *lists = stray_lists_new (load_report_cb, fixture->problems);
  g_autofree char *link = g_build_filename (fixture->base, "link", NULL);

  load_put (fixture->base, "a.list", "not an entry\n", -1);
  g_assert_cmpint (symlink (fixture->base, link), ==, 0);
  g_ptr_array_add (places, stray_place_new (fixture->base, STRAY_ORIGIN_ADMINISTRATOR));
  g_ptr_array_add (places, stray_place_new (link, STRAY_ORIGIN_USER));
  stray_lists_add_places (lists, places);
  stray_trust_unref (stray_lists_end (lists));
  g_assert_cmpuint (fixture->problems->len, ==, 1);
}

void
load_add_guarded (void)
{
  LOAD_ADD ("/load/lists/guarded-modes", test_guarded_modes);
  LOAD_ADD ("/load/lists/guarded-parent", test_guarded_parent);
  LOAD_ADD ("/load/lists/guarded-owner", test_guarded_owner);
  LOAD_ADD ("/load/lists/same-directory-twice", test_same_directory_twice);
}
