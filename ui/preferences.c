/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "preferences.h"

#include <glib/gi18n.h>

#include "appearance.h"
#include "display.h"
#include "native-messaging/confinement/confinement.h"
#include "native-messaging/question.h"
#include "preferences-window.h"
#include "settings.h"

typedef struct
{
  GSettings *settings; /* nullable */
  GtkWindow *window;   /* nullable: not there yet */
} Preferences;

/* At the start, and when somebody opens them once more. */
static void
activate_cb (GApplication *application, Preferences *preferences)
{
  if (preferences->window == NULL)
    {
      preferences->window = stray_preferences_window_new (preferences->settings);
      g_application_hold (application);
      g_signal_connect_swapped (preferences->window, "destroy", G_CALLBACK (g_application_release),
                                application);
    }
  stray_display_present (preferences->window);
}

/* One a session: the second one only raises the first. Where there is no bus, or the
 * first one does not answer, it shows a window of its own. */
static GApplication *
new_application (const char *id)
{
  g_autoptr (GApplication) application = g_application_new (id, G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GError) error = NULL;

  if (g_application_register (application, NULL, &error))
    return g_steal_pointer (&application);
  g_debug ("a window of its own: %s", error->message);
  return g_application_new (id, G_APPLICATION_NON_UNIQUE);
}

int
stray_preferences_run (void)
{
  g_autoptr (GApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  Preferences preferences = { NULL, NULL };

  if (!gtk_init_check ())
    {
      g_printerr (_ ("straymail-ui cannot show the preferences: there is no display.\n"));
      return STRAY_UI_EXIT_NO_DISPLAY;
    }
  stray_confine_network ();
  stray_confine_programs ();
  stray_display_watch (gdk_display_get_default (), STRAY_UI_EXIT_NO_DISPLAY);
  stray_appearance_apply ();

  settings = stray_settings_open ();
  preferences.settings = settings;
  application = new_application (g_get_prgname ());
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &preferences);
  g_application_run (application, 0, NULL);
  /* dconf writes when it finds the time. */
  g_settings_sync ();
  return 0;
}
