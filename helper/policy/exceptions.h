/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy/settings.h"

G_BEGIN_DECLS

/* Domains a person is not asked about any more: the setting `exceptions`. Times are
 * in seconds of Unix time, as g_get_real_time() has them in microseconds. */

/**
 * stray_exceptions_get:
 *
 * Returns: (transfer full): the domains, as they stand in the setting, that are
 *   excepted at @now. None where `allow-exceptions` is off; and none that is
 *   excepted for longer than `exception-days` allows.
 */
char **stray_exceptions_get (const StraySettings *settings, gint64 now);

/**
 * stray_exceptions_add:
 * @domain: a normalised domain
 * @days: from @now on, 0 for good
 *
 * Excepts @domain, and forgets what has expired.
 *
 * Returns: whether the setting could be written
 */
gboolean stray_exceptions_add (StraySettings *settings, const char *domain, guint days, gint64 now);

G_END_DECLS
