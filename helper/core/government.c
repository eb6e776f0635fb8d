/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "government.h"

#include "cctld.h"

static void
list_row_cb (const StrayCctld *row, gpointer user_data)
{
  g_auto (GStrv) words = g_strsplit (row->government, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *entry = g_strdup_printf ("*.%s.%s", words[i], row->ending);

      g_strv_builder_add (user_data, entry);
    }
}

char **
stray_government_list (const char *country)
{
  g_autoptr (GStrvBuilder) entries = g_strv_builder_new ();

  stray_cctld_foreach (country, list_row_cb, entries);
  return g_strv_builder_end (entries);
}

void
stray_government_add (StrayTrustBuilder *builder, const char *country)
{
  g_auto (GStrv) entries = stray_government_list (country);

  /* The table was checked when it was compiled in. */
  for (guint i = 0; entries[i] != NULL; i++)
    if (!stray_trust_builder_add_line (builder, entries[i], -1, NULL))
      g_assert_not_reached ();
}

StrayTrust *
stray_government_trust_new (const char *const *home)
{
  StrayTrustBuilder *builder = stray_trust_builder_new ();

  for (guint i = 0; home != NULL && home[i] != NULL; i++)
    stray_government_add (builder, home[i]);
  return stray_trust_builder_end (builder);
}
