/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "warning-window.h"

#include <glib/gi18n.h>

#include "arming.h"
#include "display.h"
#include "display-text.h"
#include "domain-card.h"
#include "label-text.h"
#include "summary.h"

/* What fits on a screen is there in the first frame; the rest follows. */
#define CARDS_AT_ONCE 4
#define ORGANISATION_MAX 1000
/* In pixels: higher than this is not easier to read. */
#define HEIGHT_MAX 720

struct _StrayWarningWindow
{
  GtkWindow parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkLabel *headline;
  GtkLabel *body;
  GtkWidget *organisation;
  GtkLabel *organisation_text;
  GtkLabel *organisation_contact;
  GtkBox *cards;
  GtkWidget *recorded;
  GtkWidget *answers;
  GtkWidget *hint;
  GtkWidget *send;
  GtkLabel *send_label;
  GtkWidget *go_back;

  const StrayQuestion *question;
  guint next;            /* the first finding that may have no card yet */
  StrayDomainCard *rest; /* nullable */
  StrayArming *arming;
  guint filling;
  gboolean is_shown;
  gboolean is_answered;
};

G_DEFINE_FINAL_TYPE (StrayWarningWindow, stray_warning_window, GTK_TYPE_WINDOW)

enum
{
  SHOWN,
  ANSWERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
give_answer (StrayWarningWindow *self, const StrayAnswer *answer)
{
  if (self->is_answered)
    return;
  self->is_answered = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[ANSWERED], 0, answer);
}

static void
go_back_cb (StrayWarningWindow *self)
{
  g_autoptr (StrayAnswer) answer = stray_answer_new ();

  give_answer (self, answer);
}

static void
count (StrayTally *tally, const StrayDomainCard *card, StrayChoice choice)
{
  guint *const counts[] = {
    [STRAY_CHOICE_CORRECT] = &tally->correct,
    [STRAY_CHOICE_KEEP] = &tally->keep,
    [STRAY_CHOICE_LEAVE_OUT] = &tally->leave_out,
  };

  *counts[choice] += stray_domain_card_get_n (card);
}

/* What was chosen so far; @tally says what that comes to. */
static StrayAnswer *
collect (StrayWarningWindow *self, StrayTally *tally)
{
  StrayAnswer *answer = stray_answer_new ();

  answer->send = TRUE;
  *tally = (StrayTally){ .complete = self->filling == 0 };
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const StrayDomainCard *card = STRAY_DOMAIN_CARD (child);
      StrayChosen chosen;

      if (!stray_domain_card_get (card, &chosen))
        {
          tally->complete = FALSE;
          continue;
        }
      count (tally, card, chosen.choice);
      if (card == self->rest)
        answer->rest = chosen.choice;
      else
        g_array_append_val (answer->choices, chosen);
    }
  return answer;
}

static void
send_cb (StrayWarningWindow *self)
{
  StrayTally tally;
  g_autoptr (StrayAnswer) answer = collect (self, &tally);

  if (stray_arming_is_armed (self->arming) && stray_summary_can_send (self->question, &tally))
    give_answer (self, answer);
}

static gboolean
stray_warning_window_close_request (GtkWindow *window)
{
  go_back_cb (STRAY_WARNING_WINDOW (window));
  return TRUE;
}

