/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "input.h"

#include "file.h"
#include "formats.h"
#include "maildir.h"

struct _StrayInput
{
  const char *name;
  StrayLogRead read; /* of one file; NULL: */
  gboolean (*read_folder) (const char *path, const char *format, const StrayLogSink *sink);
};

static const StrayInput inputs[] = {
  { "postfix", stray_postfix_read, NULL },
  { "exim", stray_exim_read, NULL },
  { "mbox", stray_mbox_read, NULL },
  { "maildir", NULL, stray_maildir_read },
};

const StrayInput *
stray_input_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (g_str_equal (inputs[i].name, name))
      return &inputs[i];
  return NULL;
}

char *
stray_input_list (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", inputs[i].name);
  return g_string_free (names, FALSE);
}

gboolean
stray_input_is_folder (const StrayInput *self)
{
  return self->read == NULL;
}

gboolean
stray_input_read (const StrayInput *self, const char *path, const StrayLogSink *sink)
{
  g_autoptr (GError) error = NULL;

  if (self->read == NULL)
    return self->read_folder (path, self->name, sink);
  if (stray_log_file_read (path, self->read, self->name, sink, &error))
    return TRUE;
  stray_log_sink_fail (sink, error);
  return FALSE;
}
