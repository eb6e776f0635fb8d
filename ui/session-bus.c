/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "session-bus.h"

#include <gio/gio.h>
#include <unistd.h>

/* A living bus greets within milliseconds. The accessibility bus may have to be
 * started first, and who needs it needs it more than speed. Both together stay
 * below the 5 seconds after which the host gives up on this process. */
#define GREETING_MS 1000
#define ACCESSIBILITY_MS 2500

typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  gboolean alive;
} Probe;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* A refusal is an answer: GTK gets the same one at once, and goes on without. */
  probe->alive = reply != NULL || g_dbus_error_is_remote_error (error);
  g_main_loop_quit (probe->loop);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = user_data;
  /* Kept for as long as the process lives: GTK asks for it several times, and each
   * time nobody held it would connect and be greeted afresh. */
  static GDBusConnection *bus;

  bus = g_bus_get_finish (result, NULL);
  if (bus == NULL)
    {
      g_main_loop_quit (probe->loop);
      return;
    }
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_dbus_connection_call (bus, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL,
                          G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NONE, ACCESSIBILITY_MS,
                          probe->cancellable, answered_cb, probe);
}

static gboolean
silent_cb (gpointer user_data)
{
  Probe *probe = user_data;

  g_cancellable_cancel (probe->cancellable);
  g_main_loop_quit (probe->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
bus_answers (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  /* Outlives this function where an answer comes too late for it. */
  static Probe probe;
  guint deadline;

  probe = (Probe){ .loop = loop, .cancellable = cancellable };
  deadline = g_timeout_add (GREETING_MS + ACCESSIBILITY_MS, silent_cb, &probe);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connected_cb, &probe);
  g_main_loop_run (loop);
  if (!g_cancellable_is_cancelled (cancellable))
    g_source_remove (deadline);
  return probe.alive;
}

/* The first is what libdbus and GDBus both take for “there is no bus”. */
static const char *const without_bus[][2] = {
  { "DBUS_SESSION_BUS_ADDRESS", "disabled:" },
  { "GTK_A11Y", "none" },
};

/* Without g_setenv(): other threads read the environment by now. */
static void
start_afresh (char **argv)
{
  g_auto (GStrv) environment = g_get_environ ();

  for (guint i = 0; i < G_N_ELEMENTS (without_bus); i++)
    environment = g_environ_setenv (environment, without_bus[i][0], without_bus[i][1], TRUE);
  execve ("/proc/self/exe", argv, environment);
  /* Without /proc the question may come late, but it comes. */
  g_debug ("cannot start afresh without the session bus");
}

void
stray_session_bus_settle (char **argv)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *standard = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  /* Without an address GLib would start a bus of its own through dbus-launch,
   * which nobody would ever end. */
  if (address == NULL ? !g_file_test (standard, G_FILE_TEST_EXISTS) : g_str_has_prefix (address, "disabled:"))
    for (guint i = 0; i < G_N_ELEMENTS (without_bus); i++)
      g_setenv (without_bus[i][0], without_bus[i][1], TRUE);
  else if (!bus_answers ())
    start_afresh (argv);
}
