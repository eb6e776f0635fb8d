/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayTable:
 *
 * Rows whose columns begin one below the other, for a person in front of a terminal.
 */
typedef struct _StrayTable StrayTable;

StrayTable *stray_table_new (guint n_columns);

/** Adds a row of as many texts as there are columns; each in UTF-8, whatever is in it. */
void stray_table_add (StrayTable *self, ...);

/** Writes @self to standard output, its first row in bold where that has colour, and frees it. */
void stray_table_print (StrayTable *self);

G_END_DECLS
