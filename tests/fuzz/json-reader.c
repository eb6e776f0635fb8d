/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "json-reader.h"

#include "native-messaging/scan.h"
#include "target.h"

#include <string.h>

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  guint values;
} Reader;

static gboolean read_value (Reader *self, JsonNode *node);

static void
skip_blanks (Reader *self)
{
  while (self->at < self->end
         && (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static gboolean
read_char (Reader *self, char expected)
{
  skip_blanks (self);
  if (self->at == self->end || *self->at != expected)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
read_unit (Reader *self, gunichar *unit)
{
  g_autofree char *digits = g_strndup (self->at, MIN (4, self->end - self->at));

  if (strlen (digits) != 4 || strspn (digits, "0123456789abcdefABCDEF") != 4)
    return FALSE;
  *unit = g_ascii_strtoull (digits, NULL, 16);
  self->at += 4;
  return TRUE;
}

static gboolean
read_escape (Reader *self, GString *text)
{
  static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
  gunichar high, low;
  const char *letter;

  if (self->at == self->end || *self->at == '\0')
    return FALSE;
  letter = strchr (letters, *self->at);
  if (letter != NULL)
    {
      self->at++;
      g_string_append_c (text, means[letter - letters]);
      return TRUE;
    }
  if (*self->at++ != 'u' || !read_unit (self, &high))
    return FALSE;
  if (high >= 0xD800 && high < 0xDC00)
    {
      if (self->end - self->at < 2 || memcmp (self->at, "\\u", 2) != 0)
        return FALSE;
      self->at += 2;
      if (!read_unit (self, &low) || low < 0xDC00 || low >= 0xE000)
        return FALSE;
      high = 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00);
    }
  if (high == 0 || !g_unichar_validate (high))
    return FALSE;
  g_string_append_unichar (text, high);
  return TRUE;
}

/* Returns: (transfer full) (nullable): the string, its escapes resolved. */
static char *
read_string (Reader *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!read_char (self, '"'))
    return NULL;
  while (self->at < self->end && *self->at != '"')
    {
      char c = *self->at++;

      if (c == '\\' ? !read_escape (self, text) : (guchar)c < 0x20)
        return NULL;
      if (c != '\\')
        g_string_append_c (text, c);
    }
  if (self->at == self->end)
    return NULL;
  self->at++;
  return g_strdup (text->str);
}

static gboolean
read_string_value (Reader *self, JsonNode *node)
{
  g_autofree char *text = read_string (self);

  if (text != NULL && node != NULL)
    HOLDS (json_node_get_value_type (node) == G_TYPE_STRING
           && strcmp (json_node_get_string (node), text) == 0);
  return text != NULL;
}

static gboolean
read_integer (Reader *self, JsonNode *node)
{
  const char *start = self->at;
  g_autofree char *text = NULL;
  const char *digits;
  gint64 value;

  while (self->at < self->end && (g_ascii_isdigit (*self->at) || strchr ("+-.eE", *self->at) != NULL))
    self->at++;
  text = g_strndup (start, self->at - start);
  digits = text[0] == '-' ? text + 1 : text;
  if (*digits == '\0' || strspn (digits, "0123456789") != strlen (digits)
      || (digits[0] == '0' && digits[1] != '\0') || strlen (digits) > 16)
    return FALSE;
  value = g_ascii_strtoll (text, NULL, 10);
  if (ABS (value) > STRAY_SCAN_MAX_INTEGER)
    return FALSE;
  if (node != NULL)
    HOLDS (json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) == value);
  return TRUE;
}

static gboolean
read_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return FALSE;
  self->at += length;
  return TRUE;
}

static gboolean
read_literal (Reader *self, JsonNode *node)
{
  gboolean yes = read_word (self, "true");

  if (yes || read_word (self, "false"))
    {
      if (node != NULL)
        HOLDS (json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node) == yes);
      return TRUE;
    }
  if (!read_word (self, "null"))
    return FALSE;
  HOLDS (node == NULL || JSON_NODE_HOLDS_NULL (node));
  return TRUE;
}

static gboolean
read_member (Reader *self, JsonObject *object, GHashTable *names)
{
  g_autofree char *name = read_string (self);
  JsonNode *node = object != NULL && name != NULL ? json_object_get_member (object, name) : NULL;

  HOLDS (object == NULL || node != NULL || name == NULL);
  return name != NULL && strlen (name) <= STRAY_SCAN_MAX_NAME
         && g_hash_table_add (names, g_steal_pointer (&name))
         && g_hash_table_size (names) <= STRAY_SCAN_MAX_MEMBERS && read_char (self, ':')
         && read_value (self, node);
}

static gboolean
read_object (Reader *self, JsonNode *node)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *object = NULL;

  if (node != NULL)
    {
      HOLDS (JSON_NODE_HOLDS_OBJECT (node));
      object = json_node_get_object (node);
    }
  if (!read_char (self, '}'))
    {
      do
        if (!read_member (self, object, names))
          return FALSE;
      while (read_char (self, ','));
      if (!read_char (self, '}'))
        return FALSE;
    }
  HOLDS (object == NULL || json_object_get_size (object) == g_hash_table_size (names));
  return TRUE;
}

static gboolean
read_array (Reader *self, JsonNode *node)
{
  JsonArray *array = NULL;
  guint n = 0;

  if (node != NULL)
    {
      HOLDS (JSON_NODE_HOLDS_ARRAY (node));
      array = json_node_get_array (node);
    }
  if (!read_char (self, ']'))
    {
      do
        {
          HOLDS (array == NULL || n < json_array_get_length (array));
          if (!read_value (self, array == NULL ? NULL : json_array_get_element (array, n)))
            return FALSE;
          n++;
        }
      while (read_char (self, ','));
      if (!read_char (self, ']'))
        return FALSE;
    }
  HOLDS (array == NULL || json_array_get_length (array) == n);
  return TRUE;
}

static gboolean
read_nested (Reader *self, JsonNode *node)
{
  gboolean is_object = *self->at++ == '{';
  gboolean good;

  if (++self->depth > STRAY_SCAN_MAX_DEPTH)
    return FALSE;
  good = is_object ? read_object (self, node) : read_array (self, node);
  self->depth--;
  return good;
}

static gboolean
read_value (Reader *self, JsonNode *node)
{
  skip_blanks (self);
  if (self->at == self->end || ++self->values > STRAY_SCAN_MAX_VALUES)
    return FALSE;
  switch (*self->at)
    {
    case '{':
    case '[':
      return read_nested (self, node);
    case '"':
      return read_string_value (self, node);
    case '-':
    case '0' ... '9':
      return read_integer (self, node);
    default:
      return read_literal (self, node);
    }
}

gboolean
json_reader_accepts (const char *data, gsize length, JsonNode *node)
{
  Reader self = { .at = data, .end = data + length };

  if (!g_utf8_validate_len (data, length, NULL))
    return FALSE;
  skip_blanks (&self);
  if (self.at == self.end || *self.at != '{' || !read_value (&self, node))
    return FALSE;
  skip_blanks (&self);
  return self.at == self.end;
}
