/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "doctor/bus.h"

#include "doctor/process.h"

struct _StrayBus
{
  StrayWait *wait;             /* nullable: for what is being asked */
  GDBusConnection *connection; /* nullable */
  GVariant *reply;             /* nullable */
};

char *
stray_bus_find_address (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *standard = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  if (address != NULL && *address != '\0')
    return g_str_has_prefix (address, "disabled:") ? NULL : g_strdup (address);
  return g_file_test (standard, G_FILE_TEST_EXISTS) ? g_strconcat ("unix:path=", standard, NULL) : NULL;
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayBus *self = user_data;

  self->connection = g_dbus_connection_new_for_address_finish (result, NULL);
  stray_wait_end (self->wait);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayBus *self = user_data;

  self->reply = g_dbus_connection_call_finish (self->connection, result, NULL);
  stray_wait_end (self->wait);
}

GVariant *
stray_bus_call (StrayBus *self, const char *name, const char *path, const char *interface, const char *method,
                GVariant *parameters, const char *type)
{
  g_autoptr (StrayWait) wait = stray_wait_new ();

  self->wait = wait;
  g_dbus_connection_call (self->connection, name, path, interface, method, parameters, G_VARIANT_TYPE (type),
                          G_DBUS_CALL_FLAGS_NONE, STRAY_DOCTOR_WAIT_MS, self->wait->cancellable, called_cb,
                          self);
  stray_wait_run (wait, STRAY_DOCTOR_WAIT_MS);
  return g_steal_pointer (&self->reply);
}

/* Only what greets is a bus. GDBus itself would wait for the greeting, for 25 seconds, and
 * nothing could stop it. */
static gboolean
greets (StrayBus *self)
{
  g_autoptr (GVariant) name = self->connection != NULL
                                  ? stray_bus_call (self, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                    "org.freedesktop.DBus", "Hello", NULL, "(s)")
                                  : NULL;

  return name != NULL;
}

StrayBus *
stray_bus_new (const char *address)
{
  g_autoptr (StrayBus) self = g_new0 (StrayBus, 1);
  g_autoptr (StrayWait) wait = stray_wait_new ();

  self->wait = wait;
  g_dbus_connection_new_for_address (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL,
                                     self->wait->cancellable, connected_cb, self);
  stray_wait_run (self->wait, STRAY_DOCTOR_WAIT_MS);
  return greets (self) ? g_steal_pointer (&self) : NULL;
}

void
stray_bus_free (StrayBus *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->connection);
  g_free (self);
}
