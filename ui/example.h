/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/** Asks over @parent what Straymail asks, about a message that does not exist; the answer does nothing. */
void stray_example_show (GtkWindow *parent);
