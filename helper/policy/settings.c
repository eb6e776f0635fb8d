/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "settings.h"

#include <stdlib.h>

#include "native-messaging/schema/bound.h"

struct _StraySettings
{
  GSettingsSchema *schema;
  GSettings *settings; /* both NULL where the schema is not installed */
};

StraySettings *
stray_settings_new (void)
{
  StraySettings *self = g_new0 (StraySettings, 1);

  self->schema = stray_schema_find ();
  if (self->schema != NULL)
    self->settings = g_settings_new_full (self->schema, NULL, NULL);
  return self;
}

void
stray_settings_free (StraySettings *self)
{
  g_clear_object (&self->settings);
  g_clear_pointer (&self->schema, g_settings_schema_unref);
  g_free (self);
}

gboolean
stray_settings_is_installed (const StraySettings *self)
{
  return self->schema != NULL;
}

static gboolean
has_key (const StraySettings *self, const char *key, const GVariantType *type)
{
  return self->schema != NULL && stray_schema_has_key (self->schema, key, type);
}

GVariant *
stray_settings_get_value (const StraySettings *self, const char *key, const GVariantType *type,
                          gboolean *is_cut)
{
  if (is_cut != NULL)
    *is_cut = FALSE;
  return has_key (self, key, type) ? stray_setting_bound (g_settings_get_value (self->settings, key), is_cut)
                                   : NULL;
}

GBytes *
stray_settings_get_bytes (const StraySettings *self, const char *key)
{
  g_autoptr (GVariant) value = has_key (self, key, NULL) ? g_settings_get_value (self->settings, key) : NULL;

  return value != NULL ? g_variant_get_data_as_bytes (value) : g_bytes_new (NULL, 0);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *)a, *(char *const *)b);
}

char **
stray_settings_list_keys (const StraySettings *self)
{
  char **keys = self->schema != NULL ? g_settings_schema_list_keys (self->schema) : g_new0 (char *, 1);

  qsort (keys, g_strv_length (keys), sizeof *keys, compare_cb);
  return keys;
}

StraySettingSource
stray_settings_get_source (const StraySettings *self, const char *key)
{
  g_autoptr (GSettingsSchemaKey) description = g_settings_schema_get_key (self->schema, key);
  g_autoptr (GVariant) built_in = g_settings_schema_key_get_default_value (description);
  g_autoptr (GVariant) preset = g_settings_get_default_value (self->settings, key);
  g_autoptr (GVariant) own = g_settings_get_user_value (self->settings, key);

  if (stray_settings_is_locked (self, key))
    return STRAY_SETTING_LOCKED;
  if (own != NULL)
    return STRAY_SETTING_USER;
  return g_variant_equal (preset, built_in) ? STRAY_SETTING_BUILT_IN : STRAY_SETTING_ADMINISTRATOR;
}

GVariant *
stray_settings_inspect (const StraySettings *self, const char *key, StraySettingSource *source)
{
  *source = stray_settings_get_source (self, key);
  return stray_setting_bound (g_settings_get_value (self->settings, key), NULL);
}

const char *
stray_settings_get_backend (const StraySettings *self)
{
  g_autoptr (GSettingsBackend) backend = NULL;

  if (self->settings == NULL)
    return NULL;
  g_object_get (self->settings, "backend", &backend, NULL);
  return G_OBJECT_TYPE_NAME (backend);
}

gboolean
stray_settings_is_writable (const StraySettings *self, const char *key)
{
  return has_key (self, key, NULL) && g_settings_is_writable (self->settings, key);
}

gboolean
stray_settings_is_locked (const StraySettings *self, const char *key)
{
  return has_key (self, key, NULL) && !g_settings_is_writable (self->settings, key);
}

gboolean
stray_settings_set_value (StraySettings *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (value);

  return has_key (self, key, g_variant_get_type (taken)) && stray_settings_is_writable (self, key)
         && g_settings_set_value (self->settings, key, taken);
}

char **
stray_settings_get_strv (const StraySettings *self, const char *key, gboolean *is_cut)
{
  g_autoptr (GVariant) value = stray_settings_get_value (self, key, G_VARIANT_TYPE_STRING_ARRAY, is_cut);

  return value != NULL ? g_variant_dup_strv (value, NULL) : g_new0 (char *, 1);
}

char *
stray_settings_get_string (const StraySettings *self, const char *key, gboolean *is_cut)
{
  g_autoptr (GVariant) value = stray_settings_get_value (self, key, G_VARIANT_TYPE_STRING, is_cut);

  return value != NULL ? g_variant_dup_string (value, NULL) : g_strdup ("");
}

gboolean
stray_settings_get_boolean (const StraySettings *self, const char *key, gboolean fallback)
{
  return has_key (self, key, G_VARIANT_TYPE_BOOLEAN) ? g_settings_get_boolean (self->settings, key)
                                                     : fallback;
}

guint
stray_settings_get_uint (const StraySettings *self, const char *key, guint fallback)
{
  return has_key (self, key, G_VARIANT_TYPE_UINT32) ? g_settings_get_uint (self->settings, key) : fallback;
}

gint
stray_settings_get_enum (const StraySettings *self, const char *key, gint fallback)
{
  return has_key (self, key, G_VARIANT_TYPE_STRING) ? g_settings_get_enum (self->settings, key) : fallback;
}
