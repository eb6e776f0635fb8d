/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lists.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "policy/lines.h"
#include "policy/load.h"

struct _StrayLists
{
  StrayTrustBuilder *builder;
  StrayReporter reporter;
  StrayListsEntry entry_func; /* nullable */
  gpointer entry_data;
  const StrayPlace *place; /* whose list is being read, or NULL */
  guint max_reports;
  guint entries;
  guint bad_lines;
  gboolean is_incomplete;
};

StrayLists *
stray_lists_new (StrayReport report, gpointer user_data)
{
  StrayLists *self = g_new0 (StrayLists, 1);

  self->builder = stray_trust_builder_new ();
  self->reporter = (StrayReporter){ report, user_data };
  self->max_reports = STRAY_LIST_MAX_REPORTS;
  return self;
}

void
stray_lists_set_entry_func (StrayLists *self, StrayListsEntry func, gpointer user_data)
{
  self->entry_func = func;
  self->entry_data = user_data;
}

void
stray_lists_set_max_reports (StrayLists *self, guint max)
{
  self->max_reports = max;
}

StrayTrust *
stray_lists_end (StrayLists *self)
{
  StrayTrust *trust = stray_trust_builder_end (self->builder);

  g_free (self);
  return trust;
}

gboolean
stray_lists_is_incomplete (const StrayLists *self)
{
  return self->is_incomplete;
}

/* What is not there is left out, as is what is no list. */
static void
note_failure (StrayLists *self, gint error)
{
  static const GFileError passing[] = { G_FILE_ERROR_MFILE, G_FILE_ERROR_NFILE, G_FILE_ERROR_NOMEM,
                                        G_FILE_ERROR_IO,    G_FILE_ERROR_ACCES, G_FILE_ERROR_PERM };

  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    self->is_incomplete = self->is_incomplete || error == (gint)passing[i];
}

guint
stray_lists_get_bad_lines (const StrayLists *self)
{
  return self->bad_lines;
}

static void
tell_entry (StrayLists *self, const char *list, guint number, const char *text, gsize length)
{
  if (self->entry_func == NULL)
    return;

  g_autofree char *entry = g_strndup (text, length);

  self->entry_func (self->place, list, number, g_strstrip (entry), self->entry_data);
}

/* Returns: (transfer full) (nullable): what is wrong with @line, translated. */
static char *
add_line (StrayLists *self, const StrayLine *line, const char *list, guint number)
{
  const char *comment = memchr (line->text, '#', line->length);
  gsize length = comment != NULL ? (gsize)(comment - line->text) : line->length;
  g_autoptr (GError) error = NULL;
  gsize blank = 0;

  while (blank < length && g_ascii_isspace (line->text[blank]))
    blank++;
  if (blank == length && (comment != NULL || !line->cut))
    return NULL;
  /* A comment may be as long as it likes, and in any encoding. */
  if (line->cut && comment == NULL)
    return g_strdup (_ ("The line is ignored. It is too long for a trust entry."));
  if (stray_trust_builder_add_line (self->builder, line->text, length, &error))
    {
      self->entries++;
      tell_entry (self, list, number, line->text, length);
      return NULL;
    }
  if (!g_utf8_validate_len (line->text, length, NULL))
    return g_strdup (_ ("The line is ignored. It is not text in UTF-8."));
  /* Translators: %s is a sentence that says what is wrong with the line */
  return g_strdup_printf (_ ("The line is ignored. %s"), error->message);
}

