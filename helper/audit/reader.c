/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "reader.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>

#include "event.h"
#include "native-messaging/json.h"

/* An entry of Straymail's in JSON is shorter by far. */
#define ENTRY_MAX (64 * 1024)
#define WORD_MAX 40
/* The longest name of a field; systemd.journal-fields(7). */
#define NAME_MAX_LENGTH 64
/* What journalctl begins each entry with, though nothing says that it has to be there. */
#define ENTRY_START "__CURSOR="

enum
{
  ID,
  KIND,
  COUNTRY,
  DECISION,
  FLAGGED,
  N_FIELDS,
};

static const char *const names[N_FIELDS] = {
  [ID] = "MESSAGE_ID",
  [KIND] = STRAY_EVENT_KIND,
  [COUNTRY] = STRAY_EVENT_COUNTRY,
  [DECISION] = STRAY_EVENT_DECISION,
  [FLAGGED] = STRAY_EVENT_FLAGGED,
};

typedef struct
{
  FILE *file;
  const char *name;
  gulong line_number;
  GString *line;
  gboolean cut;

  /* The entry that is being read, and the line it began in. */
  char *fields[N_FIELDS];
  gboolean begun;
  gulong first_line;
  /* Whether all is passed over until the next entry begins. */
  gboolean lost;
  /* Whether there was anything of an entry, and anything else. */
  gboolean recognised;
  gboolean has_other;

  StrayEventFunc func;
  StrayReport report;
  gpointer user_data;
} Reader;

static void
clear_entry (Reader *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&self->fields[i], g_free);
  self->begun = FALSE;
}

/* Fills the line, without its line end. Returns whether there was one. */
static gboolean
read_line (Reader *self)
{
  int c = getc_unlocked (self->file);

  g_string_truncate (self->line, 0);
  self->cut = FALSE;
  if (c == EOF)
    return FALSE;
  self->line_number++;
  for (; c != EOF && c != '\n'; c = getc_unlocked (self->file))
    {
      if (self->line->len < ENTRY_MAX)
        g_string_append_c (self->line, (char)c);
      else
        self->cut = TRUE;
    }
  return TRUE;
}

/* Anybody may write to a journal, and into a file that was gathered. */
static gboolean
is_word (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= WORD_MAX && strspn (text, G_CSET_a_2_z G_CSET_DIGITS "_-") == length;
}

static gboolean
is_country (const char *text)
{
  return strlen (text) == 2 && strspn (text, G_CSET_A_2_Z) == 2;
}

static void
complain (Reader *self, gulong line_number, const char *problem)
{
  const StrayReporter reporter = { .report = self->report, .user_data = self->user_data };

  stray_reporter_tell (&reporter, "%s:%lu: %s", self->name, line_number, problem);
}

static void
end_entry (Reader *self)
{
  StrayEvent event = {
    .kind = self->fields[KIND],
    .country = self->fields[COUNTRY] != NULL ? self->fields[COUNTRY] : "",
    .decision = self->fields[DECISION],
  };

  if (g_strcmp0 (self->fields[ID], STRAY_EVENT_ID) == 0)
    {
      if (is_word (event.kind) && is_word (event.decision)
          && (*event.country == '\0' || is_country (event.country)) && self->fields[FLAGGED] != NULL
          && g_ascii_string_to_unsigned (self->fields[FLAGGED], 10, 1, G_MAXUINT, &event.flagged, NULL))
        self->func (&event, self->user_data);
      else
        complain (self, self->first_line, _ ("This entry is not as Straymail writes it; it was left out."));
    }
  clear_entry (self);
}

static void
take_field (Reader *self, const char *name, gsize length, const char *value)
{
  if (!self->begun)
    self->first_line = self->line_number;
  self->begun = self->recognised = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->fields[i] == NULL && strlen (names[i]) == length && memcmp (names[i], name, length) == 0)
      self->fields[i] = g_strdup (value);
}

/* What cannot stand in an entry, or a half of one: it is over with the entry. */
static void
lose_entry (Reader *self)
{
  self->has_other = TRUE;
  complain (self, self->line_number,
            _ ("This is not what “journalctl --output=export” or “--output=json” writes; it was left out, "
               "up to the next entry."));
  clear_entry (self);
  self->lost = TRUE;
}

