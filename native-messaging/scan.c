/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "scan.h"

#include <string.h>

/* What the grammar of RFC 8259 tells apart. A scalar is an integer, `true`,
 * `false` or `null`. */
typedef enum
{
  TOKEN_OBJECT_BEGIN,
  TOKEN_OBJECT_END,
  TOKEN_ARRAY_BEGIN,
  TOKEN_ARRAY_END,
  TOKEN_COLON,
  TOKEN_COMMA,
  TOKEN_STRING,
  TOKEN_SCALAR,
  N_TOKENS,
} Token;

/* What may come next. */
typedef enum
{
  REJECT, /* zero, so that what the table leaves out is refused */
  DOCUMENT,
  FIRST_NAME, /* a name, or the end of an empty object */
  NAME,       /* a name, after a comma */
  COLON,
  MEMBER,
  MEMBER_END,
  FIRST_ELEMENT, /* an element, or the end of an empty array */
  ELEMENT,       /* an element, after a comma */
  ELEMENT_END,
  END,
  POP, /* no state: what comes next depends on what is still open */
  N_STATES,
} State;

/* The grammar. An opened object or array starts its own state; the state noted
 * here for it is the one to return to when it closes. */
static const guint8 grammar[N_STATES][N_TOKENS] = {
  [DOCUMENT] = { [TOKEN_OBJECT_BEGIN] = END },
  [FIRST_NAME] = { [TOKEN_STRING] = COLON, [TOKEN_OBJECT_END] = POP },
  [NAME] = { [TOKEN_STRING] = COLON },
  [COLON] = { [TOKEN_COLON] = MEMBER },
  [MEMBER] = { [TOKEN_OBJECT_BEGIN] = MEMBER_END,
               [TOKEN_ARRAY_BEGIN] = MEMBER_END,
               [TOKEN_STRING] = MEMBER_END,
               [TOKEN_SCALAR] = MEMBER_END },
  [MEMBER_END] = { [TOKEN_COMMA] = NAME, [TOKEN_OBJECT_END] = POP },
  [FIRST_ELEMENT] = { [TOKEN_OBJECT_BEGIN] = ELEMENT_END,
                      [TOKEN_ARRAY_BEGIN] = ELEMENT_END,
                      [TOKEN_STRING] = ELEMENT_END,
                      [TOKEN_SCALAR] = ELEMENT_END,
                      [TOKEN_ARRAY_END] = POP },
  [ELEMENT] = { [TOKEN_OBJECT_BEGIN] = ELEMENT_END,
                [TOKEN_ARRAY_BEGIN] = ELEMENT_END,
                [TOKEN_STRING] = ELEMENT_END,
                [TOKEN_SCALAR] = ELEMENT_END },
  [ELEMENT_END] = { [TOKEN_COMMA] = ELEMENT, [TOKEN_ARRAY_END] = POP },
};

/* The letters of JSON's escapes and what they stand for. */
static const struct
{
  char letter;
  char means;
} escapes[] = { { '"', '"' },  { '\\', '\\' }, { '/', '/' },  { 'b', '\b' },
                { 'f', '\f' }, { 'n', '\n' },  { 'r', '\r' }, { 't', '\t' } };

static const char *const literals[] = { "true", "false", "null" };

typedef struct
{
  char text[STRAY_SCAN_MAX_NAME];
  guint8 length;
} Name;

/* One open object or array. The hashes stand apart from the names, so that
 * comparing a name with its elders touches little memory. */
typedef struct
{
  State after;
  guint n_names;
  guint32 hashes[STRAY_SCAN_MAX_MEMBERS];
  Name names[STRAY_SCAN_MAX_MEMBERS];
} Level;

typedef struct
{
  const char *at;
  const char *end;
  State state;
  guint depth;
  guint n_values;
  Name name; /* the string read last, as far as it fits */
  gboolean name_fits;
  Level levels[STRAY_SCAN_MAX_DEPTH];
} Scan;

static void
name_append (Scan *self, const char *bytes, gsize length)
{
  if (self->name.length + length > STRAY_SCAN_MAX_NAME)
    {
      self->name_fits = FALSE;
      return;
    }
  memcpy (self->name.text + self->name.length, bytes, length);
  self->name.length += length;
}

