/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A policy made of all places and settings, or of named lists. */

#include "fixture.h"

#include <sys/stat.h>

#include "core/check.h"

static void
test_places (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) places = stray_places_new ();
  const char *expected[] = { ADMIN, SYSCONF, SHIPPED, fixture->data, fixture->user };
  const StrayOrigin origins[] = { STRAY_ORIGIN_ADMINISTRATOR, STRAY_ORIGIN_ADMINISTRATOR,
                                  STRAY_ORIGIN_SHIPPED, STRAY_ORIGIN_USER, STRAY_ORIGIN_USER };

  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < places->len; i++)
    {
      const StrayPlace *place = places->pdata[i];

      g_assert_cmpstr (place->path, ==, expected[i]);
      g_assert_cmpint (place->origin, ==, origins[i]);
    }
}

static void
test_merged (LoadFixture *fixture, gconstpointer data)
{
  const char *const domains[] = { "settings.example", "b ad", NULL };
  g_autoptr (GError) error = NULL;

  load_put (ADMIN, "a.list", "admin.example\n", -1);
  load_put (SYSCONF, "a.list", "sysconf.example\n", -1);
  load_put (SHIPPED, "a.list", "shipped.example\n", -1);
  load_put (fixture->data, "a.list", "data.example\n", -1);
  load_put (fixture->user, "a.list", "user.example\n", -1);
  load_set_settings (domains, NULL);

  g_autoptr (StrayPolicy) policy
      = stray_load_policy (&(StrayLoadOptions){ 0 }, load_report_cb, fixture->problems, &error);

  g_assert_no_error (error);
  g_assert_true (load_trusts (policy, "admin.example"));
  g_assert_true (load_trusts (policy, "sysconf.example"));
  g_assert_true (load_trusts (policy, "shipped.example"));
  g_assert_true (load_trusts (policy, "data.example"));
  g_assert_true (load_trusts (policy, "user.example"));
  g_assert_true (load_trusts (policy, "settings.example"));
  g_assert_false (load_trusts (policy, "else.example"));
  load_assert_reported (fixture, "trusted-domains", 0);
}

static void
test_shipped_missing (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  load_remove_tree (SHIPPED);
  load_put (fixture->user, "a.list", "user.example\n", -1);

  g_autoptr (StrayPolicy) policy
      = stray_load_policy (&(StrayLoadOptions){ 0 }, load_report_cb, fixture->problems, &error);

  g_assert_no_error (error);
  g_assert_true (load_trusts (policy, "user.example"));
  load_assert_reported (fixture, SHIPPED, 0);
}

static void
test_nothing (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  load_put (fixture->user, "a.list", "not an entry\n", -1);

  g_autoptr (StrayPolicy) policy
      = stray_load_policy (&(StrayLoadOptions){ 0 }, load_report_cb, fixture->problems, &error);

  g_assert_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_NOTHING);
  g_assert_null (policy);
  load_assert_reported (fixture, "a.list", 1);
}

