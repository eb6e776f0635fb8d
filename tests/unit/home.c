/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "policy/home.h"

#include "policy/load.h"

/* What is typed, and the countries it means; NULL where it is an error. */
static const struct
{
  const char *text;
  const char *countries;
} lists[] = {
  { "", "" },
  { "de", "DE" },
  { "DE", "DE" },
  { "De", "DE" },
  { "de,US", "DE,US" },
  { " de , us ", "DE,US" },
  { "uk", "GB" },
  { "UK", "GB" },
  { "gb", "GB" },
  { "eu", "EU" },
  { "id,in,it", "ID,IN,IT" }, /* letters a Turkish locale would change otherwise */
  { "xx", NULL },
  { "deu", NULL },
  { "d", NULL },
  { "com", NULL },
  { "de,xx", NULL },
  { "de,", NULL },
  { ",", NULL },
  { " ", NULL },
  { "de us", NULL },
  { "Germany", NULL },
  { "\xff", NULL },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) home = stray_home_parse (lists[i].text, &error);

      g_test_message ("row %u", i);
      if (lists[i].countries == NULL)
        {
          g_assert_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_COUNTRY);
          g_assert_null (home);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          continue;
        }
      g_assert_no_error (error);

      g_autofree char *countries = g_strjoinv (",", home);

      g_assert_cmpstr (countries, ==, lists[i].countries);
    }
}

static const struct
{
  const char *lc_all;
  const char *lc_messages;
  const char *lang;
  const char *country;  /* NULL: none */
  const char *variable; /* that says so; NULL: none is set */
} locales[] = {
  { NULL, NULL, NULL, NULL, NULL },
  { NULL, NULL, "C", NULL, "LANG" },
  { NULL, NULL, "C.UTF-8", NULL, "LANG" },
  { NULL, NULL, "POSIX", NULL, "LANG" },
  { NULL, NULL, "de_DE.UTF-8", "DE", "LANG" },
  { NULL, NULL, "de_DE@euro", "DE", "LANG" },
  { NULL, NULL, "en_GB.ISO-8859-15@euro", "GB", "LANG" },
  { NULL, NULL, "sr_RS@latin", "RS", "LANG" },
  { NULL, NULL, "tr_TR.UTF-8", "TR", "LANG" },
  { NULL, NULL, "zh_Hant_TW", "TW", "LANG" },
  { NULL, NULL, "de", NULL, "LANG" },
  { NULL, NULL, "eo", NULL, "LANG" },
  { NULL, NULL, "es_419", NULL, "LANG" },
  { NULL, NULL, "de_XX", NULL, "LANG" },
  { NULL, NULL, "what is this", NULL, "LANG" },
  { NULL, "fr_FR.UTF-8", "de_DE.UTF-8", "FR", "LC_MESSAGES" },
  { "it_IT.UTF-8", "fr_FR.UTF-8", "de_DE.UTF-8", "IT", "LC_ALL" },
  { "", "", "de_DE.UTF-8", "DE", "LANG" },
  { "C", "fr_FR.UTF-8", "de_DE.UTF-8", NULL, "LC_ALL" },
};

static void
set_or_unset (const char *variable, const char *value)
{
  if (value != NULL)
    g_setenv (variable, value, TRUE);
  else
    g_unsetenv (variable);
}

static void
test_locale (void)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  const StrayReporter nobody = { 0 };

  /* Names languages, and must not matter. */
  g_setenv ("LANGUAGE", "pt_BR:en_US", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      set_or_unset ("LC_ALL", locales[i].lc_all);
      set_or_unset ("LC_MESSAGES", locales[i].lc_messages);
      set_or_unset ("LANG", locales[i].lang);

      g_autoptr (StrayHome) home = stray_home_load (settings, &nobody);

      g_test_message ("row %u", i);
      g_assert_false (home->is_fixed);
      g_assert_cmpstr (home->variable, ==, locales[i].variable);
      g_assert_cmpstr (home->countries[0], ==, locales[i].country);
      if (home->countries[0] != NULL)
        g_assert_null (home->countries[1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/home/parse", test_parse);
  g_test_add_func ("/home/locale", test_locale);
  return g_test_run ();
}
