/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include "doctor/sockets.h"

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

static const char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
is_wayland_there (const char *name)
{
  g_autofree char *path = g_path_is_absolute (name)
                              ? g_strdup (name)
                              : g_build_filename (g_get_user_runtime_dir (), name, NULL);

  return stray_socket_answers (path);
}

/* X(7), “Display names”. What is on another computer is not asked. */
static gboolean
is_x_there (const char *name)
{
  const char *colon = strrchr (name, ':');

  if (colon == NULL)
    return FALSE;
  if (colon != name && !g_str_has_prefix (name, "unix:"))
    return TRUE;

  g_autofree char *path
      = g_strdup_printf ("/tmp/.X11-unix/X%" G_GUINT64_FORMAT, g_ascii_strtoull (colon + 1, NULL, 10));
  g_autofree char *abstract = g_strconcat ("@", path, NULL);

  return stray_socket_answers (path) || stray_socket_answers (abstract);
}

void
stray_check_display (GPtrArray *checkups)
{
  const char *wayland = get_variable ("WAYLAND_DISPLAY"), *x = get_variable ("DISPLAY");
  const gboolean there = (wayland != NULL && is_wayland_there (wayland)) || (x != NULL && is_x_there (x));

  if (wayland == NULL && x == NULL)
    stray_checkup_add (
        checkups, "display", STRAY_HEALTH_NOTE,
        g_strdup (_ ("There is no display here, so a question would be asked inside Thunderbird.")),
        g_strdup (_ ("Nothing is to be done if this is not where Thunderbird runs.")));
  else if (there)
    stray_checkup_add (checkups, "display", STRAY_HEALTH_GOOD,
                       g_strdup (_ ("There is a display for the question.")), NULL);
  else
    stray_checkup_add (
        checkups, "display", STRAY_HEALTH_BAD,
        g_strdup_printf (
            _ ("The display “%s” does not answer, so a question would be asked inside Thunderbird."),
            wayland != NULL ? wayland : x),
        g_strdup (_ ("Correct WAYLAND_DISPLAY or DISPLAY, or log in again.")));
}
