/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "notice.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <libnotify/notify.h>

#include "display-text.h"

#define APPLICATION "Straymail"
#define ICON "org.straymail.Straymail"
#define LOCAL_PART_MAX 48
/* More would not be read, and services cut long texts where they like. */
#define ADDRESSES_MAX 5

/* An address as a notification can show it. */
static char *
visible_address (const char *address)
{
  g_autofree char *visible = stray_display_address (address, LOCAL_PART_MAX);

  return stray_isolate_ltr (visible);
}

static char *
line_of (StrayNotice notice, const StrayCorrection *correction)
{
  g_autofree char *to = visible_address (correction->to);
  g_autofree char *from = NULL;

  if (notice == STRAY_NOTICE_CORRECTED)
    return g_steal_pointer (&to);
  from = visible_address (correction->from);
  if (*correction->to == '\0')
    return g_steal_pointer (&from);
  /* Translators: a line of a notification. The first address is the one a message went to,
   * or came from, the second the one that was probably meant. */
  return g_strdup_printf (_ ("%s – did you mean %s?"), from, to);
}

static char *
summary_of (StrayNotice notice, guint n)
{
  if (notice == STRAY_NOTICE_CORRECTED)
    return g_strdup_printf (
        /* Translators: a notification; the addresses follow in its text. The case of
         * one address need not name the number. */
        ngettext ("Corrected and sent to", "%u addresses corrected, message sent to", n), n);
  if (notice == STRAY_NOTICE_ADDED)
    return g_strdup_printf (
        /* Translators: a notification about a message that was sent: another add-on added
         * the addresses that follow in its text when Straymail had already looked at it.
         * The case of one address need not name the number. */
        ngettext ("A recipient was added after the check", "%u recipients were added after the check", n), n);
  if (notice == STRAY_NOTICE_SENDER)
    /* Translators: a notification; the address of the person follows in its text. */
    return g_strdup (_ ("Your own address may be a mistake"));
  return g_strdup_printf (
      /* Translators: a notification about a message that was sent; the addresses
       * follow in its text. The case of one address need not name the number. */
      ngettext ("Sent to an address that may be a mistake", "Sent to %u addresses that may be mistakes", n),
      n);
}

static char *
body_of (StrayNotice notice, GPtrArray *corrections, guint total, gboolean as_markup)
{
  GString *body = g_string_new (NULL);
  guint shown = MIN (corrections->len, ADDRESSES_MAX);

  for (guint i = 0; i < shown; i++)
    {
      g_autofree char *line = line_of (notice, g_ptr_array_index (corrections, i));
      g_autofree char *literal = as_markup ? g_markup_escape_text (line, -1) : g_strdup (line);

      if (i > 0)
        g_string_append_c (body, '\n');
      g_string_append (body, literal);
    }
  if (notice == STRAY_NOTICE_SENDER)
    {
      g_string_append_c (body, '\n');
      /* Translators: “it” is the person's own address, which looks like a mistyped one. */
      g_string_append (body, _ ("Straymail does not trust it. If it is right, add its domain to the trusted "
                                "domains in the preferences."));
    }
  if (total > shown)
    {
      g_string_append_c (body, '\n');
      g_string_append_printf (body, ngettext ("and %u more", "and %u more", total - shown), total - shown);
    }
  return g_string_free (body, FALSE);
}

/* Asked here rather than through libnotify, which complains to stderr where there
 * is no service. Returns what the service can show, or NULL where there is none. */
static GStrv
service_capabilities (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  GStrv capabilities = NULL;

  if (bus == NULL)
    return NULL;
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                                       "org.freedesktop.Notifications", "GetCapabilities", NULL,
                                       G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(^as)", &capabilities);
  return capabilities;
}

gboolean
stray_notice_tell (StrayNotice notice, GPtrArray *corrections, guint total)
{
  g_auto (GStrv) capabilities = service_capabilities ();
  g_autoptr (GObject) notification = NULL; /* libnotify 0.8.1 has no autoptr of its own */
  g_autofree char *summary = NULL;
  g_autofree char *body = NULL;
  gboolean as_markup;

  if (capabilities == NULL || !notify_init (APPLICATION))
    return FALSE;
  /* A service that has no markup shows it as it stands; one that has takes addresses for it. */
  as_markup = g_strv_contains ((const char *const *)capabilities, "body-markup");

  summary = summary_of (notice, total);
  body = body_of (notice, corrections, total, as_markup);
  /* Name and icon are given here, and no desktop entry: GNOME Shell would tie the
   * notification to this process through it, and take it away when that ends. */
  notification = G_OBJECT (notify_notification_new (summary, body, ICON));
  notify_notification_set_category (NOTIFY_NOTIFICATION (notification), "email");
  return notify_notification_show (NOTIFY_NOTIFICATION (notification), NULL);
}

typedef struct
{
  GMutex lock;
  GCond told;
  StrayNotice notice;
  GPtrArray *corrections;
  guint total;
  gboolean is_done;
  gboolean was_taken;
} Attempt;

static gpointer
attempt_thread (gpointer user_data)
{
  Attempt *attempt = user_data;
  gboolean taken = stray_notice_tell (attempt->notice, attempt->corrections, attempt->total);

  g_mutex_lock (&attempt->lock);
  attempt->is_done = TRUE;
  attempt->was_taken = taken;
  g_cond_signal (&attempt->told);
  g_mutex_unlock (&attempt->lock);
  return NULL;
}

gboolean
stray_notice_run_within (StrayNotice notice, GPtrArray *corrections, guint total, guint seconds)
{
  /* The thread may outlive this function, and with it what it works on. */
  static Attempt attempt;
  gint64 deadline = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  GThread *thread;
  gboolean is_done;

  attempt.notice = notice;
  attempt.corrections = corrections;
  attempt.total = total;
  thread = g_thread_new ("notice", attempt_thread, &attempt);
  g_mutex_lock (&attempt.lock);
  while (!attempt.is_done && g_cond_wait_until (&attempt.told, &attempt.lock, deadline))
    ;
  is_done = attempt.is_done;
  g_mutex_unlock (&attempt.lock);
  if (!is_done)
    {
      g_thread_unref (thread);
      return FALSE;
    }
  /* One that is about to end must not do so while the process does. */
  g_thread_join (thread);
  return attempt.was_taken;
}
