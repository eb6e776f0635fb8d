/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/explain.h"

#include "core-test.h"
#include "core/lookalike.h"

static const struct
{
  const char *entries;
  const char *recipient;
  const char *sentence;
} vectors[] = {
  { "*.mil", "john.smith@us.af.ml",
    "us.af.ml is in Mali; it differs from us.af.mil, which you trust, by one letter." },
  { "ibm.com", "a@ibm.cm",
    "ibm.cm is in Cameroon; it differs from ibm.com, which you trust, by one letter." },
  { "us.army.mil", "a@army.ml",
    "army.ml is in Mali; its ending differs from that of us.army.mil, which you trust, by one letter." },
  { "www.nintendo.de", "a@nintedno.be",
    "nintedno.be is in Belgium; its name and its ending differ from those of www.nintendo.de, which you "
    "trust, by one letter each." },
  { "nintendo.de", "a@nintedno.be",
    "nintedno.be is in Belgium; it differs from nintendo.de, which you trust, by two letters." },
  { "army.mil", "a@army.mil.ng",
    "army.mil.ng is in Nigeria; it is army.mil, which you trust, with another ending behind it." },
  { "army.mil", "a@army-mil.ml",
    "army-mil.ml is in Mali; it has army.mil, which you trust, within its name." },
  { "mod.gov.uk", "a@mod.gov.ug",
    "mod.gov.ug is in Uganda; it has the name of mod.gov.uk, which you trust, under another government." },
  { "mail.hmrc.gov.uk", "a@hmrc.gov.ug",
    "hmrc.gov.ug is in Uganda; it has the name of the domain above mail.hmrc.gov.uk, which you trust, under "
    "another government." },
  { "hmrc.gov.uk", "a@mail.hmrc.gov.ug",
    "mail.hmrc.gov.ug is in Uganda; it has the name of mail.hmrc.gov.uk, which you trust, under another "
    "government." },
  { "mail.esgr.mil", "a@esgr.ro",
    "esgr.ro is in Romania; it has the name of the domain above mail.esgr.mil, which you trust, under "
    "another "
    "ending." },
  { "www.modem.com", "a@modern.cm",
    "modern.cm is in Cameroon; it looks like the domain above www.modem.com, which you trust, but is written "
    "with other letters." },
  { "*.army.mil", "a@army.ml",
    "army.ml is in Mali; its ending differs from that of *.army.mil, which you trust, by one letter." },
  { "*.army.mil", "a@us.army.ml",
    "us.army.ml is in Mali; it differs from us.army.mil, which you trust, by one letter." },
  { "*.army.mil", "a@army.gov.ng",
    "army.gov.ng is in Nigeria; it has the name of the domain above *.army.mil, which you trust, under "
    "another "
    "government." },
  { "*.mil", "a@us.af.mi",
    "us.af.mi is in no known country; it differs from us.af.mil, which you trust, by one letter." },
  { "münchen.com", "a@münchen.cm",
    "münchen.cm is in Cameroon; it differs from münchen.com, which you trust, by one letter." },
  { "army.mil", "a@army.mil", "army.mil is trusted, by the entry “army.mil”." },
  { "army.mil", "a@example.org", "example.org resembles nothing you trust." },
  { "army.mil", "nobody", "This cannot be read as an address." },
};

static void
test_sentences (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (StrayPolicy) policy = core_test_policy (vectors[i].entries, "");
      g_autoptr (StrayResult) result = stray_check (policy, vectors[i].recipient);
      g_autofree char *sentence = stray_explain (result);

      g_assert_cmpstr (sentence, ==, vectors[i].sentence);
    }
}

/* Each kind of the table has a sentence, and it names all there is to name. */
static void
test_every_kind (void)
{
  for (gsize i = 0; i < stray_n_kinds; i++)
    {
      StrayResult result = { .verdict = STRAY_VERDICT_LOOKALIKE,
                             .kind = stray_kinds[i].name,
                             .country = "ML",
                             .domain = (char *)"typed.example",
                             .resembles = (char *)"meant.example" };
      g_autofree char *sentence = stray_explain (&result);

      g_test_message ("%s: %s", result.kind, sentence);
      g_assert_nonnull (g_strstr_len (sentence, -1, "typed.example is in Mali;"));
      g_assert_nonnull (g_strstr_len (sentence, -1, "meant.example, which you trust"));
    }
}

int
main (int argc, char **argv)
{
  /* Told in English, also under a Turkish locale: country names are ICU's. */
  g_setenv ("LANGUAGE", "en", TRUE);
  core_test_init (&argc, &argv);
  g_test_add_func ("/explain/sentences", test_sentences);
  g_test_add_func ("/explain/every-kind", test_every_kind);
  return g_test_run ();
}
