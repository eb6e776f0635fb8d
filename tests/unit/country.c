/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/country.h"

static const struct
{
  const char *iso;
  const char *locale;
  const char *name;
} vectors[] = {
  { "ML", "en", "Mali" },
  { "DE", "en", "Germany" },
  { "DE", "fr", "Allemagne" },
  { "DE", "fr_FR.UTF-8", "Allemagne" },
  { "DE", "C", "Germany" },
  { "DE", "xx_YY", "Germany" },
  { "DE", "ja", "ドイツ" },
  { "TR", "tr_TR.UTF-8", "Türkiye" },
  { "EU", "en", "European Union" },
  { "AC", "en", "Ascension Island" },
  { "SU", "en", "Russia" },
  { "ZZ", "en", "no known country" },
  { "QQ", "en", "QQ" },
  { "", "en", "" },
};

static void
test_name (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *name = stray_country_name (vectors[i].iso, vectors[i].locale);

      g_test_message ("%s in %s", vectors[i].iso, vectors[i].locale);
      g_assert_cmpstr (name, ==, vectors[i].name);
    }
}

static void
test_own_language (void)
{
  g_autofree char *name = stray_country_name ("DE", NULL);

  g_assert_cmpstr (name, ==, "Alemania");
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "es:en", TRUE);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/country/name", test_name);
  g_test_add_func ("/country/own-language", test_own_language);
  return g_test_run ();
}
