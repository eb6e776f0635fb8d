/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long a domain is not asked about: the rule behind the settings `exceptions` and
 * `exception-days`. */

/** An expiry that never comes. */
#define STRAY_EXCEPTION_FOR_GOOD 0

/**
 * StrayExceptionTerm:
 * @STRAY_EXCEPTION_HOLDS: the domain is not asked about
 * @STRAY_EXCEPTION_OVER: it is again
 * @STRAY_EXCEPTION_TOO_LONG: it is asked about, since the exception would last
 *   longer than is allowed
 */
typedef enum
{
  STRAY_EXCEPTION_HOLDS,
  STRAY_EXCEPTION_OVER,
  STRAY_EXCEPTION_TOO_LONG,
} StrayExceptionTerm;

/**
 * stray_exception_term:
 * @expiry: Unix time in seconds, or %STRAY_EXCEPTION_FOR_GOOD
 * @days_max: how many days an exception may last at most, 0 without limit
 * @now: Unix time in seconds
 */
StrayExceptionTerm stray_exception_term (gint64 expiry, guint days_max, gint64 now);

/** Returns: Unix time in seconds: the next time after @now when stray_exception_term() says something
 * else of these; G_MAXINT64 for never */
gint64 stray_exception_change (gint64 expiry, guint days_max, gint64 now);

/**
 * stray_exception_expiry:
 * @days: from @now on, 0 for good
 *
 * Returns: Unix time in seconds, or %STRAY_EXCEPTION_FOR_GOOD
 */
gint64 stray_exception_expiry (guint days, gint64 now);

G_END_DECLS
