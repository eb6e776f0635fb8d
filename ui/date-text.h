/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_date_text:
 * @seconds: Unix time, no later than the year 9999
 * @zone: (nullable): an Olson identifier; %NULL means the computer’s
 * @language: (nullable): the language to write in, as a POSIX or ICU locale; %NULL
 *   means the user’s: that of the messages, as the region of LC_TIME writes it
 *   where that has the same language
 *
 * Returns: (transfer full): the day at @seconds in words, UTF-8: “24 December 2026”
 */
char *stray_date_text (gint64 seconds, const char *zone, const char *language);

G_END_DECLS
