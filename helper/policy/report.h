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

/* How many problems of one kind are told one by one: a person reads no more. */
#define STRAY_REPORTER_MAX 20

/** StrayReporter: whom to tell, and with what; @report may be %NULL: nobody. @max: how many
 * problems of one kind are told one by one, 0 for %STRAY_REPORTER_MAX. */
typedef struct
{
  StrayReport report;
  gpointer user_data;
  guint max;
} StrayReporter;

/** Tells @self of one problem; @format is a whole sentence, translated. */
void stray_reporter_tell (const StrayReporter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * stray_reporter_counts_only:
 * @n: how many problems of one kind there were so far
 *
 * Returns: whether a further one is only counted, so that nobody needs to put it into words
 */
gboolean stray_reporter_counts_only (const StrayReporter *self, guint n);

/**
 * stray_reporter_tell_some:
 * @n: (inout): how many problems of this kind there were before, and with this one
 *
 * As stray_reporter_tell(), for one of a kind of which there may be any number. Whoever calls
 * it says in the end how many more there were: stray_reporter_get_untold().
 */
void stray_reporter_tell_some (const StrayReporter *self, guint *n, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/** Returns: how many of @n problems of one kind were not told */
guint stray_reporter_get_untold (const StrayReporter *self, guint n);

/**
 * stray_reporter_tell_rest:
 * @key: a setting that is an array
 * @bad: how many of its entries are ignored, for a reason that was told of some of them
 * @is_cut: whether it has more entries than count
 *
 * Tells what is left to be told of @key.
 */
void stray_reporter_tell_rest (const StrayReporter *self, const char *key, guint bad, gboolean is_cut);

G_END_DECLS
