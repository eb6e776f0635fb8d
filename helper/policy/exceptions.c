/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "exceptions.h"

#define TYPE G_VARIANT_TYPE ("a{sx}")
#define SECONDS_A_DAY (24 * 60 * 60)
#define FOR_GOOD 0

static gboolean
counts (gint64 until, guint days_max, gint64 now)
{
  if (days_max == 0)
    return until == FOR_GOOD || until > now;
  return until > now && until - now <= (gint64)days_max * SECONDS_A_DAY;
}

char **
stray_exceptions_get (const StraySettings *settings, gint64 now)
{
  g_autoptr (GStrvBuilder) domains = g_strv_builder_new ();
  g_autoptr (GVariant) value = NULL;
  const guint days_max = stray_settings_get_uint (settings, STRAY_SETTING_EXCEPTION_DAYS, 0);
  GVariantIter iter;
  const char *domain;
  gint64 until;

  if (stray_settings_get_boolean (settings, STRAY_SETTING_ALLOW_EXCEPTIONS, TRUE))
    value = stray_settings_get_value (settings, STRAY_SETTING_EXCEPTIONS, TYPE);
  if (value == NULL)
    return g_strv_builder_end (domains);

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", &domain, &until))
    if (counts (until, days_max, now))
      g_strv_builder_add (domains, domain);
  return g_strv_builder_end (domains);
}

gboolean
stray_exceptions_add (StraySettings *settings, const char *domain, guint days, gint64 now)
{
  g_autoptr (GVariant) value = stray_settings_get_value (settings, STRAY_SETTING_EXCEPTIONS, TYPE);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  gint64 until;

  if (value == NULL)
    return FALSE;
  g_variant_builder_init (&builder, TYPE);
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", &other, &until))
    if (!g_str_equal (other, domain) && (until == FOR_GOOD || until > now))
      g_variant_builder_add (&builder, "{sx}", other, until);
  g_variant_builder_add (&builder, "{sx}", domain,
                         days == 0 ? (gint64)FOR_GOOD : now + (gint64)days * SECONDS_A_DAY);
  return stray_settings_set_value (settings, STRAY_SETTING_EXCEPTIONS, g_variant_builder_end (&builder));
}
