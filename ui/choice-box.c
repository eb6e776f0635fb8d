/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "choice-box.h"

#include <glib/gi18n.h>

#include "display-text.h"
#include "keep-box.h"
#include "label-text.h"

#define DOMAIN_MAX 300
#define LOCAL_PART_MAX 48

struct _StrayChoiceBox
{
  GtkBox parent_instance;

  GtkCheckButton *correct;
  GtkLabel *correct_label;
  GtkCheckButton *keep;
  GtkLabel *keep_label;
  GtkCheckButton *leave_out;
  GtkLabel *leave_out_label;

  const StrayQuestion *question;
  const StrayFinding *finding; /* nullable: nothing more is to be said of what is kept */
  StrayKeepBox *kept;          /* nullable: not chosen yet */
};

G_DEFINE_FINAL_TYPE (StrayChoiceBox, stray_choice_box, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
changed_cb (StrayChoiceBox *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Made when it is needed, since a drop-down takes longer than all the rest. */
static void
show_kept (StrayChoiceBox *self, gboolean visible)
{
  if (visible && self->kept == NULL && self->finding != NULL)
    {
      self->kept = STRAY_KEEP_BOX (stray_keep_box_new (self->question, self->finding));
      g_signal_connect_swapped (self->kept, "changed", G_CALLBACK (changed_cb), self);
      gtk_box_insert_child_after (GTK_BOX (self), GTK_WIDGET (self->kept), GTK_WIDGET (self->keep));
    }
  if (self->kept != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->kept), visible);
}

static void
toggled_cb (StrayChoiceBox *self, GtkCheckButton *button)
{
  show_kept (self, gtk_check_button_get_active (self->keep));
  /* Of the two buttons that change at once, the one that was chosen tells. */
  if (gtk_check_button_get_active (button))
    changed_cb (self);
}

/* A screen reader presses no check button of GTK 4.8, which gives it nothing to press;
 * but it finds the actions of whatever widget has some. */
static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  StrayChoiceBox *self = STRAY_CHOICE_BOX (widget);
  GtkCheckButton *button = g_str_equal (name, "choice.correct")     ? self->correct
                           : g_str_equal (name, "choice.leave-out") ? self->leave_out
                                                                    : self->keep;

  if (g_str_equal (name, "choice.except"))
    {
      if (self->kept != NULL)
        stray_keep_box_except (self->kept);
    }
  else if (gtk_widget_get_visible (GTK_WIDGET (button)))
    gtk_check_button_set_active (button, TRUE);
}

