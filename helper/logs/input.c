/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "input.h"

#include <glib/gi18n.h>

#include "file.h"
#include "formats.h"
#include "maildir.h"

struct _StrayInput
{
  const char *name;
  StrayLogRead read; /* of one file; NULL: */
  gboolean (*read_folder) (const char *path, const StrayLogSink *sink, GError **error);
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
stray_input_read (const StrayInput *self, const char *path, const StrayLogSink *sink, GError **error)
{
  const StrayReporter reporter = { sink->report, sink->user_data };
  gboolean recognised = TRUE;

  if (self->read == NULL)
    return self->read_folder (path, sink, error);
  if (!stray_log_file_read (path, self->read, sink, &recognised, error))
    return FALSE;
  if (!recognised)
    {
      g_autofree char *name = g_filename_display_name (path);

      stray_reporter_tell (
          &reporter,
          /* Translators: the first %s is a file, the second one the name of a format, such as postfix */
          _ ("%s: Nothing in it is as in the format “%s”. A compressed file has to go through zcat first."),
          name, self->name);
    }
  return TRUE;
}
