/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "unreadable.h"

#include "domain.h"

#include <string.h>
#include <unicode/uidna.h>

/* As many bytes as stray_domain_normalise() takes. */
#define TEXT_MAX (4 * STRAY_DOMAIN_MAX)

/* A label takes up to three times its bytes where it is decoded from an A-label. */
#define MAPPED_MAX (4 * TEXT_MAX)

#define DOMAINS_MAX 16

/* The bytes of the domain at @text: what ends it is a special of RFC 5322, 3.2.3, white
 * space or a control. 0 where nothing is there, or something behind it that may belong to it. */
static gsize
find_end (const char *text)
{
  gsize length = strcspn (text, "()<>,;:\\\"@[] \t\r\n\v\f\x7f");
  gsize end = length + strspn (text + length, " \t\r\n");

  return text[end] == '\0' || strchr (end == length ? "<>,;@)" : "<>,;(", text[end]) != NULL ? length : 0;
}

/* Opened when the first such name is met. */
static gpointer
open_lenient_cb (gpointer data)
{
  UErrorCode status = U_ZERO_ERROR;
  UIDNA *idna = uidna_openUTS46 (UIDNA_NONTRANSITIONAL_TO_UNICODE, &status);

  if (U_FAILURE (status))
    g_error ("ICU has no UTS #46 data (%s). Install ICU's data files.", u_errorName (status));
  return idna;
}

/* Returns: (transfer full) (nullable): @text, in UTF-8, mapped as far as that goes */
static char *
map_leniently (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  const UIDNA *idna = g_once (&once, open_lenient_cb, NULL);
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  char mapped[MAPPED_MAX];
  gint32 n = uidna_nameToUnicodeUTF8 (idna, text, -1, mapped, sizeof mapped, &info, &status);

  return U_FAILURE (status) || n > (gint32)sizeof mapped ? NULL : g_strndup (mapped, n);
}

/* Cuts off @label what stands at its ends and in no label, and takes out joiners and what
 * could not be mapped (ICU puts U+FFFD in its place). */
static char *
clean_label (const char *label)
{
  static const char *const dropped[] = { "\u200C", "\u200D", "\uFFFD" };
  GString *clean = g_string_new (label);

  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    g_string_replace (clean, dropped[i], "", 0);
  while (clean->len > 0 && strchr ("- ", clean->str[clean->len - 1]) != NULL)
    g_string_truncate (clean, clean->len - 1);
  g_string_erase (clean, 0, strspn (clean->str, "- "));
  return g_string_free (clean, FALSE);
}

/* Puts @label before @name, where it is valid and there is room for both. */
static void
prepend_label (GString *name, const char *label)
{
  /* A number is no label only at the end. */
  g_autofree char *text = g_strconcat (label, name->len > 0 ? ".a" : "", NULL);
  char ascii[STRAY_DOMAIN_MAX + 1];
  gsize length = stray_domain_normalise (text, strlen (text), ascii);

  if (length == 0 || length + name->len > STRAY_DOMAIN_MAX)
    return;
  if (name->len > 0)
    length--; /* the dot stays */
  g_string_prepend_len (name, ascii, length);
}

/* Returns: (transfer full) (nullable): the labels that can be read of the domain that is
 * the first @length bytes of @text; %NULL where its ending cannot */
static char *
read_labels (const char *text, gsize length)
{
  gsize skipped = length > TEXT_MAX ? length - TEXT_MAX : 0;
  g_autofree char *valid = g_utf8_make_valid (text + skipped, (gssize)(length - skipped));
  g_autofree char *mapped = map_leniently (valid);
  GString *name = g_string_new (NULL);
  g_auto (GStrv) labels = g_strsplit (mapped != NULL ? mapped : "", ".", -1);

  for (guint i = g_strv_length (labels); i-- > 0;)
    {
      g_autofree char *label = clean_label (labels[i]);

      prepend_label (name, label);
      if (name->len == 0 && *label != '\0')
        break;
    }
  return g_string_free (name, name->len == 0);
}

/* Whether the domain that is the first @length bytes of @text can be read. */
static gboolean
check_domain (StrayChecker *checker, const char *text, gsize length, StraySeverity *severity)
{
  g_autofree char *labels = read_labels (text, length);
  g_autofree char *address = labels != NULL ? g_strconcat ("a@", labels, NULL) : NULL;
  g_autoptr (StrayResult) result = address != NULL ? stray_checker_check (checker, address) : NULL;

  if (result == NULL || result->verdict == STRAY_VERDICT_UNPARSABLE)
    return FALSE;
  *severity = result->severity;
  return TRUE;
}

GArray *
stray_check_unreadable (StrayChecker *checker, const char *recipient)
{
  g_autoptr (GArray) severities = g_array_new (FALSE, FALSE, sizeof (StraySeverity));

  for (const char *at = strchr (recipient, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      StraySeverity severity;

      if (severities->len == DOMAINS_MAX || !check_domain (checker, at + 1, find_end (at + 1), &severity))
        return NULL;
      g_array_append_val (severities, severity);
    }
  return severities->len > 0 ? g_steal_pointer (&severities) : NULL;
}
