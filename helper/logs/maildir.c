/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "maildir.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "file.h"
#include "formats.h"

/* A Maildir (https://cr.yp.to/proto/maildir.html): messages lie in `new` and `cur`, one a
 * file, what is being delivered in `tmp`. Folders in it begin with a dot, or lie one in
 * the other, as Dovecot may have it. */

/* Deeper than any tree of folders people make. */
#define DEPTH_MAX 32

static const char *const with_messages[] = { "new", "cur", NULL };

typedef struct
{
  const char *format;
  const StrayLogSink *sink;
  gboolean is_maildir;
  gboolean is_whole;
} Reader;

typedef void (*EntryFunc) (Reader *self, const char *path, const char *name, guint depth);

static void
fail (Reader *self, const GError *error)
{
  self->is_whole = FALSE;
  stray_log_sink_fail (self->sink, error);
}

/* What is moved or deleted meanwhile is none of it any more. */
static void
fail_with_errno (Reader *self, const char *path, int saved_errno)
{
  g_autoptr (GError) error = NULL;

  if (saved_errno == ENOENT)
    return;
  stray_log_set_error (&error, path, saved_errno);
  fail (self, error);
}

/* Not through a link, which could lead round in a circle. */
static gboolean
is_kind (Reader *self, const char *path, mode_t kind)
{
  GStatBuf st;

  if (g_lstat (path, &st) == 0)
    return (st.st_mode & S_IFMT) == kind;
  fail_with_errno (self, path, errno);
  return FALSE;
}

/* As g_dir_open(), whose error is not in the words of the system's own. */
static GDir *
open_folder (Reader *self, const char *folder)
{
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  GDir *dir = fd >= 0 ? g_dir_open (folder, 0, NULL) : NULL;

  if (dir == NULL)
    fail_with_errno (self, folder, errno);
  if (fd >= 0)
    close (fd);
  return dir;
}

/* Calls @func for all that lies in @folder. Returns whether it is one. */
static gboolean
each_entry (Reader *self, const char *folder, guint depth, EntryFunc func)
{
  g_autoptr (GDir) dir = open_folder (self, folder);
  const char *name;

  if (dir == NULL)
    return FALSE;
  for (errno = 0; (name = g_dir_read_name (dir)) != NULL; errno = 0)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      func (self, path, name, depth);
    }
  /* A folder that cannot be read any further is not one that ends. */
  if (errno != 0)
    fail_with_errno (self, folder, errno);
  return TRUE;
}

static void
read_message (Reader *self, const char *path, const char *name, guint depth)
{
  g_autoptr (GError) error = NULL;

  if (*name != '.' && is_kind (self, path, S_IFREG)
      && !stray_log_file_read (path, stray_message_read, self->format, self->sink, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    fail (self, error);
}

static void
read_entry (Reader *self, const char *path, const char *name, guint depth)
{
  if (g_strv_contains (with_messages, name))
    self->is_maildir |= each_entry (self, path, depth, read_message);
  else if (!g_str_equal (name, "tmp") && depth < DEPTH_MAX && is_kind (self, path, S_IFDIR))
    each_entry (self, path, depth + 1, read_entry);
}

gboolean
stray_maildir_read (const char *path, const char *format, const StrayLogSink *sink)
{
  Reader self = { format, sink, FALSE, TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_name (path);
  GStatBuf st;

  if (g_stat (path, &st) != 0)
    stray_log_set_error (&error, path, errno);
  else if (!S_ISDIR (st.st_mode))
    stray_log_set_error (&error, path, ENOTDIR);
  else
    each_entry (&self, path, 0, read_entry);
  if (error == NULL && self.is_whole && !self.is_maildir)
    g_set_error (&error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR,
                 _ ("%s is not a Maildir: neither it nor a folder in it has a folder “cur” or “new”."), name);
  if (error != NULL)
    fail (&self, error);
  return self.is_whole;
}
