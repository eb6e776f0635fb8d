/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "keep-box.h"

#include <glib/gi18n.h>

#include "inner-button.h"

#define DURATIONS_MAX 4

struct _StrayKeepBox
{
  GtkBox parent_instance;

  GtkWidget *typing;
  GtkEditable *entry;
  GtkWidget *exception;
  GtkCheckButton *except;
  GtkDropDown *duration;

  char *domain;              /* to be typed, as people may type it; NULL: nothing is */
  char *ascii;               /* nullable; likewise */
  guint days[DURATIONS_MAX]; /* of the durations offered */
};

G_DEFINE_FINAL_TYPE (StrayKeepBox, stray_keep_box, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
changed_cb (StrayKeepBox *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggled_cb (StrayKeepBox *self)
{
  stray_inner_button_set_sensitive (GTK_WIDGET (self->duration), gtk_check_button_get_active (self->except));
  changed_cb (self);
}

static void
selected_cb (StrayKeepBox *self)
{
  GtkStringObject *selected = gtk_drop_down_get_selected_item (self->duration);

  /* Translators: read out by screen readers for a list of durations: for how long a domain is not asked about. */
  stray_inner_button_describe (GTK_WIDGET (self->duration), _ ("For how long"),
                               selected != NULL ? gtk_string_object_get_string (selected) : NULL);
  changed_cb (self);
}

static void
stray_keep_box_finalize (GObject *object)
{
  StrayKeepBox *self = STRAY_KEEP_BOX (object);

  g_free (self->domain);
  g_free (self->ascii);
  G_OBJECT_CLASS (stray_keep_box_parent_class)->finalize (object);
}

static void
stray_keep_box_class_init (StrayKeepBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stray_keep_box_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", STRAY_TYPE_KEEP_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/keep-box.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayKeepBox, typing);
  gtk_widget_class_bind_template_child (widget_class, StrayKeepBox, entry);
  gtk_widget_class_bind_template_child (widget_class, StrayKeepBox, exception);
  gtk_widget_class_bind_template_child (widget_class, StrayKeepBox, except);
  gtk_widget_class_bind_template_child (widget_class, StrayKeepBox, duration);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
stray_keep_box_init (StrayKeepBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  stray_inner_button_set_sensitive (GTK_WIDGET (self->duration), FALSE);
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
offer_durations (StrayKeepBox *self, guint days_max)
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

GtkWidget *
stray_keep_box_new (const StrayQuestion *question, const StrayFinding *finding)
{
  StrayKeepBox *self = g_object_new (STRAY_TYPE_KEEP_BOX, NULL);

  if (question->typing)
    {
      self->domain = g_utf8_casefold (finding->domain, -1);
      self->ascii = g_strdup (finding->ascii);
      gtk_widget_set_visible (self->typing, TRUE);
    }
  if (question->exception_days >= 0)
    offer_durations (self, question->exception_days);
  return GTK_WIDGET (self);
}

void
stray_keep_box_except (StrayKeepBox *self)
{
  gtk_check_button_set_active (self->except, gtk_widget_get_visible (self->exception));
}

gboolean
stray_keep_box_is_confirmed (StrayKeepBox *self)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->domain == NULL)
    return TRUE;
  text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  folded = g_utf8_casefold (text, -1);
  return g_str_equal (folded, self->domain) || (self->ascii != NULL && g_str_equal (folded, self->ascii));
}

gint
stray_keep_box_get_days (StrayKeepBox *self)
{
  const guint selected = gtk_drop_down_get_selected (self->duration);

  if (!gtk_check_button_get_active (self->except) || selected >= G_N_ELEMENTS (self->days))
    return STRAY_NO_EXCEPTION;
  return (gint)self->days[selected];
}
