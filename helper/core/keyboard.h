/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_keyboard_are_neighbours:
 *
 * Whether two keys touch on QWERTY, QWERTZ or AZERTY: side by side, or the
 * nearest ones of the row above or below (u–j, not u–h).
 */
gboolean stray_keyboard_are_neighbours (gunichar a, gunichar b);

G_END_DECLS
