/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "settings.h"

static const struct
{
  const char *name;
  const char *type;
} keys[] = {
  { STRAY_SETTING_TRUSTED_DOMAINS, "as" }, { STRAY_SETTING_HOME_COUNTRIES, "as" },
  { STRAY_SETTING_EXCEPTIONS, "a{sx}" },   { STRAY_SETTING_ALLOW_EXCEPTIONS, "b" },
  { STRAY_SETTING_EXCEPTION_DAYS, "u" },   { STRAY_SETTING_LEARNED_TRUST, "b" },
};

GSettings *
stray_settings_open (void)
{
  g_autoptr (GSettingsSchema) schema = stray_schema_find ();

  for (guint i = 0; schema != NULL && i < G_N_ELEMENTS (keys); i++)
    if (!stray_schema_has_key (schema, keys[i].name, G_VARIANT_TYPE (keys[i].type)))
      return NULL;
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
