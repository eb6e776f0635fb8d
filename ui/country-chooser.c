/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "country-chooser.h"

#include <string.h>

#include "countries.h"
#include "inner-button.h"

struct _StrayCountryChooser
{
  GtkBox parent_instance;

  GtkMenuButton *button;
  GtkLabel *caption;
  GtkPopover *popover;
  GtkWidget *search;
  GtkListBox *list;

  GPtrArray *countries; /* of StrayCountry, in the order of the rows */
  GHashTable *taken;    /* a set of codes, or NULL */
  char *wanted;         /* what was typed, fit to be compared */
  GtkListBoxRow *first; /* that of what was typed, or NULL */
};

G_DEFINE_FINAL_TYPE (StrayCountryChooser, stray_country_chooser, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Without letter case, and without accents: who types “cote” finds “Côte d’Ivoire”. */
static char *
fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *bare = g_string_new (NULL);

  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));

  char *folded = g_utf8_casefold (bare->str, bare->len);

  g_string_free (bare, TRUE);
  return folded;
}

/* How well a country fits what was typed: the higher the better. */
typedef enum
{
  FITS_NOT,
  FITS_A_WORD,
  FITS,
} Fit;

static Fit
fit (StrayCountryChooser *self, const StrayCountry *country)
{
  g_autofree char *name = fold (country->name);

  if (g_str_has_prefix (name, self->wanted) || g_ascii_strcasecmp (country->code, self->wanted) == 0)
    return FITS;
  /* Each word of a name can be searched for, also one in brackets or behind an apostrophe. */
  for (const char *p = strstr (name, self->wanted); p != NULL; p = strstr (p + 1, self->wanted))
    if (!g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return FITS_A_WORD;
  return FITS_NOT;
}

/* Rows are hidden one by one, since screen readers still find those that a filter
 * of the list leaves out. What Enter takes is selected, so that it can be seen. */
static void
show_offered (StrayCountryChooser *self)
{
  Fit best = FITS_NOT;
  GtkListBoxRow *row;

  self->first = NULL;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const StrayCountry *country = g_ptr_array_index (self->countries, i);
      Fit this = self->taken != NULL && g_hash_table_contains (self->taken, country->code)
                     ? FITS_NOT
                     : fit (self, country);

      gtk_widget_set_visible (GTK_WIDGET (row), this != FITS_NOT);
      if (this > best && *self->wanted != '\0')
        {
          best = this;
          self->first = row;
        }
    }
  gtk_list_box_select_row (self->list, self->first);
}

static void
search (StrayCountryChooser *self)
{
  g_free (self->wanted);
  self->wanted = fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  show_offered (self);
}

/* What is typed in the list is handed to the search, and so the focus follows it. */
static void
search_changed_cb (StrayCountryChooser *self)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->search)));

  search (self);
  if (gtk_widget_has_focus (GTK_WIDGET (text)))
    return;
  gtk_text_grab_focus_without_selecting (text);
  gtk_editable_set_position (GTK_EDITABLE (text), -1);
}

static void
choose (StrayCountryChooser *self, GtkListBoxRow *row)
{
  const StrayCountry *country = g_ptr_array_index (self->countries, gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHOSEN], 0, country->code);
}

static void
row_activated_cb (StrayCountryChooser *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
search_activate_cb (StrayCountryChooser *self)
{
  /* Whoever types fast is ahead of “search-changed”. */
  search (self);
  if (self->first != NULL)
    choose (self, self->first);
}

static GtkListBoxRow *
first_visible (StrayCountryChooser *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

/* GTK alone would give the focus to what scrolls the list. */
static gboolean
key_pressed_cb (StrayCountryChooser *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  row = self->first != NULL ? self->first : first_visible (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
search_stop_cb (StrayCountryChooser *self)
{
  gtk_popover_popdown (self->popover);
}

static void
shown_cb (StrayCountryChooser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search (self);
  gtk_widget_grab_focus (self->search);
}

void
stray_country_chooser_set_taken (StrayCountryChooser *self, GHashTable *taken)
{
  g_clear_pointer (&self->taken, g_hash_table_unref);
  self->taken = g_hash_table_ref (taken);
}

void
stray_country_chooser_set_editable (StrayCountryChooser *self, gboolean editable)
{
  stray_inner_button_set_sensitive (GTK_WIDGET (self->button), editable);
}

static gboolean
stray_country_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (STRAY_COUNTRY_CHOOSER (widget)->button));
}

static void
stray_country_chooser_finalize (GObject *object)
{
  StrayCountryChooser *self = STRAY_COUNTRY_CHOOSER (object);

  g_clear_pointer (&self->countries, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_free (self->wanted);
  G_OBJECT_CLASS (stray_country_chooser_parent_class)->finalize (object);
}

static void
stray_country_chooser_class_init (StrayCountryChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stray_country_chooser_finalize;
  widget_class->grab_focus = stray_country_chooser_grab_focus;

  signals[CHOSEN] = g_signal_new ("chosen", STRAY_TYPE_COUNTRY_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/country-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayCountryChooser, button);
  gtk_widget_class_bind_template_child (widget_class, StrayCountryChooser, caption);
  gtk_widget_class_bind_template_child (widget_class, StrayCountryChooser, popover);
  gtk_widget_class_bind_template_child (widget_class, StrayCountryChooser, search);
  gtk_widget_class_bind_template_child (widget_class, StrayCountryChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static GtkWidget *
new_row (const StrayCountry *country)
{
  GtkWidget *label = gtk_label_new (country->name);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, country->name, -1);
  return row;
}

static void
stray_country_chooser_init (StrayCountryChooser *self)
{
  self->countries = stray_countries_new ();
  self->wanted = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  stray_inner_button_describe (GTK_WIDGET (self->button), gtk_label_get_text (self->caption), NULL);
  for (guint i = 0; i < self->countries->len; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (self->countries, i)));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self->list));
}
