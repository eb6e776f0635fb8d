/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema.h"

#define SCHEMA_ID "org.straymail"

GSettingsSchema *
stray_schema_find (void)
{
  g_autoptr (GSettingsSchemaSource) own
      = g_settings_schema_source_new_from_directory (STRAY_SCHEMADIR, NULL, TRUE, NULL);
  GSettingsSchema *schema = own != NULL ? g_settings_schema_source_lookup (own, SCHEMA_ID, FALSE) : NULL;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  if (schema != NULL || source == NULL)
    return schema;
  return g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);
}

gboolean
stray_schema_has_key (GSettingsSchema *schema, const char *key, const GVariantType *type)
{
  g_autoptr (GSettingsSchemaKey) description = NULL;

  /* GLib's own entries, such as “.path”, are there too, and g_settings_schema_get_key() aborts over them. */
  if (*key == '.' || !g_settings_schema_has_key (schema, key))
    return FALSE;
  if (type == NULL)
    return TRUE;
  description = g_settings_schema_get_key (schema, key);
  return g_variant_type_equal (g_settings_schema_key_get_value_type (description), type);
}
