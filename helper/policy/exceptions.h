/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy/settings.h"

G_BEGIN_DECLS

/* Domains a person is not asked about any more: the setting `exceptions`. Times are
 * in seconds of Unix time, as g_get_real_time() has them in microseconds. */

/**
 * stray_exceptions_get:
 * @is_cut: (out) (optional): whether there are more than count; stray_setting_bound()
 *
 * Returns: (transfer full): the domains, as they stand in the setting, that are
 *   excepted at @now. None where `allow-exceptions` is off; and none that is
 *   excepted for longer than `exception-days` allows.
 */
char **stray_exceptions_get (const StraySettings *settings, gint64 now, gboolean *is_cut);

/** Returns: the next time after @now, as far as it can be foreseen, when other domains are
 * excepted than at @now; G_MAXINT64 where it is none */
gint64 stray_exceptions_get_change (const StraySettings *settings, gint64 now);

/**
 * stray_exceptions_add:
 * @domain: a normalised domain
 * @days: from @now on, 0 for good
 *
 * Excepts @domain, which stands first then, and forgets what has expired and what did not
 * count, since there was too much before it.
 *
 * Returns: whether the setting could be written
 */
gboolean stray_exceptions_add (StraySettings *settings, const char *domain, guint days, gint64 now);

G_END_DECLS
