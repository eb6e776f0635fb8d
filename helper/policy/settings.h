/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/schema/schema.h"

G_BEGIN_DECLS

/**
 * StraySettings:
 *
 * The settings under `org.straymail`. Where the schema is not installed, or is
 * an older one, what is missing has its default: never an abort, as
 * g_settings_new() would have it. Where a value is larger than anybody can mean,
 * its beginning stands for it; stray_setting_bound().
 */
typedef struct _StraySettings StraySettings;

/**
 * StraySettingSource:
 * @STRAY_SETTING_BUILT_IN: the schema's default, or what the distribution put in its place
 * @STRAY_SETTING_ADMINISTRATOR: a default of the administrator's, which the user may change
 * @STRAY_SETTING_USER: the user's own
 * @STRAY_SETTING_LOCKED: cannot be changed by the user
 *
 * Where the value of a key comes from.
 */
typedef enum
{
  STRAY_SETTING_BUILT_IN,
  STRAY_SETTING_ADMINISTRATOR,
  STRAY_SETTING_USER,
  STRAY_SETTING_LOCKED,
} StraySettingSource;

StraySettings *stray_settings_new (void);

/** Whether the schema was found. */
gboolean stray_settings_is_installed (const StraySettings *self);

/* The value of a key now, where the key is there and of that type; else @fallback. */
gboolean stray_settings_get_boolean (const StraySettings *self, const char *key, gboolean fallback);
guint stray_settings_get_uint (const StraySettings *self, const char *key, guint fallback);
gint stray_settings_get_enum (const StraySettings *self, const char *key, gint fallback);

/** Returns: (transfer full): likewise of a key of type `as`, never %NULL; empty where it is not
 * there. @is_cut: (out) (optional): whether it is only the beginning of what is set */
char **stray_settings_get_strv (const StraySettings *self, const char *key, gboolean *is_cut);

/** Returns: (transfer full): likewise of a key of type `s` */
char *stray_settings_get_string (const StraySettings *self, const char *key, gboolean *is_cut);

/** Returns: (transfer full) (nullable): likewise of a key of @type; %NULL where it is not there */
GVariant *stray_settings_get_value (const StraySettings *self, const char *key, const GVariantType *type,
                                    gboolean *is_cut);

/** Returns: (transfer full): what differs where the value of @key does, also in what does not count of it */
GBytes *stray_settings_get_bytes (const StraySettings *self, const char *key);

/** Whether @key is there, and neither locked nor beyond what can be written. */
gboolean stray_settings_is_writable (const StraySettings *self, const char *key);

/** Whether @key is there and locked: nobody but the administrator sets it. */
gboolean stray_settings_is_locked (const StraySettings *self, const char *key);

/** Returns: (transfer full): the keys of the schema that is installed, sorted; none where it is missing */
char **stray_settings_list_keys (const StraySettings *self);

/** Returns: where the value of @key comes from, which is one of stray_settings_list_keys() */
StraySettingSource stray_settings_get_source (const StraySettings *self, const char *key);

/**
 * stray_settings_inspect:
 * @key: one of stray_settings_list_keys()
 * @source: (out)
 *
 * Returns: (transfer full): the value of @key now
 */
GVariant *stray_settings_inspect (const StraySettings *self, const char *key, StraySettingSource *source);

/** Returns: (nullable): the name of the type of #GSettingsBackend the values come from, such as
 * `DConfSettingsBackend`; %NULL where the schema is missing */
const char *stray_settings_get_backend (const StraySettings *self);

/**
 * stray_settings_set_value:
 * @key: one that stray_settings_get_value() returned a value for
 * @value: of the same type; a floating reference is taken over
 *
 * Sets @key, without waiting for the settings daemon.
 *
 * Returns: %FALSE where it is locked or cannot be written
 */
gboolean stray_settings_set_value (StraySettings *self, const char *key, GVariant *value);

void stray_settings_free (StraySettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StraySettings, stray_settings_free)

G_END_DECLS
