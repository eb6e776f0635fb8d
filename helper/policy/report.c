/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "report.h"

#include <stdarg.h>
#include <string.h>

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "native-messaging/schema/bound.h"

/* How much of a problem is told, in bytes: a path fits in, and a file of one line does not. */
#define MAX_BYTES 8192

static guint
get_max (const StrayReporter *self)
{
  return self->max != 0 ? self->max : STRAY_REPORTER_MAX;
}

/* @problem: (transfer full) */
static void
tell (const StrayReporter *self, char *problem)
{
  const char *end;

  if (strlen (problem) > MAX_BYTES)
    {
      g_utf8_validate_len (problem, MAX_BYTES, &end);
      problem[end - problem] = '\0';
    }
  self->report (problem, self->user_data);
  g_free (problem);
}

void
stray_reporter_tell (const StrayReporter *self, const char *format, ...)
{
  va_list args;

  if (self->report == NULL)
    return;

  va_start (args, format);
  tell (self, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
stray_reporter_counts_only (const StrayReporter *self, guint n)
{
  return self->report == NULL || n >= get_max (self);
}

void
stray_reporter_tell_some (const StrayReporter *self, guint *n, const char *format, ...)
{
  va_list args;

  if (stray_reporter_counts_only (self, (*n)++))
    return;

  va_start (args, format);
  tell (self, g_strdup_vprintf (format, args));
  va_end (args);
}

guint
stray_reporter_get_untold (const StrayReporter *self, guint n)
{
  return n > get_max (self) ? n - get_max (self) : 0;
}

void
stray_reporter_tell_rest (const StrayReporter *self, const char *key, guint bad, gboolean is_cut)
{
  const guint untold = stray_reporter_get_untold (self, bad);

  if (untold > 0)
    stray_reporter_tell (self,
                         /* Translators: %s is the name of a setting */
                         g_dngettext (GETTEXT_PACKAGE, "%u more entry of the setting “%s” is ignored.",
                                      "%u more entries of the setting “%s” are ignored.", untold),
                         untold, key);
  if (is_cut)
    stray_reporter_tell (self,
                         /* Translators: %s is the name of a setting */
                         _ ("The setting “%s” is too long. Its first %u entries count, up to %u KiB in all."),
                         key, STRAY_SETTING_MAX_ENTRIES, STRAY_SETTING_MAX_BYTES / 1024);
}
