/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "country-list.h"

#include <glib/gi18n.h>

#include "countries.h"
#include "country-chooser.h"
#include "display-text.h"
#include "helper/core/country.h"
#include "item-list.h"
#include "item-row.h"
#include "settings.h"
#include "string-list.h"

#define SHOWN_MAX 64

struct _StrayCountryList
{
  GtkBox parent_instance;

  StrayItemList *items;
  StrayCountryChooser *chooser;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (StrayCountryList, stray_country_list, GTK_TYPE_BOX)

static void
chosen_cb (StrayCountryList *self, const char *code)
{
  stray_string_list_add (self->settings, STRAY_SETTING_HOME_COUNTRIES, code);
}

static void
remove_cb (StrayCountryList *self, const char *id)
{
  stray_string_list_remove (self->settings, STRAY_SETTING_HOME_COUNTRIES, id);
}

/* A row of what is set, be it a country or not. */
static GtkWidget *
new_row (const char *text, const char *code)
{
  g_autofree char *name
      = code != NULL ? stray_country_name (code, NULL) : stray_display_text (text, SHOWN_MAX);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);

  /* Translators: below an entry of the list of home countries that somebody mistyped. */
  return stray_item_row_new (text, name, FALSE, code == NULL ? _ ("This is not a country.") : NULL, remove);
}

static void
show (StrayCountryList *self)
{
  g_auto (GStrv) set = stray_string_list_get (self->settings, STRAY_SETTING_HOME_COUNTRIES);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *empty = g_settings_is_writable (self->settings, STRAY_SETTING_HOME_COUNTRIES)
                               ? stray_countries_from_language ()
                               /* Translators: stands in place of the home countries. */
                               : g_strdup (_ ("None. Your organisation keeps this list empty."));

  for (guint i = 0; set[i] != NULL; i++)
    {
      g_autofree char *code = stray_country_parse (set[i]);

      if (rows->len < STRAY_ITEM_LIST_MAX)
        g_ptr_array_add (rows, new_row (set[i], code));
      if (code != NULL)
        g_hash_table_add (taken, g_steal_pointer (&code));
    }
  stray_country_chooser_set_taken (self->chooser, taken);
  stray_item_list_set_rows (self->items, rows, g_strv_length (set) - rows->len, empty,
                            GTK_WIDGET (self->chooser));
}

static void
show_writable (StrayCountryList *self)
{
  gboolean writable = g_settings_is_writable (self->settings, STRAY_SETTING_HOME_COUNTRIES);

  stray_item_list_set_editable (self->items, writable);
  stray_country_chooser_set_editable (self->chooser, writable);
  /* An empty list means something else where it is locked. */
  show (self);
}

void
stray_country_list_bind (StrayCountryList *self, GSettings *settings)
{
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" STRAY_SETTING_HOME_COUNTRIES, G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "writable-changed::" STRAY_SETTING_HOME_COUNTRIES,
                           G_CALLBACK (show_writable), self, G_CONNECT_SWAPPED);
  show_writable (self);
}

static void
stray_country_list_dispose (GObject *object)
{
  g_clear_object (&STRAY_COUNTRY_LIST (object)->settings);
  G_OBJECT_CLASS (stray_country_list_parent_class)->dispose (object);
}

static void
stray_country_list_class_init (StrayCountryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stray_country_list_dispose;

  g_type_ensure (STRAY_TYPE_ITEM_LIST);
  g_type_ensure (STRAY_TYPE_COUNTRY_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/country-list.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayCountryList, items);
  gtk_widget_class_bind_template_child (widget_class, StrayCountryList, chooser);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
stray_country_list_init (StrayCountryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
