/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/check.h"

#include "core-test.h"
#include "core/address.h"

#include <string.h>

/* Recipients as typed, against `*.mil` and `army.mil` with the US at home. */
static const struct
{
  const char *name;
  const char *recipient;
  StrayVerdict verdict;
  const char *address;
  const char *domain;
  const char *country;
  const char *suggestion;
} vectors[] = {
#define FLAGGED(name, recipient, address)                                                                    \
  {                                                                                                          \
    name, recipient, STRAY_VERDICT_LOOKALIKE, address, "us.af.ml", "ML", "john.smith@us.af.mil"              \
  }
#define UNPARSABLE(name, recipient, address)                                                                 \
  {                                                                                                          \
    name, recipient, STRAY_VERDICT_UNPARSABLE, address, NULL, NULL, NULL                                     \
  }
  FLAGGED ("plain", "john.smith@us.af.ml", "john.smith@us.af.ml"),
  FLAGGED ("mailbox", "John Smith <john.smith@us.af.ml>", "john.smith@us.af.ml"),
  FLAGGED ("name-of-good-address", "\"j@us.af.mil\" <john.smith@us.af.ml>", "john.smith@us.af.ml"),
  FLAGGED ("upper-case", "john.smith@US.AF.ML", "john.smith@US.AF.ML"),
  FLAGGED ("trailing-dot", "john.smith@us.af.ml.", "john.smith@us.af.ml."),
  FLAGGED ("ideographic-dot", "john.smith@us.af\u3002ml", "john.smith@us.af\u3002ml"),
  FLAGGED ("fullwidth-dot", "john.smith@us.af\uFF0Eml", "john.smith@us.af\uFF0Eml"),
  FLAGGED ("zero-width-space", "john.smith@us.af.m\u200Bl", "john.smith@us.af.m\u200Bl"),
  FLAGGED ("soft-hyphen", "john.smith@us.af.m\u00ADl", "john.smith@us.af.m\u00ADl"),
  FLAGGED ("fullwidth-letters", "john.smith@us.af.\uFF2D\uFF2C", "john.smith@us.af.\uFF2D\uFF2C"),
  FLAGGED ("source-route", "<@us.af.mil:john.smith@us.af.ml>", "john.smith@us.af.ml"),
  FLAGGED ("comment", "john.smith@us.af.ml (j@us.af.mil)", "john.smith@us.af.ml"),
  { "two-ats", "a@good.mil@us.af.ml", STRAY_VERDICT_LOOKALIKE, "a@good.mil@us.af.ml", "us.af.ml", "ML",
    "\"a@good.mil\"@us.af.mil" },
  { "percent", "a%good.mil@us.af.ml", STRAY_VERDICT_LOOKALIKE, "a%good.mil@us.af.ml", "us.af.ml", "ML",
    "a%good.mil@us.af.mil" },
  { "quoted-local-part", "\"a@good.mil\"@us.af.ml", STRAY_VERDICT_LOOKALIKE, "\"a@good.mil\"@us.af.ml",
    "us.af.ml", "ML", "\"a@good.mil\"@us.af.mil" },
  { "underscore", "a@_.us.af.ml", STRAY_VERDICT_LOOKALIKE, "a@_.us.af.ml", "_.us.af.ml", "ML",
    "a@_.us.af.mil" },
  { "no-country-yet", "a@us.af.mi", STRAY_VERDICT_LOOKALIKE, "a@us.af.mi", "us.af.mi", "ZZ", "a@us.af.mil" },

  UNPARSABLE ("right-to-left-override", "john.smith@us.af\u202E.ml", "john.smith@us.af\u202E.ml"),
  UNPARSABLE ("left-to-right-mark", "john.smith@us.af.ml\u200E", "john.smith@us.af.ml\u200E"),
  UNPARSABLE ("isolate", "john.smith@\u2066us.af.ml\u2069", "john.smith@\u2066us.af.ml\u2069"),
  UNPARSABLE ("zero-width-joiner", "john.smith@us.af.m\u200Dl", "john.smith@us.af.m\u200Dl"),
  UNPARSABLE ("ip-literal", "a@[192.0.2.1]", "a@[192.0.2.1]"),
  UNPARSABLE ("ip", "a@192.0.2.1", "a@192.0.2.1"),
  UNPARSABLE ("empty-label", "a@us..ml", "a@us..ml"),
  UNPARSABLE ("empty", "", NULL),
  UNPARSABLE ("no-at", "john.smith", NULL),
  UNPARSABLE ("no-local-part", "@us.af.mil", NULL),
  UNPARSABLE ("two-addresses", "a@army.mil, b@army.mil", NULL),
  UNPARSABLE ("unexpanded-list", "Planning <Planning>", NULL),
  UNPARSABLE ("not-utf-8", "a@us.af.m\xFFl", NULL),

  { "trusted", "a@US.ARMY.MIL", STRAY_VERDICT_TRUSTED, "a@US.ARMY.MIL", "us.army.mil", NULL, NULL },
  { "trusted-wildcard", "a@us.af.mil", STRAY_VERDICT_TRUSTED, "a@us.af.mil", "us.af.mil", NULL, NULL },
  { "home", "a@army.us", STRAY_VERDICT_UNREMARKABLE, "a@army.us", "army.us", "US", NULL },
  { "generic", "a@example.com", STRAY_VERDICT_UNREMARKABLE, "a@example.com", "example.com", NULL, NULL },
  { "private-underscore", "ops@my_host.corp.local", STRAY_VERDICT_UNREMARKABLE, "ops@my_host.corp.local",
    "my_host.corp.local", NULL, NULL },
  { "foreign", "a@firma.de", STRAY_VERDICT_UNREMARKABLE, "a@firma.de", "firma.de", "DE", NULL },
  { "foreign-idn", "a@пример.рф", STRAY_VERDICT_UNREMARKABLE, "a@пример.рф", "xn--e1afmkfd.xn--p1ai", "RU",
    NULL },
  { "single-label", "root@localhost", STRAY_VERDICT_UNREMARKABLE, "root@localhost", "localhost", NULL, NULL },
  { "ending-alone", "a@ml", STRAY_VERDICT_UNREMARKABLE, "a@ml", "ml", "ML", NULL },
};

