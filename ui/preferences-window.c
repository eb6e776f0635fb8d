/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "preferences-window.h"

#include "country-list.h"
#include "display.h"
#include "domain-list.h"
#include "example.h"
#include "exception-list.h"
#include "preferences-group.h"
#include "settings.h"

/* In pixels, where the screen has them. */
#define HEIGHT 680

struct _StrayPreferencesWindow
{
  GtkWindow parent_instance;

  GtkWidget *unavailable;
  GtkWidget *groups;
  StrayPreferencesGroup *domains_group;
  StrayDomainList *domains;
  StrayPreferencesGroup *countries_group;
  StrayCountryList *countries;
  StrayPreferencesGroup *exceptions_group;
  StrayExceptionList *exceptions;
  StrayPreferencesGroup *learned_group;
  GtkSwitch *learned;
  GtkLabel *learned_subtitle;
  GtkWidget *try_it;
  GtkLabel *try_subtitle;
};

G_DEFINE_FINAL_TYPE (StrayPreferencesWindow, stray_preferences_window, GTK_TYPE_WINDOW)

/* The whole row is the switch’s, as everywhere else in the desktop. */
static void
learned_row_cb (StrayPreferencesWindow *self)
{
  if (gtk_widget_is_sensitive (GTK_WIDGET (self->learned)))
    gtk_widget_activate (GTK_WIDGET (self->learned));
}

static void
try_it_cb (StrayPreferencesWindow *self)
{
  stray_example_show (GTK_WINDOW (self));
}

static void
stray_preferences_window_class_init (StrayPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (STRAY_TYPE_PREFERENCES_GROUP);
  g_type_ensure (STRAY_TYPE_DOMAIN_LIST);
  g_type_ensure (STRAY_TYPE_COUNTRY_LIST);
  g_type_ensure (STRAY_TYPE_EXCEPTION_LIST);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/straymail/Straymail/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, unavailable);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, domains_group);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, domains);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, countries_group);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, countries);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, exceptions_group);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, exceptions);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, learned_group);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, learned);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, learned_subtitle);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, try_it);
  gtk_widget_class_bind_template_child (widget_class, StrayPreferencesWindow, try_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, learned_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_it_cb);
}

/* GTK 4.8 has screen readers told of the relation “described by”, but of no text. */
static void
describe (GtkWidget *widget, GtkLabel *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (label), -1);
}

static void
stray_preferences_window_init (StrayPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  describe (GTK_WIDGET (self->learned), self->learned_subtitle);
  describe (self->try_it, self->try_subtitle);
}

static void
bind_settings (StrayPreferencesWindow *self, GSettings *settings)
{
  const struct
  {
    StrayPreferencesGroup *group;
    const char *key;
  } groups[] = {
    { self->domains_group, STRAY_SETTING_TRUSTED_DOMAINS },
    { self->countries_group, STRAY_SETTING_HOME_COUNTRIES },
    { self->exceptions_group, STRAY_SETTING_EXCEPTIONS },
    { self->learned_group, STRAY_SETTING_LEARNED_TRUST },
  };

  stray_domain_list_bind (self->domains, settings);
  stray_country_list_bind (self->countries, settings);
  stray_exception_list_bind (self->exceptions, settings, GTK_WIDGET (self->learned));
  g_settings_bind (settings, STRAY_SETTING_LEARNED_TRUST, self->learned, "active", G_SETTINGS_BIND_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    stray_preferences_group_watch (groups[i].group, settings, groups[i].key);
  /* Not the first button there is, which would remove something. */
  gtk_widget_grab_focus (GTK_WIDGET (self->domains));
}

GtkWindow *
stray_preferences_window_new (GSettings *settings)
{
  StrayPreferencesWindow *self = g_object_new (STRAY_TYPE_PREFERENCES_WINDOW, NULL);
  int limit = stray_display_height_limit (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_window_set_default_size (GTK_WINDOW (self), -1, MIN (HEIGHT, limit));
  gtk_widget_set_visible (self->unavailable, settings == NULL);
  gtk_widget_set_visible (self->groups, settings != NULL);
  if (settings != NULL)
    bind_settings (self, settings);
  return GTK_WINDOW (self);
}
