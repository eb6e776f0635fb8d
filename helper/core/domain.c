/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "domain.h"

#include "cctld.h"
#include "second-level.h"
#include "short-word.h"

#include <libpsl.h>
#include <string.h>
#include <unicode/uidna.h>

/* Letters that UTS #46 drops or maps can make a domain longer than what comes
 * of it, but nobody types four times the limit. */
#define TEXT_MAX (4 * STRAY_DOMAIN_MAX)

#define LABEL_MAX 63

/* The deepest rule of the list has four labels (pvt.k12.ma.us). */
#define SUFFIX_LABELS_MAX 5

static gpointer
open_idna_cb (gpointer data)
{
  UErrorCode status = U_ZERO_ERROR;
  /* Not by STD3's rules, which leave out the underscore: copy_plain() sees to the rest of them. */
  UIDNA *idna = uidna_openUTS46 (UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII
                                     | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                                 &status);

  if (U_FAILURE (status))
    g_error ("ICU has no UTS #46 data (%s). Install ICU's data files.", u_errorName (status));
  return idna;
}

/* Opened when the first name needs it: plain ASCII never does. */
static const UIDNA *
get_idna (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_idna_cb, NULL);
}

static gpointer
load_psl_cb (gpointer data)
{
  psl_ctx_t *psl = psl_latest (NULL);

  if (psl == NULL)
    g_error ("libpsl has no public suffix list. Install the package publicsuffix.");
  return psl;
}

static const psl_ctx_t *
get_psl (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_psl_cb, NULL);
}

/* 0 for what cannot stand in a host name, else the lower-case character. Not
 * tolower(), since under a Turkish locale "I" is another letter. */
static inline char
host_char (char c)
{
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_')
    return c;
  return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : 0;
}

static gboolean
is_a_label (const char *label, gsize length)
{
  return length >= 4 && memcmp (label, "xn--", 4) == 0;
}

static gboolean
is_number (const char *label, gsize length)
{
  gboolean hexadecimal = length >= 2 && label[0] == '0' && label[1] == 'x';

  for (gsize i = hexadecimal ? 2 : 0; i < length; i++)
    if (!(hexadecimal ? g_ascii_isxdigit (label[i]) : g_ascii_isdigit (label[i])))
      return FALSE;
  return TRUE;
}

/* Copies @text to @ascii in lower case, without a final dot. Returns its length,
 * or 0 where it is no host name of plain letters, digits, hyphens and underscores. */
static gsize
copy_plain (const char *text, gsize length, char *ascii, gboolean *has_a_label)
{
  gsize label = 0;

  *has_a_label = FALSE;
  if (length > 0 && text[length - 1] == '.')
    length--;
  if (length == 0 || length > STRAY_DOMAIN_MAX)
    return 0;
  for (gsize i = 0; i <= length; i++)
    {
      char c = i == length ? '.' : host_char (text[i]);

      if (c == 0)
        return 0;
      ascii[i] = c;
      if (c != '.')
        continue;
      if (i == label || i - label > LABEL_MAX || ascii[label] == '-' || ascii[i - 1] == '-')
        return 0;
      *has_a_label |= is_a_label (ascii + label, i - label);
      if (i == length
          && (is_number (ascii + label, i - label) || memchr (ascii + label, '_', i - label) != NULL))
        return 0;
      label = i + 1;
    }
  ascii[length] = '\0';
  return length;
}

/* Whether a label begins with another ACE prefix once it is decoded: what is ASCII in
 * a label stands at its beginning (RFC 3492, 3.1). */
static gboolean
hides_a_label (const char *ascii)
{
  return g_str_has_prefix (ascii, "xn--xn--") || strstr (ascii, ".xn--xn--") != NULL;
}

/* Any name that is not plain. Hyphens in third and fourth place are as good in it as in
 * a plain one (WHATWG URL, "domain to ASCII"), but for an ACE prefix. Apart, so that its
 * buffers cost plain names nothing. */
static G_GNUC_NO_INLINE gsize
map_name (const char *text, gsize length, char *ascii)
{
  gboolean has_a_label;
  char mapped[STRAY_DOMAIN_MAX + 2];
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  gint32 n;

  if (length > TEXT_MAX || !g_utf8_validate_len (text, length, NULL))
    return 0;
  n = uidna_nameToASCII_UTF8 (get_idna (), text, (gint32)length, mapped, sizeof mapped, &info, &status);
  /* Whatever is too long for the buffer is too long for a name. */
  if (U_FAILURE (status) || n <= 0 || n > (gint32)sizeof mapped)
    return 0;
  if ((info.errors & ~(guint32)UIDNA_ERROR_HYPHEN_3_4) != 0)
    return 0;
  length = copy_plain (mapped, n, ascii, &has_a_label);
  return length > 0 && info.errors != 0 && hides_a_label (ascii) ? 0 : length;
}