static void
test_vector (gconstpointer data)
{
  const typeof (vectors[0]) *row = data;
  g_autoptr (StrayPolicy) policy = core_test_policy ("*.mil,army.mil", "US");
  g_autoptr (StrayResult) result = stray_check (policy, row->recipient);

  g_assert_cmpstr (stray_verdict_to_string (result->verdict), ==, stray_verdict_to_string (row->verdict));
  g_assert_cmpstr (result->address, ==, row->address);
  g_assert_cmpstr (result->domain, ==, row->domain);
  g_assert_cmpstr (result->country, ==, row->country);
  g_assert_cmpstr (result->suggestion, ==, row->suggestion);

  /* Look-alikes have everything, the others nothing of it. */
  g_assert_cmpint (result->kind != NULL, ==, row->suggestion != NULL);
  g_assert_cmpint (result->resembles != NULL, ==, row->suggestion != NULL);
  g_assert_cmpint (result->severity != STRAY_SEVERITY_NONE, ==, row->suggestion != NULL);
  g_assert_cmpint (result->rule != NULL, ==,
                   row->suggestion != NULL || row->verdict == STRAY_VERDICT_TRUSTED);
}

static char *
repeat (const char *before, const char *unit, gsize n, const char *after)
{
  GString *text = g_string_new (before);

  while (n-- > 0)
    g_string_append (text, unit);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

/* What is suggested is no longer than what can be read as an address. */
static void
test_long_suggestion (void)
{
  const gsize rest = strlen ("@army.ml");
  g_autoptr (StrayPolicy) policy = core_test_policy ("army.mil", "");

  for (gsize length = STRAY_ADDRESS_MAX - 2; length <= STRAY_ADDRESS_MAX; length++)
    {
      g_autofree char *recipient = repeat ("", "a", length - rest, "@army.ml");
      g_autoptr (StrayResult) result = stray_check (policy, recipient);

      g_assert_cmpint (result->verdict, ==, STRAY_VERDICT_LOOKALIKE);
      g_assert_cmpstr (result->resembles, ==, "army.mil");
      g_assert_cmpint (result->suggestion != NULL, ==, length < STRAY_ADDRESS_MAX);
    }
}

static char *
with_code_point (const char *before, gunichar c, const char *after)
{
  char letter[7] = "";

  /* Surrogates too, as what is not UTF-8. */
  g_unichar_to_utf8 (c, letter);
  return g_strconcat (before, letter, after, NULL);
}

/* Every code point of a plane in a label, of a trust entry and of a recipient:
 * what can be read at all is trusted by its own entry, and what looks like
 * another name has all that belongs to a look-alike. */
static void
test_every_code_point (gconstpointer data)
{
  const gunichar first = MAX (GPOINTER_TO_UINT (data), 1), last = GPOINTER_TO_UINT (data) + 0xFFFF;
  StrayTrustBuilder *builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;
  g_autoptr (StrayPolicy) own = NULL, other = core_test_policy ("ab.mil,ab.com,*.gov", "");

  for (gunichar c = first; c <= last; c++)
    {
      g_autofree char *line = with_code_point ("a", c, "b.ml");

      stray_trust_builder_add_line (builder, line, -1, NULL);
    }
  trust = stray_trust_builder_end (builder);
  own = stray_policy_new (&trust, 1, NULL);
  for (gunichar c = first; c <= last; c++)
    {
      g_autofree char *recipient = with_code_point ("a@a", c, "b.ml");
      g_autoptr (StrayResult) result = stray_check (own, recipient);
      g_autoptr (StrayResult) alike = stray_check (other, recipient);
      const gboolean read = result->domain != NULL, flagged = alike->verdict == STRAY_VERDICT_LOOKALIKE;

      /* The domain begins behind the last one. */
      if (c == '@')
        continue;
      if (result->verdict != (read ? STRAY_VERDICT_TRUSTED : STRAY_VERDICT_UNPARSABLE)
          || (c >= 0xD800 && c <= 0xDFFF && read) || (alike->domain != NULL) != read
          || (alike->verdict != STRAY_VERDICT_UNPARSABLE) != read || (alike->kind != NULL) != flagged
          || (alike->suggestion != NULL) != flagged)
        g_error ("U+%04X is judged wrongly", c);
    }
}

/* What nobody types, at sizes nobody has: a verdict comes all the same. */
static void
test_huge (void)
{
  static const struct
  {
    const char *before, *unit;
    gsize n;
    const char *after;
  } rows[] = {
    { "a@", "a.", 10000, "ml" },          { "a@", "army.", 10000, "ml" },
    { "a@", "ü.", 10000, "ml" },          { "a@", "a-", 10000, "b.ml" },
    { "a@", "xn--", 10000, "a.ml" },      { "a@", ".", 1000 * 1000, "ml" },
    { "a@", "a", 1000 * 1000, ".ml" },    { "a@army.", "m", 1000 * 1000, "l" },
    { "", "a", 1000 * 1000, "@army.ml" }, { "", "a@", 1000 * 1000, "army.ml" },
  };
  g_autoptr (StrayPolicy) policy = core_test_policy ("*.mil,army.mil", "");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *recipient = repeat (rows[i].before, rows[i].unit, rows[i].n, rows[i].after);
      g_autoptr (StrayResult) result = stray_check (policy, recipient);
      StrayTrustBuilder *builder = stray_trust_builder_new ();
      g_autoptr (StrayTrust) trust = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (result->verdict, ==, STRAY_VERDICT_UNPARSABLE);
      g_assert_false (stray_trust_builder_add_line (builder, recipient, -1, &error));
      g_assert_error (error, STRAY_TRUST_ERROR, STRAY_TRUST_ERROR_ENTRY);
      trust = stray_trust_builder_end (builder);
      g_assert_cmpuint (stray_trust_size (trust), ==, 0);
    }
}

