/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayReport:
 * @problem: a whole sentence in the user's language; where it is about a line
 *   of a file it begins with `FILE:LINE: `, as editors and compilers have it
 *
 * Called for everything that is wrong with a list or a setting and was left out.
 */
typedef void (*StrayReport) (const char *problem, gpointer user_data);

G_END_DECLS