/* Reads from @fd to its end or to a limit. Returns %FALSE on a read error. */
static gboolean
read_lines (StrayLists *self, int fd, const char *name, guint64 *bytes, GError **error)
{
  g_autoptr (StrayLines) lines = stray_lines_new (fd, STRAY_LIST_MAX_LINE);
  g_autoptr (GError) failure = NULL;
  guint number = 0;
  guint bad = 0;
  gboolean too_much = FALSE;
  StrayLine line;

  stray_lines_set_max_bytes (lines, STRAY_LIST_MAX_BYTES);
  while (stray_lines_next (lines, &line, &failure))
    {
      number++;
      if (self->entries >= STRAY_LISTS_MAX_ENTRIES)
        {
          too_much = TRUE;
          break;
        }

      g_autofree char *problem = add_line (self, &line, name, number);

      if (problem == NULL)
        continue;
      if (++bad <= self->max_reports)
        stray_reporter_tell (&self->reporter, "%s:%u: %s", name, number, problem);
    }

  if (too_much || stray_lines_is_exceeded (lines))
    {
      /* The line that the limit falls into was not given. */
      stray_reporter_tell (&self->reporter, "%s:%u: %s", name, too_much ? number : number + 1,
                           _ ("The list is too long. It is ignored from about this line on."));
      self->bad_lines++;
    }
  if (bad > self->max_reports)
    stray_reporter_tell (
        &self->reporter,
        g_dngettext (GETTEXT_PACKAGE, "In “%s” %u more line is not a trust entry and is ignored.",
                     "In “%s” %u more lines are not trust entries and are ignored.", bad - self->max_reports),
        name, bad - self->max_reports);
  self->bad_lines += bad;
  *bytes = stray_lines_get_bytes (lines);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
add_from_place (StrayLists *self, const StrayPlace *place, const char *file)
{
  g_autofree char *path = g_build_filename (place->path, file, NULL);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) error = NULL;
  guint64 bytes;
  struct stat st;
  /* Without O_NONBLOCK a FIFO would keep us here until somebody writes to it. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);

  if (fd < 0 || fstat (fd, &st) != 0)
    {
      const int saved = errno;

      note_failure (self, (gint)g_file_error_from_errno (saved));
      stray_reporter_tell (&self->reporter, _ ("“%s” cannot be read and is ignored: %s."), name,
                           g_strerror (saved));
    }
  else if (!S_ISREG (st.st_mode))
    stray_reporter_tell (&self->reporter, _ ("“%s” is not a regular file and is ignored."), name);
  else if (!stray_place_is_secure (place, &st))
    stray_reporter_tell (
        &self->reporter,
        _ ("“%s” could have been written by others and is ignored. Make it belong to root, writable by "
           "its owner alone."),
        name);
  else if (!read_lines (self, fd, name, &bytes, &error))
    stray_reporter_tell (&self->reporter, _ ("“%s” could not be read to its end: %s."), name, error->message);

  if (fd >= 0)
    g_close (fd, NULL);
}

static void
add_place (StrayLists *self, const StrayPlace *place)
{
  g_autofree char *name = g_filename_display_name (place->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = stray_place_list_files (place, &error);

  if (files == NULL)
    {
      note_failure (self, error->code);
      stray_reporter_tell (&self->reporter, _ ("The lists in “%s” cannot be read and are ignored: %s."), name,
                           error->message);
      return;
    }
  self->place = place;
  for (guint i = 0; i < files->len; i++)
    add_from_place (self, place, files->pdata[i]);
  self->place = NULL;
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

          stray_reporter_tell (
              &self->reporter,
              _ ("The lists in “%s” could have been put there by others and are ignored. Make the "
                 "directory and the one above it belong to root, writable by their owner alone."),
              name);
          continue;
        }
      add_place (self, place);
    }
}

static void
set_unreadable (GError **error, const char *name, const char *why)
{
  g_set_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_LIST, _ ("The trust list “%s” cannot be read: %s."),
               name, why);
}

/* As read_lines(), with an error that names the list. */
static gboolean
read_named (StrayLists *self, int fd, const char *name, guint64 *bytes, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (read_lines (self, fd, name, bytes, &failure))
    return TRUE;
  set_unreadable (error, name, failure->message);
  return FALSE;
}

gboolean
stray_lists_add_fd (StrayLists *self, int fd, const char *name, GError **error)
{
  guint64 bytes = 0;

  return read_named (self, fd, name, &bytes, error);
}

gboolean
stray_lists_add_file (StrayLists *self, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  guint64 bytes = 0;
  struct stat st = { 0 };
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  gboolean is_read = FALSE;

  if (fd < 0)
    {
      set_unreadable (error, name, g_strerror (errno));
      return FALSE;
    }

  if (fstat (fd, &st) == 0 && S_ISDIR (st.st_mode))
    set_unreadable (error, name, g_strerror (EISDIR));
  else
    is_read = read_named (self, fd, name, &bytes, error);
  if (is_read && S_ISFIFO (st.st_mode) && bytes == 0)
    {
      g_set_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_LIST,
                   _ ("The trust list “%s” is a pipe nobody has written to."), name);
      is_read = FALSE;
    }
  g_close (fd, NULL);
  return is_read;
}
