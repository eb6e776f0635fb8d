/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "government.h"

#include "cctld.h"

static void
add_row_cb (const StrayCctld *row, gpointer user_data)
{
  g_auto (GStrv) words = g_strsplit (row->government, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("*.%s.%s", words[i], row->ending);

      /* The table was checked when it was compiled in. */
      if (!stray_trust_builder_add_line (user_data, line, -1, NULL))
        g_assert_not_reached ();
    }
}

void
stray_government_add (StrayTrustBuilder *builder, const char *country)
{
  stray_cctld_foreach (country, add_row_cb, builder);
}

StrayTrust *
stray_government_trust_new (const char *const *home)
{
  StrayTrustBuilder *builder = stray_trust_builder_new ();

  for (guint i = 0; home != NULL && home[i] != NULL; i++)
    stray_government_add (builder, home[i]);
  return stray_trust_builder_end (builder);
}
