/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "header.h"

#include <string.h>

#include <glib/gi18n.h>

#include "address-list.h"

/* All recipients of a message, in bytes: ten thousand fit in. */
#define RECIPIENTS_MAX (1024 * 1024)
#define DATE_MAX 256

/* Who gets it, now or as it was sent on. */
static const char *const recipient_fields[] = { "To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc" };

struct _StrayHeader
{
  const StrayLog *log;
  GString *recipients; /* of all fields, with a comma between */
  GString *date;
  GString *current; /* nullable: which of both the field is that a folded line continues */
  gulong number;    /* of the line the first recipients stood in */
  gboolean cut;
};

StrayHeader *
stray_header_new (const StrayLog *log)
{
  StrayHeader *self = g_new0 (StrayHeader, 1);

  self->log = log;
  self->recipients = g_string_new (NULL);
  self->date = g_string_new (NULL);
  return self;
}

void
stray_header_free (StrayHeader *self)
{
  if (self == NULL)
    return;

  g_string_free (self->recipients, TRUE);
  g_string_free (self->date, TRUE);
  g_free (self);
}

/* Returns what stands behind the colon where @line is the field @name, else %NULL. */
static const char *
match_field (const char *line, const char *name)
{
  gsize length = strlen (name);

  if (g_ascii_strncasecmp (line, name, length) != 0)
    return NULL;
  line += length + strspn (line + length, " \t");
  return *line == ':' ? line + 1 : NULL;
}

static const char *
begin_field (StrayHeader *self, const char *line)
{
  const char *body = match_field (line, "Date");

  self->current = NULL;
  if (body != NULL && self->date->len == 0)
    {
      self->current = self->date;
      return body;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (recipient_fields); i++)
    {
      body = match_field (line, recipient_fields[i]);
      if (body == NULL)
        continue;
      self->current = self->recipients;
      if (self->recipients->len > 0)
        g_string_append_c (self->recipients, ',');
      else
        self->number = self->log->number;
      return body;
    }
  return NULL;
}

void
stray_header_add (StrayHeader *self, const StrayLine *line)
{
  const gboolean is_folded = *line->text == ' ' || *line->text == '\t';
  const char *body = is_folded ? line->text : begin_field (self, line->text);
  const gsize limit = self->current == self->date ? DATE_MAX : RECIPIENTS_MAX;

  if (body == NULL || self->current == NULL)
    return;
  if (line->cut || self->current->len + strlen (body) > limit)
    self->cut |= self->current == self->recipients;
  else
    g_string_append (self->current, body);
}

typedef struct
{
  const StrayHeader *header;
  StrayDelivery delivery;
} Taking;

static void
take_cb (const char *text, gsize length, gpointer user_data)
{
  const Taking *taking = user_data;

  stray_log_take (taking->header->log, text, length, &taking->delivery, taking->header->number);
}

void
stray_header_end (StrayHeader *self, StrayDay day)
{
  const StrayDay own = stray_day_parse_mail (self->date->str);
  Taking taking = { self, { .day = own != 0 ? own : day } };

  if (self->cut)
    stray_log_complain (self->log, self->number,
                        _ ("There are too many recipients, or a line is too long; some were left out."));
  stray_address_list_split (self->recipients->str, take_cb, &taking);
  g_string_truncate (self->recipients, 0);
  g_string_truncate (self->date, 0);
  self->current = NULL;
  self->cut = FALSE;
}
