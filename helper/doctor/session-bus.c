/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "doctor/bus.h"
#include "doctor/sockets.h"
#include "native-messaging/confinement/bus-address.h"

#define NOTIFICATIONS "org.freedesktop.Notifications"

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
  g_autofree char *address = stray_bus_find_address ();

  if (address == NULL)
    add_missing (checkups);
  else if (listens (address))
    add_good (checkups);
  else
    add_silent (checkups);
}

static gboolean
lists_notifications (StrayBus *bus, const char *method)
{
  g_autoptr (GVariant) reply = stray_bus_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                               "org.freedesktop.DBus", method, NULL, "(as)");
  g_auto (GStrv) names = NULL;

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(^as)", &names);
  return g_strv_contains ((const char *const *)names, NOTIFICATIONS);
}

/* The daemon may run, or be started by the bus for whoever first needs it. */
static void
check_notifications (GPtrArray *checkups, StrayBus *bus)
{
  const gboolean there
      = lists_notifications (bus, "ListNames") || lists_notifications (bus, "ListActivatableNames");

  stray_checkup_add (
      checkups, "notifications", there ? STRAY_HEALTH_GOOD : STRAY_HEALTH_NOTE,
      g_strdup (there ? _ ("Notifications are shown.")
                      : _ ("Nothing here shows notifications, so what is only told is not seen.")),
      there ? NULL : g_strdup (_ ("Install a notification daemon, such as dunst.")));
}

void
stray_check_session_bus (GPtrArray *checkups)
{
  g_autofree char *address = stray_bus_find_address ();
  g_autoptr (StrayBus) bus = address != NULL ? stray_bus_new (address) : NULL;

  if (address == NULL)
    add_missing (checkups);
  else if (bus == NULL)
    add_silent (checkups);
  else
    {
      add_good (checkups);
      check_notifications (checkups, bus);
    }
}
