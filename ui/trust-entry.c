/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "trust-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "display-text.h"
#include "helper/core/domain.h"
#include "helper/core/trust.h"

#define SHOWN_MAX 300

/* Where the domain of a wildcard begins, or 0 where @entry is none. */
static gsize
wildcard_length (const char *entry)
{
  if (g_str_has_prefix (entry, "*."))
    return 2;
  return entry[0] == '.' ? 1 : 0;
}

/* The form it is kept in, or NULL where @entry is no domain. */
static char *
normalise (const char *entry)
{
  gsize wildcard = wildcard_length (entry);
  char ascii[STRAY_DOMAIN_MAX + 1];

  if (stray_domain_normalise (entry + wildcard, strlen (entry + wildcard), ascii) == 0)
    return NULL;
  return g_strconcat (wildcard > 0 ? "*." : "", ascii, NULL);
}

char *
stray_trust_entry_read (const char *typed, char **why)
{
  g_autofree char *entry = g_strstrip (g_strdup (typed));
  g_autoptr (StrayTrustBuilder) builder = stray_trust_builder_new ();
  g_autoptr (GError) error = NULL;

  *why = NULL;
  if (*entry == '\0')
    *why = g_strdup (_ ("Write a domain such as “army.mil” first."));
  else if (strchr (entry, '@') != NULL)
    *why = g_strdup (_ ("This is an address. Write only what stands behind the @."));
  /* Lists have remarks and further words behind a domain; here they would be lost from sight. */
  else if (strpbrk (entry, " \t\n\r\v\f#,;") != NULL)
    *why = g_strdup (_ ("Write one domain at a time, with nothing behind it."));
  else if (!stray_trust_builder_add_line (builder, entry, -1, &error))
    *why = g_strdup (error->message);
  return *why == NULL ? normalise (entry) : NULL;
}

/* Up to the remark or the further word that a list may have behind an entry. */
static char *
entry_alone (const char *line)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line));
  g_autofree char *alone = g_strndup (stripped, strcspn (stripped, " \t#"));
  char *normal = normalise (alone);

  return normal != NULL ? normal : g_steal_pointer (&alone);
}

gboolean
stray_trust_entry_equal (const char *a, const char *b)
{
  g_autofree char *alone_a = entry_alone (a);
  g_autofree char *alone_b = entry_alone (b);

  return g_str_equal (alone_a, alone_b);
}

char *
stray_domain_shown (const char *entry, char **ascii)
{
  gsize wildcard = wildcard_length (entry);
  g_autofree char *unicode = stray_domain_to_unicode (entry + wildcard);
  g_autofree char *whole = g_strdup_printf ("%.*s%s", (int)wildcard, entry, unicode);

  *ascii = g_str_equal (whole, entry) ? NULL : stray_display_text (entry, SHOWN_MAX);
  return stray_display_text (whole, SHOWN_MAX);
}
