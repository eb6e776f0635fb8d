/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The setting “exceptions”: domains, and when each is asked about again. */

/**
 * StrayException:
 * @domain: A-labels; whatever the setting has for one
 * @expiry: Unix time in seconds, or %STRAY_EXCEPTION_FOR_GOOD
 */
typedef struct
{
  char *domain;
  gint64 expiry;
} StrayException;

/**
 * stray_exceptions_new:
 * @value: of type `a{sx}`
 * @now: Unix time in seconds
 *
 * Returns: (transfer full) (element-type StrayException): those that are not over
 *   at @now, by the alphabet
 */
GPtrArray *stray_exceptions_new (GVariant *value, gint64 now);

/** Returns: (transfer floating): @value without @domain */
GVariant *stray_exceptions_without (GVariant *value, const char *domain);

/**
 * stray_exception_standing:
 * @allowed: whether exceptions are
 * @days_max: for how many days at most, 0 without limit
 * @now: Unix time in seconds
 *
 * Returns: (transfer full): how long @self holds, or why it does not, in words
 */
char *stray_exception_standing (const StrayException *self, gboolean allowed, guint days_max, gint64 now);

G_END_DECLS