static void
stray_choice_box_class_init (StrayChoiceBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", STRAY_TYPE_CHOICE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "choice.correct", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "choice.keep", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "choice.leave-out", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "choice.except", NULL, act_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/choice-box.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, correct);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, correct_label);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, keep);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, keep_label);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, leave_out);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, leave_out_label);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
stray_choice_box_init (StrayChoiceBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Offers @button where @allowed, under the name of @text. */
static void
offer (GtkCheckButton *button, GtkLabel *label, gboolean allowed, const char *text)
{
  g_autofree char *spoken = stray_spoken (text);

  gtk_widget_set_visible (GTK_WIDGET (button), allowed);
  stray_label_set (label, text, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
offer_lookalike (StrayChoiceBox *self, const StrayQuestion *question, guint i)
{
  const StrayFinding *finding = g_ptr_array_index (question->findings, i);
  g_autofree char *domain = stray_display_text (finding->domain, DOMAIN_MAX);
  g_autofree char *resembles = stray_display_text (finding->resembles, DOMAIN_MAX);
  g_autofree char *typed = stray_isolate_ltr (domain);
  g_autofree char *meant = stray_isolate_ltr (resembles);
  /* Translators: a choice: the addresses are replaced by those at this domain. */
  g_autofree char *correct = g_strdup_printf (_ ("Correct to %s"), meant);
  /* Translators: a choice: the addresses at this domain stay as they are. */
  g_autofree char *keep = g_strdup_printf (_ ("Keep %s"), typed);

  offer (self->correct, self->correct_label, stray_choice_is_allowed (STRAY_CHOICE_CORRECT, question, i),
         correct);
  offer (self->keep, self->keep_label, stray_choice_is_allowed (STRAY_CHOICE_KEEP, question, i), keep);
  if (question->typing || question->exception_days >= 0)
    {
      self->question = question;
      self->finding = finding;
    }
}

static void
offer_unparsable (StrayChoiceBox *self, const StrayQuestion *question, guint i)
{
  const StrayFinding *finding = g_ptr_array_index (question->findings, i);
  g_autofree char *address = stray_display_address (finding->address, LOCAL_PART_MAX);
  g_autofree char *isolated = stray_isolate_ltr (address);
  g_autofree char *keep = g_strdup_printf (_ ("Keep %s"), isolated);

  offer (self->correct, self->correct_label, FALSE, "");
  offer (self->keep, self->keep_label, stray_choice_is_allowed (STRAY_CHOICE_KEEP, question, i), keep);
}

GtkWidget *
stray_choice_box_new (const StrayQuestion *question, guint i)
{
  StrayChoiceBox *self = g_object_new (STRAY_TYPE_CHOICE_BOX, NULL);
  const StrayFinding *finding = g_ptr_array_index (question->findings, i);

  if (finding->domain != NULL)
    offer_lookalike (self, question, i);
  else
    offer_unparsable (self, question, i);
  /* Translators: a choice: this message is not sent to these recipients. */
  offer (self->leave_out, self->leave_out_label,
         stray_choice_is_allowed (STRAY_CHOICE_LEAVE_OUT, question, i), _ ("Leave out"));
  gtk_check_button_set_active (self->correct, gtk_widget_get_visible (GTK_WIDGET (self->correct)));
  return GTK_WIDGET (self);
}

GtkWidget *
stray_choice_box_new_for_rest (const StrayQuestion *question)
{
  StrayChoiceBox *self = g_object_new (STRAY_TYPE_CHOICE_BOX, NULL);

  offer (self->correct, self->correct_label,
         stray_choice_is_allowed_for_rest (STRAY_CHOICE_CORRECT, question),
         /* Translators: a choice for recipients that are not shown one by one. */
         _ ("Correct them all"));
  offer (self->keep, self->keep_label,
         !question->typing && stray_choice_is_allowed_for_rest (STRAY_CHOICE_KEEP, question),
         /* Translators: a choice for recipients that are not shown one by one. */
         _ ("Keep them all"));
  offer (self->leave_out, self->leave_out_label,
         stray_choice_is_allowed_for_rest (STRAY_CHOICE_LEAVE_OUT, question),
         /* Translators: a choice for recipients that are not shown one by one. */
         _ ("Leave them all out"));
  gtk_check_button_set_active (self->correct, gtk_widget_get_visible (GTK_WIDGET (self->correct)));
  return GTK_WIDGET (self);
}

gboolean
stray_choice_box_get (StrayChoiceBox *self, StrayChoice *choice)
{
  if (gtk_check_button_get_active (self->correct))
    *choice = STRAY_CHOICE_CORRECT;
  else if (gtk_check_button_get_active (self->leave_out))
    *choice = STRAY_CHOICE_LEAVE_OUT;
  else
    {
      *choice = STRAY_CHOICE_KEEP;
      return gtk_check_button_get_active (self->keep)
             && (self->kept == NULL || stray_keep_box_is_confirmed (self->kept));
    }
  return TRUE;
}

gint
stray_choice_box_get_days (StrayChoiceBox *self)
{
  if (!gtk_check_button_get_active (self->keep) || self->kept == NULL)
    return STRAY_NO_EXCEPTION;
  return stray_keep_box_get_days (self->kept);
}
