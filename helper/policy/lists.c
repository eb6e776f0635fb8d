/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lists.h"

#include "lists-read.h"

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

StrayLists *
stray_lists_new (StrayReport report, gpointer user_data)
{
  StrayLists *self = g_new0 (StrayLists, 1);

  self->builder = stray_trust_builder_new ();
  self->reporter = (StrayReporter){ .report = report, .user_data = user_data };
  self->room = STRAY_PLACES_MAX_FILES;
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
  self->reporter.max = max;
}

/* Tells how many more there were of what was not told one by one. */
static void
tell_rest (const StrayLists *self)
{
  const guint partial = stray_reporter_get_untold (&self->reporter, self->told_partial);
  const guint refused = stray_reporter_get_untold (&self->reporter, self->told_refused);

  if (partial > 0)
    stray_reporter_tell (
        &self->reporter,
        g_dngettext (GETTEXT_PACKAGE, "%u more list has lines that are not trust entries. They are ignored.",
                     "%u more lists have lines that are not trust entries. They are ignored.", partial),
        partial);
  if (refused > 0)
    stray_reporter_tell (
        &self->reporter,
        g_dngettext (GETTEXT_PACKAGE, "%u more list is ignored, all of it or from some line on.",
                     "%u more lists are ignored, all of them or from some line on.", refused),
        refused);
}

StrayTrust *
stray_lists_end (StrayLists *self)
{
  StrayTrust *trust = stray_trust_builder_end (self->builder);

  tell_rest (self);
  g_free (self);
  return trust;
}

gboolean
stray_lists_is_incomplete (const StrayLists *self)
{
  return self->is_incomplete;
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

/* How many bytes of @line stand before a comment, which may be as long as it likes, and in any
 * encoding. @is_cut: (out): whether there are more, of which nothing is known. */
static gsize
measure (const StrayLine *line, gboolean *is_cut)
{
  const char *comment = memchr (line->text, '#', line->length);

  *is_cut = line->cut && comment == NULL;
  return comment != NULL ? (gsize)(comment - line->text) : line->length;
}

/* Returns: whether nothing is wrong with @line. */
static gboolean
add_line (StrayLists *self, const StrayLine *line, const char *list, guint number)
{
  gboolean is_cut;
  gsize length = measure (line, &is_cut);
  gsize blank = 0;

  while (blank < length && g_ascii_isspace (line->text[blank]))
    blank++;
  if (is_cut || blank == length)
    return !is_cut;
  if (!stray_trust_builder_add_line (self->builder, line->text, length, NULL))
    return FALSE;
  tell_entry (self, list, number, line->text, length);
  return TRUE;
}

/* What is wrong with @line, which is no entry: (transfer full), translated. */
static char *
describe_bad (StrayLists *self, const StrayLine *line)
{
  gboolean is_cut;
  gsize length = measure (line, &is_cut);
  g_autoptr (GError) error = NULL;

  if (is_cut || stray_trust_builder_add_line (self->builder, line->text, length, &error))
    return g_strdup (_ ("The line is ignored. It is too long for a trust entry."));
  if (!g_utf8_validate_len (line->text, length, NULL))
    return g_strdup (_ ("The line is ignored. It is not text in UTF-8."));
  /* Translators: %s is a sentence that says what is wrong with the line */
  return g_strdup_printf (_ ("The line is ignored. %s"), error->message);
}

/* Returns: whether it was told, and not only counted, that @line is no entry. */
static gboolean
tell_bad (StrayLists *self, const StrayLine *line, const char *list, guint number)
{
  g_autofree char *problem = NULL;

  if (stray_reporter_counts_only (&self->reporter, self->told_lines))
    {
      self->told_lines++;
      return FALSE;
    }
  problem = describe_bad (self, line);
  stray_reporter_tell_some (&self->reporter, &self->told_lines, "%s:%u: %s", list, number, problem);
  return TRUE;
}

/* Adds what @lines still has, up to what may be read of all lists. Returns: the number of the
 * line behind it. */
static guint
add_lines (StrayLists *self, StrayLines *lines, const char *name, GError **error)
{
  guint number = 1;
  guint bad = 0, told = 0;
  StrayLine line;

  for (; self->lines < STRAY_LISTS_MAX_LINES && stray_lines_next (lines, &line, error); number++)
    {
      self->lines++;
      if (add_line (self, &line, name, number))
        continue;
      bad++;
      told += tell_bad (self, &line, name, number);
    }

  if (bad > told && told > 0)
    stray_reporter_tell_some (
        &self->reporter, &self->told_partial,
        g_dngettext (GETTEXT_PACKAGE, "In “%s” %u more line is not a trust entry and is ignored.",
                     "In “%s” %u more lines are not trust entries and are ignored.", bad - told),
        name, bad - told);
  else if (bad > told)
    stray_reporter_tell_some (&self->reporter, &self->told_partial,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "In “%s” %u line is not a trust entry and is ignored.",
                                           "In “%s” %u lines are not trust entries and are ignored.", bad),
                              name, bad);
  self->bad_lines += bad;
  return number;
}

gboolean
stray_lists_read (StrayLists *self, int fd, const char *name, guint64 *bytes, GError **error)
{
  g_autoptr (StrayLines) lines = stray_lines_new (fd, STRAY_LIST_MAX_LINE);
  g_autoptr (GError) failure = NULL;
  const char *why = NULL;
  StrayLine line;

  stray_lines_set_max_bytes (lines, STRAY_LISTS_MAX_BYTES - self->bytes);
  stray_lines_set_text_only (lines);

  guint number = add_lines (self, lines, name, &failure);
  const gboolean is_more = failure == NULL && stray_lines_next (lines, &line, &failure);

  if (is_more || stray_lines_is_exceeded (lines))
    why = _ ("The trust lists are too long in all. This one is ignored from this line on.");
  else if (stray_lines_is_binary (lines))
    why = _ ("This is no text file. It is ignored from this line on.");
  if (why != NULL)
    {
      STRAY_LISTS_REFUSE (self, "%s:%u: %s", name, number, why);
      self->bad_lines++;
    }
  *bytes = stray_lines_get_bytes (lines);
  self->bytes = MIN (self->bytes + *bytes, STRAY_LISTS_MAX_BYTES);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
stray_lists_refuse_if_full (StrayLists *self, const char *name)
{
  if (self->lines < STRAY_LISTS_MAX_LINES && self->bytes < STRAY_LISTS_MAX_BYTES)
    return FALSE;
  STRAY_LISTS_REFUSE (self, _ ("“%s” is ignored: the trust lists are too long in all."), name);
  self->bad_lines++;
  return TRUE;
}

static void
set_unreadable (GError **error, const char *name, const char *why)
{
  g_set_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_LIST, _ ("The trust list “%s” cannot be read: %s."),
               name, why);
}

/* As stray_lists_read(), with an error that names the list. */
static gboolean
read_named (StrayLists *self, int fd, const char *name, guint64 *bytes, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (stray_lists_read (self, fd, name, bytes, &failure))
    return TRUE;
  set_unreadable (error, name, failure->message);
  return FALSE;
}

gboolean
stray_lists_add_fd (StrayLists *self, int fd, const char *name, GError **error)
{
  guint64 bytes = 0;

  return stray_lists_refuse_if_full (self, name) || read_named (self, fd, name, &bytes, error);
}

gboolean
stray_lists_add_file (StrayLists *self, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  guint64 bytes = 0;
  struct stat st = { 0 };
  gboolean is_read = FALSE;
  int fd;

  if (stray_lists_refuse_if_full (self, name))
    return TRUE;
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
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