/* Reads the four digits of a \u escape. */
static gboolean
scan_hex (Scan *self, gunichar *unit)
{
  if (self->end - self->at < 4)
    return FALSE;

  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*self->at++);

      if (digit < 0)
        return FALSE;
      *unit = *unit * 16 + digit;
    }
  return TRUE;
}

static gboolean
scan_unicode_escape (Scan *self)
{
  gunichar unit, low;
  char utf8[6];

  if (!scan_hex (self, &unit) || unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
    return FALSE;

  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      if (self->end - self->at < 2 || self->at[0] != '\\' || self->at[1] != 'u')
        return FALSE;
      self->at += 2;
      if (!scan_hex (self, &low) || low < 0xDC00 || low > 0xDFFF)
        return FALSE;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }

  name_append (self, utf8, g_unichar_to_utf8 (unit, utf8));
  return TRUE;
}

static gboolean
scan_escape (Scan *self)
{
  char letter;

  if (self->at == self->end)
    return FALSE;

  letter = *self->at++;
  if (letter == 'u')
    return scan_unicode_escape (self);

  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (escapes[i].letter == letter)
      {
        name_append (self, &escapes[i].means, 1);
        return TRUE;
      }
  return FALSE;
}

/* Reads a string whose opening quote has been read, and keeps it unescaped in
 * self->name where it is short enough to be a member name. */
static StrayScanResult
scan_string (Scan *self)
{
  self->name.length = 0;
  self->name_fits = TRUE;

  while (self->at < self->end)
    {
      const char *start = self->at;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\' && (guchar)*self->at >= 0x20)
        self->at++;
      name_append (self, start, self->at - start);
      if (self->at == self->end)
        break;

      switch (*self->at++)
        {
        case '"':
          return STRAY_SCAN_OK;
        case '\\':
          if (!scan_escape (self))
            return STRAY_SCAN_STRING;
          break;
        default: /* a control character must be escaped */
          return STRAY_SCAN_STRING;
        }
    }
  return STRAY_SCAN_INCOMPLETE;
}

/* Reads an integer from its first character on. */
static StrayScanResult
scan_integer (Scan *self)
{
  gint64 value = 0;
  const char *digits;

  if (*self->at == '-')
    self->at++;

  digits = self->at;
  while (self->at < self->end && g_ascii_isdigit (*self->at))
    {
      value = value * 10 + (*self->at++ - '0');
      if (value > STRAY_SCAN_MAX_INTEGER)
        return STRAY_SCAN_NUMBER;
    }

  if (self->at == digits || (*digits == '0' && self->at - digits > 1))
    return STRAY_SCAN_NUMBER;
  if (self->at < self->end && (*self->at == '.' || *self->at == 'e' || *self->at == 'E'))
    return STRAY_SCAN_NUMBER;
  return STRAY_SCAN_OK;
}

static StrayScanResult
scan_literal (Scan *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      gsize length = strlen (literals[i]);

      if ((gsize)(self->end - self->at) >= length && memcmp (self->at, literals[i], length) == 0)
        {
          self->at += length;
          return STRAY_SCAN_OK;
        }
    }
  return STRAY_SCAN_SYNTAX;
}

static StrayScanResult
scan_token (Scan *self, Token *token)
{
  switch (*self->at)
    {
    case '{':
      *token = TOKEN_OBJECT_BEGIN;
      break;
    case '}':
      *token = TOKEN_OBJECT_END;
      break;
    case '[':
      *token = TOKEN_ARRAY_BEGIN;
      break;
    case ']':
      *token = TOKEN_ARRAY_END;
      break;
    case ':':
      *token = TOKEN_COLON;
      break;
    case ',':
      *token = TOKEN_COMMA;
      break;
    case '"':
      *token = TOKEN_STRING;
      self->at++;
      return scan_string (self);
    case '-':
    case '0' ... '9':
      *token = TOKEN_SCALAR;
      return scan_integer (self);
    default:
      *token = TOKEN_SCALAR;
      return scan_literal (self);
    }

  self->at++;
  return STRAY_SCAN_OK;
}

static guint32
hash_name (const Name *name)
{
  guint32 hash = 2166136261u; /* FNV-1a */

  for (guint i = 0; i < name->length; i++)
    hash = (hash ^ (guchar)name->text[i]) * 16777619u;
  return hash;
}

