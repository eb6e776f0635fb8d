/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_ITEM_ROW (stray_item_row_get_type ())
G_DECLARE_FINAL_TYPE (StrayItemRow, stray_item_row, STRAY, ITEM_ROW, GtkBox)

/**
 * StrayItemRow: one row of a #StrayItemList: what is listed, and a button that
 * takes it off the list.
 *
 * Signals:
 * - `remove` (): the button was pressed
 */

/**
 * stray_item_row_new:
 * @id: what the setting calls it
 * @title: what it is called; read from left to right in every language where @is_domain
 * @subtitle: (nullable): more about it, in words
 * @remove: what its button does, for screen readers: “Remove army.mil”
 */
GtkWidget *stray_item_row_new (const char *id, const char *title, gboolean is_domain, const char *subtitle,
                               const char *remove);

const char *stray_item_row_get_id (StrayItemRow *self);

/** Whether the row can be removed; otherwise its button is insensitive. It can at first. */
void stray_item_row_set_removable (StrayItemRow *self, gboolean removable);

/** Gives the focus to the row’s button. */
void stray_item_row_focus (StrayItemRow *self);

G_END_DECLS
