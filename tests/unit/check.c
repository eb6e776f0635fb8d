/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/check.h"

#include "core-test.h"

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
  { "no-country-yet", "a@us.af.mi", STRAY_VERDICT_LOOKALIKE, "a@us.af.mi", "us.af.mi", "ZZ", "a@us.af.mil" },

  UNPARSABLE ("right-to-left-override", "john.smith@us.af\u202E.ml", "john.smith@us.af\u202E.ml"),
  UNPARSABLE ("left-to-right-mark", "john.smith@us.af.ml\u200E", "john.smith@us.af.ml\u200E"),
  UNPARSABLE ("isolate", "john.smith@\u2066us.af.ml\u2069", "john.smith@\u2066us.af.ml\u2069"),
  UNPARSABLE ("zero-width-joiner", "john.smith@us.af.m\u200Dl", "john.smith@us.af.m\u200Dl"),
  UNPARSABLE ("ip-literal", "a@[192.0.2.1]", "a@[192.0.2.1]"),
  UNPARSABLE ("ip", "a@192.0.2.1", "a@192.0.2.1"),
  UNPARSABLE ("underscore", "a@us_af.ml", "a@us_af.ml"),
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
  g_test_add_func ("/check/names", test_names);
  return g_test_run ();
}
