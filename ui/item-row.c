/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "item-row.h"

#include "display-text.h"
#include "label-text.h"

struct _StrayItemRow
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *remove;

  char *id;
};

G_DEFINE_FINAL_TYPE (StrayItemRow, stray_item_row, GTK_TYPE_BOX)

enum
{
  REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
remove_cb (StrayItemRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
stray_item_row_finalize (GObject *object)
{
  g_free (STRAY_ITEM_ROW (object)->id);
  G_OBJECT_CLASS (stray_item_row_parent_class)->finalize (object);
}

static void
stray_item_row_class_init (StrayItemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stray_item_row_finalize;

  signals[REMOVE]
      = g_signal_new ("remove", STRAY_TYPE_ITEM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/item-row.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayItemRow, title);
  gtk_widget_class_bind_template_child (widget_class, StrayItemRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, StrayItemRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
stray_item_row_init (StrayItemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_title (StrayItemRow *self, const char *title, gboolean is_domain)
{
  g_autofree char *shown = is_domain ? stray_left_to_right (title) : g_strdup (title);

  stray_label_set (self->title, shown, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

GtkWidget *
stray_item_row_new (const char *id, const char *title, gboolean is_domain, const char *subtitle,
                    const char *remove)
{
  StrayItemRow *self = g_object_new (STRAY_TYPE_ITEM_ROW, NULL);

  self->id = g_strdup (id);
  set_title (self, title, is_domain);
  if (subtitle != NULL)
    {
      g_autofree char *spoken = stray_spoken (subtitle);

      stray_label_set (self->subtitle, subtitle, spoken);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  return GTK_WIDGET (self);
}

const char *
stray_item_row_get_id (StrayItemRow *self)
{
  return self->id;
}

void
stray_item_row_set_removable (StrayItemRow *self, gboolean removable)
{
  gtk_widget_set_sensitive (self->remove, removable);
}

void
stray_item_row_focus (StrayItemRow *self)
{
  gtk_widget_grab_focus (self->remove);
}
