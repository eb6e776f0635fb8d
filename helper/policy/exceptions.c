/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "exceptions.h"

#include "core/exception.h"

#define TYPE G_VARIANT_TYPE ("a{sx}")

char **
stray_exceptions_get (const StraySettings *settings, gint64 now, gboolean *is_cut)
{
  g_autoptr (GStrvBuilder) domains = g_strv_builder_new ();
  g_autoptr (GVariant) value = NULL;
  const guint days_max = stray_settings_get_uint (settings, STRAY_SETTING_EXCEPTION_DAYS, 0);
  GVariantIter iter;
  const char *domain;
  gint64 until;

  if (is_cut != NULL)
    *is_cut = FALSE;
  if (stray_settings_get_boolean (settings, STRAY_SETTING_ALLOW_EXCEPTIONS, TRUE))
    value = stray_settings_get_value (settings, STRAY_SETTING_EXCEPTIONS, TYPE, is_cut);
  if (value == NULL)
    return g_strv_builder_end (domains);

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", &domain, &until))
    if (stray_exception_term (until, days_max, now) == STRAY_EXCEPTION_HOLDS)
      g_strv_builder_add (domains, domain);
  return g_strv_builder_end (domains);
}

gint64
stray_exceptions_get_change (const StraySettings *settings, gint64 now)
{
  g_autoptr (GVariant) value = stray_settings_get_value (settings, STRAY_SETTING_EXCEPTIONS, TYPE, NULL);
  const guint days_max = stray_settings_get_uint (settings, STRAY_SETTING_EXCEPTION_DAYS, 0);
  gint64 change = G_MAXINT64;
  GVariantIter iter;
  gint64 until;

  if (value == NULL)
    return change;
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", NULL, &until))
    change = MIN (change, stray_exception_change (until, days_max, now));
  return change;
}

gboolean
stray_exceptions_add (StraySettings *settings, const char *domain, guint days, gint64 now)
{
  g_autoptr (GVariant) value = stray_settings_get_value (settings, STRAY_SETTING_EXCEPTIONS, TYPE, NULL);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  gint64 until;

  if (value == NULL)
    return FALSE;
  g_variant_builder_init (&builder, TYPE);
  g_variant_builder_add (&builder, "{sx}", domain, stray_exception_expiry (days, now));
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&sx}", &other, &until))
    if (!g_str_equal (other, domain) && stray_exception_term (until, 0, now) != STRAY_EXCEPTION_OVER)
      g_variant_builder_add (&builder, "{sx}", other, until);
  return stray_settings_set_value (settings, STRAY_SETTING_EXCEPTIONS, g_variant_builder_end (&builder));
}