static void
test_names (void)
{
  g_assert_cmpstr (stray_verdict_to_string (STRAY_VERDICT_UNPARSABLE), ==, "unparsable");
  g_assert_cmpstr (stray_verdict_to_string (STRAY_VERDICT_LOOKALIKE), ==, "lookalike");
  g_assert_cmpstr (stray_verdict_to_string (STRAY_VERDICT_UNREMARKABLE), ==, "unremarkable");
  g_assert_cmpstr (stray_verdict_to_string (STRAY_VERDICT_TRUSTED), ==, "trusted");
  g_assert_cmpstr (stray_severity_to_string (STRAY_SEVERITY_NONE), ==, "none");
  g_assert_cmpstr (stray_severity_to_string (STRAY_SEVERITY_LOW), ==, "low");
  g_assert_cmpstr (stray_severity_to_string (STRAY_SEVERITY_MEDIUM), ==, "medium");
  g_assert_cmpstr (stray_severity_to_string (STRAY_SEVERITY_HIGH), ==, "high");
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/check/", vectors[i].name, NULL);

      g_test_add_data_func (path, &vectors[i], test_vector);
    }
  for (guint plane = 0; plane <= 0x10; plane++)
    {
      g_autofree char *path = g_strdup_printf ("/check/every-code-point/%02X", plane);

      g_test_add_data_func (path, GUINT_TO_POINTER (plane << 16), test_every_code_point);
    }
  g_test_add_func ("/check/long-suggestion", test_long_suggestion);
  g_test_add_func ("/check/huge", test_huge);
  g_test_add_func ("/check/names", test_names);
  return g_test_run ();
}
