/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "choice-box.h"

#include <glib/gi18n.h>

#include "display-text.h"
#include "label-text.h"

#define DOMAIN_MAX 300
#define LOCAL_PART_MAX 48
#define DURATIONS_MAX 4

struct _StrayChoiceBox
{
  GtkBox parent_instance;

  GtkCheckButton *correct;
  GtkLabel *correct_label;
  GtkCheckButton *keep;
  GtkLabel *keep_label;
  GtkWidget *kept;
  GtkWidget *typing;
  GtkEditable *entry;
  GtkWidget *exception;
  GtkCheckButton *except;
  GtkDropDown *duration;
  GtkCheckButton *leave_out;
  GtkLabel *leave_out_label;

  char *domain;              /* to be typed, as people may type it; NULL: nothing is */
  char *ascii;               /* nullable; likewise */
  guint days[DURATIONS_MAX]; /* of the durations offered */
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

static void
toggled_cb (StrayChoiceBox *self, GtkCheckButton *button)
{
  gtk_widget_set_visible (
      self->kept, gtk_check_button_get_active (self->keep)
                      && (gtk_widget_get_visible (self->typing) || gtk_widget_get_visible (self->exception)));
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
                           : g_str_equal (name, "choice.keep")      ? self->keep
                           : g_str_equal (name, "choice.leave-out") ? self->leave_out
                                                                    : self->except;

  if (gtk_widget_get_visible (GTK_WIDGET (button)))
    gtk_check_button_set_active (button, TRUE);
}

static void
stray_choice_box_finalize (GObject *object)
{
  StrayChoiceBox *self = STRAY_CHOICE_BOX (object);

  g_free (self->domain);
  g_free (self->ascii);
  G_OBJECT_CLASS (stray_choice_box_parent_class)->finalize (object);
}

static void
stray_choice_box_class_init (StrayChoiceBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stray_choice_box_finalize;
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
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, kept);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, typing);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, entry);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, exception);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, except);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, duration);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, leave_out);
  gtk_widget_class_bind_template_child (widget_class, StrayChoiceBox, leave_out_label);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
stray_choice_box_init (StrayChoiceBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  stray_label_unhyphenate (self->correct_label);
  stray_label_unhyphenate (self->keep_label);
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

static char *
name_duration (guint days)
{
  if (days == 0)
    /* Translators: for how long Straymail does not ask again about a domain. */
    return g_strdup (_ ("for good"));
  if (days == 365)
    /* Translators: for how long Straymail does not ask again about a domain. */
    return g_strdup (_ ("for a year"));
  /* Translators: for how long Straymail does not ask again about a domain. */
  return g_strdup_printf (ngettext ("for %u day", "for %u days", days), days);
}

/* The usual durations that are not too long; and the longest that is allowed. */
static void
offer_durations (StrayChoiceBox *self, guint days_max)
{
  static const guint usual[] = { 30, 365 };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (days_max == 0 || usual[i] < days_max)
      self->days[n++] = usual[i];
  self->days[n++] = days_max;
  for (guint i = 0; i < n; i++)
    gtk_string_list_take (names, name_duration (self->days[i]));
  gtk_drop_down_set_model (self->duration, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->exception, TRUE);
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
  if (question->typing)
    {
      self->domain = g_utf8_casefold (finding->domain, -1);
      self->ascii = g_strdup (finding->ascii);
      gtk_widget_set_visible (self->typing, TRUE);
    }
  if (question->exception_days >= 0)
    offer_durations (self, question->exception_days);
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

static gboolean
is_confirmed (StrayChoiceBox *self)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->domain == NULL)
    return TRUE;
  text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  folded = g_utf8_casefold (text, -1);
  return g_str_equal (folded, self->domain) || (self->ascii != NULL && g_str_equal (folded, self->ascii));
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
      return gtk_check_button_get_active (self->keep) && is_confirmed (self);
    }
  return TRUE;
}

gint
stray_choice_box_get_days (StrayChoiceBox *self)
{
  const guint selected = gtk_drop_down_get_selected (self->duration);

  if (!gtk_check_button_get_active (self->keep) || !gtk_check_button_get_active (self->except)
      || selected >= G_N_ELEMENTS (self->days))
    return STRAY_NO_EXCEPTION;
  return (gint)self->days[selected];
}
