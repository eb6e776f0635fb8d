/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "handling.h"

#define DELAY_DEFAULT 1000

static const struct
{
  StraySeverity severity;
  const char *key;
  StrayAction fallback;
} actions[] = {
  { STRAY_SEVERITY_HIGH, STRAY_SETTING_WHEN_HIGH, STRAY_ACTION_ASK },
  { STRAY_SEVERITY_MEDIUM, STRAY_SETTING_WHEN_MEDIUM, STRAY_ACTION_ASK },
  { STRAY_SEVERITY_LOW, STRAY_SETTING_WHEN_LOW, STRAY_ACTION_TELL },
};

/* What could not be saved is not offered. */
static gint
get_exception_days (const StraySettings *settings)
{
  if (!stray_settings_get_boolean (settings, STRAY_SETTING_ALLOW_EXCEPTIONS, TRUE)
      || !stray_settings_is_writable (settings, STRAY_SETTING_EXCEPTIONS))
    return -1;
  return (gint)MIN (stray_settings_get_uint (settings, STRAY_SETTING_EXCEPTION_DAYS, 0), (guint)G_MAXINT);
}

StrayHandling *
stray_handling_new (const StraySettings *settings)
{
  StrayHandling *self = g_new0 (StrayHandling, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    self->actions[actions[i].severity]
        = (StrayAction)stray_settings_get_enum (settings, actions[i].key, (gint)actions[i].fallback);
  self->exception_days = get_exception_days (settings);
  self->typing = stray_settings_get_boolean (settings, STRAY_SETTING_CONFIRM_BY_TYPING, FALSE);
  self->delay = stray_settings_get_uint (settings, STRAY_SETTING_ANSWER_DELAY, DELAY_DEFAULT);
  self->text = stray_settings_get_string (settings, STRAY_SETTING_ORGANISATION_TEXT, NULL);
  self->contact = stray_settings_get_string (settings, STRAY_SETTING_ORGANISATION_CONTACT, NULL);
  self->audit
      = (StrayAuditLevel)stray_settings_get_enum (settings, STRAY_SETTING_AUDIT_LEVEL, STRAY_AUDIT_COUNTS);
  return self;
}

gboolean
stray_handling_blocks (const StrayHandling *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->actions); i++)
    if (self->actions[i] == STRAY_ACTION_BLOCK)
      return TRUE;
  return FALSE;
}

void
stray_handling_free (StrayHandling *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->contact);
  g_free (self);
}
