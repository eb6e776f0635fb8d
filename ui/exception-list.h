/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_EXCEPTION_LIST (stray_exception_list_get_type ())
G_DECLARE_FINAL_TYPE (StrayExceptionList, stray_exception_list, STRAY, EXCEPTION_LIST, GtkBox)

/* StrayExceptionList: the domains that are not asked about, to be revoked. */

/**
 * stray_exception_list_bind:
 * @next: what has the focus once the last exception was revoked
 *
 * Shows and changes @settings from now on; they are kept.
 */
void stray_exception_list_bind (StrayExceptionList *self, GSettings *settings, GtkWidget *next);

G_END_DECLS
