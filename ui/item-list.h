/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_ITEM_LIST (stray_item_list_get_type ())
G_DECLARE_FINAL_TYPE (StrayItemList, stray_item_list, STRAY, ITEM_LIST, GtkBox)

/**
 * StrayItemList: a list whose entries can be removed, a #StrayItemRow each.
 *
 * Signals:
 * - `remove` (const char *): the row of this id is to go. The list stays as it is
 *   until its rows are set anew.
 */

/* How many rows are shown at most: nobody reads more, and each of them costs time. */
#define STRAY_ITEM_LIST_MAX 250

/**
 * stray_item_list_set_rows:
 * @rows: (element-type StrayItemRow): those there are now; their references are taken
 * @more: how many more there are than %STRAY_ITEM_LIST_MAX, of which @rows has none
 * @empty: (nullable): what stands in place of rows where there are none
 * @next: (nullable): what has the focus where the row that had it is gone, and no
 *   other is left
 */
void stray_item_list_set_rows (StrayItemList *self, GPtrArray *rows, guint more, const char *empty,
                               GtkWidget *next);

/**
 * stray_item_list_set_editable:
 *
 * Whether rows can be removed, those there are and those to come. They can at first.
 */
void stray_item_list_set_editable (StrayItemList *self, gboolean editable);

G_END_DECLS
