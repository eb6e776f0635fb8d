/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "maildir.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "file.h"
#include "formats.h"

/* A Maildir (https://cr.yp.to/proto/maildir.html): messages lie in `new` and `cur`, one a
 * file, what is being delivered in `tmp`. Folders in it begin with a dot, or lie one in
 * the other, as Dovecot may have it. */

/* Deeper than any tree of folders people make. */
#define DEPTH_MAX 32

static const char *const with_messages[] = { "new", "cur" };
static const char *const no_folders[] = { "new", "cur", "tmp", NULL };

/* Not through a link, which could lead round in a circle. */
static gboolean
is_kind (const char *path, mode_t kind)
{
  GStatBuf st;

  return g_lstat (path, &st) == 0 && (st.st_mode & S_IFMT) == kind;
}

static void
complain (const StrayLogSink *sink, const GError *error)
{
  const StrayReporter reporter = { sink->report, sink->user_data };

  stray_reporter_tell (&reporter, "%s", error->message);
}

/* A message that is moved or deleted meanwhile is none any more. */
static void
read_messages (const char *folder, const StrayLogSink *sink)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;

      if (*name != '.' && is_kind (path, S_IFREG)
          && !stray_log_file_read (path, stray_message_read, sink, NULL, &error)
          && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        complain (sink, error);
    }
}

static gboolean
read_tree (const char *path, guint depth, const StrayLogSink *sink, gboolean *is_maildir, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &failure);
  const char *name;

  if (dir == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (with_messages); i++)
    {
      g_autofree char *folder = g_build_filename (path, with_messages[i], NULL);

      *is_maildir |= is_kind (folder, S_IFDIR);
      read_messages (folder, sink);
    }
  while (depth < DEPTH_MAX && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (path, name, NULL);
      g_autoptr (GError) problem = NULL;

      if (is_kind (folder, S_IFDIR) && !g_strv_contains (no_folders, name)
          && !read_tree (folder, depth + 1, sink, is_maildir, &problem))
        complain (sink, problem);
    }
  return TRUE;
}

gboolean
stray_maildir_read (const char *path, const StrayLogSink *sink, GError **error)
{
  gboolean is_maildir = FALSE;
  g_autofree char *name = g_filename_display_name (path);

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return stray_log_set_error (error, path, g_file_test (path, G_FILE_TEST_EXISTS) ? ENOTDIR : ENOENT);
  if (!read_tree (path, 0, sink, &is_maildir, error))
    return FALSE;
  if (is_maildir)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR,
               _ ("%s is not a Maildir: neither it nor a folder in it has a folder “cur” or “new”."), name);
  return FALSE;
}
