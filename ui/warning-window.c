/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "warning-window.h"

#include "recipient-row.h"
#include "summary.h"

/* How long the window has to be active before it can be answered with anything
 * but Go Back. Longer than X waits before it repeats a key that is held down
 * (660 ms), so that a key held since before shows itself in time. */
#define ARMING_MS 1000
/* What fits on a screen is there in the first frame; the rest follows. */
#define ROWS_AT_ONCE 8
/* In pixels: higher than this is not easier to read. */
#define HEIGHT_MAX 720
#define AROUND_WINDOW 72

struct _StrayWarningWindow
{
  GtkWindow parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkLabel *headline;
  GtkLabel *body;
  GtkBox *rows;
  GtkLabel *more;
  GtkWidget *answers;
  GtkWidget *send;
  GtkWidget *go_back;
  GtkWidget *correct;

  const StrayQuestion *question;
  guint next;       /* the first finding that has no row yet */
  GHashTable *held; /* key codes pressed while the window was not armed */
  guint arming;
  guint filling;
  gboolean armed;
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
answer (StrayWarningWindow *self, StrayAnswer given)
{
  if (self->is_answered)
    return;
  self->is_answered = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[ANSWERED], 0, (int)given);
}

static void
go_back_cb (StrayWarningWindow *self)
{
  answer (self, STRAY_ANSWER_GO_BACK);
}

static void
correct_cb (StrayWarningWindow *self)
{
  if (self->armed)
    answer (self, STRAY_ANSWER_CORRECT);
}

static void
send_cb (StrayWarningWindow *self)
{
  if (self->armed)
    answer (self, STRAY_ANSWER_SEND);
}

static gboolean
stray_warning_window_close_request (GtkWindow *window)
{
  answer (STRAY_WARNING_WINDOW (window), STRAY_ANSWER_GO_BACK);
  return TRUE;
}

static void
set_armed (StrayWarningWindow *self, gboolean armed)
{
  self->armed = armed;
  gtk_widget_set_sensitive (self->send, armed);
  gtk_widget_set_sensitive (self->correct, armed);
}

static gboolean
arm_cb (gpointer user_data)
{
  StrayWarningWindow *self = user_data;

  self->arming = 0;
  set_armed (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* A person who was typing elsewhere must first see what is in front of them:
 * every time the window gets the focus it has to be looked at for a moment. */
static void
is_active_cb (StrayWarningWindow *self)
{
  set_armed (self, FALSE);
  g_clear_handle_id (&self->arming, g_source_remove);
  if (gtk_window_is_active (GTK_WINDOW (self)))
    /* After whatever was pressed before it: a computer that stood still for a
     * while hands over the keys of that while only now. */
    self->arming = g_timeout_add_full (G_PRIORITY_LOW, ARMING_MS, arm_cb, self, NULL);
  else
    g_hash_table_remove_all (self->held);
}

/* Keys meant for another window answer nothing here: not those that arrive before
 * the window is armed, nor the same ones later for as long as they are held down.
 * Escape is not among them: nobody writes with it, and it only ever goes back. */
static gboolean
key_pressed_cb (StrayWarningWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Escape)
    {
      answer (self, STRAY_ANSWER_GO_BACK);
      return GDK_EVENT_STOP;
    }
  if (!self->armed)
    g_hash_table_add (self->held, GUINT_TO_POINTER (keycode));
  return g_hash_table_contains (self->held, GUINT_TO_POINTER (keycode)) ? GDK_EVENT_STOP
                                                                        : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (StrayWarningWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  g_hash_table_remove (self->held, GUINT_TO_POINTER (keycode));
}

static void
after_paint_cb (GdkFrameClock *clock, StrayWarningWindow *self)
{
  if (self->is_shown || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_shown = TRUE;
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  g_signal_emit (self, signals[SHOWN], 0);
}

/* Adds the next rows and tells whether there are more. */
static gboolean
add_rows (StrayWarningWindow *self)
{
  const GPtrArray *findings = self->question->findings;

  for (guint i = 0; i < ROWS_AT_ONCE && self->next < findings->len; i++)
    gtk_box_append (self->rows, stray_recipient_row_new (g_ptr_array_index (findings, self->next++)));
  if (self->next < findings->len)
    return G_SOURCE_CONTINUE;
  gtk_widget_set_visible (GTK_WIDGET (self->more), *gtk_label_get_text (self->more) != '\0');
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
add_rows_cb (gpointer user_data)
{
  return add_rows (user_data);
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

  g_clear_handle_id (&self->arming, g_source_remove);
  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_pointer (&self->held, g_hash_table_unref);
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
                                    NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/warning-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, content);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, headline);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, body);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, more);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, answers);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, send);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, go_back);
  gtk_widget_class_bind_template_child (widget_class, StrayWarningWindow, correct);
  gtk_widget_class_bind_template_callback (widget_class, is_active_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_released_cb);
}

static void
stray_warning_window_init (StrayWarningWindow *self)
{
  self->held = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_armed (self, FALSE);
}

static int
natural_size (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

/* How high a window may be: so that it fits on every monitor there is, with room
 * for a panel and for what the window manager draws around it. */
static int
height_limit (GtkWidget *widget)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (widget));
  int limit = HEIGHT_MAX;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      limit = MIN (limit, geometry.height - AROUND_WINDOW);
    }
  return limit;
}

/* As high as its text is, and no higher than fits; then it scrolls. A scrolled
 * window does not ask for the height that belongs to the width it will have. */
static void
fit_height (StrayWarningWindow *self)
{
  int width = MAX (natural_size (self->content, GTK_ORIENTATION_HORIZONTAL, -1),
                   natural_size (self->answers, GTK_ORIENTATION_HORIZONTAL, -1));
  int height = natural_size (self->content, GTK_ORIENTATION_VERTICAL, width);
  int limit
      = height_limit (GTK_WIDGET (self)) - natural_size (self->answers, GTK_ORIENTATION_VERTICAL, width);

  gtk_scrolled_window_set_min_content_height (self->scroller, CLAMP (height, 1, MAX (limit, 1)));
}

GtkWindow *
stray_warning_window_new (const StrayQuestion *question)
{
  StrayWarningWindow *self = g_object_new (STRAY_TYPE_WARNING_WINDOW, NULL);
  g_autofree char *headline = stray_summary_headline (question);
  g_autofree char *body = stray_summary_body (question);
  g_autofree char *more = stray_summary_more (question);

  self->question = question;
  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->body, body);
  gtk_label_set_text (self->more, more ? more : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, headline,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body, -1);
  gtk_widget_set_visible (self->correct, stray_summary_correctable (question));
  if (add_rows (self) == G_SOURCE_CONTINUE)
    self->filling = g_idle_add (add_rows_cb, self);
  fit_height (self);
  gtk_widget_grab_focus (self->go_back);
  return GTK_WINDOW (self);
}
