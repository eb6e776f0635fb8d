/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core-test.h"

#include <locale.h>
#include <wctype.h>

void
core_test_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  if (g_getenv ("STRAY_TEST_TURKISH") != NULL)
    g_assert_cmphex (towlower (L'I'), ==, 0x131);
}

StrayTrust *
core_test_trust (const char *entries)
{
  g_auto (GStrv) lines = g_strsplit (entries, ",", -1);
  StrayTrustBuilder *builder = stray_trust_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!stray_trust_builder_add_line (builder, lines[i], -1, &error))
        g_error ("%s: %s", lines[i], error->message);
    }
  return stray_trust_builder_end (builder);
}

StrayPolicy *
core_test_policy (const char *entries, const char *home)
{
  g_autoptr (StrayTrust) trust = core_test_trust (entries);
  g_auto (GStrv) countries = g_strsplit (home, ",", -1);

  return stray_policy_new (&trust, 1, (const char *const *)countries);
}
