/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "address.h"

#include <string.h>

/* Both skip functions take @p at an opening mark and return what follows the
 * closing one, or NULL where there is none before @end. */

static const char *
skip_quoted (const char *p, const char *end)
{
  for (p++; p < end; p++)
    {
      if (*p == '\\')
        p++;
      else if (*p == '"')
        return p + 1;
    }
  return NULL;
}

/* Comments nest: RFC 5322, 3.2.2. */
static const char *
skip_comment (const char *p, const char *end)
{
  gsize depth = 0;

  for (; p < end; p++)
    {
      if (*p == '\\')
        p++;
      else if (*p == '(')
        depth++;
      else if (*p == ')' && --depth == 0)
        return p + 1;
    }
  return NULL;
}

/* What can stand unquoted in a local part and in a domain without meaning
 * anything (RFC 5322 atext and the dot, and all of RFC 6531's letters). */
static inline gboolean
is_plain (char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= '9' && c != '/')
         || (guchar)c >= 0x80 || (c > ' ' && strchr ("!#$%&'*+/=?^_`{|}~", c) != NULL);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Whether nothing but comments and white space is left. */
static gboolean
is_only_comments (const char *p, const char *end)
{
  while (p != NULL && p < end)
    {
      if (*p == '(')
        p = skip_comment (p, end);
      else if (is_blank (*p))
        p++;
      else
        return FALSE;
    }
  return p != NULL;
}

/* Narrows @begin and @end to what stands between the angle brackets of a
 * mailbox; an address without them is left as it is. */
static gboolean
find_address (const char **begin, const char **end)
{
  const char *open = NULL;
  gboolean at = FALSE;

  for (const char *p = *begin; p != NULL && p < *end;)
    {
      if (is_plain (*p))
        p++;
      else if (*p == '"')
        p = skip_quoted (p, *end);
      else if (*p == '(')
        p = skip_comment (p, *end);
      else if (*p == '<')
        {
          /* An address in front of it could be the one another reader takes. */
          if (open != NULL || at)
            return FALSE;
          open = ++p;
        }
      else if (*p == '>')
        {
          if (open == NULL || !is_only_comments (p + 1, *end))
            return FALSE;
          *begin = open;
          *end = p;
          return TRUE;
        }
      else
        at |= *p++ == '@';

      if (p == NULL)
        return FALSE;
    }
  return open == NULL;
}

/* Skips `@x,@y:` (RFC 5322, 4.4), which mail is no longer routed by. */
static const char *
skip_route (const char *p, const char *end)
{
  while (p < end && is_blank (*p))
    p++;
  if (p == end || *p != '@')
    return p;
  for (; p < end; p++)
    {
      if (*p == ':')
        return p + 1;
      if (strchr ("\"()<>[]\\;", *p) != NULL)
        return NULL;
    }
  return NULL;
}

static const char *
skip_literal (const char *p, const char *end)
{
  for (p++; p < end; p++)
    {
      if (*p == ']')
        return p + 1;
      if (strchr ("[\\\"()<>@ \t", *p) != NULL)
        return NULL;
    }
  return NULL;
}

/* Whether nobody who sends to @address, whose last '@' is at @at, makes another one of it.
 * Some decode what looks like an encoded word (RFC 2047). Thunderbird takes the '@' before
 * the first letter that is not ASCII for the last one (SmtpClient.sys.mjs, useEnvelope).
 * U+1E9E is "ss" in a domain to whoever follows UTS #46 before its version 15.1, else U+DF. */
static gboolean
is_sent_as_it_is (const char *address, gsize at)
{
  gboolean first_at = memchr (address, '@', at) == NULL;

  for (gsize i = 0; i < at && !first_at; i++)
    if ((guchar)address[i] >= 0x80)
      return FALSE;
  return strstr (address, "=?") == NULL && strstr (address + at, "\u1E9E") == NULL;
}

/* Copies the address between @p and @end to @out, NUL-terminated, without
 * comments and white space. Returns where its last unquoted '@' lies in @out, 0
 * where there is no address. */
