/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/check.h"

#include "core-test.h"

#include <string.h>

/* The kinds of look-alike: positives, and beside each its quiet twins, which have
 * no kind. The trust list is the whole policy; no country is home. */
static const struct
{
  const char *entries;
  const char *domain;
  const char *kind;
  const char *resembles;
  const char *rule;
  StraySeverity severity;
} vectors[] = {
#define HIGH STRAY_SEVERITY_HIGH
#define MEDIUM STRAY_SEVERITY_MEDIUM
#define LOW STRAY_SEVERITY_LOW
#define SLIP(entries, domain, resembles, rule)                                                               \
  {                                                                                                          \
    entries, domain, "suffix_slip", resembles, rule, HIGH                                                    \
  }
#define WILDCARD(entries, domain, resembles, rule)                                                           \
  {                                                                                                          \
    entries, domain, "wildcard_suffix", resembles, rule, HIGH                                                \
  }
#define GOV(entries, domain, resembles, rule)                                                                \
  {                                                                                                          \
    entries, domain, "gov_equivalent", resembles, rule, HIGH                                                 \
  }
#define QUIET(entries, domain)                                                                               \
  {                                                                                                          \
    entries, domain, NULL, NULL, NULL, STRAY_SEVERITY_NONE                                                   \
  }

  /* suffix_slip: from an ending that is no country's, any one edit. */
  SLIP ("af.mil", "af.ml", "af.mil", "af.mil"),
  SLIP ("af.mil", "us.af.ml", "us.af.mil", "af.mil"),
  SLIP ("af.mil", "us.af.il", "us.af.mil", "af.mil"),
  SLIP ("ibm.com", "ibm.cm", "ibm.com", "ibm.com"),
  SLIP ("ibm.com", "ibm.co", "ibm.com", "ibm.com"),
  SLIP ("ibm.com", "ibm.om", "ibm.com", "ibm.com"),
  SLIP ("mit.edu", "mit.eu", "mit.edu", "mit.edu"),
  SLIP ("ana.net", "ana.ne", "ana.net", "ana.net"),
  SLIP ("ana.net", "ana.et", "ana.net", "ana.net"),
  SLIP ("nato.int", "nato.it", "nato.int", "nato.int"),
  SLIP ("x.com", "mail.x.cm", "mail.x.com", "x.com"),
  SLIP ("mail.x.com", "mail.x.cm", "mail.x.com", "mail.x.com"),
  SLIP ("mail.x.com", "x.cm", "mail.x.com", "mail.x.com"),
  SLIP ("mail.x.com,x.com", "mail.x.cm", "mail.x.com", "mail.x.com"),
  SLIP ("mail.x.com,x.com", "www.x.cm", "www.x.com", "x.com"),
  SLIP ("*.af.mil", "us.af.ml", "us.af.mil", "*.af.mil"),
  SLIP ("*.af.mil", "af.ml", "af.mil", "*.af.mil"),
  SLIP ("m\u00FCnchen.com", "m\u00FCnchen.cm", "xn--mnchen-3ya.com", "xn--mnchen-3ya.com"),
  QUIET ("ibm.com", "ibmx.cm"),
  QUIET ("ibm.com", "ibm.de"),
  QUIET ("ibm.com", "x.cm"),
  QUIET ("ibm.com", "com.cm"),
  QUIET ("ibm.com trust-only", "ibm.cm"),

  /* suffix_slip between countries: deletion, transposition, neighbouring key. */
  SLIP ("firma.nl", "firma.ml", "firma.nl", "firma.nl"),
  SLIP ("firma.de", "firma.ed", "firma.de", "firma.de"),
  SLIP ("firm.com.au", "firm.co.au", "firm.com.au", "firm.com.au"),
  SLIP ("firm.com.br", "firm.com.be", "firm.com.br", "firm.com.br"),
  QUIET ("firma.nl", "firma.ng"),
  QUIET ("firma.de", "firma.be"),
  QUIET ("firma.fr", "firma.hr"),
  QUIET ("firm.co.uk", "firm.co.ug"),
  QUIET ("firm.co.nz", "firm.com.nz"),

  /* … in the second level, which is somebody's name then. */
  SLIP ("contoso.com.au", "contoso.con.au", "contoso.com.au", "contoso.com.au"),
  SLIP ("contoso.com.au,contoso.com", "contoso.cm.au", "contoso.com.au", "contoso.com.au"),
  SLIP ("bbc.co.uk", "mail.bbc.cp.uk", "mail.bbc.co.uk", "bbc.co.uk"),
  SLIP ("bbc.co.uk", "bbc.c.uk", "bbc.co.uk", "bbc.co.uk"),
  SLIP ("hmrc.gov.uk", "hmrc.giv.uk", "hmrc.gov.uk", "hmrc.gov.uk"),
  SLIP ("army.mil.kr", "army.ml.kr", "army.mil.kr", "army.mil.kr"),
  QUIET ("bbc.co.uk", "bbc.cz.uk"),
  QUIET ("bbc.co.uk", "bbc.cook.uk"),
  QUIET ("bbc.co.uk", "cp.uk"),
  QUIET ("bbc.co.uk", "bbc.cp.fr"),
  QUIET ("mail.co.uk", "mail.cp.uk"),
  QUIET ("*.co.uk", "bbc.cp.uk"),
  QUIET ("bbc.uk", "bbc.cp.uk"),

  /* … any letter below what only universities are given. */
  SLIP ("soton.ac.uk", "soton.ac.ug", "soton.ac.uk", "soton.ac.uk"),
  SLIP ("soton.ac.uk", "mail.soton.ac.lk", "mail.soton.ac.uk", "soton.ac.uk"),
  QUIET ("soton.ac.uk", "soton.ac.za"),
  QUIET ("hesa.ac.uk", "hesa.co.lk"),

  /* The sisters of a multinational. */
  QUIET ("google.com,google.ch", "google.cn"),
  QUIET ("google.nl,google.ch", "google.ml"),
  SLIP ("google.nl", "google.ml", "google.nl", "google.nl"),
  SLIP ("google.com,google.ch", "google.cm", "google.com", "google.com"),
  SLIP ("google.com,google.ch trust-only", "google.co", "google.com", "google.com"),

  /* Open endings count less, except what .com becomes. */
  { "firm.com.au", "firm.com.ai", "suffix_slip", "firm.com.au", "firm.com.au", MEDIUM },
  { "ana.org", "ana.og", "suffix_slip", "ana.org", "ana.org", HIGH },

  /* wildcard_suffix. */
  WILDCARD ("*.mil", "us.af.ml", "us.af.mil", "*.mil"),
  WILDCARD (".mil", "x.il", "x.mil", "*.mil"),
  WILDCARD ("mil", "x.ml", "x.mil", "mil"),
  WILDCARD ("*.mil", "x.mi", "x.mil", "*.mil"),
  WILDCARD ("*.com", "x.cm", "x.com", "*.com"),
  WILDCARD ("*.nl", "x.ml", "x.nl", "*.nl"),
  WILDCARD ("*.gov.uk", "x.gov.ik", "x.gov.uk", "*.gov.uk"),
  WILDCARD ("*.gov.uk", "x.gob.uk", "x.gov.uk", "*.gov.uk"),
  QUIET ("*.mil", "x.co.il"),
  QUIET ("*.mil", "x.com.ml"),
  QUIET ("*.mil", "co.il"),
  QUIET ("*.mil", "ml"),
  QUIET ("*.mil trust-only", "us.af.ml"),
  QUIET ("*.int", "x.it"),
  QUIET ("*.int", "x.in"),
  QUIET ("*.edu", "x.eu"),
  QUIET ("*.com", "x.co"),
  WILDCARD ("*.gov", "x.gv", "x.gov", "*.gov"),
  QUIET ("*.gov.uk", "x.gov.ug"),
  QUIET ("*.gov.uk", "x.gov.ua"),
  QUIET ("*.gov.uk", "x.go.uk"),
  QUIET ("gov.im", "x.gov.in"),

  /* gov_equivalent. */
  GOV ("mod.gov.uk", "mod.gov.ug", "mod.gov.uk", "mod.gov.uk"),
  GOV ("mod.uk", "mod.gov.ug", "mod.uk", "mod.uk"),
  GOV ("mod.uk,mod.gov.uk", "mod.gov.ug", "mod.gov.uk", "mod.gov.uk"),
  GOV ("mod.uk", "mail.mod.go.ug", "mail.mod.uk", "mod.uk"),
  GOV ("army.mod.uk", "army.mod.gh", "army.mod.uk", "army.mod.uk"),
  GOV ("esgr.mil", "esgr.gov.mv", "esgr.mil", "esgr.mil"),
  GOV ("esgr.mil", "www.esgr.gouv.sn", "www.esgr.mil", "esgr.mil"),
  GOV ("esgr.gov", "esgr.mil.jo", "esgr.gov", "esgr.gov"),
  GOV ("esgr.gouv.fr", "esgr.gob.ve", "esgr.gouv.fr", "esgr.gouv.fr"),
  GOV ("esgr.admin.ch,esgr.gov.uk", "esgr.gov.lk", "esgr.gov.uk", "esgr.gov.uk"),
  GOV ("*.mil,army.mil", "army.gov.ng", "army.mil", "army.mil"),
  QUIET ("*.mil,*.gov,*.gov.uk", "mod.gov.ug"),
  { "health.gov.uk", "health.gov.ug", "gov_equivalent", "health.gov.uk", "health.gov.uk", MEDIUM },
  { "data.gov", "data.gouv.fr", "gov_equivalent", "data.gov", "data.gov", MEDIUM },
  { "health.gov", "health.gov.au", "appended", "health.gov", "health.gov", MEDIUM },
  { "health.org", "health.org.cz", "appended", "health.org", "health.org", LOW },
  { "a.health.org", "a.health.org.cz", "appended", "a.health.org", "a.health.org", MEDIUM },
  QUIET ("mod.com", "mod.gov.ug"),
  GOV ("*.army.mil", "us.army.gov.ng", "us.army.mil", "*.army.mil"),
  QUIET ("mil.no", "mil.gov.ua"),
  QUIET ("gov.uk", "gov.mil.za"),
  QUIET ("police.uk", "police.gov.in"),
  GOV ("mil.no,hq.mil.no", "hq.gov.ua", "hq.mil.no", "hq.mil.no"),
  QUIET ("mod.co.uk", "mod.gov.ug"),
  QUIET ("mod.gov.uk", "mof.gov.ug"),
  QUIET ("mod.gov.uk", "mod.co.ug"),
  QUIET ("mod.gov.ar", "mod.mil.ar"),
  QUIET ("mod.gov.uk trust-only", "mod.gov.ug"),

  /* The best match only: suffix distance, then explicit before wildcard. */
  SLIP ("*.mil,af.mil", "us.af.ml", "us.af.mil", "af.mil"),
  WILDCARD ("*.mil,af.mil", "us.ag.ml", "us.ag.mil", "*.mil"),
  SLIP ("esgr.gov.ik", "esgr.gov.uk", "esgr.gov.ik", "esgr.gov.ik"),
  SLIP ("x.com,x.edu.cn", "x.co", "x.com", "x.com"),

  /* An exception anchors nothing, in whatever form. */
  WILDCARD ("*.mil,orange.ml", "orange.il", "orange.mil", "*.mil"),
  QUIET ("*.mil,orange.ml", "orange.nl"),
  QUIET ("*.mil,*.orange.ml", "orange.nl"),
  QUIET ("*.mil,orange.ml,orange.mi", "orange.mk"),
  QUIET ("*.mil,*.ml", "orange.mo"),
  SLIP ("orange.ml", "orange.nl", "orange.ml", "orange.ml"),
  WILDCARD ("*.ml", "orange.mo", "orange.ml", "*.ml"),
  QUIET ("army.mil,army-mil.pl", "army.mil-pl.ru"),
  SLIP ("army.mil,navy.pl", "navy.lp", "navy.pl", "navy.pl"),
  /* … but two that are like each other guard what is like both. */
  GOV ("mod.gov.uk,mod.gov.sg", "mod.gov.ug", "mod.gov.sg", "mod.gov.sg"),
  QUIET ("mod.gov.uk,mod.gov.sg", "mod-gov-sg.ru"),
  /* … nor are a multinational's sisters exceptions to each other. */
  { "firma.nl,firma.ml", "firma-ml.ru", NULL, NULL, NULL, STRAY_SEVERITY_NONE },
  { "firma.nl,firma.ch,firma.ml", "firma-ml.ru", "embedded", "firma.ml", "firma.ml", MEDIUM },

  /* … and the highest severity, whichever is told. */
  { "*.mil,centcom.mil", "centcmo.ml", "label_and_suffix_slip", "centcom.mil", "centcom.mil", HIGH },
  { "centcom.mil", "centcmo.ml", "label_and_suffix_slip", "centcom.mil", "centcom.mil", MEDIUM },
  { "army.mil", "army-mil.ml", "embedded", "army.mil", "army.mil", MEDIUM },
  { "*.mil,army.mil", "army-mil.ml", "embedded", "army.mil", "army.mil", HIGH },

  /* Not under a country-code ending. */
  QUIET ("*.mil,af.mil", "af.mill"),
  QUIET ("ibm.com", "ibm.net"),
  QUIET ("ibm.com", "ibm.con"),
  QUIET ("ibm.com", "localhost"),

  /* IDN endings are foreign ones. */
  { "*.\u0440\u0444", "x.\u0431\u0433", NULL, NULL, NULL, STRAY_SEVERITY_NONE },
  GOV ("army.mil", "army.gov.\u0440\u0444", "army.mil", "army.mil"),
};

