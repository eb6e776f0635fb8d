/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "native-messaging/answer.h"

G_BEGIN_DECLS

#define STRAY_TYPE_CHOICE_BOX (stray_choice_box_get_type ())
G_DECLARE_FINAL_TYPE (StrayChoiceBox, stray_choice_box, STRAY, CHOICE_BOX, GtkBox)

/**
 * StrayChoiceBox: what is to be done with the recipients of one domain.
 *
 * Signals:
 * - `changed` (): something else was chosen
 */

/**
 * stray_choice_box_new:
 * @question: has to outlive the widget
 * @i: the first finding of its group in @question
 *
 * Returns: (transfer floating): correcting is chosen, where that can be; else nothing is
 */
GtkWidget *stray_choice_box_new (const StrayQuestion *question, guint i);

/** Returns: (transfer floating): likewise for the recipients that are not among the findings */
GtkWidget *stray_choice_box_new_for_rest (const StrayQuestion *question);

/**
 * stray_choice_box_get:
 * @choice: (out)
 *
 * Returns: whether a choice was made; one that is yet to be confirmed by typing is none
 */
gboolean stray_choice_box_get (StrayChoiceBox *self, StrayChoice *choice);

/** Returns: for how many days the domain is excepted, 0 for good, or %STRAY_NO_EXCEPTION */
gint stray_choice_box_get_days (StrayChoiceBox *self);

G_END_DECLS
