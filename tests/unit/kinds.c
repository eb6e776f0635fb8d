/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/kinds.h"

#include "core-test.h"
#include "core/check.h"

#include <string.h>

/* The kinds beside those of lookalike.c, each with its quiet twins. The trust
 * list is the whole policy; no country is home. */
typedef struct
{
  const char *entries;
  const char *domain;
  const char *resembles; /* NULL: quiet */
} Vector;

static const Vector dot_hyphen_slip[] = {
  /* The dot moved: every letter is there. */
  { "army.mil,*.mil", "armym.il", "army.mil" },
  { "army.mil,*.mil", "us.armym.il", "us.army.mil" },
  { "us.army.mil", "us.arm.ymil.ml", NULL },
  { "gmail.com", "gmailc.om", "gmail.com" },
  { "pdhealth.mil", "pdhealthm.il", "pdhealth.mil" },
  { "3m.com", "3mc.om", "3m.com" },
  { "3m.com", "3mc.co", NULL },
  { "doctorpost.net", "mail.doctorpostn.et", "mail.doctorpost.net" },
  { "army.mil trust-only", "armym.il", NULL },
  { "*.mil trust-only", "armym.il", NULL },
  { "m\u00FCllerx.com", "m\u00FCllerxc.om", "xn--mllerx-3ya.com" },
  { "m\u00FCllerx.com", "mullerxc.om", "xn--mllerx-3ya.com" },
  { "m\u00FCllerx.com", "m\u00FClerxc.om", NULL },
  { "m\u00FCller-x.nl", "m\u00FCllerx.nl", "xn--mller-x-n2a.nl" },
  /* A dot or a hyphen more or less, and one slip in the ending. */
  { "us.army.mil,*.mil", "us-army.ml", "us.army.mil" },
  { "us.army.mil,*.mil", "usarmy.ml", "us.army.mil" },
  { "us.army.mil,*.mil", "mail.us-army.ml", "mail.us.army.mil" },
  { "tearline.mil", "tear.line.il", "tearline.mil" },
  { "sglamcc.gov.uk", "sgl.amcc.gov.hk", "sglamcc.gov.uk" },
  { "zendesk.com", "zen-desk.om", "zendesk.com" },
  { "us.army.mil", "us-army.fr", NULL },
  { "a.b.com", "a-b.co", NULL },
  /* Under the very ending, from seven letters on. */
  { "city-bank.nl", "citybank.nl", "city-bank.nl" },
  { "ab-c.nl", "abc.nl", NULL },
};

static const Vector confusable[] = {
  { "modem.com", "modern.cm", "modem.com" },
  { "modem.nl", "modern.nl", "modem.nl" },
  { "google.com", "g00gle.co", "google.com" },
  { "video.com", "vide0.om", "video.com" },
  { "wave.com", "vvave.cm", "wave.com" },
  { "cloud.com", "doud.cm", "cloud.com" },
  { "paypal.com", "paypa1.co", "paypal.com" },
  { "citi.com", "clti.co", "citi.com" },
  { "citi.com", "dti.co", NULL },
  { "google.com", "g00gle.fr", NULL },
  /* Diacritics, and letters with strokes. */
  { "munich.com", "m\u00FCn\u00EEch.cm", "munich.com" },
  { "canva.com", "c\u01CEn\u2C74a.cm", "canva.com" },
  { "muller.com", "m\u00FCller.ch", NULL },
  /* Another script's letters, under whatever ending. */
  { "apple.com", "\u0430\u0440\u0440\u04CF\u0435.tk", "apple.com" },
  { "sapr.mil,*.mil", "s\u0430pr.il", "sapr.mil" },
  { "paypal.com", "p\u0430ypal.fr", "paypal.com" },
  { "paypal.com", "\u043F\u043E\u0447\u0442\u0430.\u0440\u0444", NULL },
  /* A government's name, abroad. */
  { "defense.gov", "d\u00E9fense.fr", "defense.gov" },
  { "clinic.gov", "dinic.fr", "clinic.gov" },
  { "dla.mil", "dia.fr", NULL },
};

