/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_PREFERENCES_WINDOW (stray_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (StrayPreferencesWindow, stray_preferences_window, STRAY, PREFERENCES_WINDOW, GtkWindow)

/* StrayPreferencesWindow: what Straymail trusts, to be looked at and changed.
 * Every change is in force at once. */

/**
 * stray_preferences_window_new:
 * @settings: (nullable): as stray_settings_open() has them; kept. Without them the
 *   window says why there is nothing to change.
 *
 * Returns: (transfer none): a window yet to be presented, owned by GTK
 */
GtkWindow *stray_preferences_window_new (GSettings *settings);

G_END_DECLS
