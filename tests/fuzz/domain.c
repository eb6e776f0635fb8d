/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "core/domain.h"

#include <string.h>

/* Domains. An input is one, up to its first NUL. */

/* Host names of RFC 1123, and underscores. */
static void
check_form (const char *ascii, gsize length)
{
  g_auto (GStrv) labels = g_strsplit (ascii, ".", -1);

  HOLDS (length == strlen (ascii) && length <= STRAY_DOMAIN_MAX);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize n = strlen (labels[i]);

      HOLDS (n >= 1 && n <= 63);
      HOLDS (strspn (labels[i], "abcdefghijklmnopqrstuvwxyz0123456789-_") == n);
      HOLDS (labels[i][0] != '-' && labels[i][n - 1] != '-');
      HOLDS (labels[i + 1] != NULL || strspn (labels[i], "0123456789") < n);
    }
}

static void
check_same (const char *text, const char *expected)
{
  char ascii[STRAY_DOMAIN_MAX + 1];

  HOLDS (stray_domain_normalise (text, strlen (text), ascii) == strlen (expected));
  HOLDS (strcmp (ascii, expected) == 0);
}

/* However it is written it is the same domain. */
static void
check_forms (const char *text, const char *ascii)
{
  static const char *const dots[] = { ".", "\xE3\x80\x82", "\xEF\xBC\x8E", "\xEF\xBD\xA1" };
  g_auto (GStrv) labels = g_strsplit (ascii, ".", -1);
  g_autofree char *unicode = stray_domain_to_unicode (ascii);
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_autofree char *upper_unicode = g_ascii_strup (unicode, -1);
  g_autofree char *rooted = g_strconcat (ascii, ".", NULL);
  g_autofree char *soft_hyphen = g_strdup_printf ("%c\xC2\xAD%s", ascii[0], ascii + 1);

  check_same (text, ascii);
  check_same (unicode, ascii);
  check_same (upper, ascii);
  check_same (upper_unicode, ascii);
  check_same (rooted, ascii);
  check_same (soft_hyphen, ascii);
  for (guint i = 0; i < G_N_ELEMENTS (dots); i++)
    {
      g_autofree char *dotted = g_strjoinv (dots[i], labels);
      g_autofree char *upper_dotted = g_ascii_strup (dotted, -1);

      check_same (dotted, ascii);
      check_same (upper_dotted, ascii);
    }
}

static gboolean
begins_label (const StrayDomain *domain, const char *at)
{
  return at == domain->ascii || at[-1] == '.';
}

/* The parts are whole labels at the end of it, and a registrable domain is its own. */
static void
check_parts (const StrayDomain *domain)
{
  g_autoptr (StrayDomain) registrable = NULL;

  HOLDS (begins_label (domain, domain->suffix) && begins_label (domain, domain->ending));
  HOLDS (domain->ascii <= domain->suffix && domain->suffix <= domain->ending);
  HOLDS (strchr (domain->ending, '.') == NULL);
  HOLDS ((domain->registrable == NULL) == (domain->suffix == domain->ascii));
  if (domain->registrable == NULL)
    return;
  HOLDS (begins_label (domain, domain->registrable));
  HOLDS (strchr (domain->registrable, '.') + 1 == domain->suffix);
  registrable = stray_domain_new (domain->registrable);
  HOLDS (registrable != NULL && registrable->registrable == registrable->ascii);
  HOLDS (strcmp (registrable->suffix, domain->suffix) == 0);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  g_autofree char *text = g_strndup ((const char *)data, length);
  g_autoptr (StrayDomain) domain = stray_domain_new (text);
  char ascii[STRAY_DOMAIN_MAX + 1];
  /* Not the copy: here nothing stands behind what is to be read. */
  gsize n = stray_domain_normalise ((const char *)data, strnlen ((const char *)data, length), ascii);

  HOLDS ((domain != NULL) == (n > 0));
  if (domain == NULL)
    return;
  HOLDS (strcmp (domain->ascii, ascii) == 0);
  check_form (ascii, n);
  check_forms (text, ascii);
  check_parts (domain);
}