static void
test_named_lists (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *good = g_build_filename (fixture->base, "good", NULL);
  g_autofree char *bad = g_build_filename (fixture->base, "bad", NULL);
  g_autofree char *empty = g_build_filename (fixture->base, "empty", NULL);
  g_autofree char *fifo = g_build_filename (fixture->base, "fifo", NULL);
  g_autofree char *missing = g_build_filename (fixture->base, "missing", NULL);
  const struct
  {
    const char *lists[3];
    gint error; /* -1: none */
    gboolean good;
    guint problems;
  } rows[] = {
    { { good }, -1, TRUE, 0 },
    { { good, bad }, -1, TRUE, 1 },
    { { bad, good }, -1, TRUE, 1 },
    { { empty }, -1, FALSE, 0 },
    { { "/dev/null" }, -1, FALSE, 0 },
    { { "/dev/zero", good }, -1, TRUE, 1 },
    { { "/dev/zero" }, STRAY_LOAD_ERROR_NOTHING, FALSE, 1 },
    { { bad }, STRAY_LOAD_ERROR_NOTHING, FALSE, 1 },
    { { missing }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { good, missing }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { fixture->base }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { fifo }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { "" }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
  };
  const char *const domains[] = { "settings.example", NULL };

  load_put (fixture->base, "good", "good.example\n", -1);
  load_put (fixture->base, "bad", "not an entry\n", -1);
  load_put (fixture->base, "empty", "# nothing\n", -1);
  g_assert_cmpint (mkfifo (fifo, 0644), ==, 0);
  /* None of these may be looked at. */
  load_put (SHIPPED, "a.list", "shipped.example\nnot an entry\n", -1);
  load_put (fixture->user, "a.list", "user.example\nnot an entry\n", -1);
  load_set_settings (domains, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const StrayLoadOptions options = { .lists = rows[i].lists };
      g_autoptr (StrayPolicy) policy
          = stray_load_policy (&options, load_report_cb, fixture->problems, &error);

      g_test_message ("row %u", i);
      g_assert_cmpuint (fixture->problems->len, ==, rows[i].problems);
      g_ptr_array_set_size (fixture->problems, 0);
      if (rows[i].error >= 0)
        {
          g_assert_error (error, STRAY_LOAD_ERROR, rows[i].error);
          g_assert_null (policy);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (load_trusts (policy, "good.example"), ==, rows[i].good);
      g_assert_false (load_trusts (policy, "shipped.example"));
      g_assert_false (load_trusts (policy, "user.example"));
      g_assert_false (load_trusts (policy, "settings.example"));
    }
}

/* Under *.mil, mail to .ml is flagged unless Mali is home. */
static gboolean
flags_mali (StrayPolicy *policy)
{
  g_autoptr (StrayResult) result = stray_check (policy, "someone@us.af.ml");

  return result->verdict == STRAY_VERDICT_LOOKALIKE;
}

static void
test_home (LoadFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *lang;
    const char *setting[3];
    const char *option[2];
    gboolean no_home;
    gboolean flagged;
    guint problems;
  } rows[] = {
    { .lang = "C", .flagged = TRUE },
    { .lang = "fr_ML.UTF-8", .flagged = FALSE },
    { .lang = "fr_ML.UTF-8", .setting = { "DE" }, .flagged = TRUE },
    { .lang = "C", .setting = { "de", "ml" }, .flagged = FALSE },
    { .lang = "C", .setting = { "xx", "ML" }, .flagged = FALSE, .problems = 1 },
    { .lang = "fr_ML.UTF-8", .setting = { "xx" }, .flagged = FALSE, .problems = 1 },
    { .lang = "C", .setting = { "DE" }, .option = { "ML" }, .flagged = FALSE },
    { .lang = "fr_ML.UTF-8", .setting = { "ML" }, .option = { "DE" }, .flagged = TRUE },
    { .lang = "fr_ML.UTF-8", .setting = { "ML" }, .no_home = TRUE, .flagged = TRUE },
  };
  const char *const none[] = { NULL };

  load_put (SHIPPED, "a.list", "*.mil\n", -1);
  g_unsetenv ("LC_ALL");
  g_unsetenv ("LC_MESSAGES");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      StrayLoadOptions options = { 0 };

      if (rows[i].no_home || rows[i].option[0] != NULL)
        options.home = rows[i].no_home ? none : rows[i].option;
      g_setenv ("LANG", rows[i].lang, TRUE);
      load_set_settings (NULL, rows[i].setting);

      g_autoptr (StrayPolicy) policy
          = stray_load_policy (&options, load_report_cb, fixture->problems, &error);

      g_test_message ("row %u", i);
      g_assert_no_error (error);
      g_assert_cmpint (flags_mali (policy), ==, rows[i].flagged);
      g_assert_cmpuint (fixture->problems->len, ==, rows[i].problems);
      g_ptr_array_set_size (fixture->problems, 0);
    }
}

/* A sender widens what the locale says, and never what was set. */
static void
test_sender (LoadFixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *setting[3];
    gboolean flagged;
  } rows[] = {
    { .flagged = FALSE },
    { .setting = { "xx" }, .flagged = FALSE },
    { .setting = { "DE" }, .flagged = TRUE },
    { .setting = { "xx", "DE" }, .flagged = TRUE },
    { .setting = { "ML" }, .flagged = FALSE },
  };

  load_put (SHIPPED, "a.list", "*.mil\n", -1);
  g_unsetenv ("LC_ALL");
  g_unsetenv ("LC_MESSAGES");
  g_setenv ("LANG", "C", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      load_set_settings (NULL, rows[i].setting);

      g_autoptr (StrayPolicy) policy = stray_load_policy (&(StrayLoadOptions){ 0 }, NULL, NULL, NULL);
      g_autoptr (StrayPolicy) sent = stray_policy_with_sender (policy, "me@shop.ml");

      g_test_message ("row %u", i);
      g_assert_cmpint (flags_mali (sent), ==, rows[i].flagged);
      g_assert_true (load_trusts (sent, "shop.ml"));
    }
}

void
load_add_policy (void)
{
  LOAD_ADD ("/load/places", test_places);
  LOAD_ADD ("/load/policy/merged", test_merged);
  LOAD_ADD ("/load/policy/shipped-missing", test_shipped_missing);
  LOAD_ADD ("/load/policy/nothing", test_nothing);
  LOAD_ADD ("/load/policy/named-lists", test_named_lists);
  LOAD_ADD ("/load/policy/home", test_home);
  LOAD_ADD ("/load/policy/sender", test_sender);
}
