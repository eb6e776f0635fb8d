/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "item-list.h"

#include <glib/gi18n.h>

#include "item-row.h"

/* How wide a label would like to be, so that it wraps instead of widening the window. */
#define NOTE_CHARS 30

struct _StrayItemList
{
  GtkBox parent_instance;

  GPtrArray *rows; /* of StrayItemRow, owned by the box */
  GtkLabel *note;  /* that there are none, or more */
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (StrayItemList, stray_item_list, GTK_TYPE_BOX)

enum
{
  REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
remove_cb (StrayItemList *self, StrayItemRow *row)
{
  g_signal_emit (self, signals[REMOVE], 0, stray_item_row_get_id (row));
}

static void
stray_item_list_finalize (GObject *object)
{
  g_ptr_array_unref (STRAY_ITEM_LIST (object)->rows);
  G_OBJECT_CLASS (stray_item_list_parent_class)->finalize (object);
}

static void
stray_item_list_class_init (StrayItemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stray_item_list_finalize;

  signals[REMOVE] = g_signal_new ("remove", STRAY_TYPE_ITEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
stray_item_list_init (StrayItemList *self)
{
  self->rows = g_ptr_array_new ();
  self->editable = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);

  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_max_width_chars (self->note, NOTE_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "row");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->note));
}

/* Which row has the focus, or -1. */
static int
focused_row (StrayItemList *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, i)))
      return (int)i;
  return -1;
}

/* Whoever removes one row after the other with the keyboard stays where they are. */
static void
restore_focus (StrayItemList *self, int row, GtkWidget *next)
{
  if (row < 0)
    return;
  if (self->rows->len > 0)
    stray_item_row_focus (g_ptr_array_index (self->rows, MIN ((guint)row, self->rows->len - 1)));
  else if (next != NULL)
    gtk_widget_grab_focus (next);
}

/* Shows @text, or where it is NULL nothing, behind the rows. */
static void
set_note (StrayItemList *self, const char *text)
{
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  gtk_box_reorder_child_after (GTK_BOX (self), GTK_WIDGET (self->note),
                               gtk_widget_get_last_child (GTK_WIDGET (self)));
}

void
stray_item_list_set_rows (StrayItemList *self, GPtrArray *rows, guint more, const char *empty,
                          GtkWidget *next)
{
  g_autofree char *note
      = more > 0 ? g_strdup_printf (
            /* Translators: below a list that is too long to be shown whole. */
            ngettext ("%u more entry is not shown.", "%u more entries are not shown.", more), more)
                 : g_strdup (rows->len == 0 ? empty : NULL);
  int focused = gtk_widget_get_root (GTK_WIDGET (self)) != NULL ? focused_row (self) : -1;

  for (guint i = 0; i < self->rows->len; i++)
    gtk_box_remove (GTK_BOX (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      g_signal_connect_swapped (row, "remove", G_CALLBACK (remove_cb), self);
      stray_item_row_set_removable (STRAY_ITEM_ROW (row), self->editable);
      gtk_box_append (GTK_BOX (self), row);
      g_ptr_array_add (self->rows, row);
    }
  set_note (self, note);
  gtk_widget_set_visible (GTK_WIDGET (self), rows->len > 0 || note != NULL);
  restore_focus (self, focused, next);
}

void
stray_item_list_set_editable (StrayItemList *self, gboolean editable)
{
  self->editable = editable;
  for (guint i = 0; i < self->rows->len; i++)
    stray_item_row_set_removable (g_ptr_array_index (self->rows, i), editable);
}
