/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/launch.h"

#include "host/token.h"

#include <string.h>

static void
test_environment (void)
{
  static const char *const all[]
      = { "HOME=/h",    "HOMES=/x",        "LC_ALL=C",   "LC_=x",           "XDG_RUNTIME_DIR=/r",
          "XDG_VTNR=7", "DCONF_PROFILE=x", "GTK_A11Y=x", "GDK_BACKEND=x",   "LD_PRELOAD=/x",
          "G_DEBUG=x",  "DISPLAY=:1",      "LANG=fr_FR", "LANGUAGES=x",     "PATH=/bin",
          "MOZ_LOG=x",  "no equals sign",  "TZ=UTC",     "XAUTHORITY2=/x=", NULL };
  static const char *const kept[] = { "HOME=/h",         "LC_ALL=C",   "XDG_RUNTIME_DIR=/r",
                                      "DCONF_PROFILE=x", "DISPLAY=:1", "LANG=fr_FR",
                                      "PATH=/bin",       "TZ=UTC",     NULL };
  g_auto (GStrv) environment = stray_launch_environment (all, STRAY_LAUNCH_NORMAL);

  g_assert_true (g_strv_equal ((const char *const *)environment, kept));
}

static void
test_without_bus (void)
{
  static const char *const all[] = { "DBUS_SESSION_BUS_ADDRESS=unix:path=/d", "DISPLAY=:1", NULL };
  g_auto (GStrv) environment = stray_launch_environment (all, STRAY_LAUNCH_WITHOUT_BUS);

  g_assert_cmpstr (g_environ_getenv (environment, "DBUS_SESSION_BUS_ADDRESS"), ==, "disabled:");
  g_assert_cmpstr (g_environ_getenv (environment, "NO_AT_BRIDGE"), ==, "1");
  g_assert_cmpstr (g_environ_getenv (environment, "GTK_A11Y"), ==, "none");
  g_assert_cmpstr (g_environ_getenv (environment, "DISPLAY"), ==, ":1");
}

static void
test_has_display (void)
{
  static const struct
  {
    const char *environment[3];
    gboolean has;
  } rows[] = {
    { { NULL }, FALSE },
    { { "DISPLAY=", NULL }, FALSE },
    { { "DISPLAY=", "WAYLAND_DISPLAY=", NULL }, FALSE },
    { { "DISPLAY=:0", NULL }, TRUE },
    { { "WAYLAND_DISPLAY=wayland-0", NULL }, TRUE },
    { { "WAYLAND_DISPLAY=", "DISPLAY=:0", NULL }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (stray_launch_has_display (rows[i].environment), ==, rows[i].has);
    }
}

static void
test_display_is_remote (void)
{
  static const struct
  {
    const char *environment[2];
    gboolean remote;
  } rows[] = {
    { { NULL }, FALSE },
    { { "DISPLAY=", NULL }, FALSE },
    { { "DISPLAY=:0", NULL }, FALSE },
    { { "DISPLAY=:0.1", NULL }, FALSE },
    { { "DISPLAY=unix:0", NULL }, FALSE },
    { { "DISPLAY=unix/host:0", NULL }, FALSE },
    { { "DISPLAY=/tmp/launch/org.x:0", NULL }, FALSE },
    { { "DISPLAY=localhost:10.0", NULL }, TRUE },
    { { "DISPLAY=192.0.2.1:0", NULL }, TRUE },
    { { "DISPLAY=tcp/host:0", NULL }, TRUE },
    { { "DISPLAY=unixhost:0", NULL }, TRUE },
    { { "WAYLAND_DISPLAY=wayland-0", NULL }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (stray_launch_display_is_remote (rows[i].environment), ==, rows[i].remote);
    }
}

static void
test_path (void)
{
  g_autofree char *path = stray_launch_path ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = g_path_get_dirname (self);
  g_autofree char *expected = g_build_filename (directory, "straymail-ui", NULL);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_token (void)
{
  g_autofree char *first = stray_token_new ();
  g_autofree char *second = stray_token_new ();

  g_assert_cmpuint (strlen (first), ==, 32);
  g_assert_cmpuint (strspn (first, "0123456789abcdef"), ==, 32);
  g_assert_cmpstr (first, !=, second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/environment", test_environment);
  g_test_add_func ("/launch/without-bus", test_without_bus);
  g_test_add_func ("/launch/has-display", test_has_display);
  g_test_add_func ("/launch/display-is-remote", test_display_is_remote);
  g_test_add_func ("/launch/path", test_path);
  g_test_add_func ("/token/new", test_token);
  return g_test_run ();
}
