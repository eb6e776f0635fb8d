/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "skeleton.h"

#include "domain.h"
#include "index.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

static gpointer
open_checker_cb (gpointer data)
{
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open (&status);

  if (U_FAILURE (status))
    g_error ("ICU has no UTS #39 data (%s). Install ICU's data files.", u_errorName (status));
  return checker;
}

/* Opened when the first name needs it: plain ASCII never does. */
static const USpoofChecker *
get_checker (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_checker_cb, NULL);
}

/* A reader takes i for l, and cl for d, but not ci for d. So there is no one form for
 * all that look the same: */
typedef enum
{
  READING_D,     /* cl is d */
  READING_CL,    /* cl is cl, as ci is */
  READING_LOOSE, /* ci and cl are d; equal wherever either of the others is */
} Reading;

/* What one byte is read as, where it is not itself. */
static const char looks[G_MAXUINT8 + 1] = { ['0'] = 'o', ['O'] = 'o', ['1'] = 'l', ['I'] = 'l', ['i'] = 'l' };

/* The pairs are the few that UTS #39 keeps apart (cl, vv), or writes the long way (m
 * is rn to it). Inline, so that the one reading every name is filed by costs no
 * questions. */
static G_ALWAYS_INLINE inline gsize
fold (const char *text, gsize length, Reading reading, char skeleton[STRAY_SKELETON_MAX])
{
  char before = '\0';
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      const char look = looks[(guchar)text[i]];
      const char c = look != '\0' ? look : text[i];
      char pair = '\0';

      if (before == 'r' && c == 'n')
        pair = 'm';
      else if (before == 'v' && c == 'v')
        pair = 'w';
      else if (before == 'c' && c == 'l' && reading != READING_CL && (reading != READING_D || text[i] != 'i'))
        pair = 'd';
      n -= pair != '\0';
      before = pair != '\0' ? pair : c;
      skeleton[n++] = before;
    }
  return n;
}

/* The letter that @c is made from, by its name ("LATIN SMALL LETTER L WITH
 * STROKE"): strokes and hooks are no marks that decomposing takes off. */
static UChar32
base_letter (UChar32 c)
{
  static const char before[] = "LATIN SMALL LETTER ";
  static const char behind[] = " WITH ";
  UErrorCode status = U_ZERO_ERROR;
  const char *letter;
  char name[96];

  if (c < 0x80 || u_charName (c, U_UNICODE_CHAR_NAME, name, sizeof name, &status) <= 0 || U_FAILURE (status)
      || !g_str_has_prefix (name, before))
    return c;
  letter = name + strlen (before);
  return g_str_has_prefix (letter + 1, behind) ? g_ascii_tolower (*letter) : c;
}

/* Letters without marks, in no more units than @text has once it is decomposed;
 * the length, or 0. */
static gint32
strip_marks (const UChar *text, gint32 length, UChar stripped[STRAY_SKELETON_MAX])
{
  UErrorCode status = U_ZERO_ERROR;
  UChar decomposed[STRAY_SKELETON_MAX];
  gint32 n = 0, end;

  end = unorm2_normalize (unorm2_getNFDInstance (&status), text, length, decomposed,
                          G_N_ELEMENTS (decomposed), &status);
  if (U_FAILURE (status))
    return 0;
  for (gint32 i = 0; i < end;)
    {
      UChar32 c;

      U16_NEXT (decomposed, i, end, c);
      if (u_charType (c) == U_NON_SPACING_MARK || u_charType (c) == U_ENCLOSING_MARK)
        continue;
      c = base_letter (c);
      U16_APPEND_UNSAFE (stripped, n, c);
    }
  return n;
}

/* The skeleton of UTS #39 without marks, before pairs of letters are looked at; its length. */
static gsize
look_up_letters (const char *label, char utf8[STRAY_SKELETON_MAX])
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[STRAY_SKELETON_MAX], bare[STRAY_SKELETON_MAX];
  gint32 n;

  u_strFromUTF8 (text, G_N_ELEMENTS (text), &n, label, -1, &status);
  if (U_FAILURE (status))
    return 0;
  /* Before, so that é is e to UTS #39 too, and after, for the marks it makes of
   * strokes and hooks. */
  n = strip_marks (text, n, bare);
  n = uspoof_getSkeleton (get_checker (), 0, bare, n, text, G_N_ELEMENTS (text), &status);
  if (U_FAILURE (status) || n > (gint32)G_N_ELEMENTS (text))
    return 0;
  n = strip_marks (text, n, bare);
  n = u_strToLower (text, G_N_ELEMENTS (text), bare, n, "", &status);
  if (U_FAILURE (status) || n > (gint32)G_N_ELEMENTS (text))
    return 0;
  u_strToUTF8 (utf8, STRAY_SKELETON_MAX, &n, text, n, &status);
  return U_FAILURE (status) ? 0 : n;
}

