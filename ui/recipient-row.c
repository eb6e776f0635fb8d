/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "recipient-row.h"

#include <glib/gi18n.h>

#include "display-text.h"
#include "label-text.h"

#define LOCAL_PART_MAX 48
#define DISPLAY_NAME_MAX 48

struct _StrayRecipientRow
{
  GtkBox parent_instance;

  GtkLabel *address;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (StrayRecipientRow, stray_recipient_row, GTK_TYPE_BOX)

static const char *
field_name (const char *field)
{
  if (g_ascii_strcasecmp (field, "cc") == 0)
    /* Translators: the field of a message’s header; as your mail program calls it. */
    return _ ("Cc");
  if (g_ascii_strcasecmp (field, "bcc") == 0)
    /* Translators: the field of a message’s header; as your mail program calls it. */
    return _ ("Bcc");
  /* Translators: the field of a message’s header; as your mail program calls it. */
  return _ ("To");
}

static void
show_details (StrayRecipientRow *self, const StrayFinding *finding)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  g_ptr_array_add (parts, g_strdup (field_name (finding->field)));
  if (finding->name != NULL && *finding->name != '\0')
    {
      g_autofree char *name = stray_display_text (finding->name, DISPLAY_NAME_MAX);
      g_ptr_array_add (parts, stray_isolate (name));
    }
  if (finding->list != NULL && *finding->list != '\0')
    {
      g_autofree char *shown = stray_display_text (finding->list, DISPLAY_NAME_MAX);
      g_autofree char *list = stray_isolate (shown);
      /* Translators: %s is the name of a mailing list this recipient belongs to. */
      g_ptr_array_add (parts, g_strdup_printf (_ ("member of the list “%s”"), list));
    }
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (" · ", (char **)parts->pdata);
  stray_label_set (self->details, joined, NULL);
}

static void
stray_recipient_row_class_init (StrayRecipientRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/recipient-row.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, address);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, details);
}

static void
stray_recipient_row_init (StrayRecipientRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stray_recipient_row_new (const StrayFinding *finding)
{
  StrayRecipientRow *self = g_object_new (STRAY_TYPE_RECIPIENT_ROW, NULL);
  g_autofree char *address = stray_display_address (finding->address, LOCAL_PART_MAX);
  g_autofree char *shown = stray_left_to_right (address);

  stray_label_set (self->address, shown, NULL);
  show_details (self, finding);
  return GTK_WIDGET (self);
}
