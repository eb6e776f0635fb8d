/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/learned.h"

#include "core-test.h"
#include "core/check.h"

#include <string.h>

static StrayLearned *
learn (const char *addresses)
{
  g_auto (GStrv) list = g_strsplit (addresses, ",", -1);

  return stray_learned_new ((const char *const *)list, g_strv_length (list));
}

static StrayPolicy *
policy_with (const char *entries, const char *addresses)
{
  g_autoptr (StrayPolicy) policy = core_test_policy (entries, "");
  g_autoptr (StrayLearned) learned = learn (addresses);

  return stray_policy_with_learned (policy, learned);
}

static void
assert_kind (const StrayPolicy *policy, const char *recipient, const char *kind, const char *rule)
{
  g_autoptr (StrayResult) result = stray_check (policy, recipient);

  g_test_message ("%s", recipient);
  g_assert_cmpstr (result->kind, ==, kind);
  g_assert_cmpstr (result->rule, ==, rule);
  g_assert_cmpstr (stray_verdict_to_string (result->verdict), ==,
                   kind == NULL ? "unremarkable" : "lookalike");
}

static void
test_addresses (void)
{
  g_autoptr (StrayLearned) learned = learn (
      "Ann@ABB.com,ann@abb.com.,\"Jane Doe\" <jane@münchen.de>,,nobody,a b@c.de,x@[192.0.2.1],b@abb.com");
  const GPtrArray *domains = stray_learned_domains (learned);
  static const struct
  {
    const char *local;
    const char *ascii;
    gboolean known;
  } rows[] = {
    { "ann", "abb.com", TRUE },
    { "ANN", "abb.com", TRUE },
    { "ann", "abb.om", FALSE },
    { "an", "abb.com", FALSE },
    { "jane", "xn--mnchen-3ya.de", TRUE },
    { "", "abb.com", FALSE },
  };

  g_assert_cmpuint (domains->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (domains, 0), ==, "abb.com");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *address = g_strconcat (rows[i].local, "@", rows[i].ascii, NULL);

      g_test_message ("row %u", i);
      g_assert_cmpint (
          stray_learned_has_address (learned, address, strlen (rows[i].local) + 1, rows[i].ascii), ==,
          rows[i].known);
    }
}

/* Local parts beyond what an address can be are in no address book. */
static void
test_too_long (void)
{
  g_autoptr (StrayLearned) learned = learn ("a@abb.com");
  g_autofree char *local = g_strnfill (5000, 'a');
  g_autofree char *address = g_strconcat (local, "@abb.com", NULL);
  const char *list[] = { address };
  g_autoptr (StrayLearned) empty = stray_learned_new (list, 1);

  g_assert_false (stray_learned_has_address (learned, address, 5001, "abb.com"));
  g_assert_cmpuint (stray_learned_domains (empty)->len, ==, 0);
}

static void
test_anchors (void)
{
  g_autoptr (StrayPolicy) without = core_test_policy ("army.mil", "");
  g_autoptr (StrayPolicy) with = policy_with ("army.mil", "ann@abb.com,bob@mail.firma.de,z@lan,y@localhost");

  assert_kind (without, "x@abb.om", NULL, NULL);
  assert_kind (with, "x@abb.om", "suffix_slip", "abb.com");
  assert_kind (with, "ann@abb.om", "suffix_slip", "abb.com");
  assert_kind (with, "x@mail.firma.ee", "suffix_slip", "mail.firma.de");
  assert_kind (with, "x@army.ml", "suffix_slip", "army.mil");
  /* A name of one label is no ending that others could be near to. */
  assert_kind (with, "x@whatever.la", NULL, NULL);
}

/* What was learned is not trusted: neither domain covers a name. */
static void
test_no_cover (void)
{
  g_autoptr (StrayPolicy) policy = policy_with ("army.mil", "ann@firma.de,ann@army.fr,ann@x.army.il");

  assert_kind (policy, "x@firma.de", NULL, NULL);
  assert_kind (policy, "x@mail.firma.de", NULL, NULL);
  /* high: asked although it is a contact */
  assert_kind (policy, "ann@x.army.il", "suffix_slip", "army.mil");
}

/* A contact that is yesterday's typo makes nothing else a look-alike of it. */
static void
test_typos (void)
{
  g_autoptr (StrayPolicy) policy = policy_with ("ibm.com", "ann@ibm.co,ann@abb.com");

  assert_kind (policy, "x@ibm.co", "suffix_slip", "ibm.com");
  assert_kind (policy, "ann@ibm.co", "suffix_slip", "ibm.com");
  assert_kind (policy, "x@ibm.cm", "suffix_slip", "ibm.com");
  assert_kind (policy, "x@us.ibm.co.uk", NULL, NULL);
}

