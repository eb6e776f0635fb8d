/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_PREFERENCES_GROUP (stray_preferences_group_get_type ())
G_DECLARE_FINAL_TYPE (StrayPreferencesGroup, stray_preferences_group, STRAY, PREFERENCES_GROUP, GtkBox)

/**
 * StrayPreferencesGroup: a section of the preferences: its heading, a sentence
 * about it, and its content.
 *
 * Properties, for .ui files:
 * - `title`, `description`
 * - `content`: a #GtkWidget
 */

/**
 * stray_preferences_group_watch:
 * @settings: kept
 * @key: the setting @self is about
 *
 * From now on @self says that the organisation manages it for as long as @key
 * cannot be written. The content itself has to see to its controls: to screen
 * readers GTK 4.8 calls nothing insensitive but the very widget that was made so.
 */
void stray_preferences_group_watch (StrayPreferencesGroup *self, GSettings *settings, const char *key);

G_END_DECLS