gsize
stray_domain_normalise (const char *text, gsize length, char ascii[STRAY_DOMAIN_MAX + 1])
{
  gboolean has_a_label;
  gsize plain = copy_plain (text, length, ascii, &has_a_label);

  return plain > 0 && !has_a_label ? plain : map_name (text, length, ascii);
}

/* How many labels below @ending the list's ICANN section may have rules for. Most
 * domains need no search: below a generic ending that is sold to all alike, or to
 * the United States' institutions, there are none; and below a country's, few second
 * levels have any, and few of those go deeper. */
static gsize
rules_depth (const char *ending, const char *second_level)
{
  static const guint32 endings[] = {
    STRAY_SHORT_WORD ('c', 'o', 'm', 0), STRAY_SHORT_WORD ('e', 'd', 'u', 0),
    STRAY_SHORT_WORD ('g', 'o', 'v', 0), STRAY_SHORT_WORD ('i', 'n', 'f', 'o'),
    STRAY_SHORT_WORD ('m', 'i', 'l', 0), STRAY_SHORT_WORD ('n', 'e', 't', 0),
    STRAY_SHORT_WORD ('o', 'r', 'g', 0),
  };
  const StrayCctld *cctld = stray_cctld_lookup (ending);
  guint32 word;

  if (cctld != NULL)
    {
      gsize length = ending - second_level - 1;

      if (stray_cctld_may_have_deep_rules (cctld, second_level, length))
        return SUFFIX_LABELS_MAX - 1;
      /* Common words are suffixes whatever the list says of them. */
      return !stray_second_level_is_suffix (second_level, length)
             && stray_cctld_may_have_rules (cctld, second_level, length);
    }
  word = stray_short_word (ending, strlen (ending));
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (endings[i] == word)
      return 0;
  return SUFFIX_LABELS_MAX - 1;
}

gsize
stray_domain_split (const char *ascii, gsize *suffix)
{
  gsize starts[SUFFIX_LABELS_MAX + 1];
  gsize n = 0, best = 0, depth = 0;

  for (gsize i = strlen (ascii); n <= SUFFIX_LABELS_MAX; i--)
    {
      if (i == 0 || ascii[i - 1] == '.')
        starts[n++] = i;
      if (i == 0)
        break;
    }
  if (n > 1)
    depth = rules_depth (ascii + starts[0], ascii + starts[1]);
  /* Rules grow label by label but for a few that skip one (os.hordaland.no), so
   * two labels in a row that extend none end the search. */
  for (gsize i = 1, misses = 0; i < n && i <= depth && misses < 2; i++)
    {
      if (psl_is_public_suffix2 (get_psl (), ascii + starts[i], PSL_TYPE_ICANN))
        {
          best = i;
          misses = 0;
        }
      else
        misses++;
    }
  if (best == 0 && n > 1 && stray_cctld_is_country_code (ascii + starts[0])
      && stray_second_level_is_suffix (ascii + starts[1], starts[0] - starts[1] - 1))
    best = 1;
  *suffix = starts[best];
  return best + 1 < n ? starts[best + 1] : starts[best];
}

gboolean
stray_domain_is_listed_suffix (const char *ascii)
{
  return psl_is_public_suffix2 (get_psl (), ascii, PSL_TYPE_ICANN);
}

StrayDomain *
stray_domain_new (const char *text)
{
  char ascii[STRAY_DOMAIN_MAX + 1];
  gsize length = stray_domain_normalise (text, strlen (text), ascii);
  g_autoptr (StrayDomain) self = NULL;
  const char *dot;
  gsize suffix, registrable;

  if (length == 0)
    return NULL;
  self = g_new0 (StrayDomain, 1);
  self->ascii = g_strndup (ascii, length);
  registrable = stray_domain_split (self->ascii, &suffix);
  self->suffix = self->ascii + suffix;
  self->registrable = registrable == suffix ? NULL : self->ascii + registrable;
  dot = strrchr (self->ascii, '.');
  self->ending = dot == NULL ? self->ascii : dot + 1;
  return g_steal_pointer (&self);
}

void
stray_domain_free (StrayDomain *self)
{
  if (self == NULL)
    return;
  g_free (self->ascii);
  g_free (self);
}

char *
stray_domain_to_unicode (const char *ascii)
{
  g_auto (GStrv) labels = NULL;

  if (strstr (ascii, "xn--") == NULL)
    return g_strdup (ascii);
  labels = g_strsplit (ascii, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      char label[4 * LABEL_MAX + 1];
      UIDNAInfo info = UIDNA_INFO_INITIALIZER;
      UErrorCode status = U_ZERO_ERROR;
      gint32 n;

      if (!is_a_label (labels[i], strlen (labels[i])))
        continue;
      n = uidna_labelToUnicodeUTF8 (get_idna (), labels[i], -1, label, sizeof label, &info, &status);
      if (U_FAILURE (status) || info.errors != 0 || n <= 0 || n > (gint32)sizeof label)
        continue;
      g_free (labels[i]);
      labels[i] = g_strndup (label, n);
    }
  return g_strjoinv (".", labels);
}
