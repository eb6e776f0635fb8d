/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys of data/org.straymail.gschema.xml that the preferences change or show. */
#define STRAY_KEY_TRUSTED_DOMAINS "trusted-domains"
#define STRAY_KEY_HOME_COUNTRIES "home-countries"
#define STRAY_KEY_EXCEPTIONS "exceptions"
#define STRAY_KEY_ALLOW_EXCEPTIONS "allow-exceptions"
#define STRAY_KEY_EXCEPTION_DAYS "exception-days"
#define STRAY_KEY_LEARNED_TRUST "learned-trust"

/**
 * stray_schema_open:
 *
 * Returns: (nullable) (transfer full): the settings, with each of the keys above
 *   in its type, or %NULL where their schema is not installed or is another one;
 *   g_settings_new() would abort
 */
GSettings *stray_schema_open (void);

G_END_DECLS