static gsize
copy_address (const char *p, const char *end, char out[STRAY_ADDRESS_MAX + 1])
{
  gsize at = 0, length = 0;
  gboolean gap = FALSE;

  while (p < end)
    {
      const char *next = p + 1;
      char before = length == 0 ? '\0' : out[length - 1];

      if (is_blank (*p) || *p == '(')
        {
          p = *p == '(' ? skip_comment (p, end) : next;
          if (p == NULL)
            return 0;
          gap = TRUE;
          continue;
        }
      /* White space stands around the address and around its '@', nowhere else. */
      if (gap && length > 0 && before != '@' && *p != '@')
        return 0;
      gap = FALSE;

      if (is_plain (*p))
        while (next < end && is_plain (*next))
          next++;
      else if (*p == '@' && length > 0)
        at = length;
      else if (*p == '"')
        {
          /* A quoted word begins a local part or follows a dot, and is followed
           * by a dot or the '@'; elsewhere readers differ on what it quotes. */
          next = skip_quoted (p, end);
          if (next == NULL || at > 0 || (length > 0 && before != '.')
              || (next < end && strchr (".@( \t", *next) == NULL))
            return 0;
        }
      else if (*p == '[')
        {
          next = skip_literal (p, end);
          if (next == NULL || before != '@')
            return 0;
        }
      else
        return 0;

      if (length + (next - p) > STRAY_ADDRESS_MAX)
        return 0;
      memcpy (out + length, p, next - p);
      length += next - p;
      p = next;
    }
  out[length] = '\0';
  return is_sent_as_it_is (out, at) ? at : 0;
}

StrayAddress *
stray_address_parse (const char *recipient)
{
  const char *begin = recipient;
  const char *end = recipient + strlen (recipient);
  char out[STRAY_ADDRESS_MAX + 1];
  StrayAddress *self;
  gsize at;

  while (begin < end && g_ascii_isspace (*begin))
    begin++;
  while (end > begin && g_ascii_isspace (end[-1]))
    end--;
  if (!g_utf8_validate_len (begin, end - begin, NULL))
    return NULL;
  for (const char *p = begin; p < end; p++)
    if (g_ascii_iscntrl (*p) && *p != '\t')
      return NULL;

  if (!find_address (&begin, &end))
    return NULL;
  begin = skip_route (begin, end);
  if (begin == NULL)
    return NULL;

  at = copy_address (begin, end, out);
  if (at == 0 || out[at + 1] == '\0' || g_str_has_prefix (out, "\"\"@"))
    return NULL;

  self = g_new (StrayAddress, 1);
  self->text = g_strdup (out);
  self->domain = self->text + at + 1;
  return self;
}

gboolean
stray_address_find_plain (const char *recipient, gsize *length, gsize *at)
{
  /* RFC 5322 atext and the dot; what ends the search is 0. */
  static const guint8 plain[256] = {
    ['!'] = 1, ['#' ... '\''] = 1, ['*'] = 1,         ['+'] = 1,         ['-' ... '9'] = 1,
    ['='] = 1, ['A' ... 'Z'] = 1,  ['^' ... '`'] = 1, ['a' ... 'z'] = 1, ['{' ... '~'] = 1,
  };
  gsize i = 0;

  while (plain[(guchar)recipient[i]])
    i++;
  *at = i;
  if (i == 0 || recipient[i] != '@')
    return FALSE;
  i++;
  while (plain[(guchar)recipient[i]])
    i++;
  *length = i;
  return recipient[i] == '\0' && i > *at + 1 && i <= STRAY_ADDRESS_MAX;
}

void
stray_address_free (StrayAddress *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

char *
stray_address_with_domain (const StrayAddress *self, const char *domain)
{
  gsize length = self->domain - self->text - 1;
  GString *out = g_string_sized_new (length + strlen (domain) + 4);
  const char *p = self->text, *end = p + length;
  gboolean quote = FALSE;

  while (p < end && !quote)
    {
      quote = *p == '@';
      p = *p == '"' ? skip_quoted (p, end) : p + 1;
      if (p == NULL)
        break;
    }
  if (quote)
    {
      g_string_append_c (out, '"');
      for (p = self->text; p < end; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      g_string_append_c (out, '"');
    }
  else
    g_string_append_len (out, self->text, length);
  g_string_append_c (out, '@');
  g_string_append (out, domain);
  return g_string_free (out, FALSE);
}
