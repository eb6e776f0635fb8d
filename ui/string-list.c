/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "string-list.h"

/* What is in the list, but for @without where that is given. */
static GStrvBuilder *
read_list (GSettings *settings, const char *key, const char *without)
{
  g_auto (GStrv) list = g_settings_get_strv (settings, key);
  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; list[i] != NULL; i++)
    if (without == NULL || !g_str_equal (list[i], without))
      g_strv_builder_add (builder, list[i]);
  return builder;
}

static void
write_list (GSettings *settings, const char *key, GStrvBuilder *builder)
{
  g_auto (GStrv) list = g_strv_builder_end (builder);

  g_settings_set_strv (settings, key, (const char *const *)list);
}

void
stray_string_list_add (GSettings *settings, const char *key, const char *text)
{
  g_autoptr (GStrvBuilder) builder = read_list (settings, key, NULL);

  g_strv_builder_add (builder, text);
  write_list (settings, key, builder);
}

void
stray_string_list_remove (GSettings *settings, const char *key, const char *text)
{
  g_autoptr (GStrvBuilder) builder = read_list (settings, key, text);

  write_list (settings, key, builder);
}
