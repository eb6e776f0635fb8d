/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/schema/schema.h"

G_BEGIN_DECLS

/**
 * stray_settings_open:
 *
 * Returns: (nullable) (transfer full): the settings, with each key in its type that
 *   the preferences change or show, or %NULL where their schema is not installed
 *   or is another one; g_settings_new() would abort
 */
GSettings *stray_settings_open (void);

G_END_DECLS
