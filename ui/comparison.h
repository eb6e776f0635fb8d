/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "native-messaging/finding.h"

G_BEGIN_DECLS

#define STRAY_TYPE_COMPARISON (stray_comparison_get_type ())
G_DECLARE_FINAL_TYPE (StrayComparison, stray_comparison, STRAY, COMPARISON, GtkBox)

/**
 * stray_comparison_new:
 * @finding: a look-alike
 *
 * Returns: (transfer floating): what was typed above what was probably meant, with
 *   the letters marked in which they differ
 */
GtkWidget *stray_comparison_new (const StrayFinding *finding);

/** Returns: (transfer full): the same as a screen reader says it */
char *stray_comparison_describe (const StrayFinding *finding);

G_END_DECLS
