/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "preferences.h"

#include <glib/gi18n.h>

#include "appearance.h"
#include "display.h"
#include "native-messaging/confinement/confinement.h"
#include "native-messaging/question.h"
#include "preferences-window.h"
#include "schema.h"

int
stray_preferences_run (void)
{
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (GSettings) settings = NULL;
  GtkWindow *window;

  if (!gtk_init_check ())
    {
      g_printerr (_ ("straymail-ui cannot show the preferences: there is no display.\n"));
      return STRAY_UI_EXIT_NO_DISPLAY;
    }
  stray_confine_network ();
  stray_display_watch (gdk_display_get_default (), STRAY_UI_EXIT_NO_DISPLAY);
  stray_appearance_apply ();

  loop = g_main_loop_new (NULL, FALSE);
  settings = stray_schema_open ();
  window = stray_preferences_window_new (settings);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_main_loop_quit), loop);
  stray_display_present (window);
  g_main_loop_run (loop);
  /* dconf writes when it finds the time. */
  g_settings_sync ();
  return 0;
}