gsize
stray_skeleton_unicode (const char *label, char skeleton[STRAY_SKELETON_MAX])
{
  char letters[STRAY_SKELETON_MAX];

  const gsize n = look_up_letters (label, letters);

  return fold (letters, n, READING_LOOSE, skeleton);
}

static gboolean
is_a_label (const char *label, gsize length)
{
  return length >= 4 && memcmp (label, "xn--", 4) == 0;
}

static char *
to_unicode (const char *label, gsize length)
{
  g_autofree char *ascii = g_strndup (label, length);

  return stray_domain_to_unicode (ascii);
}

/* Apart, so that its buffers cost plain labels nothing. */
static G_GNUC_NO_INLINE gsize
strip_a_label (const char *label, gsize length, char plain[STRAY_SKELETON_MAX])
{
  g_autofree char *unicode = to_unicode (label, length);
  UErrorCode status = U_ZERO_ERROR;
  UChar text[STRAY_SKELETON_MAX], bare[STRAY_SKELETON_MAX];
  gint32 n;

  u_strFromUTF8 (text, G_N_ELEMENTS (text), &n, unicode, -1, &status);
  if (U_FAILURE (status))
    return 0;
  n = strip_marks (text, n, bare);
  u_strToUTF8 (plain, STRAY_SKELETON_MAX, &n, bare, n, &status);
  return U_FAILURE (status) || n >= STRAY_SKELETON_MAX ? 0 : n;
}

gsize
stray_plain (const char *label, gsize length, char plain[STRAY_SKELETON_MAX])
{
  if (is_a_label (label, length))
    return strip_a_label (label, length, plain);
  memcpy (plain, label, length);
  plain[length] = '\0';
  return length;
}

char *
stray_plain_domain (const char *domain, gsize length)
{
  GString *plain = g_string_sized_new (length);

  for (gsize start = 0, end; start <= length; start = end + 1)
    {
      const char *dot = memchr (domain + start, '.', length - start);
      char label[STRAY_SKELETON_MAX];
      gsize n;

      end = dot == NULL ? length : (gsize)(dot - domain);
      n = stray_plain (domain + start, end - start, label);
      if (start > 0)
        g_string_append_c (plain, '.');
      g_string_append_len (plain, n > 0 ? label : domain + start, n > 0 ? n : end - start);
    }
  return g_string_free (plain, FALSE);
}

gboolean
stray_skeleton_is_disguise (const char *label, gsize length)
{
  g_autofree char *unicode = NULL;
  char skeleton[STRAY_SKELETON_MAX];
  gsize n;

  if (!is_a_label (label, length))
    return FALSE;
  unicode = to_unicode (label, length);
  n = stray_skeleton_unicode (unicode, skeleton);
  for (gsize i = 0; i < n; i++)
    if ((guchar)skeleton[i] >= 0x80)
      return FALSE;
  for (const char *p = unicode; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));

      if (script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_COMMON
          && script != G_UNICODE_SCRIPT_INHERITED)
        return TRUE;
    }
  return FALSE;
}

/* Apart, so that its buffers cost plain labels nothing. */
static G_GNUC_NO_INLINE gsize
look_up_a_label (const char *label, gsize length, char letters[STRAY_SKELETON_MAX])
{
  g_autofree char *unicode = to_unicode (label, length);

  return look_up_letters (unicode, letters);
}

static G_GNUC_NO_INLINE gsize
fold_a_label (const char *label, gsize length, char skeleton[STRAY_SKELETON_MAX])
{
  char letters[STRAY_SKELETON_MAX];

  const gsize n = look_up_a_label (label, length, letters);

  return fold (letters, n, READING_LOOSE, skeleton);
}

gsize
stray_skeleton (const char *label, gsize length, char skeleton[STRAY_SKELETON_MAX])
{
  return is_a_label (label, length) ? fold_a_label (label, length, skeleton)
                                    : fold (label, length, READING_LOOSE, skeleton);
}

void
stray_readings_init (StrayReadings *self, const char *label, gsize length)
{
  char letters[STRAY_SKELETON_MAX] STRAY_UNINITIALIZED;
  const char *text = label;

  if (is_a_label (label, length))
    {
      length = look_up_a_label (label, length, letters);
      text = letters;
    }
  self->length[READING_D] = fold (text, length, READING_D, self->text[READING_D]);
  self->length[READING_CL] = fold (text, length, READING_CL, self->text[READING_CL]);
}

gboolean
stray_readings_are_confusable (const StrayReadings *a, const StrayReadings *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (a->length); i++)
    if (a->length[i] > 0 && a->length[i] == b->length[i]
        && memcmp (a->text[i], b->text[i], a->length[i]) == 0)
      return TRUE;
  return FALSE;
}