/* The button says exactly what it will do, and so do its looks. */
static void
update_send (StrayWarningWindow *self)
{
  StrayTally tally;
  g_autofree char *label = NULL;

  stray_answer_free (collect (self, &tally));
  label = stray_summary_send_label (self->question, &tally);

  stray_label_set (self->send_label, label, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (self->send, stray_arming_is_armed (self->arming)
                                            && stray_summary_can_send (self->question, &tally));
  gtk_widget_set_visible (self->hint, !tally.complete);
  if (tally.complete && tally.keep == 0)
    {
      gtk_widget_add_css_class (self->send, "suggested-action");
      gtk_widget_remove_css_class (self->send, "send");
    }
  else
    {
      gtk_widget_add_css_class (self->send, "send");
      gtk_widget_remove_css_class (self->send, "suggested-action");
    }
}

static void
armed_cb (gpointer user_data)
{
  update_send (user_data);
}

/* Also before it is armed: it only ever goes back. */
static gboolean
key_pressed_cb (StrayWarningWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  go_back_cb (self);
  return GDK_EVENT_STOP;
}

static void
after_paint_cb (GdkFrameClock *clock, StrayWarningWindow *self)
{
  if (self->is_shown || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_shown = TRUE;
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  /* Not before: GTK would wait until it has read all folders of the icon themes. */
  gtk_window_set_icon_name (GTK_WINDOW (self), "org.straymail.Straymail");
  g_signal_emit (self, signals[SHOWN], 0);
}

static int
natural_size (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

/* As high as its text is, and no higher than fits; then it scrolls. A scrolled
 * window does not ask for the height that belongs to the width it will have. */
static void
fit_height (StrayWarningWindow *self)
{
  int width = MAX (natural_size (self->content, GTK_ORIENTATION_HORIZONTAL, -1),
                   natural_size (self->answers, GTK_ORIENTATION_HORIZONTAL, -1));
  int height = natural_size (self->content, GTK_ORIENTATION_VERTICAL, width);
  int limit = MIN (HEIGHT_MAX, stray_display_height_limit (gtk_widget_get_display (GTK_WIDGET (self))))
              - natural_size (self->answers, GTK_ORIENTATION_VERTICAL, width);

  gtk_scrolled_window_set_min_content_height (self->scroller, CLAMP (height, 1, MAX (limit, 1)));
}

static void
changed_cb (StrayWarningWindow *self)
{
  update_send (self);
  /* What is kept asks for more. */
  fit_height (self);
}

static void
add_card (StrayWarningWindow *self, GtkWidget *card)
{
  g_signal_connect_swapped (card, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (self->cards, card);
}

/* Adds the next cards and tells whether there are more. */
static gboolean
add_cards (StrayWarningWindow *self)
{
  const guint n = self->question->findings->len;

  for (guint added = 0; added < CARDS_AT_ONCE && self->next < n; self->next++)
    if (stray_question_leads_group (self->question, self->next))
      {
        add_card (self, stray_domain_card_new (self->question, self->next));
        added++;
      }
  if (self->next < n)
    return G_SOURCE_CONTINUE;
  if (self->question->flagged > n)
    {
      GtkWidget *rest = stray_domain_card_new_for_rest (self->question);

      self->rest = STRAY_DOMAIN_CARD (rest);
      add_card (self, rest);
    }
  self->filling = 0;
  update_send (self);
  return G_SOURCE_REMOVE;
}

static gboolean
add_cards_cb (gpointer user_data)
{
  return add_cards (user_data);
}

static void
stray_warning_window_map (GtkWidget *widget)
{
  StrayWarningWindow *self = STRAY_WARNING_WINDOW (widget);

  GTK_WIDGET_CLASS (stray_warning_window_parent_class)->map (widget);
  if (!self->is_shown)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint_cb),
                             self, 0);
}

static void
stray_warning_window_dispose (GObject *object)
{
  StrayWarningWindow *self = STRAY_WARNING_WINDOW (object);

  g_clear_pointer (&self->arming, stray_arming_free);
  g_clear_handle_id (&self->filling, g_source_remove);
  G_OBJECT_CLASS (stray_warning_window_parent_class)->dispose (object);
}

static void
stray_warning_window_class_init (StrayWarningWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stray_warning_window_dispose;
  widget_class->map = stray_warning_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = stray_warning_window_close_request;

  signals[SHOWN] = g_signal_new ("shown", STRAY_TYPE_WARNING_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[ANSWERED] = g_signal_new ("answered", STRAY_TYPE_WARNING_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/warning-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, content);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, headline);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, body);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, organisation);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, organisation_text);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, organisation_contact);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, cards);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, recorded);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, answers);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, send);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, send_label);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, go_back);
  gtk_widget_class_bind_template_callback (widget_class, go_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
stray_warning_window_init (StrayWarningWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_organisation (StrayWarningWindow *self, const StrayOrganisation *organisation)
{
  if (organisation->text != NULL)
    {
      g_autofree char *text = stray_display_text (organisation->text, ORGANISATION_MAX);

      stray_label_set (self->organisation_text, text, NULL);
    }
  if (organisation->contact != NULL)
    {
      g_autofree char *contact = stray_display_text (organisation->contact, ORGANISATION_MAX);
      /* Translators: %s is what the organisation gave: a name, a telephone number or an address. */
      g_autofree char *ask = g_strdup_printf (_ ("If you are not sure, ask here: %s"), contact);

      stray_label_set (self->organisation_contact, ask, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->organisation_text), organisation->text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->organisation_contact), organisation->contact != NULL);
  gtk_widget_set_visible (self->organisation, organisation->text != NULL || organisation->contact != NULL);
}

GtkWindow *
stray_warning_window_new (const StrayQuestion *question, PangoFontMap *fonts)
{
  StrayWarningWindow *self = g_object_new (STRAY_TYPE_WARNING_WINDOW, NULL);
  g_autofree char *headline = stray_summary_headline (question);
  g_autofree char *body = stray_summary_body (question);

  if (fonts != NULL)
    gtk_widget_set_font_map (GTK_WIDGET (self), fonts);
  self->question = question;
  self->arming = stray_arming_new (GTK_WINDOW (self), question->delay, armed_cb, self);
  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->body, body);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body, -1);
  show_organisation (self, &question->organisation);
  gtk_widget_set_visible (self->recorded, question->records_domains);
  if (add_cards (self) == G_SOURCE_CONTINUE)
    self->filling = g_idle_add (add_cards_cb, self);
  update_send (self);
  fit_height (self);
  gtk_widget_grab_focus (self->go_back);
  return GTK_WINDOW (self);
}
