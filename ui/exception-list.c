/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "exception-list.h"

#include <glib/gi18n.h>

#include "display-text.h"
#include "exceptions.h"
#include "item-list.h"
#include "item-row.h"
#include "native-messaging/schema/bound.h"
#include "settings.h"
#include "trust-entry.h"

struct _StrayExceptionList
{
  GtkBox parent_instance;

  StrayItemList *items;
  GtkWidget *next; /* not owned: both are in the same window */

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (StrayExceptionList, stray_exception_list, GTK_TYPE_BOX)

/* Those that count: (transfer full). */
static GVariant *
read_exceptions (StrayExceptionList *self)
{
  return stray_setting_bound (g_settings_get_value (self->settings, STRAY_SETTING_EXCEPTIONS), NULL);
}

static void
remove_cb (StrayExceptionList *self, const char *id)
{
  g_autoptr (GVariant) before = read_exceptions (self);

  g_settings_set_value (self->settings, STRAY_SETTING_EXCEPTIONS, stray_exceptions_without (before, id));
}

/* The words come first, so that the line is read in their direction (UAX #9, P2). */
static char *
join (const char *standing, const char *ascii)
{
  g_autofree char *isolated = NULL;

  if (ascii == NULL)
    return g_strdup (standing);
  isolated = stray_isolate_ltr (ascii);
  return g_strdup_printf ("%s · %s", standing, isolated);
}

static GtkWidget *
new_row (const StrayException *exception, const char *standing)
{
  g_autofree char *ascii = NULL;
  g_autofree char *shown = stray_domain_shown (exception->domain, &ascii);
  g_autofree char *subtitle = join (standing, ascii);
  /* Translators: read out by screen readers for the button beside it; %s is a
   * domain that is not asked about, and will be again. */
  g_autofree char *remove = g_strdup_printf (_ ("Ask about %s again"), shown);

  return stray_item_row_new (exception->domain, shown, TRUE, subtitle, remove);
}

static void
show (StrayExceptionList *self)
{
  g_autoptr (GVariant) value = read_exceptions (self);
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GPtrArray) exceptions = stray_exceptions_new (value, now);
  gboolean allowed = g_settings_get_boolean (self->settings, STRAY_SETTING_ALLOW_EXCEPTIONS);
  guint days_max = g_settings_get_uint (self->settings, STRAY_SETTING_EXCEPTION_DAYS);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < MIN (exceptions->len, STRAY_ITEM_LIST_MAX); i++)
    {
      const StrayException *exception = g_ptr_array_index (exceptions, i);
      g_autofree char *standing = stray_exception_standing (exception, allowed, days_max, now);

      g_ptr_array_add (rows, new_row (exception, standing));
    }
  stray_item_list_set_rows (self->items, rows, exceptions->len - rows->len,
                            allowed ? _ ("There are no exceptions.")
                                    : _ ("Exceptions are switched off: every look-alike is asked about."),
                            self->next);
}

static void
show_writable (StrayExceptionList *self)
{
  stray_item_list_set_editable (self->items,
                                g_settings_is_writable (self->settings, STRAY_SETTING_EXCEPTIONS));
}

void
stray_exception_list_bind (StrayExceptionList *self, GSettings *settings, GtkWidget *next)
{
  static const char *const signals[] = {
    "changed::" STRAY_SETTING_EXCEPTIONS,
    "changed::" STRAY_SETTING_ALLOW_EXCEPTIONS,
    "changed::" STRAY_SETTING_EXCEPTION_DAYS,
  };

  self->settings = g_object_ref (settings);
  self->next = next;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (settings, signals[i], G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "writable-changed::" STRAY_SETTING_EXCEPTIONS,
                           G_CALLBACK (show_writable), self, G_CONNECT_SWAPPED);
  show (self);
  show_writable (self);
}

static void
stray_exception_list_dispose (GObject *object)
{
  g_clear_object (&STRAY_EXCEPTION_LIST (object)->settings);
  G_OBJECT_CLASS (stray_exception_list_parent_class)->dispose (object);
}

static void
stray_exception_list_class_init (StrayExceptionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stray_exception_list_dispose;

  g_type_ensure (STRAY_TYPE_ITEM_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/straymail/Straymail/exception-list.ui");
  gtk_widget_class_bind_template_child (widget_class, StrayExceptionList, items);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
stray_exception_list_init (StrayExceptionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
