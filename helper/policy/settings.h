/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StraySettings:
 *
 * The settings under `org.straymail`. Where the schema is not installed, or is
 * an older one, what is missing has its default: never an abort, as
 * g_settings_new() would have it.
 */
typedef struct _StraySettings StraySettings;

/* Keys of data/org.straymail.gschema.xml. */
#define STRAY_SETTING_TRUSTED_DOMAINS "trusted-domains"
#define STRAY_SETTING_HOME_COUNTRIES "home-countries"
#define STRAY_SETTING_ADDITIONAL_KINDS "additional-kinds"
#define STRAY_SETTING_LEARNED_TRUST "learned-trust"

StraySettings *stray_settings_new (void);

/** Whether the schema was found. */
gboolean stray_settings_is_installed (const StraySettings *self);

/**
 * stray_settings_get_strv:
 * @key: a key of type `as`
 *
 * Returns: (transfer full): its value now, never %NULL; empty where the key is
 *   not there
 */
char **stray_settings_get_strv (const StraySettings *self, const char *key);

/**
 * stray_settings_get_boolean:
 * @key: a key of type `b`
 *
 * Returns: its value now, or @fallback where the key is not there
 */
gboolean stray_settings_get_boolean (const StraySettings *self, const char *key, gboolean fallback);

void stray_settings_free (StraySettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StraySettings, stray_settings_free)

G_END_DECLS
