/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "recipient-row.h"

#include <glib/gi18n.h>

#include "display-text.h"
#include "marks.h"

#define LOCAL_PART_MAX 48
#define DOMAIN_MAX 300
#define DISPLAY_NAME_MAX 48
/* How much of the theme's colour lies behind a letter that differs. */
#define MARK_ALPHA 0.4

struct _StrayRecipientRow
{
  GtkBox parent_instance;

  GtkLabel *address;
  GtkLabel *details;
  GtkWidget *comparison;
  GtkLabel *typed;
  GtkLabel *country;
  GtkLabel *ascii;
  GtkLabel *meant;
  GtkLabel *difference;

  StrayMarked *typed_marks;
  StrayMarked *meant_marks;
};

G_DEFINE_FINAL_TYPE (StrayRecipientRow, stray_recipient_row, GTK_TYPE_BOX)

/* Sets what is shown and, apart from it, what is read out: by default the same
 * without the characters that only steer the layout. */
static void
set_label (GtkLabel *label, const char *shown, const char *read_out)
{
  g_autofree char *spoken = read_out ? NULL : stray_spoken (shown);

  gtk_label_set_text (label, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  read_out ? read_out : spoken, -1);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
}

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
  set_label (self->details, joined, NULL);
}

static void
show_comparison (StrayRecipientRow *self, const StrayFinding *finding)
{
  g_autofree char *domain = stray_display_text (finding->domain, DOMAIN_MAX);
  g_autofree char *resembles = stray_display_text (finding->resembles, DOMAIN_MAX);
  g_autofree char *country = stray_display_text (finding->country_name, DISPLAY_NAME_MAX);
  g_autofree char *difference = stray_marks_describe (finding);
  g_autofree char *spoken = NULL;
  g_autofree char *description = NULL;

  self->typed_marks = stray_marks_typed (finding);
  self->meant_marks = stray_marks_meant (finding);
  set_label (self->typed, self->typed_marks->text, domain);
  set_label (self->meant, self->meant_marks->text, resembles);
  set_label (self->country, country, NULL);
  if (finding->ascii != NULL)
    {
      g_autofree char *ascii = stray_display_text (finding->ascii, DOMAIN_MAX);
      g_autofree char *shown = stray_left_to_right (ascii);
      set_label (self->ascii, shown, NULL);
    }
  gtk_widget_set_visible (self->comparison, TRUE);

  if (difference != NULL)
    set_label (self->difference, difference, NULL);
  spoken = difference ? stray_spoken (difference) : NULL;
  /* Translators: read out by screen readers: two domains, then a whole sentence on how they differ. */
  description = difference ? g_strdup_printf (_ ("You typed %s; you probably meant %s. %s"), domain,
                                              resembles, spoken)
                           /* Translators: read out by screen readers: two domains. */
                           : g_strdup_printf (_ ("You typed %s; you probably meant %s."), domain, resembles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static void
mark_label (GtkWidget *widget, GtkLabel *label, const StrayMarked *marks, const char *colour_name)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  GdkRGBA colour;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), colour_name, &colour))
    attributes
        = stray_marked_attributes (marks, (double[]){ colour.red, colour.green, colour.blue, MARK_ALPHA });
  else
    attributes = stray_marked_attributes (marks, NULL);
  gtk_label_set_attributes (label, attributes);
}

/* Pango knows no theme, so the colours are fetched from it whenever it changes. */
static void
stray_recipient_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  StrayRecipientRow *self = STRAY_RECIPIENT_ROW (widget);

  GTK_WIDGET_CLASS (stray_recipient_row_parent_class)->css_changed (widget, change);
  if (self->typed_marks == NULL)
    return;
  mark_label (widget, self->typed, self->typed_marks, "error_color");
  mark_label (widget, self->meant, self->meant_marks, "success_color");
}

static void
stray_recipient_row_finalize (GObject *object)
{
  StrayRecipientRow *self = STRAY_RECIPIENT_ROW (object);

  g_clear_pointer (&self->typed_marks, stray_marked_free);
  g_clear_pointer (&self->meant_marks, stray_marked_free);
  G_OBJECT_CLASS (stray_recipient_row_parent_class)->finalize (object);
}

static void
stray_recipient_row_class_init (StrayRecipientRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stray_recipient_row_finalize;
  widget_class->css_changed = stray_recipient_row_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/recipient-row.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, address);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, details);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, comparison);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, typed);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, country);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, ascii);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, meant);
  gtk_widget_class_bind_template_child (widget_class, StrayRecipientRow, difference);
}

static void
stray_recipient_row_init (StrayRecipientRow *self)
{
  g_autoptr (PangoAttrList) unhyphenated = pango_attr_list_from_string ("0 -1 insert-hyphens false");

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A hyphen at the end of a line would be read as part of the address. */
  gtk_label_set_attributes (self->address, unhyphenated);
  gtk_label_set_attributes (self->ascii, unhyphenated);
}

GtkWidget *
stray_recipient_row_new (const StrayFinding *finding)
{
  StrayRecipientRow *self = g_object_new (STRAY_TYPE_RECIPIENT_ROW, NULL);
  g_autofree char *address = stray_display_address (finding->address, LOCAL_PART_MAX);
  g_autofree char *shown = stray_left_to_right (address);

  set_label (self->address, shown, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, address, -1);
  show_details (self, finding);
  if (g_str_equal (finding->verdict, "lookalike"))
    show_comparison (self, finding);
  else
    {
      const char *unread = _ ("This address cannot be read, so it cannot be checked.");

      set_label (self->difference, unread, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, unread, -1);
    }
  return GTK_WIDGET (self);
}
