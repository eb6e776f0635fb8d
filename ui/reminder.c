/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The notification service is spoken to directly (Desktop Notifications
 * Specification 1.2): libnotify waits for the answer of each call. */

#include "reminder.h"

#include <glib/gi18n.h>

#include "display.h"

#define UNNOTICED_MS 2000
#define WITHDRAWING_MS 200

#define SERVICE "org.freedesktop.Notifications"
#define SERVICE_PATH "/org/freedesktop/Notifications"
#define APPLICATION "Straymail"
#define APPLICATION_ID "org.straymail.Straymail"

struct _StrayReminder
{
  GtkWindow *window; /* weak */
  char *text;
  GCancellable *cancellable;
  GDBusConnection *bus;
  char *token; /* what the service gave last to bring a window to the front with */
  guint timer;
  guint signals;
  guint32 id; /* of the notification; 0 while there is none */
  gboolean is_wanted;
  guint n_pending; /* what is under way that has to have come through before all ends */
};

static void
call (StrayReminder *self, const char *method, GVariant *parameters, const char *reply_type,
      GCancellable *cancellable, GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->bus, SERVICE, SERVICE_PATH, SERVICE, method, parameters,
                          reply_type != NULL ? G_VARIANT_TYPE (reply_type) : NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          cancellable, callback, self);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayReminder *self = user_data;

  g_dbus_connection_flush_finish (G_DBUS_CONNECTION (source), result, NULL);
  self->n_pending--;
}

static void
withdraw (StrayReminder *self)
{
  self->is_wanted = FALSE;
  if (self->id == 0)
    return;
  call (self, "CloseNotification", g_variant_new ("(u)", self->id), NULL, NULL, NULL);
  self->id = 0;
  self->n_pending++;
  g_dbus_connection_flush (self->bus, NULL, flushed_cb, self);
}

static void
show_window (StrayReminder *self)
{
  if (self->window == NULL)
    return;
  if (self->token != NULL)
    gtk_window_set_startup_id (self->window, self->token);
  stray_display_present (self->window);
}

static void
signal_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
           const char *name, GVariant *parameters, gpointer user_data)
{
  StrayReminder *self = user_data;
  const char *text;
  guint32 id;

  if (g_str_equal (name, "NotificationClosed") && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uu)")))
    {
      g_variant_get_child (parameters, 0, "u", &id);
      if (id == self->id)
        self->id = 0;
    }
  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(us)")))
    return;
  g_variant_get (parameters, "(u&s)", &id, &text);
  if (id != self->id || id == 0)
    return;
  /* The token comes first, and only from services that know of it (1.2, “Signals”). */
  if (g_str_equal (name, "ActivationToken"))
    {
      g_free (self->token);
      self->token = g_strdup (text);
    }
  else if (g_str_equal (name, "ActionInvoked"))
    show_window (self);
}

static void
notified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayReminder *self = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  self->n_pending--;
  if (reply == NULL)
    return;
  g_variant_get (reply, "(u)", &self->id);
  if (!self->is_wanted)
    withdraw (self);
}

static void
notify (StrayReminder *self, const char *const *capabilities)
{
  const char *body = _ ("It has not been sent yet. Straymail waits for your answer.");
  g_autofree char *literal = NULL;
  GVariantBuilder actions, hints;

  /* A service that has no markup shows it as it stands. */
  literal = g_strv_contains (capabilities, "body-markup") ? g_markup_escape_text (body, -1) : g_strdup (body);
  g_variant_builder_init (&actions, G_VARIANT_TYPE ("as"));
  if (g_strv_contains (capabilities, "actions"))
    {
      /* A press anywhere on it, and a button where the service has some. */
      for (guint i = 0; i < 2; i++)
        {
          g_variant_builder_add (&actions, "s", i == 0 ? "default" : "show");
          /* Translators: a button of a notification; it brings the window with the question to the front. */
          g_variant_builder_add (&actions, "s", _ ("Show"));
        }
    }
  g_variant_builder_init (&hints, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&hints, "{sv}", "category", g_variant_new_string ("email"));
  /* Ties it to this process, where a desktop knows that: it goes when the process does. */
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (APPLICATION_ID));

  self->signals = g_dbus_connection_signal_subscribe (self->bus, SERVICE, SERVICE, NULL, SERVICE_PATH, NULL,
                                                      G_DBUS_SIGNAL_FLAGS_NONE, signal_cb, self, NULL);
  self->n_pending++;
  call (self, "Notify",
        g_variant_new ("(susssasa{sv}i)", APPLICATION, 0u, APPLICATION_ID, self->text, literal, &actions,
                       &hints, -1),
        "(u)", NULL, notified_cb);
}

static void
capable_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayReminder *self = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autofree const char **capabilities = NULL;

  /* Without a reply it may have been cancelled, and nothing is left to look at. */
  if (reply == NULL || !self->is_wanted)
    return;
  g_variant_get (reply, "(^a&s)", &capabilities);
  notify (self, capabilities);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  StrayReminder *self = user_data;
  GDBusConnection *bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    return;
  self->bus = bus;
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  call (self, "GetCapabilities", NULL, "(as)", self->cancellable, capable_cb);
}

static gboolean
unnoticed_cb (gpointer user_data)
{
  StrayReminder *self = user_data;

  self->timer = 0;
  if (self->window == NULL || gtk_window_is_active (self->window))
    return G_SOURCE_REMOVE;
  self->is_wanted = TRUE;
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, connected_cb, self);
  return G_SOURCE_REMOVE;
}

static void
is_active_cb (GtkWindow *window, GParamSpec *property, StrayReminder *self)
{
  if (gtk_window_is_active (window))
    withdraw (self);
}

StrayReminder *
stray_reminder_new (GtkWindow *window, const char *text)
{
  StrayReminder *self = g_new0 (StrayReminder, 1);

  g_set_weak_pointer (&self->window, window);
  self->text = g_strdup (text);
  self->cancellable = g_cancellable_new ();
  /* After whatever came before it: a computer that stood still may have a focus to tell of. */
  self->timer = g_timeout_add_full (G_PRIORITY_LOW, UNNOTICED_MS, unnoticed_cb, self, NULL);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (is_active_cb), self);
  return self;
}

static gboolean
too_late_cb (gpointer user_data)
{
  gboolean *is_late = user_data;

  *is_late = TRUE;
  return G_SOURCE_REMOVE;
}

/* What is written here reaches the service also when this process is gone. */
static void
wait_until_written (StrayReminder *self)
{
  gboolean is_late = FALSE;
  guint deadline = g_timeout_add (WITHDRAWING_MS, too_late_cb, &is_late);

  while (self->n_pending > 0 && !is_late)
    g_main_context_iteration (NULL, TRUE);
  if (!is_late)
    g_source_remove (deadline);
}

void
stray_reminder_free (StrayReminder *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_weak_pointer (&self->window);
  g_cancellable_cancel (self->cancellable);
  withdraw (self);
  if (self->n_pending > 0)
    wait_until_written (self);
  /* What is still under way comes back to this; the process ends before it can. */
  if (self->n_pending > 0)
    return;

  if (self->signals != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->signals);
  g_clear_object (&self->bus);
  g_object_unref (self->cancellable);
  g_free (self->token);
  g_free (self->text);
  g_free (self);
}
