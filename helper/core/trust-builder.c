/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN

#include "trust.h"

#include "domain.h"
#include "trust-index.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (stray_trust_error, stray_trust_error)

struct _StrayTrustBuilder
{
  GString *arena;
  GArray *entries; /* of StrayEntry; name, length and flags are set */
};

StrayTrustBuilder *
stray_trust_builder_new (void)
{
  StrayTrustBuilder *self = g_new (StrayTrustBuilder, 1);

  self->arena = g_string_new (NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (StrayEntry));
  return self;
}

void
stray_trust_builder_free (StrayTrustBuilder *self)
{
  if (self == NULL)
    return;
  g_string_free (self->arena, TRUE);
  g_array_unref (self->entries);
  g_free (self);
}

static gboolean
add (StrayTrustBuilder *self, const char *text, gsize length, gboolean trust_only)
{
  char ascii[STRAY_DOMAIN_MAX + 1];
  StrayEntry entry = { .flags = STRAY_ENTRY_EXPLICIT };
  gsize n;

  if ((length > 2 && memcmp (text, "*.", 2) == 0) || (length > 1 && text[0] == '.'))
    entry.flags = STRAY_ENTRY_WILDCARD;
  if (entry.flags & STRAY_ENTRY_WILDCARD)
    {
      gsize dot = text[0] == '*' ? 2 : 1;

      text += dot;
      length -= dot;
    }
  n = stray_domain_normalise (text, length, ascii);
  if (n == 0 || self->arena->len > G_MAXUINT32 - sizeof ascii)
    return FALSE;
  if (trust_only)
    entry.flags |= entry.flags & STRAY_ENTRY_WILDCARD ? STRAY_ENTRY_WILDCARD_TRUST_ONLY
                                                      : STRAY_ENTRY_EXPLICIT_TRUST_ONLY;
  entry.name = self->arena->len;
  entry.length = n;
  g_string_append_len (self->arena, ascii, n + 1);
  g_array_append_val (self->entries, entry);
  return TRUE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A word of a line, up to a blank or a comment. */
typedef struct
{
  const char *text;
  gsize length;
} Word;

static Word
next_word (const char **p, const char *end)
{
  Word word;

  while (*p < end && is_blank (**p))
    ++*p;
  word.text = *p;
  while (*p < end && **p != '#' && !is_blank (**p))
    ++*p;
  word.length = *p - word.text;
  return word;
}

gboolean
stray_trust_builder_add_line (StrayTrustBuilder *self, const char *line, gssize length, GError **error)
{
  static const char byte_order_mark[] = "\xEF\xBB\xBF", keyword[] = "trust-only";
  const char *p = line, *end = line + (length < 0 ? strlen (line) : (gsize)length);
  gboolean trust_only;
  Word entry, second;

  /* Editors put it before the first line. */
  if (end - p >= 3 && memcmp (p, byte_order_mark, 3) == 0)
    p += 3;
  entry = next_word (&p, end);
  if (entry.length == 0)
    return TRUE;
  second = next_word (&p, end);
  trust_only = second.length == strlen (keyword) && memcmp (second.text, keyword, second.length) == 0;
  if ((second.length > 0 && !trust_only) || next_word (&p, end).length > 0)
    {
      /* Translators: "trust-only" is a word of the list format. */
      g_set_error_literal (error, STRAY_TRUST_ERROR, STRAY_TRUST_ERROR_ENTRY,
                           _ ("Behind a domain only “trust-only” or a comment that begins with # may "
                              "stand. Write each domain on a line of its own."));
      return FALSE;
    }
  if (add (self, entry.text, entry.length, trust_only))
    return TRUE;
  g_set_error_literal (error, STRAY_TRUST_ERROR, STRAY_TRUST_ERROR_ENTRY,
                       _ ("This is not a domain name. Write a domain such as “army.mil”, or “*.mil” for "
                          "everything below an ending."));
  return FALSE;
}

StrayTrust *
stray_trust_builder_end (StrayTrustBuilder *self)
{
  StrayTrust *trust = g_new0 (StrayTrust, 1);
  gsize arena_size = self->arena->len;

  g_atomic_ref_count_init (&trust->ref_count);
  trust->arena = g_realloc (g_string_free (g_steal_pointer (&self->arena), FALSE), arena_size + 1);
  stray_trust_fill (trust, self->entries);
  g_array_unref (self->entries);
  g_free (self);
  return trust;
}
