/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/cctld.h"

#include "core-test.h"
#include "core/domain.h"

static const struct
{
  const char *ending;
  const char *country; /* NULL: not in the table */
  gboolean busy;
  gboolean open;
} vectors[] = {
  { "ml", "ML", FALSE, FALSE },
  { "il", "IL", FALSE, FALSE },
  { "om", "OM", FALSE, FALSE },
  { "de", "DE", TRUE, FALSE },
  { "uk", "GB", TRUE, FALSE },
  { "gb", "GB", FALSE, FALSE },
  { "eu", "EU", TRUE, FALSE },
  { "su", "RU", TRUE, TRUE },
  { "ac", "AC", FALSE, TRUE },
  { "io", "IO", TRUE, TRUE },
  { "xn--p1ai", "RU", TRUE, FALSE },
  { "xn--fiqs8s", "CN", TRUE, FALSE },
  { "xn--e1a4c", "EU", FALSE, FALSE },
  { "xn--lgbbat1ad8j", "DZ", FALSE, FALSE },
  { "xn--ygbi2ammx", "PS", FALSE, FALSE },
  { "com", NULL, FALSE, FALSE },
  { "zz", NULL, FALSE, FALSE },
  { "mi", NULL, FALSE, FALSE },
  { "", NULL, FALSE, FALSE },
  { "m", NULL, FALSE, FALSE },
  { "mil", NULL, FALSE, FALSE },
  { "ML", NULL, FALSE, FALSE },
  { "m1", NULL, FALSE, FALSE },
  { "xn--", NULL, FALSE, FALSE },
  { "xn--p1acf", NULL, FALSE, FALSE },
};

static void
test_lookup (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const StrayCctld *row = stray_cctld_lookup (vectors[i].ending);

      g_test_message ("%s", vectors[i].ending);
      g_assert_cmpstr (row == NULL ? NULL : row->country, ==, vectors[i].country);
      if (row == NULL)
        continue;
      g_assert_cmpstr (row->ending, ==, vectors[i].ending);
      g_assert_cmpint (row->busy, ==, vectors[i].busy);
      g_assert_cmpint (row->open, ==, vectors[i].open);
    }
}

static void
count_row_cb (const StrayCctld *row, gpointer user_data)
{
  g_autoptr (StrayDomain) domain = stray_domain_new (row->ending);
  guint *n = user_data;

  if (domain == NULL || !g_str_equal (domain->ascii, row->ending))
    g_error ("%s is no A-label", row->ending);
  if (stray_cctld_lookup (row->ending) != row || !stray_cctld_is_country_code (row->ending)
      || !stray_cctld_has_country (row->country))
    g_error ("%s is not found", row->ending);
  (*n)++;
}

static void
test_rows (void)
{
  guint all = 0, britain = 0, none = 0;

  stray_cctld_foreach (NULL, count_row_cb, &all);
  stray_cctld_foreach ("GB", count_row_cb, &britain);
  stray_cctld_foreach ("UK", count_row_cb, &none);
  g_assert_cmpuint (all, >=, 300);
  g_assert_cmpuint (britain, ==, 2);
  g_assert_cmpuint (none, ==, 0);
}

static void
test_country_code (void)
{
  g_assert_true (stray_cctld_is_country_code ("ml"));
  g_assert_true (stray_cctld_is_country_code ("mi"));
  g_assert_true (stray_cctld_is_country_code ("xn--p1ai"));
  g_assert_false (stray_cctld_is_country_code ("xn--p1acf"));
  g_assert_false (stray_cctld_is_country_code ("mil"));
  g_assert_false (stray_cctld_is_country_code ("m1"));
  g_assert_false (stray_cctld_is_country_code (""));
  g_assert_true (stray_cctld_has_country ("ML"));
  g_assert_false (stray_cctld_has_country ("UK"));
  g_assert_false (stray_cctld_has_country ("ml"));
  g_assert_false (stray_cctld_has_country (""));
}

static void
test_government (void)
{
  const StrayCctld *row = stray_cctld_lookup ("uk");

  g_assert_true (stray_cctld_has_government (row, "gov.uk", 3));
  g_assert_true (stray_cctld_has_government (row, "mod", 3));
  g_assert_false (stray_cctld_has_government (row, "mo", 2));
  g_assert_false (stray_cctld_has_government (row, "", 0));
  g_assert_false (stray_cctld_has_government (stray_cctld_lookup ("aq"), "gov", 3));
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/cctld/lookup", test_lookup);
  g_test_add_func ("/cctld/rows", test_rows);
  g_test_add_func ("/cctld/country-code", test_country_code);
  g_test_add_func ("/cctld/government", test_government);
  return g_test_run ();
}
