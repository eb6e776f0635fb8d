/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "appearance.h"

#include <gtk/gtk.h>

/* GTK_INTERFACE_COLOR_SCHEME_DARK, which GTK has since 4.20. */
#define COLOR_SCHEME_DARK 2

void
stray_appearance_choose_renderer (void)
{
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* Each GTK complains of what it does not know. */
  if (gtk_check_version (4, 16, 0) == NULL)
    g_setenv ("GDK_DISABLE", "gl,vulkan", TRUE);
  else
    g_setenv ("GDK_DEBUG", "gl-disable,vulkan-disable", TRUE);
}

/* GTK 4 itself follows the theme's name and the toolkit's own setting, not the
 * preference people set in GNOME since version 42. It is read from GSettings,
 * which asks nobody, rather than from the portal, which may be slow to start. */
static gboolean
prefers_dark (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *scheme = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, "org.gnome.desktop.interface", TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, "color-scheme"))
    return FALSE;
  settings = g_settings_new_full (schema, NULL, NULL);
  scheme = g_settings_get_string (settings, "color-scheme");
  return g_str_equal (scheme, "prefer-dark");
}

static void
set_dark (GtkSettings *settings)
{
  /* Where there is the newer setting GTK warns of the older one. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (settings), "gtk-interface-color-scheme") != NULL)
    g_object_set (settings, "gtk-interface-color-scheme", COLOR_SCHEME_DARK, NULL);
  else
    g_object_set (settings, "gtk-application-prefer-dark-theme", TRUE, NULL);
}

void
stray_appearance_apply (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/straymail/Straymail/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  if (prefers_dark ())
    set_dark (gtk_settings_get_default ());
}
