/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "comparison.h"

#include <glib/gi18n.h>

#include "display-text.h"
#include "fonts.h"
#include "label-text.h"
#include "letters.h"
#include "marks.h"

#define DOMAIN_MAX 300
#define COUNTRY_MAX 48
/* How much of the theme's colour lies behind a letter that differs. */
#define MARK_ALPHA 0.4

struct _StrayComparison
{
  GtkBox parent_instance;

  GtkLabel *typed;
  GtkLabel *country;
  GtkLabel *ascii;
  GtkLabel *meant;
  GtkLabel *difference;
  GtkLabel *letters;

  StrayMarked *typed_marks;
  StrayMarked *meant_marks;
};

G_DEFINE_FINAL_TYPE (StrayComparison, stray_comparison, GTK_TYPE_BOX)

static void
mark_label (GtkWidget *widget, GtkLabel *label, const StrayMarked *marks, const char *colour_name)
{
  PangoAttrList *shown = gtk_label_get_attributes (label);
  g_autoptr (PangoAttrList) attributes = NULL;
  GdkRGBA colour;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), colour_name, &colour))
    attributes
        = stray_marked_attributes (marks, (double[]){ colour.red, colour.green, colour.blue, MARK_ALPHA });
  else
    attributes = stray_marked_attributes (marks, NULL);
  pango_attr_list_insert_before (attributes, pango_attr_family_new (STRAY_FONTS_DOMAIN_FAMILY));
  pango_attr_list_insert_before (attributes, pango_attr_scale_new (STRAY_FONTS_DOMAIN_SCALE));
  if (shown == NULL || !pango_attr_list_equal (shown, attributes))
    gtk_label_set_attributes (label, attributes);
}

static void
mark_labels (StrayComparison *self)
{
  mark_label (GTK_WIDGET (self), self->typed, self->typed_marks, "error_color");
  mark_label (GTK_WIDGET (self), self->meant, self->meant_marks, "success_color");
}

/* Pango knows no theme, so the colours are fetched from it whenever it may have changed. */
static void
stray_comparison_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  StrayComparison *self = STRAY_COMPARISON (widget);

  GTK_WIDGET_CLASS (stray_comparison_parent_class)->css_changed (widget, change);
  if (self->typed_marks != NULL)
    mark_labels (self);
}

static void
stray_comparison_finalize (GObject *object)
{
  StrayComparison *self = STRAY_COMPARISON (object);

  g_clear_pointer (&self->typed_marks, stray_marked_free);
  g_clear_pointer (&self->meant_marks, stray_marked_free);
  G_OBJECT_CLASS (stray_comparison_parent_class)->finalize (object);
}

static void
stray_comparison_class_init (StrayComparisonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stray_comparison_finalize;
  widget_class->css_changed = stray_comparison_css_changed;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/comparison.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayComparison, typed);
  gtk_widget_class_bind_template_child (widget_class, StrayComparison, country);
  gtk_widget_class_bind_template_child (widget_class, StrayComparison, ascii);
  gtk_widget_class_bind_template_child (widget_class, StrayComparison, meant);
  gtk_widget_class_bind_template_child (widget_class, StrayComparison, difference);
  gtk_widget_class_bind_template_child (widget_class, StrayComparison, letters);
}

static void
stray_comparison_init (StrayComparison *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
stray_comparison_new (const StrayFinding *finding)
{
  StrayComparison *self = g_object_new (STRAY_TYPE_COMPARISON, NULL);
  g_autofree char *domain = stray_display_text (finding->domain, DOMAIN_MAX);
  g_autofree char *resembles = stray_display_text (finding->resembles, DOMAIN_MAX);
  g_autofree char *country = stray_display_text (finding->country_name, COUNTRY_MAX);
  g_autofree char *difference = stray_marks_describe (finding);
  g_autofree char *letters = stray_letters_describe (finding);

  self->typed_marks = stray_marks_typed (finding);
  self->meant_marks = stray_marks_meant (finding);
  stray_label_set (self->typed, self->typed_marks->text, domain);
  stray_label_set (self->meant, self->meant_marks->text, resembles);
  /* Now, too: the window is as high as this font makes it. */
  mark_labels (self);
  stray_label_set (self->country, country, NULL);
  if (finding->ascii != NULL)
    {
      g_autofree char *ascii = stray_display_text (finding->ascii, DOMAIN_MAX);
      g_autofree char *shown = stray_left_to_right (ascii);

      stray_label_set (self->ascii, shown, NULL);
    }
  if (difference != NULL)
    stray_label_set (self->difference, difference, NULL);
  if (letters != NULL)
    stray_label_set (self->letters, letters, NULL);
  return GTK_WIDGET (self);
}

char *
stray_comparison_describe (const StrayFinding *finding)
{
  g_autofree char *domain = stray_display_text (finding->domain, DOMAIN_MAX);
  g_autofree char *resembles = stray_display_text (finding->resembles, DOMAIN_MAX);
  g_autofree char *difference = stray_marks_describe (finding);
  g_autofree char *spoken = difference != NULL ? stray_spoken (difference) : NULL;

  if (spoken == NULL)
    /* Translators: read out by screen readers: two domains. */
    return g_strdup_printf (_ ("You typed %s; you probably meant %s."), domain, resembles);
  /* Translators: read out by screen readers: two domains, then a whole sentence on how they differ. */
  return g_strdup_printf (_ ("You typed %s; you probably meant %s. %s"), domain, resembles, spoken);
}