/* One object is one entry. Most of what other programs write is passed over unread. */
static void
take_json (Reader *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) object = NULL;

  /* Such as the line end of Windows. */
  g_string_truncate (self->line, strlen (g_strchomp (self->line->str)));
  if (!self->cut && self->line->str[self->line->len - 1] != '}')
    lose_entry (self);
  self->recognised |= !self->lost;
  if (self->lost || self->cut || strstr (self->line->str, STRAY_EVENT_ID) == NULL)
    return;
  bytes = g_bytes_new_static (self->line->str, self->line->len);
  object = stray_json_parse (bytes, NULL);
  self->first_line = self->line_number;
  self->begun = TRUE;
  if (object == NULL)
    /* It is said to be ours, with nothing in it that can be read. */
    self->fields[ID] = g_strdup (STRAY_EVENT_ID);
  else
    for (guint i = 0; i < N_FIELDS; i++)
      self->fields[i] = g_strdup (stray_json_get_string (object, names[i], NULL));
  end_entry (self);
}

/* The value of a field behind its name: 64 bits of length, little endian, the value, and
 * a line end. Nothing that is read here is ever written so. */
static gboolean
skip_binary (Reader *self)
{
  guint64 length = 0;

  for (guint i = 0; i < 8; i++)
    {
      int c = getc_unlocked (self->file);

      if (c == EOF)
        return FALSE;
      length |= (guint64)c << (8 * i);
    }
  for (; length > 0; length--)
    if (getc_unlocked (self->file) == EOF)
      return FALSE;
  return getc_unlocked (self->file) == '\n';
}

static gboolean
is_field_name (const char *text, gsize length)
{
  return length > 0 && length <= NAME_MAX_LENGTH && strspn (text, G_CSET_A_2_Z G_CSET_DIGITS "_") == length;
}

/* A line is a field, an empty one ends the entry; https://systemd.io/JOURNAL_EXPORT_FORMATS/ */
static gboolean
take_export (Reader *self)
{
  const char *equals = memchr (self->line->str, '=', self->line->len);

  if (self->line->len == 0)
    {
      end_entry (self);
      self->lost = FALSE;
    }
  else if (self->lost && !g_str_has_prefix (self->line->str, ENTRY_START))
    return TRUE;
  else if (equals != NULL && is_field_name (self->line->str, equals - self->line->str))
    {
      self->lost = FALSE;
      take_field (self, self->line->str, equals - self->line->str, self->cut ? "" : equals + 1);
    }
  else if (is_field_name (self->line->str, self->line->len))
    return skip_binary (self);
  else
    lose_entry (self);
  return TRUE;
}

/* Returns whether what follows can be read, too. */
static gboolean
take_line (Reader *self)
{
  /* No field begins like that, so it is an entry of its own, whatever comes before. */
  if (self->line->str[0] != '{')
    return take_export (self);
  end_entry (self);
  self->lost = FALSE;
  take_json (self);
  return TRUE;
}

gboolean
stray_events_read (FILE *file, const char *name, StrayEventFunc func, StrayReport report, gpointer user_data,
                   gboolean *recognised, GError **error)
{
  Reader self = { .file = file,
                  .name = name,
                  .line = g_string_new (NULL),
                  .func = func,
                  .report = report,
                  .user_data = user_data };
  gboolean whole = TRUE;
  int failure;

  errno = 0;
  while (whole && read_line (&self))
    whole = take_line (&self);
  failure = ferror (file) ? errno : 0;
  /* The last entry may lack the empty line behind it. */
  if (whole)
    end_entry (&self);
  else if (failure == 0)
    complain (&self, self.line_number,
              _ ("This is not what “journalctl --output=export” or “--output=json” writes; the rest was "
                 "left out."));
  clear_entry (&self);
  g_string_free (self.line, TRUE);
  *recognised = self.recognised || (whole && !self.has_other);
  if (failure == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (gint)g_file_error_from_errno (failure), _ ("%s cannot be read: %s."),
               name, g_strerror (failure));
  return FALSE;
}
