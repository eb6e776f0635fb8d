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

/** StrayReporter: whom to tell, and with what; @report may be %NULL: nobody. */
typedef struct
{
  StrayReport report;
  gpointer user_data;
} StrayReporter;

/** Tells @self of one problem; @format is a whole sentence, translated. */
void stray_reporter_tell (const StrayReporter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
