/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "address-list.h"

/* Each takes @p at what opens and returns what follows the closing one, or the end. */

static const char *
skip_quoted (const char *p)
{
  for (p++; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        return p + 1;
    }
  return p;
}

/* Comments nest: RFC 5322, 3.2.2. */
static const char *
skip_comment (const char *p)
{
  gsize depth = 0;

  for (; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '(')
        depth++;
      else if (*p == ')' && --depth == 0)
        return p + 1;
    }
  return p;
}

static const char *
skip_brackets (const char *p, char close)
{
  p++;
  while (*p != '\0' && *p != close)
    p = *p == '"' ? skip_quoted (p) : p + 1;
  return *p == close ? p + 1 : p;
}

static void
hand_on (const char *start, const char *end, StrayAddressFunc func, gpointer user_data)
{
  while (start < end && g_ascii_isspace (*start))
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  if (end > start)
    func (start, end - start, user_data);
}

void
stray_address_list_split (const char *list, StrayAddressFunc func, gpointer user_data)
{
  const char *start = list, *p = list;

  while (*p != '\0')
    switch (*p)
      {
      case '"':
        p = skip_quoted (p);
        break;
      case '(':
        p = skip_comment (p);
        break;
      case '<':
        p = skip_brackets (p, '>');
        break;
      case '[':
        p = skip_brackets (p, ']');
        break;
      case ':':
        start = ++p;
        break;
      case ',':
      case ';':
        hand_on (start, p, func, user_data);
        start = ++p;
        break;
      default:
        p++;
      }
  hand_on (start, p, func, user_data);
}
