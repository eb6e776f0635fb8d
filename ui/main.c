/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* straymail-ui: asks the one question it was started for, or tells the one
 * thing, and ends; or shows the preferences. Here the parts are put together, and
 * nothing else is done. */

#include "config.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>
#include <unistd.h>

#include "appearance.h"
#include "channel.h"
#include "display.h"
#include "fonts.h"
#include "native-messaging/confinement/confinement.h"
#include "native-messaging/standard-streams.h"
#include "notice.h"
#include "preferences.h"
#include "process.h"
#include "reminder.h"
#include "session-bus.h"
#include "summary.h"
#include "warning-window.h"

#define APPLICATION_ID "org.straymail.Straymail"
#define NOTICE_SECONDS 5
#define SHOWN_SECONDS 3

typedef struct
{
  GMainLoop *loop;
  StrayChannel *channel;
  const StrayQuestion *question;
  StrayFonts *fonts;
  StrayReminder *reminder;
  int status;
} Program;

static void
end (Program *program, int status)
{
  program->status = status;
  g_main_loop_quit (program->loop);
}

static void
answered_cb (GtkWindow *window, const StrayAnswer *answer, gpointer user_data)
{
  Program *program = user_data;

  end (program,
       stray_channel_send_answer (program->channel, answer) ? STRAY_UI_EXIT_ANSWERED : STRAY_UI_EXIT_CLOSED);
}

static gboolean
still_shown_cb (gpointer user_data)
{
  Program *program = user_data;

  stray_channel_send_shown (program->channel);
  return G_SOURCE_CONTINUE;
}

static void
shown_cb (GtkWindow *window, gpointer user_data)
{
  Program *program = user_data;
  g_autofree char *headline = stray_summary_headline (program->question);

  stray_channel_send_shown (program->channel);
  g_timeout_add_seconds (SHOWN_SECONDS, still_shown_cb, program);
  program->reminder = stray_reminder_new (window, headline);
}

static void
ask (Program *program, const StrayQuestion *question)
{
  g_autofree char *headline = stray_summary_headline (question);
  GtkWindow *window;

  if (!gtk_init_check ())
    {
      end (program, STRAY_UI_EXIT_NO_DISPLAY);
      return;
    }
  stray_fonts_look_for (program->fonts, gdk_display_get_default (), headline);
  stray_confine_network ();
  stray_confine_programs ();
  stray_display_watch (gdk_display_get_default (), STRAY_UI_EXIT_NO_DISPLAY);
  stray_appearance_apply ();
  program->question = question;
  window = stray_warning_window_new (question, stray_fonts_get_map (program->fonts));
  g_signal_connect (window, "shown", G_CALLBACK (shown_cb), program);
  g_signal_connect (window, "answered", G_CALLBACK (answered_cb), program);
  stray_display_present (window);
}

static void
request_cb (StrayChannel *channel, const StrayUiRequest *request, gpointer user_data)
{
  Program *program = user_data;

  if (request->question != NULL)
    {
      ask (program, request->question);
      return;
    }
  stray_confine_network ();
  stray_confine_programs ();
  end (program,
       stray_notice_run_within (request->notice, request->corrections, request->total, NOTICE_SECONDS)
           ? STRAY_UI_EXIT_ANSWERED
           : STRAY_UI_EXIT_NO_DISPLAY);
}

static void
failed_cb (StrayChannel *channel, gpointer user_data)
{
  end (user_data, STRAY_UI_EXIT_BAD_QUESTION);
}

static void
closed_cb (StrayChannel *channel, gpointer user_data)
{
  end (user_data, STRAY_UI_EXIT_CLOSED);
}

static gboolean
parse_options (int argc, char **argv, gboolean *preferences, int *status)
{
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "preferences", 0, 0, G_OPTION_ARG_NONE, preferences, N_ ("Show the preferences"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);

  g_option_context_set_summary (
      context, _ ("Shows Straymail’s question, for which straymail-host starts it, or its preferences."));
  g_option_context_add_main_entries (context, entries, STRAY_GETTEXT_DOMAIN);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    {
      g_printerr ("straymail-ui: %s\n", error->message);
      *status = STRAY_UI_EXIT_BAD_QUESTION;
      return FALSE;
    }
  if (version)
    {
      g_print ("straymail-ui %s\n", STRAY_VERSION);
      *status = 0;
      return FALSE;
    }
  return TRUE;
}

int
main (int argc, char **argv)
{
  Program program = { .status = STRAY_UI_EXIT_BAD_QUESTION };
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (StrayChannel) channel = NULL;
  g_autoptr (StrayFonts) fonts = NULL;
  g_autoptr (GError) error = NULL;
  gboolean preferences = FALSE;
  int status;

  stray_standard_streams_fill ();
  stray_confine ();
  /* Texts are UTF-8 even where the locale is not known here. GTK would try again, and complain. */
  if (setlocale (LC_ALL, "") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  stray_confine_files ();
  gtk_disable_setlocale ();
  bindtextdomain (STRAY_GETTEXT_DOMAIN, STRAY_LOCALEDIR);
  bind_textdomain_codeset (STRAY_GETTEXT_DOMAIN, "UTF-8");
  textdomain (STRAY_GETTEXT_DOMAIN);
  g_set_prgname ("straymail-ui");
  g_set_application_name ("Straymail");
  if (!parse_options (argc, argv, &preferences, &status))
    return status;
  if (!preferences)
    stray_process_follow_parent ();
  /* GTK makes the window's class, or app id, of the program's name. */
  g_set_prgname (APPLICATION_ID);

  stray_appearance_choose_renderer ();
  fonts = stray_fonts_new ();
  stray_session_bus_settle (argv);
  if (preferences)
    return stray_preferences_run ();

  channel = stray_channel_new (STDIN_FILENO, &error);
  if (channel == NULL)
    {
      g_printerr (_ ("straymail-ui is started by straymail-host. By hand, only --preferences is of use.\n"));
      return STRAY_UI_EXIT_BAD_QUESTION;
    }
  loop = g_main_loop_new (NULL, FALSE);
  program.loop = loop;
  program.channel = channel;
  program.fonts = fonts;
  g_signal_connect (channel, "request", G_CALLBACK (request_cb), &program);
  g_signal_connect (channel, "failed", G_CALLBACK (failed_cb), &program);
  g_signal_connect (channel, "closed", G_CALLBACK (closed_cb), &program);
  stray_channel_start (channel);
  g_main_loop_run (loop);
  stray_reminder_free (program.reminder);
  return program.status;
}
