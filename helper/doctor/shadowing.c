/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <stdlib.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "doctor/manifests.h"

#define CHECK "shadowing"

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *real_a = a != NULL ? realpath (a, NULL) : NULL;
  g_autofree char *real_b = b != NULL ? realpath (b, NULL) : NULL;

  return real_a != NULL && g_strcmp0 (real_a, real_b) == 0;
}

/* Only the host can be a wrong one; what asks is `straymail` otherwise. */
static gboolean
is_another_host (const char *program)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *name = self != NULL ? g_path_get_basename (self) : NULL;

  return name != NULL && !g_str_equal (name, "straymail") && !is_same_file (self, program);
}

void
stray_check_shadowing (GPtrArray *checkups)
{
  const char *system = stray_manifest_system ();
  g_autofree char *user = stray_manifest_user ();
  g_autofree char *meant = stray_manifest_program (system);
  gboolean own = g_file_test (user, G_FILE_TEST_EXISTS);

  if (meant != NULL && own)
    {
      g_autofree char *program = stray_manifest_program (user);
      gboolean same = is_same_file (program, meant);

      stray_checkup_add (
          checkups, CHECK, same ? STRAY_HEALTH_NOTE : STRAY_HEALTH_BAD,
          same ? g_strdup_printf (
              _ ("“%s” goes before the manifest for everybody, and starts the same program."), user)
               : g_strdup_printf (
                   _ ("“%s” goes before the manifest for everybody, and starts another program."), user),
          g_strdup_printf (_ ("Remove “%s”."), user));
    }
  else if (meant != NULL && is_another_host (meant))
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_BAD,
        g_strdup_printf (_ ("Thunderbird has started another program than “%s”, which the manifest "
                            "for everybody names."),
                         meant),
        g_strdup (_ ("Restart Thunderbird. If that does not help, ask who looks after this computer.")));
  else
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_GOOD,
                       g_strdup (_ ("No manifest of the user’s own goes before the one for everybody.")),
                       NULL);
}
