/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "doctor/process.h"

/* The installed host confines itself and tells what holds: a measure a line, `yes`
 * or `no` and a sentence, with tabs between them. Where it does not run, others say so. */
void
stray_check_confinement (GPtrArray *checkups)
{
  g_autofree char *path = g_build_filename (STRAY_LIBEXECDIR, "straymail-host", NULL);
  g_autofree char *told = stray_doctor_ask_program (path, "--confinement");
  g_auto (GStrv) lines = g_strsplit (told != NULL ? told : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);

      if (g_strv_length (parts) < 3)
        continue;

      const gboolean active = g_str_equal (parts[1], "yes");

      stray_checkup_add (checkups, "confinement", active ? STRAY_HEALTH_GOOD : STRAY_HEALTH_NOTE,
                         g_strdup_printf ("straymail-host: %s", parts[2]),
                         active ? NULL
                                : g_strdup (_ ("Nothing stops working. A later kernel, or a display on this "
                                               "computer, adds this safeguard.")));
    }
}