static void
test_contacts (void)
{
  static const struct
  {
    const char *recipient;
    const char *kind;
    gboolean quiet; /* where it is a contact */
  } rows[] = {
    { "ann@esgr.ro", "same_label_abroad", TRUE },   /* low */
    { "ann@army-mil.pl", "embedded", TRUE },        /* medium */
    { "Ann <ANN@Army-Mil.PL.>", "embedded", TRUE }, /* the same */
    { "ann@army.ml", "suffix_slip", FALSE },        /* high */
  };
  g_autoptr (StrayPolicy) without = core_test_policy ("army.mil,esgr.mil", "");
  g_autoptr (StrayPolicy) with = policy_with ("army.mil,esgr.mil", "ann@esgr.ro,ann@army-mil.pl,ann@army.ml");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayResult) before = stray_check (without, rows[i].recipient);
      g_autoptr (StrayResult) after = stray_check (with, rows[i].recipient);

      g_test_message ("row %u: %s", i, rows[i].recipient);
      g_assert_cmpstr (before->kind, ==, rows[i].kind);
      g_assert_cmpstr (after->kind, ==, rows[i].quiet ? NULL : rows[i].kind);
      g_assert_cmpint (after->verdict, ==,
                       rows[i].quiet ? STRAY_VERDICT_UNREMARKABLE : STRAY_VERDICT_LOOKALIKE);
      if (rows[i].quiet)
        {
          g_assert_cmpint (after->severity, ==, STRAY_SEVERITY_NONE);
          g_assert_null (after->resembles);
          g_assert_null (after->rule);
          g_assert_null (after->suggestion);
        }
    }
  /* Somebody else there is no contact. */
  assert_kind (with, "bob@esgr.ro", "same_label_abroad", "esgr.mil");
  assert_kind (with, "bob@army-mil.pl", "embedded", "army.mil");
}

/* A contact is held to the surest of all kinds, not to the one that names best what
 * was meant: army-mil.ml is one letter from *.mil, whatever else is trusted. */
static void
test_surest_kind (void)
{
  g_autoptr (StrayPolicy) wildcard = policy_with ("*.mil", "ann@army-mil.ml");
  g_autoptr (StrayPolicy) both = policy_with ("*.mil,army.mil", "ann@army-mil.ml");

  assert_kind (wildcard, "ann@army-mil.ml", "wildcard_suffix", "*.mil");
  assert_kind (both, "ann@army-mil.ml", "embedded", "army.mil");
}

/* Two endings make a multinational, whose sisters are real; but a contact at a second
 * one quiets nothing that a list guards. */
static void
test_multinational (void)
{
  g_autoptr (StrayPolicy) one = policy_with ("", "a@firma.nl");
  g_autoptr (StrayPolicy) two = policy_with ("", "a@firma.nl,a@firma.ch");
  g_autoptr (StrayPolicy) listed = policy_with ("firma.nl,firma.ch", "");
  g_autoptr (StrayPolicy) mixed = policy_with ("firma.nl", "a@firma.ch");

  assert_kind (one, "x@firma.ml", "suffix_slip", "firma.nl");
  assert_kind (two, "x@firma.ml", NULL, NULL);
  assert_kind (listed, "x@firma.ml", NULL, NULL);
  assert_kind (mixed, "x@firma.ml", "suffix_slip", "firma.nl");
}

static void
test_replaced_and_kept (void)
{
  g_autoptr (StrayPolicy) first = policy_with ("army.mil", "a@abb.com");
  g_autoptr (StrayLearned) other = learn ("a@ibm.com");
  g_autoptr (StrayPolicy) second = stray_policy_with_learned (first, other);
  g_autoptr (StrayPolicy) sender = stray_policy_with_sender (second, "me@example.com");

  assert_kind (first, "x@abb.om", "suffix_slip", "abb.com");
  assert_kind (first, "x@ibm.om", NULL, NULL);
  assert_kind (second, "x@abb.om", NULL, NULL);
  assert_kind (second, "x@ibm.om", "suffix_slip", "ibm.com");
  assert_kind (sender, "x@ibm.om", "suffix_slip", "ibm.com");
  assert_kind (sender, "x@example.cm", "suffix_slip", "example.com");
}

static void
test_trust_only (void)
{
  g_autoptr (StrayPolicy) policy = policy_with ("abb.com trust-only,firma.nl", "a@abb.com");

  assert_kind (policy, "x@abb.om", NULL, NULL);
}

int
main (int argc, char *argv[])
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/learned/addresses", test_addresses);
  g_test_add_func ("/learned/too-long", test_too_long);
  g_test_add_func ("/learned/anchors", test_anchors);
  g_test_add_func ("/learned/no-cover", test_no_cover);
  g_test_add_func ("/learned/typos", test_typos);
  g_test_add_func ("/learned/contacts", test_contacts);
  g_test_add_func ("/learned/surest-kind", test_surest_kind);
  g_test_add_func ("/learned/multinational", test_multinational);
  g_test_add_func ("/learned/replaced-and-kept", test_replaced_and_kept);
  g_test_add_func ("/learned/trust-only", test_trust_only);
  return g_test_run ();
}
