/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StrayReminder:
 *
 * Sees to it that a window is noticed. Where it does not have the focus two seconds
 * after it was shown, a notification says so, whose action brings the window to the
 * front. It is withdrawn when the window gets the focus.
 *
 * Everything is asked of the session bus and of the notification service without
 * waiting for it: where there is none, or one that is silent, nothing happens.
 */
typedef struct _StrayReminder StrayReminder;

/**
 * stray_reminder_new:
 * @window: that has just been shown
 * @text: what it asks, in one short sentence. It is seen by whoever sees the screen,
 *   also a locked one.
 */
StrayReminder *stray_reminder_new (GtkWindow *window, const char *text);

/**
 * stray_reminder_free:
 *
 * Withdraws the notification, if there is one; that takes a fifth of a second at most.
 */
void stray_reminder_free (StrayReminder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayReminder, stray_reminder_free)

G_END_DECLS
