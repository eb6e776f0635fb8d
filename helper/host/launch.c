/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "launch.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What straymail-ui needs from the session, name by name. */
static const char *const allowed[] = {
  "AT_SPI_BUS_ADDRESS",
  "DBUS_SESSION_BUS_ADDRESS",
  "DCONF_PROFILE",
  "DISPLAY",
  "GSETTINGS_BACKEND",
  "HOME",
  "LANG",
  "LANGUAGE",
  "LC_ADDRESS",
  "LC_ALL",
  "LC_COLLATE",
  "LC_CTYPE",
  "LC_IDENTIFICATION",
  "LC_MEASUREMENT",
  "LC_MESSAGES",
  "LC_MONETARY",
  "LC_NAME",
  "LC_NUMERIC",
  "LC_PAPER",
  "LC_TELEPHONE",
  "LC_TIME",
  "LOGNAME",
  "NO_AT_BRIDGE",
  "PATH",
  "TMPDIR",
  "TZ",
  "USER",
  "WAYLAND_DISPLAY",
  "XAUTHORITY",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_DIRS",
  "XDG_CONFIG_HOME",
  "XDG_CURRENT_DESKTOP",
  "XDG_DATA_DIRS",
  "XDG_DATA_HOME",
  "XDG_RUNTIME_DIR",
};

static const char *const displays[] = { "WAYLAND_DISPLAY", "DISPLAY" };

/* GTK_A11Y is GTK 4's own switch, NO_AT_BRIDGE that of the bridge before it. */
static const struct
{
  const char *name;
  const char *value;
} without_bus[] = {
  { "DBUS_SESSION_BUS_ADDRESS", "disabled:" },
  { "NO_AT_BRIDGE", "1" },
  { "GTK_A11Y", "none" },
};

char *
stray_launch_path (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self != NULL ? g_path_get_dirname (self) : NULL;

  return g_build_filename (directory != NULL ? directory : "/", "straymail-ui", NULL);
}

static gboolean
is_allowed (const char *variable)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      gsize length = strlen (allowed[i]);

      if (strncmp (variable, allowed[i], length) == 0 && variable[length] == '=')
        return TRUE;
    }
  return FALSE;
}

char **
stray_launch_environment (const char *const *environment, StrayLaunchMode mode)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **result;

  for (guint i = 0; environment[i] != NULL; i++)
    if (is_allowed (environment[i]))
      g_strv_builder_add (builder, environment[i]);

  result = g_strv_builder_end (builder);
  if (mode == STRAY_LAUNCH_WITHOUT_BUS)
    for (guint i = 0; i < G_N_ELEMENTS (without_bus); i++)
      result = g_environ_setenv (result, without_bus[i].name, without_bus[i].value, TRUE);
  return result;
}

gboolean
stray_launch_has_display (const char *const *environment)
{
  for (guint i = 0; i < G_N_ELEMENTS (displays); i++)
    {
      const char *value = g_environ_getenv ((char **)environment, displays[i]);

      if (value != NULL && *value != '\0')
        return TRUE;
    }
  return FALSE;
}

gboolean
stray_launch_display_is_remote (const char *const *environment)
{
  const char *display = g_environ_getenv ((char **)environment, "DISPLAY");

  /* A path is that of a socket on this machine, and "unix" stands for none. */
  return display != NULL && *display != '\0' && *display != ':' && *display != '/'
         && !g_str_has_prefix (display, "unix:") && !g_str_has_prefix (display, "unix/");
}

GSubprocess *
stray_launch (const char *path, const char *const *environment, GIOStream **stream, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSocket) socket = NULL;
  int pair[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "socketpair: %s", g_strerror (saved));
      return NULL;
    }

  g_subprocess_launcher_take_stdin_fd (launcher, pair[1]);
  socket = g_socket_new_from_fd (pair[0], error);
  if (socket == NULL)
    {
      close (pair[0]);
      return NULL;
    }

  g_subprocess_launcher_set_environ (launcher, (char **)environment);
  process = g_subprocess_launcher_spawn (launcher, error, path, NULL);
  if (process == NULL)
    return NULL;

  *stream = G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
  return g_steal_pointer (&process);
}
