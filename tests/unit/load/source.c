/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A policy that is kept for as long as nothing changes, and the settings it is made of. */

#include "fixture.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "policy/source.h"

/* Puts the time stamps of everything so far back into the past, where they
 * count as settled. */
static void
age (const char *path)
{
  const struct timespec past[2] = { { 1000000000, 0 }, { 1000000000, 0 } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, past, 0), ==, 0);
}

static void
test_source (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (StrayPolicySource) source = stray_policy_source_new (load_report_cb, fixture->problems);
  const char *const domains[] = { "settings.example", NULL };
  g_autofree char *list = g_build_filename (fixture->user, "a.list", NULL);
  g_autoptr (GError) error = NULL;

#define ASSERT_TRUSTS(domain, expected)                                                                      \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (StrayPolicy) policy = stray_policy_source_get (source, NULL);                                 \
    g_assert_nonnull (policy);                                                                               \
    g_assert_cmpint (load_trusts (policy, domain), ==, expected);                                            \
  }                                                                                                          \
  G_STMT_END

  /* Nothing yet, which is no reason to give up for good. */
  g_assert_null (stray_policy_source_get (source, &error));
  g_assert_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_NOTHING);

  load_put (SHIPPED, "a.list", "shipped.example\n", -1);
  ASSERT_TRUSTS ("shipped.example", TRUE);
  ASSERT_TRUSTS ("user.example", FALSE);

  /* A list is added, changed to the same size with the same time, replaced, removed. */
  load_put (fixture->user, "a.list", "user.example\n", -1);
  ASSERT_TRUSTS ("user.example", TRUE);
  age (list);
  ASSERT_TRUSTS ("user.example", TRUE);
  {
    FILE *file = g_fopen (list, "r+");

    fputs ("usee", file);
    fclose (file);
    age (list);
  }
  ASSERT_TRUSTS ("usee.example", TRUE);
  ASSERT_TRUSTS ("user.example", FALSE);
  load_put (fixture->user, "b.list", "second.example\nnot an entry\n", -1);
  ASSERT_TRUSTS ("second.example", TRUE);
  g_assert_cmpint (g_unlink (list), ==, 0);
  ASSERT_TRUSTS ("usee.example", FALSE);
  ASSERT_TRUSTS ("second.example", TRUE);

  /* What is wrong is told once, however often it is read. */
  load_assert_reported (fixture, "b.list", 2);

  /* Others may write to it from now on, or no more. */
  load_put (ADMIN, "a.list", "admin.example\n", -1);
  ASSERT_TRUSTS ("admin.example", TRUE);
  g_assert_cmpint (g_chmod (ADMIN "/a.list", 0666), ==, 0);
  ASSERT_TRUSTS ("admin.example", FALSE);
  load_assert_reported (fixture, ADMIN "/a.list", 0);
  g_assert_cmpint (g_chmod (ADMIN "/a.list", 0644), ==, 0);
  ASSERT_TRUSTS ("admin.example", TRUE);

  /* A setting, without a main loop. */
  load_set_settings (domains, NULL);
  ASSERT_TRUSTS ("settings.example", TRUE);
  load_set_settings (NULL, NULL);
  ASSERT_TRUSTS ("settings.example", FALSE);
#undef ASSERT_TRUSTS
}

/* Once the stamps have settled, the same policy is given out again. */
static void
test_source_keeps (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (StrayPolicySource) source = stray_policy_source_new (NULL, NULL);
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  gboolean same = FALSE;

  load_put (SHIPPED, "a.list", "shipped.example\n", -1);
  while (!same && g_get_monotonic_time () < deadline)
    {
      g_autoptr (StrayPolicy) first = stray_policy_source_get (source, NULL);
      g_autoptr (StrayPolicy) second = stray_policy_source_get (source, NULL);

      same = first == second;
      if (!same)
        g_usleep (10000);
    }
  g_assert_true (same);
}

static void
test_settings (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_auto (GStrv) missing = stray_settings_get_strv (settings, "no-such-key", NULL);
  g_auto (GStrv) domains = stray_settings_get_strv (settings, STRAY_SETTING_TRUSTED_DOMAINS, NULL);

  g_assert_true (stray_settings_is_installed (settings));
  g_assert_nonnull (missing);
  g_assert_null (missing[0]);
  g_assert_nonnull (domains);
  g_assert_null (domains[0]);
}

void
load_add_source (void)
{
  LOAD_ADD ("/load/source/reloads", test_source);
  LOAD_ADD ("/load/source/keeps", test_source_keeps);
  LOAD_ADD ("/load/settings", test_settings);
}
