/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "row.h"

#include <glib/gi18n.h>

#include "core/country.h"
#include "core/domain.h"

/* As much of one address as a line for a person shows, in characters. */
#define SHOWN_MAX 320

/* RFC 8259, section 7. json-glib would make a node of each member of each of ten
 * million rows, only to write it out and free it again. */
static void
append_json_string (GString *row, const char *text)
{
  g_string_append_c (row, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c == '"' || c == '\\')
        {
          g_string_append_c (row, '\\');
          g_string_append_c (row, c);
        }
      else if (c < 0x20)
        g_string_append_printf (row, "\\u%04x", c);
      else
        g_string_append_c (row, c);
    }
  g_string_append_c (row, '"');
}

void
stray_row_json (GString *row, const char *input, const StrayResult *result)
{
  const gboolean flagged = result->severity != STRAY_SEVERITY_NONE;
  const struct
  {
    const char *name;
    const char *value;
  } members[] = {
    { "input", input },
    { "address", result->address },
    { "domain", result->domain },
    { "verdict", stray_verdict_to_string (result->verdict) },
    { "kind", result->kind },
    { "severity", flagged ? stray_severity_to_string (result->severity) : NULL },
    { "resembles", result->resembles },
    { "rule", result->rule },
    { "country", result->country },
    { "suggestion", result->suggestion },
  };
  char separator = '{';

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (members[i].value == NULL)
        continue;
      g_string_append_c (row, separator);
      g_string_append_c (row, '"');
      g_string_append (row, members[i].name);
      g_string_append (row, "\":");
      append_json_string (row, members[i].value);
      separator = ',';
    }
  g_string_append (row, "}\n");
}

/* @text with what a terminal would obey, or a reader would not see, spelled
 * out: controls, bidirectional overrides, unassigned code points. */
static char *
printable (const char *text)
{
  GString *shown = g_string_new (NULL);
  guint characters = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (++characters > SHOWN_MAX)
        {
          g_string_append (shown, "…");
          break;
        }
      if (g_unichar_isprint (c) && !g_unichar_iszerowidth (c))
        g_string_append_unichar (shown, c);
      else
        g_string_append_printf (shown, "<U+%04X>", c);
    }
  return g_string_free (shown, FALSE);
}

static char *
lookalike_sentence (const char *address, const StrayResult *result)
{
  g_autofree char *country = result->country != NULL ? stray_country_name (result->country, NULL) : NULL;
  g_autofree char *resembles
      = result->resembles != NULL ? stray_domain_to_unicode (result->resembles) : g_strdup ("");
  g_autofree char *meant = printable (result->suggestion != NULL ? result->suggestion : resembles);

  if (country == NULL)
    /* Translators: both are addresses; the second is the one probably meant */
    return g_strdup_printf (_ ("%s looks like a slip: did you mean %s?"), address, meant);
  /* Translators: an address, the name of a country, and the address probably meant */
  return g_strdup_printf (_ ("%s would go to this country: %s. Did you mean %s?"), address, country, meant);
}

static char *
sentence (const char *input, const StrayResult *result)
{
  g_autofree char *address = printable (result->address != NULL ? result->address : input);

  switch (result->verdict)
    {
    case STRAY_VERDICT_TRUSTED:
      if (result->rule == NULL)
        /* Translators: %s is an address */
        return g_strdup_printf (_ ("%s is trusted."), address);
      /* Translators: an address, and the entry of a trust list that covers it */
      return g_strdup_printf (_ ("%s is trusted, by the entry “%s”."), address, result->rule);
    case STRAY_VERDICT_UNREMARKABLE:
      /* Translators: %s is an address */
      return g_strdup_printf (_ ("%s resembles nothing you trust."), address);
    case STRAY_VERDICT_LOOKALIKE:
      return lookalike_sentence (address, result);
    case STRAY_VERDICT_UNPARSABLE:
    default:
      /* Translators: %s is what somebody typed for an address */
      return g_strdup_printf (_ ("“%s” cannot be read as an address."), address);
    }
}

void
stray_row_text (GString *row, const char *input, const StrayResult *result)
{
  static const char marks[] = {
    [STRAY_VERDICT_UNPARSABLE] = '?',
    [STRAY_VERDICT_LOOKALIKE] = '!',
    [STRAY_VERDICT_UNREMARKABLE] = ' ',
    [STRAY_VERDICT_TRUSTED] = ' ',
  };
  g_autofree char *text = sentence (input, result);

  g_string_append_printf (row, "%c %s\n", marks[result->verdict], text);
}
