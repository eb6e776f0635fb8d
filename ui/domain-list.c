/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain-list.h"

#include <glib/gi18n.h>

#include "item-list.h"
#include "item-row.h"
#include "settings.h"
#include "string-list.h"
#include "trust-entry.h"

struct _StrayDomainList
{
  GtkBox parent_instance;

  StrayItemList *items;
  GtkWidget *entry;
  GtkWidget *add;
  GtkLabel *problem;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (StrayDomainList, stray_domain_list, GTK_TYPE_BOX)

/* Says what is wrong with what was typed, or with NULL that nothing is. */
static void
set_problem (StrayDomainList *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (problem != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
typed_cb (StrayDomainList *self)
{
  set_problem (self, NULL);
}

static gboolean
is_listed (StrayDomainList *self, const char *entry)
{
  g_auto (GStrv) domains = stray_string_list_get (self->settings, STRAY_SETTING_TRUSTED_DOMAINS);

  for (guint i = 0; domains[i] != NULL; i++)
    if (stray_trust_entry_equal (domains[i], entry))
      return TRUE;
  return FALSE;
}

static void
add_cb (StrayDomainList *self)
{
  g_autofree char *problem = NULL;
  g_autofree char *entry
      = stray_trust_entry_read (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &problem);

  if (entry != NULL && is_listed (self, entry))
    problem = g_strdup (_ ("This domain is in the list already."));
  if (problem == NULL)
    {
      stray_string_list_add (self->settings, STRAY_SETTING_TRUSTED_DOMAINS, entry);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
    }
  set_problem (self, problem);
  gtk_widget_grab_focus (self->entry);
}

static void
remove_cb (StrayDomainList *self, const char *id)
{
  stray_string_list_remove (self->settings, STRAY_SETTING_TRUSTED_DOMAINS, id);
}

static GtkWidget *
new_row (const char *entry)
{
  g_autofree char *ascii = NULL;
  g_autofree char *shown = stray_domain_shown (entry, &ascii);
  /* Translators: read out by screen readers for the button beside it; %s is a domain or a country. */
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), shown);

  return stray_item_row_new (entry, shown, TRUE, ascii, remove);
}

static void
show (StrayDomainList *self)
{
  g_auto (GStrv) domains = stray_string_list_get (self->settings, STRAY_SETTING_TRUSTED_DOMAINS);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < STRAY_ITEM_LIST_MAX && domains[i] != NULL; i++)
    g_ptr_array_add (rows, new_row (domains[i]));
  stray_item_list_set_rows (self->items, rows, g_strv_length (domains) - rows->len, NULL, self->entry);
}

static void
show_writable (StrayDomainList *self)
{
  gboolean writable = g_settings_is_writable (self->settings, STRAY_SETTING_TRUSTED_DOMAINS);

  stray_item_list_set_editable (self->items, writable);
  gtk_widget_set_sensitive (self->entry, writable);
  gtk_widget_set_sensitive (self->add, writable);
}

void
stray_domain_list_bind (StrayDomainList *self, GSettings *settings)
{
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" STRAY_SETTING_TRUSTED_DOMAINS, G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "writable-changed::" STRAY_SETTING_TRUSTED_DOMAINS,
                           G_CALLBACK (show_writable), self, G_CONNECT_SWAPPED);
  show (self);
  show_writable (self);
}

static gboolean
stray_domain_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (STRAY_DOMAIN_LIST (widget)->entry);
}

static void
stray_domain_list_dispose (GObject *object)
{
  g_clear_object (&STRAY_DOMAIN_LIST (object)->settings);
  G_OBJECT_CLASS (stray_domain_list_parent_class)->dispose (object);
}

static void
stray_domain_list_class_init (StrayDomainListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stray_domain_list_dispose;
  widget_class->grab_focus = stray_domain_list_grab_focus;

  g_type_ensure (STRAY_TYPE_ITEM_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/domain-list.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayDomainList, items);
  gtk_widget_class_bind_template_child (widget_class, StrayDomainList, entry);
  gtk_widget_class_bind_template_child (widget_class, StrayDomainList, add);
  gtk_widget_class_bind_template_child (widget_class, StrayDomainList, problem);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
stray_domain_list_init (StrayDomainList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