static const Vector label_and_suffix_slip[] = {
  { "militaryonesource.mil", "mmlitaryonesource.il", "militaryonesource.mil" },
  { "treasury.gov.uk", "tveasury.gov.hk", "treasury.gov.uk" },
  { "nintendo.de", "nintedno.be", "nintendo.de" },
  { "orange.fr", "range.fi", "orange.fr" },
  { "toyokeizai.net", "mail.toyoeizai.ne", "mail.toyokeizai.net" },
  { "zybooks.com", "z\u1EF5dooks.om", "zybooks.com" },
  { "soton.ac.uk", "soten.ac.ug", "soton.ac.uk" },
  { "nintendo.de", "nintedno.fr", NULL },
  { "nintendo.de", "nimtedno.be", NULL },
  { "nintendo.de,nintendo.nl", "nintedno.be", NULL },
  { "m\u00FCllerx.com", "m\u00FClerx.cm", "xn--mllerx-3ya.com" },
  { "m\u00FCllerx.com", "mulerx.cm", "xn--mllerx-3ya.com" },
  { "m\u00FCllerx.com", "m\u00FClrx.cm", NULL },
  { "\u043F\u043E\u0447\u0442\u0430.com", "\u043F\u043E\u0447\u0442.cm", "xn--80a1acny.com" },
  { "\u043F\u043E\u0447\u0442.com", "\u043F\u043E\u0447.cm", NULL },
  { "apex.com", "apez.co", NULL },
  { "chase.de", "chasw.fr", NULL },
  { "nintendo.com trust-only", "nintedno.cm", NULL },
};

static const Vector embedded[] = {
  { "army.mil", "army.mil.x.ml", "army.mil" },
  { "army.mil", "us.army.mil.x.tk", "us.army.mil" },
  { "army.mil", "army-mil.ml", "army.mil" },
  { "army.mil", "armymil.fr", "army.mil" },
  { "army.mil", "army-mil.tk", "army.mil" },
  { "lse.co.uk", "lse-co-uk.yt", "lse.co.uk" },
  { "w.org", "w-org.ye", "w.org" },
  { "exim.gov", "exim.gov.mx.bt", "exim.gov" },
  { "m\u00FCllerx.com", "m\u00FCllerx-com.ru", "xn--mllerx-3ya.com" },
  { "m\u00FCllerx.com", "mullerxcom.ru", "xn--mllerx-3ya.com" },
  { "m\u00FCllerx.com", "m\u00FCllerx.ru", NULL },
  { "w.org", "worg.ye", NULL },
  { "tele.com", "telecom.fr", "tele.com" },
  { "inter.com", "intercom.fr", "inter.com" },
  { "spectrum.net", "spectrumnet.bg", NULL },
  { "spectrum.net", "spectrum-net.bg", "spectrum.net" },
  { "*.mil", "army.mil.x.be", NULL },
  { "army.mil", "army.military.be", NULL },
  { "army.mil trust-only", "army-mil.ml", NULL },
};

static const Vector appended[] = {
  { "doxygen.org", "doxygen.org.cz", "doxygen.org" },
  { "coal.gov.uk", "coal.gov.uk.na", "coal.gov.uk" },
  { "amazon.com", "amazon.com.mx", NULL },
  { "bsu.edu", "bsu.edu.az", NULL },
  { "google.com", "google.com.bd", NULL },
  { "yahoo.com", "yahoo.com.ru", "yahoo.com" },
  { "yahoo.com,yahoo.fr", "yahoo.com.ru", NULL },
  { "*.mil", "army.mil.be", NULL },
};

/* Those are under another government, too, and that is surer. */
static const Vector appended_government[] = {
  { "army.mil", "army.mil.ng", "army.mil" },
  { "army.mil", "us.army.mil.be", "us.army.mil" },
  { "x.gov", "x.gov.lu", "x.gov" },
  { "aledoil.gov", "aledoil.gov.\u0440\u0444", "aledoil.gov" },
};

static const Vector same_label_abroad[] = {
  { "esgr.mil", "esgr.ro", "esgr.mil" },
  { "eac.gov", "mail.eac.jp", "mail.eac.gov" },
  { "claw.gov.uk", "claw.co.za", "claw.gov.uk" },
  { "csudh.edu", "csudh.fi", "csudh.edu" },
  { "176wg.ang.af.mil", "176wg.ang.af.pl", "176wg.ang.af.mil" },
  { "al.gov", "al.ru", NULL },
  { "diu.mil", "diu.net.bd", NULL },
  { "portal.mil", "portal.ro", NULL },
  { "kit.edu", "kit.io", NULL },
  { "bsu.gov", "bsu.edu.az", NULL },
  { "*.esgr.mil", "esgr.ro", NULL },
  { "gov.uk", "gov.ro", NULL },
  { "nzdf.mil.nz", "nzdf.nz", NULL },
  { "nzdf.mil.nz", "nzdf.ro", "nzdf.mil.nz" },
  { "uni-wien.ac.at", "uni-wien.at", NULL },
  { "176wg.ang.mil.nz", "176wg.ang.nz", NULL },
  { "*.mil", "esgr.ro", NULL },
  { "esgr.com", "esgr.ro", NULL },
};

