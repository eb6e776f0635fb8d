/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_preferences_open:
 * @path: straymail-ui
 *
 * Opens the window with the preferences. Nobody waits for it.
 */
void stray_preferences_open (const char *path);

G_END_DECLS
