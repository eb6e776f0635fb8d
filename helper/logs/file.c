/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>

static char *
display_name (const char *path)
{
  return g_str_equal (path, "-") ? g_strdup (_ ("Standard input")) : g_filename_display_name (path);
}

gboolean
stray_log_set_error (GError **error, const char *path, int saved_errno)
{
  g_autofree char *name = display_name (path);

  g_set_error (error, G_FILE_ERROR, (gint)g_file_error_from_errno (saved_errno), _ ("%s cannot be read: %s."),
               name, g_strerror (saved_errno));
  return FALSE;
}

static StrayDay
get_changed (const struct stat *st)
{
  const gint64 changed = S_ISREG (st->st_mode) ? st->st_mtime : g_get_real_time () / G_USEC_PER_SEC;

  return stray_day_from_unix (changed);
}

static gboolean
read_descriptor (int fd, const char *path, StrayLogRead read_all, const char *format,
                 const StrayLogSink *sink, GError **error)
{
  g_autofree char *name = display_name (path);
  g_autoptr (StrayLines) lines = stray_lines_new (fd, STRAY_LOG_LINE_MAX);
  g_autoptr (GError) failure = NULL;
  StrayLog log = { .sink = sink, .name = name, .lines = lines };
  struct stat st;

  if (fstat (fd, &st) != 0)
    return stray_log_set_error (error, path, errno);
  if (S_ISDIR (st.st_mode))
    return stray_log_set_error (error, path, EISDIR);
  log.changed = get_changed (&st);
  if (!read_all (&log, &failure))
    {
      g_set_error (error, failure->domain, failure->code, _ ("%s cannot be read: %s."), name,
                   failure->message);
      return FALSE;
    }
  if (log.recognised || log.number == 0)
    return TRUE;
  g_set_error (
      error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
      /* Translators: the first %s is a file, the second one the name of a format, such as postfix */
      _ ("%s: Nothing in it is as in the format “%s”. A compressed file has to go through zcat first."), name,
      format);
  return FALSE;
}

gboolean
stray_log_file_read (const char *path, StrayLogRead read_all, const char *format, const StrayLogSink *sink,
                     GError **error)
{
  int fd;
  gboolean done;

  if (g_str_equal (path, "-"))
    return read_descriptor (STDIN_FILENO, path, read_all, format, sink, error);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return stray_log_set_error (error, path, errno);
  done = read_descriptor (fd, path, read_all, format, sink, error);
  close (fd);
  return done;
}