static char *
check_domain (const StrayPolicy *policy, const char *domain)
{
  g_autofree char *recipient = g_strconcat ("a@", domain, NULL);
  g_autoptr (StrayResult) result = stray_check (policy, recipient);

  return g_strdup_printf ("%s %s %s %s %s %s", stray_verdict_to_string (result->verdict), result->kind,
                          stray_severity_to_string (result->severity), result->resembles, result->rule,
                          result->suggestion);
}

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (StrayPolicy) policy = core_test_policy (vectors[i].entries, "");
      g_autofree char *actual = check_domain (policy, vectors[i].domain);
      g_autofree char *expected = g_strdup_printf (
          "%s %s %s %s %s %s%s", vectors[i].kind == NULL ? "unremarkable" : "lookalike", vectors[i].kind,
          stray_severity_to_string (vectors[i].severity), vectors[i].resembles, vectors[i].rule,
          vectors[i].kind == NULL ? "" : "a@", vectors[i].resembles);

      g_test_message ("%s: %s", vectors[i].entries, vectors[i].domain);
      g_assert_cmpstr (actual, ==, expected);
    }
}

/* The verdict depends neither on the order of the list nor on its layers. */
static void
test_order (void)
{
  static const char *const entries[]
      = { "*.mil",  "af.mil",     "us.af.mil", "google.com", "google.ch",
          "mod.uk", "mod.gov.uk", "army.mil",  "*.gov.uk",   "x.mil trust-only" };
  static const char *const domains[] = { "us.af.ml", "x.af.ml",     "google.cm", "google.cn", "mod.gov.ug",
                                         "x.ml",     "army.mil.ng", "y.gov.ik",  "a.army.il" };
  const gsize n = G_N_ELEMENTS (entries);

  for (gsize d = 0; d < G_N_ELEMENTS (domains); d++)
    {
      g_autofree char *first = NULL;

      for (gsize shift = 0; shift < n; shift++)
        for (gsize layered = 0; layered < 2; layered++)
          {
            g_autoptr (GString) list = g_string_new (NULL);
            GPtrArray *layers = g_ptr_array_new ();
            g_autoptr (StrayPolicy) policy = NULL;
            g_autofree char *verdict = NULL;

            for (gsize i = 0; i < n; i++)
              {
                const char *entry = entries[(i * 3 + shift) % n];

                if (layered)
                  g_ptr_array_add (layers, core_test_trust (entry));
                g_string_append_printf (list, "%s%s", i == 0 ? "" : ",", entry);
              }
            if (!layered)
              g_ptr_array_add (layers, core_test_trust (list->str));
            policy = stray_policy_new ((StrayTrust **)layers->pdata, layers->len, NULL);
            for (guint i = 0; i < layers->len; i++)
              stray_trust_unref (g_ptr_array_index (layers, i));
            g_ptr_array_unref (layers);

            verdict = check_domain (policy, domains[d]);
            if (first == NULL)
              first = g_strdup (verdict);
            g_test_message ("%s", list->str);
            g_assert_cmpstr (verdict, ==, first);
          }
    }
}

/* What the corrected name has no room for is corrected to the trusted one. */
static void
test_no_room (void)
{
  g_autoptr (StrayPolicy) policy = core_test_policy ("af.mil,*.mil", "");
  g_autoptr (GString) recipient = g_string_new ("a@");
  g_autoptr (StrayResult) result = NULL;

  for (guint i = 0; i < 124; i++)
    g_string_append (recipient, "a.");
  g_string_truncate (recipient, 2 + 247);
  g_string_append (recipient, ".af.ml");
  g_assert_cmpuint (recipient->len, ==, 2 + 253);
  result = stray_check (policy, recipient->str);
  g_assert_cmpstr (result->kind, ==, "suffix_slip");
  g_assert_cmpstr (result->resembles, ==, "af.mil");
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/lookalike/vectors", test_vectors);
  g_test_add_func ("/lookalike/order", test_order);
  g_test_add_func ("/lookalike/no-room", test_no_room);
  return g_test_run ();
}
