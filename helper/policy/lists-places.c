/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lists.h"

#include "lists-read.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* What is not there is left out, as is what is no list. */
static void
note_failure (StrayLists *self, gint error)
{
  static const GFileError passing[] = { G_FILE_ERROR_MFILE, G_FILE_ERROR_NFILE, G_FILE_ERROR_NOMEM,
                                        G_FILE_ERROR_IO,    G_FILE_ERROR_ACCES, G_FILE_ERROR_PERM };

  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    self->is_incomplete = self->is_incomplete || error == (gint)passing[i];
}

static void
add_from_place (StrayLists *self, const StrayPlace *place, const char *file)
{
  g_autofree char *path = g_build_filename (place->path, file, NULL);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) error = NULL;
  guint64 bytes;
  struct stat st;
  int fd;

  if (stray_lists_refuse_if_full (self, name))
    return;
  /* Without O_NONBLOCK a FIFO would keep us here until somebody writes to it. */
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0 || fstat (fd, &st) != 0)
    {
      const int saved = errno;

      note_failure (self, (gint)g_file_error_from_errno (saved));
      STRAY_LISTS_REFUSE (self, _ ("“%s” cannot be read and is ignored: %s."), name, g_strerror (saved));
    }
  else if (!S_ISREG (st.st_mode))
    STRAY_LISTS_REFUSE (self, _ ("“%s” is not a regular file and is ignored."), name);
  else if (!stray_place_is_secure (place, &st))
    STRAY_LISTS_REFUSE (
        self,
        _ ("“%s” could have been written by others and is ignored. Make it belong to root, writable by "
           "its owner alone."),
        name);
  else if (!stray_lists_read (self, fd, name, &bytes, &error))
    STRAY_LISTS_REFUSE (self, _ ("“%s” could not be read to its end: %s."), name, error->message);

  if (fd >= 0)
    g_close (fd, NULL);
}

static void
add_place (StrayLists *self, const StrayPlace *place)
{
  g_autofree char *name = g_filename_display_name (place->path);
  g_autoptr (GError) error = NULL;
  gboolean is_cut;
  g_autoptr (GPtrArray) files = stray_place_list_files (place, &self->room, &is_cut, &error);

  if (files == NULL)
    {
      note_failure (self, error->code);
      STRAY_LISTS_REFUSE (self, _ ("The lists in “%s” cannot be read and are ignored: %s."), name,
                          error->message);
      return;
    }
  self->place = place;
  for (guint i = 0; i < files->len; i++)
    add_from_place (self, place, files->pdata[i]);
  self->place = NULL;
  if (is_cut)
    STRAY_LISTS_REFUSE (self, _ ("“%s” holds more files than are looked at, so lists in it are ignored."),
                        name);
}

/* Whoever can write to the directory above puts another one in its place. */
static gboolean
is_parent_secure (const StrayPlace *place)
{
  g_autofree char *parent = g_path_get_dirname (place->path);
  struct stat st;

  return stat (parent, &st) == 0 && stray_place_is_secure (place, &st);
}

void
stray_lists_add_places (StrayLists *self, GPtrArray *places)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (struct stat));

  for (guint i = 0; i < places->len; i++)
    {
      const StrayPlace *place = places->pdata[i];
      gboolean again = FALSE;
      struct stat st;

      /* One that cannot even be looked at is for add_place() to report. */
      if (stat (place->path, &st) != 0)
        {
          if (errno != ENOENT && errno != ENOTDIR)
            add_place (self, place);
          continue;
        }
      for (guint j = 0; j < seen->len; j++)
        {
          const struct stat *other = &g_array_index (seen, struct stat, j);

          again = again || (other->st_dev == st.st_dev && other->st_ino == st.st_ino);
        }
      if (again)
        continue;
      g_array_append_val (seen, st);

      if (!stray_place_is_secure (place, &st) || !is_parent_secure (place))
        {
          g_autofree char *name = g_filename_display_name (place->path);

          STRAY_LISTS_REFUSE (
              self,
              _ ("The lists in “%s” could have been put there by others and are ignored. Make the "
                 "directory and the one above it belong to root, writable by their owner alone."),
              name);
          continue;
        }
      add_place (self, place);
    }
}
