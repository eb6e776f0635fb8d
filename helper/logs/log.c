/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "log.h"

#include <string.h>

#include <glib/gi18n.h>

void
stray_log_sink_fail (const StrayLogSink *self, const GError *error)
{
  const StrayReporter reporter = { .report = self->fail, .user_data = self->user_data };

  stray_reporter_tell (&reporter, "%s", error->message);
}

gboolean
stray_log_next (StrayLog *self, StrayLine *line, GError **error)
{
  if (!stray_lines_next (self->lines, line, error))
    return FALSE;
  self->number++;
  /* What looks for something in it stops at the first one. */
  if (strlen (line->text) < line->length)
    for (gsize i = 0; i < line->length; i++)
      if (line->text[i] == '\0')
        ((char *)line->text)[i] = ' ';
  return TRUE;
}

gboolean
stray_log_each (StrayLog *self, void (*func) (StrayLog *self, const StrayLine *line), GError **error)
{
  g_autoptr (GError) failure = NULL;
  StrayLine line;

  while (stray_log_next (self, &line, &failure))
    func (self, &line);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
stray_log_take (const StrayLog *self, const char *text, gsize length, const StrayDelivery *delivery,
                gulong number)
{
  /* A name in front of an address may be in any encoding. */
  g_autofree char *recipient = g_utf8_make_valid (text, (gssize)length);

  if (!self->sink->func (recipient, delivery, self->sink->user_data))
    stray_log_complain (self, number, _ ("A recipient here cannot be read as an address."));
}

void
stray_log_complain (const StrayLog *self, gulong number, const char *problem)
{
  const StrayReporter reporter = { .report = self->sink->report, .user_data = self->sink->user_data };

  stray_reporter_tell (&reporter, "%s:%lu: %s", self->name, number, problem);
}
