/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "channel.h"
#include "descriptors.h"
#include "dialog.h"
#include "display.h"
#include "launch.h"
#include "resources.h"
#include "session.h"

#include "doctor/checks.h"
#include "native-messaging/confinement/confinement.h"
#include "native-messaging/frame.h"
#include "policy/environment.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  GMainLoop *loop;
  StraySession *session;
  int status;
} Host;

static const int end_signals[] = { SIGTERM, SIGINT, SIGHUP };

static void
print_version (void)
{
  printf ("straymail-host %s\n", STRAY_VERSION);
}

static void
print_help (void)
{
  puts (_ ("Usage: straymail-host [--help | --version]\n"
           "\n"
           "The part of Straymail that checks the recipients of a message.\n"
           "Thunderbird starts it and talks to it over standard input and output.\n"
           "To check an address yourself, use “straymail check”."));
}

/* The dialogs inherit it, and one on a display across the network has to get there. */
static void
confine (void)
{
  g_auto (GStrv) environment = g_get_environ ();

  stray_confine ();
  stray_confine_files ();
  if (!stray_launch_display_is_remote ((const char *const *)environment))
    stray_confine_network ();
}

/* For `straymail doctor`: what holds, once it was taken. */
static void
print_confinement (void)
{
  g_autoptr (GPtrArray) report = NULL;

  confine ();
  report = stray_confinement_report ();
  for (guint i = 0; i < report->len; i++)
    {
      const StrayConfinement *measure = report->pdata[i];

      printf ("%s\t%s\t%s\n", measure->name, measure->active ? "yes" : "no", measure->text);
    }
}

static const struct
{
  const char *name;
  void (*print) (void);
} options[] = {
  { "--help", print_help },
  { "--version", print_version },
  { "--confinement", print_confinement },
};

/* Thunderbird passes the path of the manifest and the id of the extension;
 * neither begins with a hyphen. Returns whether there is nothing more to do. */
static gboolean
handle_options (int argc, char *argv[], int *status)
{
  if (argc < 2 || argv[1][0] != '-')
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (strcmp (argv[1], options[i].name) == 0)
      {
        options[i].print ();
        *status = fflush (stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
        return TRUE;
      }

  g_printerr (_ ("straymail-host does not know the option %s. See straymail-host --help.\n"), argv[1]);
  *status = 2;
  return TRUE;
}

static void
frame_cb (GBytes *body, gpointer user_data)
{
  Host *self = user_data;

  stray_session_receive (self->session, body);
}

static void
end_cb (const GError *error, gpointer user_data)
{
  Host *self = user_data;

  if (!g_error_matches (error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_END))
    {
      g_printerr ("straymail-host: %s\n", error->message);
      self->status = EXIT_FAILURE;
    }
  g_main_loop_quit (self->loop);
}

static gboolean
signal_cb (gpointer user_data)
{
  Host *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

/* In Thunderbird's Error Console; `straymail doctor` says what to do about it. */
static void
tell_shadowing (void)
{
  g_autoptr (GPtrArray) checkups = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_checkup_free);

  stray_check_shadowing (checkups);
  for (guint i = 0; i < checkups->len; i++)
    {
      const StrayCheckup *checkup = checkups->pdata[i];

      if (checkup->health == STRAY_HEALTH_BAD)
        g_printerr ("straymail-host: %s %s\n", checkup->text, checkup->fix);
    }
}

static void
report_cb (const char *problem, gpointer user_data)
{
  g_printerr ("straymail-host: %s\n", problem);
}

static int
serve (StrayWorker *worker, int in, int out)
{
  /* What is declared first is freed last: while the session ends, a signal or
   * the end of file can still come in and reach for the loop. */
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *path = stray_launch_path ();
  g_autoptr (StrayDialog) dialog = stray_dialog_new (path);
  g_autoptr (StrayChannel) channel = stray_channel_new (in, out);
  g_autoptr (StraySession) session = stray_session_new (channel, worker, dialog);
  Host self = { .loop = loop, .session = session, .status = EXIT_SUCCESS };

  for (guint i = 0; i < G_N_ELEMENTS (end_signals); i++)
    g_unix_signal_add (end_signals[i], signal_cb, &self);
  stray_channel_start (channel, frame_cb, end_cb, &self);
  g_main_loop_run (loop);
  return self.status;
}

int
main (int argc, char *argv[])
{
  g_autoptr (StrayWorker) worker = NULL;
  g_autoptr (GError) error = NULL;
  int in, out, status;

  /* Options are answered before the descriptors move, since their answer goes
   * to the real standard output. Nothing is opened until then. */
  stray_environment_settle ();
  setlocale (LC_ALL, "");
  bindtextdomain (STRAY_GETTEXT_DOMAIN, STRAY_LOCALEDIR);
  bind_textdomain_codeset (STRAY_GETTEXT_DOMAIN, "UTF-8");
  textdomain (STRAY_GETTEXT_DOMAIN);
  if (handle_options (argc, argv, &status))
    return status;

  if (isatty (0))
    {
      g_printerr (_ ("straymail-host is started by Thunderbird, not by hand. See straymail-host --help.\n"));
      return 2;
    }

  g_log_writer_default_set_use_stderr (TRUE);
  if (!stray_descriptors_take (&in, &out, &error) || !stray_resources_check (&error))
    {
      g_printerr ("straymail-host: %s\n", error->message);
      return EXIT_FAILURE;
    }
  signal (SIGPIPE, SIG_IGN);
  stray_display_find ();
  /* While what is in the home can still be looked at. */
  tell_shadowing ();
  confine ();

  worker = stray_worker_new (report_cb, NULL, &error);
  if (worker == NULL)
    {
      g_printerr ("straymail-host: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return serve (worker, in, out);
}
