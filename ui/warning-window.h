/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "native-messaging/answer.h"

G_BEGIN_DECLS

#define STRAY_TYPE_WARNING_WINDOW (stray_warning_window_get_type ())
G_DECLARE_FINAL_TYPE (StrayWarningWindow, stray_warning_window, STRAY, WARNING_WINDOW, GtkWindow)

/**
 * StrayWarningWindow: asks whether a message may go where it would go.
 *
 * Signals:
 * - `shown` (): the first frame is on the screen, once
 * - `answered` (const StrayAnswer *): once; the window is gone by then
 */

/**
 * stray_warning_window_new:
 * @question: what to ask; has to outlive the window
 * @fonts: (nullable): where its fonts are; %NULL for GTK's own map
 *
 * Returns: (transfer none): a window yet to be presented, owned by GTK
 */
GtkWindow *stray_warning_window_new (const StrayQuestion *question, PangoFontMap *fonts);

G_END_DECLS
