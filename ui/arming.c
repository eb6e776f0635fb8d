/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "arming.h"

struct _StrayArming
{
  GtkWindow *window;        /* not owned */
  GtkEventController *keys; /* owned by the window */
  guint delay;
  void (*changed) (gpointer user_data);
  gpointer user_data;

  GHashTable *held; /* key codes pressed while it was not armed */
  guint timer;
  gboolean armed;
};

static void
set_armed (StrayArming *self, gboolean armed)
{
  self->armed = armed;
  self->changed (self->user_data);
}

static gboolean
arm_cb (gpointer user_data)
{
  StrayArming *self = user_data;

  self->timer = 0;
  set_armed (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* A person who was typing elsewhere must first see what is in front of them:
 * every time the window gets the focus it has to be looked at for a moment. */
static void
is_active_cb (StrayArming *self)
{
  set_armed (self, FALSE);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (gtk_window_is_active (self->window))
    /* After whatever was pressed before it: a computer that stood still for a
     * while hands over the keys of that while only now. */
    self->timer = g_timeout_add_full (G_PRIORITY_LOW, self->delay, arm_cb, self, NULL);
  else
    g_hash_table_remove_all (self->held);
}

/* On X11 a list that is opened takes the focus from its window for a moment, and gives
 * it back once it is closed. What is chosen in it answers nothing yet. */
static gboolean
is_in_list (StrayArming *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static gboolean
key_pressed_cb (StrayArming *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Escape || is_in_list (self))
    return GDK_EVENT_PROPAGATE;
  if (!self->armed)
    g_hash_table_add (self->held, GUINT_TO_POINTER (keycode));
  return g_hash_table_contains (self->held, GUINT_TO_POINTER (keycode)) ? GDK_EVENT_STOP
                                                                        : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (StrayArming *self, guint keyval, guint keycode, GdkModifierType state)
{
  g_hash_table_remove (self->held, GUINT_TO_POINTER (keycode));
}

StrayArming *
stray_arming_new (GtkWindow *window, guint delay, void (*changed) (gpointer user_data), gpointer user_data)
{
  StrayArming *self = g_new0 (StrayArming, 1);

  self->window = window;
  self->delay = delay;
  self->changed = changed;
  self->user_data = user_data;
  self->held = g_hash_table_new (NULL, NULL);
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (self->keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), self->keys);
  g_signal_connect_swapped (window, "notify::is-active", G_CALLBACK (is_active_cb), self);
  return self;
}

void
stray_arming_free (StrayArming *self)
{
  if (self == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->window, self);
  gtk_widget_remove_controller (GTK_WIDGET (self->window), self->keys);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_unref (self->held);
  g_free (self);
}

gboolean
stray_arming_is_armed (const StrayArming *self)
{
  return self->armed;
}
