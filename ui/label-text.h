/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * stray_label_set:
 * @shown: as it stands on the screen, literally
 * @read_out: (nullable): what a screen reader says; %NULL for @shown without the
 *   characters that only steer its layout
 *
 * Sets the text of @label and makes it visible.
 */
void stray_label_set (GtkLabel *label, const char *shown, const char *read_out);

G_END_DECLS
