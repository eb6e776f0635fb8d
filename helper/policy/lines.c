/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lines.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>

#define CHUNK (64u * 1024)

static const char byte_order_mark[] = "\xef\xbb\xbf";

struct _StrayLines
{
  int fd;
  gsize cap;
  StrayBeforeWait before_wait;
  gpointer user_data;

  char *chunk; /* what was read last: chunk[start] to chunk[end] is not used yet */
  gsize start;
  gsize end;
  guint64 bytes;
  guint64 max_bytes; /* or 0 */
  gboolean at_end;   /* nothing is read any more; what was read may still be used */
  gboolean exceeded;
  gboolean text_only;
  gboolean is_binary;
  gboolean begun;

  GString *line; /* at most cap bytes, and one more for a CR that is to go */
};

StrayLines *
stray_lines_new (int fd, gsize cap)
{
  StrayLines *self = g_new0 (StrayLines, 1);

  self->fd = fd;
  self->cap = cap;
  self->chunk = g_malloc (CHUNK);
  self->line = g_string_sized_new (256);
  return self;
}

void
stray_lines_free (StrayLines *self)
{
  g_free (self->chunk);
  g_string_free (self->line, TRUE);
  g_free (self);
}

void
stray_lines_set_before_wait (StrayLines *self, StrayBeforeWait before_wait, gpointer user_data)
{
  self->before_wait = before_wait;
  self->user_data = user_data;
}

void
stray_lines_set_max_bytes (StrayLines *self, guint64 max)
{
  self->max_bytes = max;
}

void
stray_lines_set_text_only (StrayLines *self)
{
  self->text_only = TRUE;
}

gboolean
stray_lines_is_binary (const StrayLines *self)
{
  return self->is_binary;
}

gboolean
stray_lines_is_exceeded (const StrayLines *self)
{
  return self->exceeded;
}

guint64
stray_lines_get_bytes (const StrayLines *self)
{
  return self->bytes;
}

/* Takes over of the @n bytes that were read into the chunk what counts. */
static void
take_chunk (StrayLines *self, gsize n)
{
  const gsize room = self->max_bytes != 0 ? self->max_bytes - self->bytes : G_MAXSIZE;
  const gsize allowed = MIN (n, room);
  const char *nul = self->text_only ? memchr (self->chunk, '\0', allowed) : NULL;

  self->bytes += n;
  self->is_binary = nul != NULL;
  self->exceeded = allowed < n && !self->is_binary;
  self->at_end = n == 0 || self->exceeded || self->is_binary;
  self->start = 0;
  self->end = self->is_binary ? (gsize)(nul - self->chunk) : allowed;
}

static gboolean
fill (StrayLines *self, GError **error)
{
  if (self->before_wait != NULL)
    self->before_wait (self->user_data);

  for (;;)
    {
      ssize_t n = read (self->fd, self->chunk, CHUNK);

      if (n >= 0)
        {
          take_chunk (self, n);
          return TRUE;
        }
      if (errno == EINTR)
        continue;
      if (errno == EAGAIN || errno == EWOULDBLOCK)
        {
          struct pollfd wait = { .fd = self->fd, .events = POLLIN };

          poll (&wait, 1, -1);
          continue;
        }

      int saved = errno;

      g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (saved), g_strerror (saved));
      return FALSE;
    }
}

/* Takes what fits; the byte beyond the cap is kept too, since a CR there
 * belongs to the line end. Returns whether all of it fitted. */
static gboolean
append (StrayLines *self, const char *text, gsize length)
{
  gsize room = self->cap + 1 - self->line->len;

  g_string_append_len (self->line, text, MIN (length, room));
  return length <= room;
}

static void
finish (StrayLines *self, gboolean whole, StrayLine *line)
{
  GString *text = self->line;

  /* What was cut off may have ended in the CR, so only a whole line loses one. */
  if (whole && text->len > 0 && text->str[text->len - 1] == '\r')
    g_string_truncate (text, text->len - 1);
  if (text->len > self->cap)
    {
      g_string_truncate (text, self->cap);
      whole = FALSE;
    }
  if (!self->begun && g_str_has_prefix (text->str, byte_order_mark))
    g_string_erase (text, 0, strlen (byte_order_mark));
  self->begun = TRUE;

  line->text = text->str;
  line->length = text->len;
  line->cut = !whole;
}

/* A line that lies in the chunk whole, with its LF at @lf, needs no copy: almost all
 * do. The first one may begin with a byte order mark, which finish() takes off. */
static gboolean
take_in_place (StrayLines *self, char *lf, StrayLine *line)
{
  char *text = self->chunk + self->start;
  gsize length = lf - text;

  if (!self->begun || self->line->len > 0)
    return FALSE;
  if (length > 0 && text[length - 1] == '\r')
    length--;
  if (length > self->cap)
    return FALSE;
  text[length] = '\0';
  self->start = lf + 1 - self->chunk;
  *line = (StrayLine){ text, length, FALSE };
  return TRUE;
}

gboolean
stray_lines_next (StrayLines *self, StrayLine *line, GError **error)
{
  gboolean whole = TRUE;
  gboolean any = FALSE;

  g_string_truncate (self->line, 0);
  while (!self->at_end || self->start < self->end)
    {
      if (self->start == self->end)
        {
          if (!fill (self, error))
            return FALSE;
          continue;
        }

      const char *from = self->chunk + self->start;
      gsize left = self->end - self->start;
      char *lf = memchr (from, '\n', left);

      if (lf != NULL && take_in_place (self, lf, line))
        return TRUE;

      gsize length = lf != NULL ? (gsize)(lf - from) : left;

      any = TRUE;
      whole = append (self, from, length) && whole;
      self->start += length + (lf != NULL ? 1 : 0);
      if (lf != NULL)
        {
          finish (self, whole, line);
          return TRUE;
        }
    }

  /* What a line was cut down to could look like a whole one. */
  if (!any || self->exceeded || self->is_binary)
    return FALSE;
  finish (self, whole, line);
  return TRUE;
}
