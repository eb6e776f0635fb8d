/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-text.h"

#include <string.h>
#include <unicode/uchar.h>

#define LRM "\342\200\216" /* U+200E */
#define RLM "\342\200\217" /* U+200F */
#define LRI "\342\201\246" /* U+2066 */
#define FSI "\342\201\250" /* U+2068 */
#define PDI "\342\201\251" /* U+2069 */
#define ELLIPSIS "\342\200\246"
#define MARKS_MAX 2
/* In characters, and more than any domain has. */
#define DOMAIN_MAX 300

typedef struct
{
  gunichar first;
  gunichar last;
} Range;

/* Characters that are letters, symbols or marks by their category and yet leave
 * nothing, or a blank, on the screen: the rest of Default_Ignorable_Code_Point
 * (UAX #44), and the empty Braille cell. */
static const Range blank[] = {
  { 0x034F, 0x034F }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F }, { 0x2800, 0x2800 },
  { 0x3164, 0x3164 }, { 0xFE00, 0xFE0F }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFF8 }, { 0xE0000, 0xE0FFF },
};

static gboolean
is_visible (gunichar c, guint marks_before)
{
  if (c == ' ')
    return TRUE;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return FALSE;
    default:
      break;
    }
  if (g_unichar_ismark (c) && marks_before >= MARKS_MAX)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (blank); i++)
    if (c >= blank[i].first && c <= blank[i].last)
      return FALSE;
  return TRUE;
}

void
stray_display_char (GString *text, gunichar c, guint marks_before)
{
  if (is_visible (c, marks_before))
    g_string_append_unichar (text, c);
  else
    g_string_append_printf (text, "\\u{%04X}", c);
}

static void
append_visible (GString *out, const char *from, const char *to)
{
  guint marks = 0;

  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      stray_display_char (out, c, marks);
      marks = g_unichar_ismark (c) ? marks + 1 : 0;
    }
}

/* Appends the text between @from and @to with its middle cut out, if need be. */
static void
append_cut (GString *out, const char *from, const char *to, guint max)
{
  glong length = g_utf8_strlen (from, to - from);
  const char *head;
  const char *tail;

  if (length <= (glong)max)
    {
      append_visible (out, from, to);
      return;
    }
  head = g_utf8_offset_to_pointer (from, max / 2);
  tail = g_utf8_offset_to_pointer (from, length - (max - max / 2 - 1));
  /* A combining character would sit on the ellipsis. */
  while (tail < to && g_unichar_ismark (g_utf8_get_char (tail)))
    tail = g_utf8_next_char (tail);
  append_visible (out, from, head);
  g_string_append (out, ELLIPSIS);
  append_visible (out, tail, to);
}

char *
stray_display_text (const char *text, guint max)
{
  GString *out = g_string_new (NULL);

  append_cut (out, text, text + strlen (text), max);
  return g_string_free (out, FALSE);
}

char *
stray_display_address (const char *address, guint max)
{
  GString *out;
  const char *at = strrchr (address, '@');

  if (at == NULL)
    return stray_display_text (address, max);
  out = g_string_new (NULL);
  append_cut (out, address, at, max);
  append_cut (out, at, at + strlen (at), DOMAIN_MAX);
  return g_string_free (out, FALSE);
}

/* Whether the first letter of @text that has a direction goes from left to right (UAX #9, P2). */
static gboolean
begins_left_to_right (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (u_charDirection ((UChar32)g_utf8_get_char (p)))
      {
      case U_LEFT_TO_RIGHT:
        return TRUE;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        return FALSE;
      default:
        break;
      }
  return FALSE;
}

const char *
stray_left_to_right_mark (const char *text)
{
  return begins_left_to_right (text) ? "" : LRM;
}

char *
stray_left_to_right (const char *text)
{
  return g_strconcat (stray_left_to_right_mark (text), text, NULL);
}

char *
stray_isolate_ltr (const char *text)
{
  return g_strconcat (LRI, text, PDI, NULL);
}

char *
stray_isolate (const char *text)
{
  return g_strconcat (FSI, text, PDI, NULL);
}

/* Whether anything in @text can be turned around, or turn around what it stands beside. */
static gboolean
turns (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (u_charDirection ((UChar32)g_utf8_get_char (p)))
      {
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
      case U_ARABIC_NUMBER:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

static char *
without_isolates (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, LRI, "", 0);
  g_string_replace (plain, FSI, "", 0);
  g_string_replace (plain, PDI, "", 0);
  return g_string_free (plain, FALSE);
}

/* Whether @sentence begins with an isolate, but for quotation marks and the like. */
static gboolean
begins_with_isolate (const char *sentence)
{
  const char *p = sentence;

  while (*p != '\0' && !g_unichar_isalpha (g_utf8_get_char (p)) && !g_str_has_prefix (p, LRI)
         && !g_str_has_prefix (p, FSI))
    p = g_utf8_next_char (p);
  return g_str_has_prefix (p, LRI) || g_str_has_prefix (p, FSI);
}

char *
stray_left_to_right_sentence (const char *sentence)
{
  if (!turns (sentence))
    return without_isolates (sentence);
  return g_strconcat (begins_with_isolate (sentence) ? LRM : "", sentence, NULL);
}

char *
stray_right_to_left_sentence (const char *sentence)
{
  return g_strconcat (begins_with_isolate (sentence) ? RLM : "", sentence, NULL);
}

char *
stray_spoken (const char *text)
{
  g_autofree char *plain = without_isolates (text);
  GString *spoken = g_string_new (plain);

  g_string_replace (spoken, LRM, "", 0);
  return g_string_free (spoken, FALSE);
}
