/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"
/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN

#include "explain.h"

#include "country.h"
#include "distance.h"
#include "domain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In all of these sentences the first %s is the domain that was typed, the second the
 * country its ending belongs to, the third the trusted domain it resembles; the
 * translation keeps their order, or numbers them. */

static const struct
{
  const char *kind;
  const char *sentence;
} sentences[] = {
  /* Translators: a domain, a country, and the domain probably meant */
  { "suffix_slip", N_ ("%s is in %s; it differs from %s, which you trust, by one letter.") },
  { "wildcard_suffix", N_ ("%s is in %s; it differs from %s, which you trust, by one letter.") },
  /* Translators: a domain, a country, and the domain probably meant; that was us.army.mil, and this us-army.ml */
  { "dot_hyphen_slip",
    N_ ("%s is in %s; but for dots, hyphens or a letter of the ending it is %s, which you trust.") },
  /* Translators: a domain, a country, and the domain probably meant */
  { "confusable", N_ ("%s is in %s; it looks like %s, which you trust, but is written with other letters.") },
  /* Translators: a domain, a country, and the domain probably meant */
  { "label_and_suffix_slip", N_ ("%s is in %s; it differs from %s, which you trust, by two letters.") },
  /* Translators: a domain, a country, and the domain probably meant; that was army.mil, and this army.mil.ng */
  { "appended", N_ ("%s is in %s; it is %s, which you trust, with another ending behind it.") },
  /* Translators: a domain, a country, and the domain probably meant; that was army.mil, and this army-mil.ml */
  { "embedded", N_ ("%s is in %s; it has %s, which you trust, within its name.") },
  /* Translators: a domain, a country, and the domain probably meant; that was mod.gov.uk, and this mod.gov.ug */
  { "gov_equivalent", N_ ("%s is in %s; it has the name of %s, which you trust, under another government.") },
  /* Translators: a domain, a country, and the domain probably meant; that was esgr.mil, and this esgr.ro */
  { "same_label_abroad", N_ ("%s is in %s; it has the name of %s, which you trust, under another ending.") },
  { "same_label_brand", N_ ("%s is in %s; it has the name of %s, which you trust, under another ending.") },
};

/* Where only a host is trusted, the domain above it may have been typed (army.ml for
 * us.army.mil). Then more letters differ than the sentence above says, or the name is
 * not the host's: */
static const struct
{
  const char *kind;
  guint letters; /* 0: the name is not the host's */
  const char *sentence;
} hosts[] = {
  /* Translators: a domain, a country, and the domain probably meant; that was us.army.mil, and this army.ml */
  { "suffix_slip", 1,
    N_ ("%s is in %s; its ending differs from that of %s, which you trust, by one letter.") },
  /* Translators: a domain, a country, and the domain probably meant; that was www.nintendo.de, and this nintedno.be */
  { "label_and_suffix_slip", 2,
    N_ ("%s is in %s; its name and its ending differ from those of %s, which you trust, by one letter "
        "each.") },
  /* Translators: a domain, a country, and the domain probably meant; that was www.modem.com, and this modern.cm */
  { "confusable", 0,
    N_ ("%s is in %s; it looks like the domain above %s, which you trust, but is written with other "
        "letters.") },
  /* Translators: a domain, a country, and the domain probably meant; that was mail.hmrc.gov.uk, and this hmrc.gov.ug */
  { "gov_equivalent", 0,
    N_ ("%s is in %s; it has the name of the domain above %s, which you trust, under another government.") },
  /* Translators: a domain, a country, and the domain probably meant; that was mail.esgr.mil, and this esgr.ro */
  { "same_label_abroad", 0,
    N_ ("%s is in %s; it has the name of the domain above %s, which you trust, under another ending.") },
  { "same_label_brand", 0,
    N_ ("%s is in %s; it has the name of the domain above %s, which you trust, under another ending.") },
};

/* The formats are those of the table, and msgfmt holds translations to them. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
fill (const char *format, ...)
{
  va_list args;
  char *sentence;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  return sentence;
}
#pragma GCC diagnostic pop

/* How many labels stand before the public suffix of @ascii. */
static guint
count_labels (const char *ascii)
{
  guint n = 0;
  gsize suffix;

  stray_domain_split (ascii, &suffix);
  for (gsize i = 0; i < suffix; i++)
    n += ascii[i] == '.';
  return n;
}

/* @letters: how many differ; @above: whether it is the domain above a host */
static const char *
find_sentence (const char *kind, guint letters, gboolean above)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    if (strcmp (hosts[i].kind, kind) == 0 && (hosts[i].letters > 0 ? letters > hosts[i].letters : above))
      return hosts[i].sentence;
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].kind, kind) == 0)
      return sentences[i].sentence;
  g_return_val_if_reached ("%s (%s, %s)");
}

static char *
explain_lookalike (const StrayResult *result, const char *domain)
{
  g_autofree char *country = stray_country_name (result->country, NULL);
  const char *ascii = result->resembles, *sentence;
  g_autofree char *trusted = NULL;

  /* `*.army.mil` trusts what is below army.mil, not that itself. */
  if (result->rule != NULL && strncmp (result->rule, "*.", 2) == 0 && strcmp (result->rule + 2, ascii) == 0)
    ascii = result->rule;
  trusted = stray_domain_to_unicode (ascii);
  sentence = find_sentence (result->kind, stray_distance (trusted, domain),
                            count_labels (ascii) > count_labels (result->domain));
  return fill (_ (sentence), domain, country, trusted);
}

char *
stray_explain (const StrayResult *result)
{
  g_autofree char *domain = result->domain != NULL ? stray_domain_to_unicode (result->domain) : NULL;

  switch (result->verdict)
    {
    case STRAY_VERDICT_TRUSTED:
      /* Translators: a domain, and the entry of a trust list that covers it */
      return g_strdup_printf (_ ("%s is trusted, by the entry “%s”."), domain, result->rule);
    case STRAY_VERDICT_UNREMARKABLE:
      /* Translators: %s is a domain */
      return g_strdup_printf (_ ("%s resembles nothing you trust."), domain);
    case STRAY_VERDICT_LOOKALIKE:
      return explain_lookalike (result, domain);
    case STRAY_VERDICT_UNPARSABLE:
    default:
      return g_strdup (_ ("This cannot be read as an address."));
    }
}
