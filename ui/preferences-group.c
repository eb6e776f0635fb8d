/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "preferences-group.h"

struct _StrayPreferencesGroup
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *description;
  GtkWidget *managed;
  GtkLabel *managed_text;
  GtkWidget *content;

  GSettings *settings;
  char *key;
};

G_DEFINE_FINAL_TYPE (StrayPreferencesGroup, stray_preferences_group, GTK_TYPE_BOX)

enum
{
  PROP_TITLE = 1,
  PROP_DESCRIPTION,
  PROP_CONTENT,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

static void
show_writable (StrayPreferencesGroup *self)
{
  gboolean writable = g_settings_is_writable (self->settings, self->key);
  GtkLabel *described_by = writable ? self->description : self->managed_text;

  gtk_widget_set_visible (self->managed, !writable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (described_by), -1);
}

void
stray_preferences_group_watch (StrayPreferencesGroup *self, GSettings *settings, const char *key)
{
  g_autofree char *detailed = g_strconcat ("writable-changed::", key, NULL);

  g_set_object (&self->settings, settings);
  self->key = g_strdup (key);
  g_signal_connect_object (settings, detailed, G_CALLBACK (show_writable), self, G_CONNECT_SWAPPED);
  show_writable (self);
}

static void
set_title (StrayPreferencesGroup *self, const char *title)
{
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
set_description (StrayPreferencesGroup *self, const char *description)
{
  gtk_label_set_text (self->description, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description), description != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description != NULL ? description : "", -1);
}

static void
set_content (StrayPreferencesGroup *self, GtkWidget *content)
{
  if (self->content != NULL)
    gtk_box_remove (GTK_BOX (self), self->content);
  self->content = content;
  if (content != NULL)
    gtk_box_append (GTK_BOX (self), content);
}

static void
stray_preferences_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  StrayPreferencesGroup *self = STRAY_PREFERENCES_GROUP (object);

  switch (id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      set_description (self, g_value_get_string (value));
      break;
    case PROP_CONTENT:
      set_content (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stray_preferences_group_dispose (GObject *object)
{
  StrayPreferencesGroup *self = STRAY_PREFERENCES_GROUP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (stray_preferences_group_parent_class)->dispose (object);
}

static void
stray_preferences_group_class_init (StrayPreferencesGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = stray_preferences_group_set_property;
  G_OBJECT_CLASS (klass)->dispose = stray_preferences_group_dispose;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCRIPTION]
      = g_param_spec_string ("description", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/preferences-group.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesGroup, title);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesGroup, description);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesGroup, managed);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesGroup, managed_text);
}

static void
stray_preferences_group_init (StrayPreferencesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