static StrayScanResult
add_name (Scan *self)
{
  Level *level = &self->levels[self->depth - 1];
  guint32 hash;

  if (!self->name_fits)
    return STRAY_SCAN_NAME;
  if (level->n_names == STRAY_SCAN_MAX_MEMBERS)
    return STRAY_SCAN_MEMBERS;

  hash = hash_name (&self->name);
  for (guint i = 0; i < level->n_names; i++)
    if (level->hashes[i] == hash && level->names[i].length == self->name.length
        && memcmp (level->names[i].text, self->name.text, self->name.length) == 0)
      return STRAY_SCAN_DUPLICATE;

  level->hashes[level->n_names] = hash;
  level->names[level->n_names] = self->name;
  level->n_names++;
  return STRAY_SCAN_OK;
}

static StrayScanResult
push (Scan *self, gboolean is_object, State after)
{
  Level *level;

  if (self->depth == STRAY_SCAN_MAX_DEPTH)
    return STRAY_SCAN_DEPTH;

  level = &self->levels[self->depth++];
  level->after = after;
  level->n_names = 0;
  self->state = is_object ? FIRST_NAME : FIRST_ELEMENT;
  return STRAY_SCAN_OK;
}

static StrayScanResult
advance (Scan *self, Token token)
{
  State next = grammar[self->state][token];

  if (next == REJECT)
    return self->state == DOCUMENT ? STRAY_SCAN_NOT_OBJECT
           : self->state == END    ? STRAY_SCAN_TRAILING
                                   : STRAY_SCAN_SYNTAX;

  if (next == COLON)
    {
      self->state = next;
      return add_name (self);
    }
  if (next == POP)
    {
      self->state = self->levels[--self->depth].after;
      return STRAY_SCAN_OK;
    }

  /* Brackets, strings and scalars are values here; colons and commas are not. */
  if (token != TOKEN_COLON && token != TOKEN_COMMA && ++self->n_values > STRAY_SCAN_MAX_VALUES)
    return STRAY_SCAN_VALUES;
  if (token == TOKEN_OBJECT_BEGIN || token == TOKEN_ARRAY_BEGIN)
    return push (self, token == TOKEN_OBJECT_BEGIN, next);

  self->state = next;
  return STRAY_SCAN_OK;
}

StrayScanResult
stray_scan (const char *data, gsize length)
{
  Scan self = { .at = data, .end = data + length, .state = DOCUMENT };

  /* Refuses NUL, surrogates and overlong forms as well. */
  if (!g_utf8_validate_len (data, length, NULL))
    return STRAY_SCAN_ENCODING;

  while (TRUE)
    {
      StrayScanResult result;
      Token token;

      while (self.at < self.end && strchr (" \t\n\r", *self.at) != NULL)
        self.at++;
      if (self.at == self.end)
        return self.state == END ? STRAY_SCAN_OK : STRAY_SCAN_INCOMPLETE;

      result = scan_token (&self, &token);
      if (result == STRAY_SCAN_OK)
        result = advance (&self, token);
      if (result != STRAY_SCAN_OK)
        return result;
    }
}

const char *
stray_scan_result_to_string (StrayScanResult result)
{
  static const char *const sentences[STRAY_SCAN_N_RESULTS] = {
    [STRAY_SCAN_OK] = "It is one JSON object within the limits.",
    [STRAY_SCAN_ENCODING] = "It is not valid UTF-8.",
    [STRAY_SCAN_SYNTAX] = "It is not JSON.",
    [STRAY_SCAN_INCOMPLETE] = "It ends before its object does.",
    [STRAY_SCAN_NOT_OBJECT] = "It is not an object.",
    [STRAY_SCAN_TRAILING] = "Something stands behind the object.",
    [STRAY_SCAN_DEPTH] = "It is nested deeper than 8 levels.",
    [STRAY_SCAN_MEMBERS] = "An object has more than 64 members.",
    [STRAY_SCAN_NAME] = "The name of a member is longer than 64 bytes.",
    [STRAY_SCAN_DUPLICATE] = "An object has two members of the same name.",
    [STRAY_SCAN_VALUES] = "It holds more than 262144 values.",
    [STRAY_SCAN_NUMBER] = "A number is not an integer from -(2^53-1) to 2^53-1.",
    [STRAY_SCAN_STRING] = "A string holds a control character, an unknown escape, a NUL or a lone surrogate.",
  };

  g_return_val_if_fail ((guint)result < STRAY_SCAN_N_RESULTS, NULL);
  return sentences[result];
}
