/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sockets.h"

#include "bus-address.h"

/* Whose addresses are in the environment, where they are not in their usual place. */
static const char *const buses[] = { "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS" };

/* Folders, where a socket may be made anew. */
static const char *const fixed[] = {
  "/tmp/.X11-unix",
  "/run/systemd/journal",
  /* Whom a user id belongs to: glibc asks these, GLib glibc. */
  "/run/nscd",
  "/run/systemd/userdb",
  "/var/lib/sss/pipes",
};

/* Below the runtime folder. Input methods have a bus of their own; that of screen readers is
 * in the view for itself. */
static const char *const own[] = { "bus", "ibus" };

static const char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* Returns: (transfer full) (nullable) */
static char *
wayland_path (void)
{
  const char *name = get_variable ("WAYLAND_DISPLAY");

  if (name == NULL || g_path_is_absolute (name))
    return g_strdup (name);
  return g_build_filename (g_get_user_runtime_dir (), name, NULL);
}

static void
add (GStrvBuilder *sockets, const char *path)
{
  if (path != NULL && g_path_is_absolute (path))
    g_strv_builder_add (sockets, path);
}

static void
add_below (GStrvBuilder *sockets, const char *base, const char *name)
{
  g_autofree char *path = g_build_filename (base, name, NULL);

  add (sockets, path);
}

char **
stray_sockets_list (void)
{
  g_autoptr (GStrvBuilder) sockets = g_strv_builder_new ();
  g_autofree char *wayland = wayland_path ();

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    add (sockets, fixed[i]);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    add_below (sockets, g_get_user_runtime_dir (), own[i]);
  add_below (sockets, g_get_user_cache_dir (), "ibus");
  add (sockets, wayland);
  add (sockets, get_variable ("DISPLAY"));
  for (guint i = 0; i < G_N_ELEMENTS (buses); i++)
    {
      g_auto (GStrv) paths = stray_bus_address_paths (get_variable (buses[i]));

      for (guint j = 0; paths[j] != NULL; j++)
        add (sockets, paths[j]);
    }
  return g_strv_builder_end (sockets);
}

/* GTK takes Wayland where it is there, unless it is told otherwise. */
static gboolean
may_need_x (void)
{
  g_autofree char *wayland = wayland_path ();

  return get_variable ("DISPLAY") != NULL
         && (wayland == NULL || get_variable ("GDK_BACKEND") != NULL
             || !g_file_test (wayland, G_FILE_TEST_EXISTS));
}

gboolean
stray_sockets_are_files (void)
{
  if (may_need_x ())
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (buses); i++)
    if (stray_bus_address_is_abstract (get_variable (buses[i])))
      return FALSE;
  return TRUE;
}
