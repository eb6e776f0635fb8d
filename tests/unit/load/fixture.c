/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/check.h"

void
load_report_cb (const char *problem, gpointer user_data)
{
  g_assert_true (g_utf8_validate (problem, -1, NULL));
  g_ptr_array_add (user_data, g_strdup (problem));
}

void
load_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        load_remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
load_put (const char *dir, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (dir, 0755), ==, 0);
  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
}

void
load_set_settings (const char *const *domains, const char *const *countries)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.straymail");

  g_settings_set_strv (settings, STRAY_SETTING_TRUSTED_DOMAINS, domains);
  g_settings_set_strv (settings, STRAY_SETTING_HOME_COUNTRIES, countries);
}

void
load_set_up (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *xdg_data = g_strdup (g_get_system_data_dirs ()[0]);

  /* Not in /tmp itself, which others can write to. */
  fixture->base = g_mkdtemp (g_build_filename (g_get_home_dir (), "stray-load-XXXXXX", NULL));
  fixture->user = g_build_filename (g_get_user_config_dir (), "straymail", "trusted.d", NULL);
  fixture->data = g_build_filename (xdg_data, "straymail", "trusted.d", NULL);
  fixture->problems = g_ptr_array_new_with_free_func (g_free);
  /* What is missing here is reported, and most tests are about something else. */
  g_assert_cmpint (g_mkdir_with_parents (SHIPPED, 0755), ==, 0);
}

void
load_tear_down (LoadFixture *fixture, gconstpointer data)
{
  load_set_settings (NULL, NULL);
  load_remove_tree (fixture->base);
  load_remove_tree (fixture->user);
  load_remove_tree (fixture->data);
  load_remove_tree (ADMIN);
  load_remove_tree (SYSCONF);
  load_remove_tree (SHIPPED);
  g_free (fixture->base);
  g_free (fixture->user);
  g_free (fixture->data);
  g_ptr_array_unref (fixture->problems);
}

gboolean
load_trusts (StrayPolicy *policy, const char *domain)
{
  g_autofree char *address = g_strconcat ("someone@", domain, NULL);
  g_autoptr (StrayResult) result = stray_check (policy, address);

  return result->verdict == STRAY_VERDICT_TRUSTED;
}

void
load_assert_reported (LoadFixture *fixture, const char *file, guint line)
{
  g_autofree char *place = line > 0 ? g_strdup_printf ("%s:%u: ", file, line) : g_strdup (file);

  g_assert_cmpuint (fixture->problems->len, ==, 1);
  g_assert_nonnull (strstr (fixture->problems->pdata[0], place));
  g_ptr_array_set_size (fixture->problems, 0);
}

StrayTrust *
load_read_base (LoadFixture *fixture, StrayOrigin origin)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_place_free);
  StrayLists *lists = stray_lists_new (load_report_cb, fixture->problems);

  g_ptr_array_add (places, stray_place_new (fixture->base, origin));
  stray_lists_add_places (lists, places);
  return stray_lists_end (lists);
}
