/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema.h"

#define SCHEMA_ID "org.straymail"

static const struct
{
  const char *name;
  const char *type;
} keys[] = {
  { STRAY_KEY_TRUSTED_DOMAINS, "as" }, { STRAY_KEY_HOME_COUNTRIES, "as" }, { STRAY_KEY_EXCEPTIONS, "a{sx}" },
  { STRAY_KEY_ALLOW_EXCEPTIONS, "b" }, { STRAY_KEY_EXCEPTION_DAYS, "u" },  { STRAY_KEY_LEARNED_TRUST, "b" },
};

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
  if (schema != NULL)
    return schema;

  /* Below a prefix of its own Straymail is not in XDG_DATA_DIRS. */
  g_autoptr (GSettingsSchemaSource) own
      = g_settings_schema_source_new_from_directory (STRAY_SCHEMADIR, source, TRUE, NULL);

  return own != NULL ? g_settings_schema_source_lookup (own, SCHEMA_ID, FALSE) : NULL;
}

static gboolean
has_keys (GSettingsSchema *schema)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GSettingsSchemaKey) key = NULL;

      if (!g_settings_schema_has_key (schema, keys[i].name))
        return FALSE;
      key = g_settings_schema_get_key (schema, keys[i].name);
      if (!g_variant_type_equal (g_settings_schema_key_get_value_type (key), G_VARIANT_TYPE (keys[i].type)))
        return FALSE;
    }
  return TRUE;
}

GSettings *
stray_schema_open (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  return schema != NULL && has_keys (schema) ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