static const Vector same_label_brand[] = {
  { "contoso.com", "contoso.ro", "contoso.com" },
  { "contoso.com", "mail.contoso.co.za", "mail.contoso.com" },
  { "contoso.com,contoso.nl", "contoso.ro", NULL },
  { "horizon.com", "horizon.ro", NULL },
  { "acme.com", "acme.ro", NULL },
  { "contoso.com trust-only", "contoso.ro", NULL },
};

typedef struct
{
  const char *kind;
  StraySeverity severity;
  const Vector *vectors;
  gsize n;
} Kind;

static const Kind kinds[] = {
  { "dot_hyphen_slip", STRAY_SEVERITY_HIGH, dot_hyphen_slip, G_N_ELEMENTS (dot_hyphen_slip) },
  { "confusable", STRAY_SEVERITY_HIGH, confusable, G_N_ELEMENTS (confusable) },
  { "label_and_suffix_slip", STRAY_SEVERITY_MEDIUM, label_and_suffix_slip,
    G_N_ELEMENTS (label_and_suffix_slip) },
  { "embedded", STRAY_SEVERITY_MEDIUM, embedded, G_N_ELEMENTS (embedded) },
  { "appended", STRAY_SEVERITY_MEDIUM, appended, G_N_ELEMENTS (appended) },
  { "appended", STRAY_SEVERITY_HIGH, appended_government, G_N_ELEMENTS (appended_government) },
  { "same_label_abroad", STRAY_SEVERITY_LOW, same_label_abroad, G_N_ELEMENTS (same_label_abroad) },
  { "same_label_brand", STRAY_SEVERITY_LOW, same_label_brand, G_N_ELEMENTS (same_label_brand) },
};

static void
test_vectors (gconstpointer data)
{
  const Kind *kind = data;
  const char *const names[] = { kind->kind, NULL };

  for (gsize i = 0; i < kind->n; i++)
    {
      const Vector *vector = &kind->vectors[i];
      g_autoptr (StrayPolicy) plain = core_test_policy (vector->entries, "");
      g_autoptr (StrayPolicy) policy = stray_policy_with_kinds (plain, names);
      g_autofree char *recipient = g_strconcat ("a@", vector->domain, NULL);
      g_autoptr (StrayResult) result = stray_check (policy, recipient);

      g_test_message ("%s: %s", vector->entries, vector->domain);
      g_assert_cmpstr (result->kind, ==, vector->resembles == NULL ? NULL : kind->kind);
      g_assert_cmpstr (result->resembles, ==, vector->resembles);
      g_assert_cmpint (result->severity, ==,
                       vector->resembles == NULL ? STRAY_SEVERITY_NONE : kind->severity);
      if (vector->resembles != NULL)
        {
          g_autofree char *suggestion = g_strconcat ("a@", vector->resembles, NULL);

          g_assert_cmpstr (result->suggestion, ==, suggestion);
        }
    }
}

static void
test_optional (void)
{
  g_autoptr (StrayPolicy) policy = core_test_policy ("contoso.com", "");
  g_autoptr (StrayPolicy) sender = NULL;
  g_autoptr (StrayPolicy) with = NULL;
  g_autoptr (StrayPolicy) without = NULL;
  const char *const brand[] = { "same_label_brand", NULL };

  g_assert_true (stray_kind_is_optional ("same_label_brand"));
  g_assert_false (stray_kind_is_optional ("suffix_slip"));
  g_assert_false (stray_kind_is_optional ("nothing"));

  with = stray_policy_with_kinds (policy, brand);
  without = stray_policy_with_kinds (with, NULL);
  sender = stray_policy_with_sender (with, "me@example.org");
  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (StrayResult) quiet = stray_check (i == 0 ? policy : without, "a@contoso.ro");
      g_autoptr (StrayResult) flagged = stray_check (i == 0 ? with : sender, "a@contoso.ro");

      g_assert_cmpstr (quiet->kind, ==, NULL);
      g_assert_cmpstr (flagged->kind, ==, "same_label_brand");
    }
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/kinds/%s/%s", kinds[i].kind, stray_severity_to_string (kinds[i].severity));

      g_test_add_data_func (path, &kinds[i], test_vectors);
    }
  g_test_add_func ("/kinds/optional", test_optional);
  return g_test_run ();
}
