/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days as logs write them: what a clock on the wall said, wherever it hung. */

/** StrayDay: days since 1 January of the year 1, as g_date_get_julian() counts; 0 where it is not known. */
typedef guint32 StrayDay;

/** Returns: the day of `2026-11-25`, whatever follows, or 0 */
StrayDay stray_day_parse_iso (const char *text);

/**
 * stray_day_parse_syslog:
 * @text: `Nov 25` or `Nov  5`, whatever follows (RFC 3164, 4.1.2)
 * @latest: it is taken for the last such day that is not behind this one, since the year
 *   is not written
 */
StrayDay stray_day_parse_syslog (const char *text, StrayDay latest);

/** Returns: the day of `Wed Nov 25 18:57:24 2026`, perhaps with a zone before the year, or 0 */
StrayDay stray_day_parse_asctime (const char *text);

/** Returns: the day of `Wed, 25 Nov 2026 18:57:24 +0100` (RFC 5322, 3.3), or 0 */
StrayDay stray_day_parse_mail (const char *text);

/** Returns: the day of @seconds since 1970 (Unix time), here */
StrayDay stray_day_from_unix (gint64 seconds);

/** Returns: (nullable) (transfer full): `2026-11-25`, or %NULL for 0 */
char *stray_day_to_string (StrayDay day);

G_END_DECLS
