/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "doctor/process.h"
#include "doctor/sockets.h"
#include "native-messaging/confinement/bus-address.h"

#define NOTIFICATIONS "org.freedesktop.Notifications"

typedef struct
{
  StrayWait *wait;
  GDBusConnection *bus; /* nullable */
  GVariant *reply;      /* nullable */
} Bus;

/* Returns: (transfer full) (nullable): where the bus is; without an address GLib would
 * start a bus of its own, which nobody would ever end. */
static char *
find_address (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *standard = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  if (address != NULL && *address != '\0')
    return g_str_has_prefix (address, "disabled:") ? NULL : g_strdup (address);
  return g_file_test (standard, G_FILE_TEST_EXISTS) ? g_strconcat ("unix:path=", standard, NULL) : NULL;
}

/* Whether somebody listens at one of the sockets @address names; of what is no socket in
 * the file system it is taken for granted. */
static gboolean
listens (const char *address)
{
  g_auto (GStrv) paths = stray_bus_address_paths (address);

  for (guint i = 0; paths[i] != NULL; i++)
    if (stray_socket_answers (paths[i]))
      return TRUE;
  return paths[0] == NULL;
}

static void
add_missing (GPtrArray *checkups)
{
  stray_checkup_add (checkups, "session-bus", STRAY_HEALTH_NOTE,
                     g_strdup (_ ("There is no session bus here: no notifications, and no screen reader.")),
                     g_strdup (_ ("Nothing is to be done if this is not where Thunderbird runs.")));
}

static void
add_silent (GPtrArray *checkups)
{
  stray_checkup_add (
      checkups, "session-bus", STRAY_HEALTH_BAD,
      g_strdup (_ ("The session bus does not answer: no notifications, and questions come later.")),
      g_strdup (_ ("Log in again, or correct DBUS_SESSION_BUS_ADDRESS.")));
}

static void
add_good (GPtrArray *checkups)
{
  stray_checkup_add (checkups, "session-bus", STRAY_HEALTH_GOOD, g_strdup (_ ("There is a session bus.")),
                     NULL);
}

void
stray_check_bus_address (GPtrArray *checkups)
{
  g_autofree char *address = find_address ();

  if (address == NULL)
    add_missing (checkups);
  else if (listens (address))
    add_good (checkups);
  else
    add_silent (checkups);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bus *bus = user_data;

  bus->bus = g_dbus_connection_new_for_address_finish (result, NULL);
  stray_wait_end (bus->wait);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bus *bus = user_data;

  bus->reply = g_dbus_connection_call_finish (bus->bus, result, NULL);
  stray_wait_end (bus->wait);
}

/* Returns: (transfer full) (nullable): what @method of the bus itself returns, in time. */
static GVariant *
call (Bus *bus, const char *method)
{
  g_dbus_connection_call (bus->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          method, NULL, NULL, G_DBUS_CALL_FLAGS_NONE, STRAY_DOCTOR_WAIT_MS,
                          bus->wait->cancellable, called_cb, bus);
  stray_wait_run (bus->wait, STRAY_DOCTOR_WAIT_MS);
  return g_steal_pointer (&bus->reply);
}

static gboolean
lists_notifications (Bus *bus, const char *method)
{
  g_autoptr (GVariant) reply = call (bus, method);
  g_auto (GStrv) names = NULL;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(as)")))
    return FALSE;
  g_variant_get (reply, "(^as)", &names);
  return g_strv_contains ((const char *const *)names, NOTIFICATIONS);
}

/* The daemon may run, or be started by the bus for whoever first needs it. */
static void
check_notifications (GPtrArray *checkups, Bus *bus)
{
  const gboolean there
      = lists_notifications (bus, "ListNames") || lists_notifications (bus, "ListActivatableNames");

  stray_checkup_add (
      checkups, "notifications", there ? STRAY_HEALTH_GOOD : STRAY_HEALTH_NOTE,
      g_strdup (there ? _ ("Notifications are shown.")
                      : _ ("Nothing here shows notifications, so what is only told is not seen.")),
      there ? NULL : g_strdup (_ ("Install a notification daemon, such as dunst.")));
}

/* Whether @address greets: only then is it a bus. GDBus itself would wait for the
 * greeting, for 25 seconds, and nothing could stop it. */
static gboolean
greets (Bus *bus, const char *address)
{
  g_dbus_connection_new_for_address (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL,
                                     bus->wait->cancellable, connected_cb, bus);
  stray_wait_run (bus->wait, STRAY_DOCTOR_WAIT_MS);
  if (bus->bus == NULL)
    return FALSE;

  g_autoptr (GVariant) name = call (bus, "Hello");

  return name != NULL;
}

void
stray_check_session_bus (GPtrArray *checkups)
{
  g_autofree char *address = find_address ();
  g_autoptr (StrayWait) wait = stray_wait_new ();
  Bus bus = { .wait = wait };

  if (address == NULL)
    add_missing (checkups);
  else if (!greets (&bus, address))
    add_silent (checkups);
  else
    {
      add_good (checkups);
      check_notifications (checkups, &bus);
    }
  g_clear_object (&bus.bus);
}
