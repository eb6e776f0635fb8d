/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain-card.h"

#include <glib/gi18n.h>

#include "choice-box.h"
#include "comparison.h"
#include "display-text.h"
#include "label-text.h"
#include "recipient-row.h"

#define LOCAL_PART_MAX 48
#define DOMAIN_MAX 300
/* More are not read one by one. */
#define PEOPLE_MAX 5

struct _StrayDomainCard
{
  GtkBox parent_instance;

  GtkWidget *blocked;
  GtkBox *people;

  StrayChoiceBox *choices;
  guint index;
  guint n;
};

G_DEFINE_FINAL_TYPE (StrayDomainCard, stray_domain_card, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
changed_cb (StrayDomainCard *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stray_domain_card_class_init (StrayDomainCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", STRAY_TYPE_DOMAIN_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/domain-card.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayDomainCard, blocked);
  gtk_widget_class_bind_template_child (widget_class, StrayDomainCard, people);
}

static void
stray_domain_card_init (StrayDomainCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @attributes: (nullable): of all of the text, as pango_attr_list_from_string() has them */
static GtkLabel *
append_label (StrayDomainCard *self, const char *text, const char *attributes)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));
  g_autoptr (PangoAttrList) list = attributes != NULL ? pango_attr_list_from_string (attributes) : NULL;

  gtk_label_set_attributes (label, list);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_width_chars (label, 30);
  gtk_label_set_max_width_chars (label, 40);
  stray_label_set (label, text, NULL);
  gtk_box_append (self->people, GTK_WIDGET (label));
  return label;
}

static void
append_choices (StrayDomainCard *self, GtkWidget *choices, const char *name)
{
  self->choices = STRAY_CHOICE_BOX (choices);
  /* Read out when the focus comes in: which domain the choice is about. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (choices), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (choices, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self), choices);
}

static void
show_people (StrayDomainCard *self, const StrayQuestion *question, guint i)
{
  const StrayFinding *first = g_ptr_array_index (question->findings, i);

  for (guint j = i; j < question->findings->len; j++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, j);

      if (j != i && !stray_finding_is_same_domain (first, finding))
        continue;
      if (self->n++ < PEOPLE_MAX)
        gtk_box_append (self->people, stray_recipient_row_new (finding));
    }
  if (self->n > PEOPLE_MAX)
    {
      /* Translators: below some recipients at a domain: how many more there are. */
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", self->n - PEOPLE_MAX),
                                               self->n - PEOPLE_MAX);

      gtk_widget_add_css_class (GTK_WIDGET (append_label (self, more, NULL)), "dim-label");
    }
}

GtkWidget *
stray_domain_card_new (const StrayQuestion *question, guint i)
{
  StrayDomainCard *self = g_object_new (STRAY_TYPE_DOMAIN_CARD, NULL);
  const StrayFinding *finding = g_ptr_array_index (question->findings, i);
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;

  self->index = finding->index;
  gtk_widget_set_visible (self->blocked, finding->blocked);
  if (finding->domain != NULL)
    {
      gtk_box_insert_child_after (GTK_BOX (self), stray_comparison_new (finding), self->blocked);
      name = stray_display_text (finding->domain, DOMAIN_MAX);
      description = stray_comparison_describe (finding);
      show_people (self, question, i);
    }
  else
    {
      name = stray_display_address (finding->address, LOCAL_PART_MAX);
      description = g_strdup (_ ("This address cannot be read, so it cannot be checked."));
      show_people (self, question, i);
      append_label (self, description, "0 -1 scale 0.9");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  append_choices (self, stray_choice_box_new (question, i), name);
  return GTK_WIDGET (self);
}

GtkWidget *
stray_domain_card_new_for_rest (const StrayQuestion *question)
{
  StrayDomainCard *self = g_object_new (STRAY_TYPE_DOMAIN_CARD, NULL);
  g_autofree char *name = NULL;

  self->n = question->flagged - question->findings->len;
  /* Translators: the last of a list of flagged recipients. */
  name = g_strdup_printf (ngettext ("and %u more recipient", "and %u more recipients", self->n), self->n);
  append_label (self, name, "0 -1 weight bold");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  append_choices (self, stray_choice_box_new_for_rest (question), name);
  return GTK_WIDGET (self);
}

guint
stray_domain_card_get_n (const StrayDomainCard *self)
{
  return self->n;
}

gboolean
stray_domain_card_get (const StrayDomainCard *self, StrayChosen *chosen)
{
  chosen->index = self->index;
  chosen->days = stray_choice_box_get_days (self->choices);
  return stray_choice_box_get (self->choices, &chosen->choice);
}
