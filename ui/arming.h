/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StrayArming: keeps what was meant for another window from answering this one. A
 * window is armed once it has had the focus for a while. Keys that arrive before that
 * do nothing, nor do the same ones later for as long as they are held down; but for
 * Escape, which nobody writes with.
 */
typedef struct _StrayArming StrayArming;

/**
 * stray_arming_new:
 * @window: what to watch; it owns no part of this
 * @delay: in milliseconds, from when @window has the focus, each time anew
 * @changed: called with @user_data when @window is armed, and when it no longer is
 *
 * Returns: (transfer full): not armed at first
 */
StrayArming *stray_arming_new (GtkWindow *window, guint delay, void (*changed) (gpointer user_data),
                               gpointer user_data);

/** Ends it; while @window is there. @self may be %NULL. */
void stray_arming_free (StrayArming *self);

gboolean stray_arming_is_armed (const StrayArming *self);

G_END_DECLS
