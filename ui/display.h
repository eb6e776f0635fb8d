/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/* What GTK leaves to the kind of display there is. */

/**
 * stray_display_watch:
 * @status: what this process exits with, at once, when the connection to the
 *   display is lost; GTK would say 1
 */
void stray_display_watch (GdkDisplay *display, int status);

/**
 * stray_display_present:
 *
 * Shows @window and brings it to the front, as far as a client may: as the answer
 * to something the person has just done, which sending a message is.
 */
void stray_display_present (GtkWindow *window);

/**
 * stray_display_height_limit:
 *
 * How high a window may be to fit on every monitor there is, with room for a panel
 * and for what the window manager draws around it.
 *
 * Returns: in pixels
 */
int stray_display_height_limit (GdkDisplay *display);
