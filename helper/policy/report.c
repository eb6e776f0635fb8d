/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "report.h"

#include <stdarg.h>

void
stray_reporter_tell (const StrayReporter *self, const char *format, ...)
{
  va_list args;

  if (self->report == NULL)
    return;

  va_start (args, format);

  g_autofree char *problem = g_strdup_vprintf (format, args);

  va_end (args);
  self->report (problem, self->user_data);
}
