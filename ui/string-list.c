/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "string-list.h"

#include "native-messaging/schema/bound.h"

char **
stray_string_list_get (GSettings *settings, const char *key)
{
  g_autoptr (GVariant) value = stray_setting_bound (g_settings_get_value (settings, key), NULL);
  g_autofree const char **list = g_variant_get_strv (value, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; list[i] != NULL; i++)
    if (g_hash_table_add (seen, (gpointer)list[i]))
      g_strv_builder_add (builder, list[i]);
  return g_strv_builder_end (builder);
}

/* The list with @first and @last around it, each of which may be NULL, and without @without: floating. */
static GVariant *
build (char **list, const char *first, const char *last, const char *without)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  if (first != NULL)
    g_variant_builder_add (&builder, "s", first);
  for (guint i = 0; list[i] != NULL; i++)
    if (without == NULL || !g_str_equal (list[i], without))
      g_variant_builder_add (&builder, "s", list[i]);
  if (last != NULL)
    g_variant_builder_add (&builder, "s", last);
  return g_variant_builder_end (&builder);
}

void
stray_string_list_add (GSettings *settings, const char *key, const char *text)
{
  g_auto (GStrv) list = stray_string_list_get (settings, key);
  g_autoptr (GVariant) behind = g_variant_ref_sink (build (list, NULL, text, NULL));
  gboolean is_cut;

  g_variant_unref (stray_setting_bound (g_variant_ref (behind), &is_cut));
  g_settings_set_value (settings, key, is_cut ? build (list, text, NULL, NULL) : behind);
}

void
stray_string_list_remove (GSettings *settings, const char *key, const char *text)
{
  g_auto (GStrv) list = stray_string_list_get (settings, key);

  g_settings_set_value (settings, key, build (list, NULL, NULL, text));
}
