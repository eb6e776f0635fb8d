/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GtkMenuButton and GtkDropDown keep a button within them, which is what has the focus
 * and what screen readers read out. Of their name and state GTK 4.8 tells it too little. */

/**
 * stray_inner_button_describe:
 * @name: what a screen reader calls @outer, and so what has the focus within it
 * @description: (nullable): what more it says: what is chosen, for one
 */
void stray_inner_button_describe (GtkWidget *outer, const char *name, const char *description);

/** Makes @outer, and what has the focus within it, sensitive or not. */
void stray_inner_button_set_sensitive (GtkWidget *outer, gboolean sensitive);

G_END_DECLS
