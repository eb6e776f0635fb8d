/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "native-messaging/answer.h"

G_BEGIN_DECLS

#define STRAY_TYPE_KEEP_BOX (stray_keep_box_get_type ())
G_DECLARE_FINAL_TYPE (StrayKeepBox, stray_keep_box, STRAY, KEEP_BOX, GtkBox)

/**
 * StrayKeepBox: what more there is to say of a domain that is kept: that it was typed
 * again, and for how long it is not asked about.
 *
 * Signals:
 * - `changed` (): something of it changed
 */

/**
 * stray_keep_box_new:
 * @question: what it allows and demands
 * @finding: a look-alike of it
 *
 * Returns: (transfer floating)
 */
GtkWidget *stray_keep_box_new (const StrayQuestion *question, const StrayFinding *finding);

/** Excepts the domain, where that is offered. */
void stray_keep_box_except (StrayKeepBox *self);

/** Returns: whether the domain was typed, where that is demanded */
gboolean stray_keep_box_is_confirmed (StrayKeepBox *self);

/** Returns: for how many days the domain is excepted, 0 for good, or %STRAY_NO_EXCEPTION */
gint stray_keep_box_get_days (StrayKeepBox *self);

G_END_DECLS
