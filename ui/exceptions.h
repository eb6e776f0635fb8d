/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The setting “exceptions”: domains, and when each is asked about again. */

/**
 * StrayException:
 * @domain: A-labels; whatever the setting has for one
 * @expiry: Unix time in seconds, or 0 for never
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
 * Returns: (transfer full) (element-type StrayException): those that hold at
 *   @now, by the alphabet
 */
GPtrArray *stray_exceptions_new (GVariant *value, gint64 now);

/** Returns: (transfer floating): @value without @domain */
GVariant *stray_exceptions_without (GVariant *value, const char *domain);

/** Returns: (transfer full): how long @self holds, in words */
char *stray_exception_expiry (const StrayException *self);

G_END_DECLS
