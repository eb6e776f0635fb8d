/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/policy.h"

#include "core-test.h"
#include "core/check.h"
#include "core/government.h"

static void
assert_check (const StrayPolicy *policy, const char *recipient, StrayVerdict verdict, const char *rule)
{
  g_autoptr (StrayResult) result = stray_check (policy, recipient);

  g_test_message ("%s", recipient);
  g_assert_cmpstr (stray_verdict_to_string (result->verdict), ==, stray_verdict_to_string (verdict));
  g_assert_cmpstr (result->rule, ==, rule);
}

static void
test_home (void)
{
  g_autoptr (StrayPolicy) none = core_test_policy ("army.mil,example.nl", "");
  g_autoptr (StrayPolicy) mali = core_test_policy ("army.mil,example.nl", "ML");
  g_autoptr (StrayPolicy) more = core_test_policy ("army.mil,example.nl", "DE,GB,ML");

  assert_check (none, "a@army.ml", STRAY_VERDICT_LOOKALIKE, "army.mil");
  assert_check (mali, "a@army.ml", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (more, "a@army.ml", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (more, "a@army.il", STRAY_VERDICT_LOOKALIKE, "army.mil");
}

static void
test_no_layers (void)
{
  g_autoptr (StrayPolicy) policy = stray_policy_new (NULL, 0, NULL);

  assert_check (policy, "a@army.ml", STRAY_VERDICT_UNREMARKABLE, NULL);
}

static void
test_layers (void)
{
  g_autoptr (StrayTrust) first = core_test_trust ("*.mil,google.com,x.mil");
  g_autoptr (StrayTrust) second = core_test_trust ("army.mil,google.ch,army.ml trust-only,*.x.mil,x.mil");
  StrayTrust *layers[] = { first, second };
  g_autoptr (StrayPolicy) policy = stray_policy_new (layers, 2, NULL);

  assert_check (policy, "a@us.army.mil", STRAY_VERDICT_TRUSTED, "army.mil");
  assert_check (policy, "a@us.navy.mil", STRAY_VERDICT_TRUSTED, "*.mil");
  assert_check (policy, "a@y.x.mil", STRAY_VERDICT_TRUSTED, "x.mil");
  assert_check (policy, "a@army.il", STRAY_VERDICT_LOOKALIKE, "army.mil");
  /* An exception in one layer stands above the anchors of another. */
  assert_check (policy, "a@army.ml", STRAY_VERDICT_TRUSTED, "army.ml");
  /* A multinational is one over all layers. */
  assert_check (policy, "a@google.cn", STRAY_VERDICT_UNREMARKABLE, NULL);
}

static void
test_trust_only_layer (void)
{
  g_autoptr (StrayTrust) shipped = core_test_trust ("*.mil,bank.com");
  g_autoptr (StrayTrust) own = core_test_trust ("*.mil trust-only,bank.com trust-only");
  StrayTrust *layers[] = { shipped, own };
  g_autoptr (StrayPolicy) policy = stray_policy_new (layers, 2, NULL);
  g_autoptr (StrayPolicy) without = stray_policy_new (layers, 1, NULL);

  assert_check (without, "a@x.ml", STRAY_VERDICT_LOOKALIKE, "*.mil");
  assert_check (without, "a@bank.cm", STRAY_VERDICT_LOOKALIKE, "bank.com");
  assert_check (policy, "a@x.ml", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (policy, "a@bank.cm", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (policy, "a@x.mil", STRAY_VERDICT_TRUSTED, "*.mil");
}

static void
test_sender (void)
{
  g_autoptr (StrayPolicy) policy = core_test_policy ("example.nl", "");
  g_autoptr (StrayPolicy) british = stray_policy_with_sender (policy, "Me <me@firm.co.uk>");
  g_autoptr (StrayPolicy) american = stray_policy_with_sender (policy, "me@firm.com");
  g_autoptr (StrayPolicy) nobody = stray_policy_with_sender (policy, "");
  g_autoptr (StrayPolicy) ending = stray_policy_with_sender (policy, "me@ml");
  g_autoptr (StrayPolicy) broken = stray_policy_with_sender (policy, "me@[192.0.2.1]");

  assert_check (british, "a@firm.co.uk", STRAY_VERDICT_TRUSTED, "firm.co.uk");
  assert_check (british, "a@other.uk", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (british, "a@army.mod.uk", STRAY_VERDICT_TRUSTED, "*.mod.uk");
  assert_check (british, "a@firm.co.ul", STRAY_VERDICT_LOOKALIKE, "firm.co.uk");
  assert_check (british, "a@council.gov.ul", STRAY_VERDICT_LOOKALIKE, "*.gov.uk");
  assert_check (british, "a@example.ml", STRAY_VERDICT_LOOKALIKE, "example.nl");
  assert_check (american, "a@firm.cm", STRAY_VERDICT_LOOKALIKE, "firm.com");
  assert_check (policy, "a@firm.cm", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (nobody, "a@firm.cm", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (broken, "a@example.ml", STRAY_VERDICT_LOOKALIKE, "example.nl");
  assert_check (ending, "a@example.ml", STRAY_VERDICT_LOOKALIKE, "example.nl");
}

/* The sender's domain is trusted, and nothing else comes with it. */
static void
test_fixed_home (void)
{
  static const char *const home[] = { "DE", NULL };
  g_autoptr (StrayTrust) trust = core_test_trust ("*.mil,example.nl");
  g_autoptr (StrayPolicy) open = stray_policy_new (&trust, 1, home);
  g_autoptr (StrayPolicy) fixed = stray_policy_with_fixed_home (open, TRUE);
  g_autoptr (StrayPolicy) copied = stray_policy_with_kinds (fixed, NULL);
  g_autoptr (StrayPolicy) again = stray_policy_with_fixed_home (fixed, FALSE);
  g_autoptr (StrayPolicy) widened = stray_policy_with_sender (open, "me@gouv.ml");
  g_autoptr (StrayPolicy) kept = stray_policy_with_sender (copied, "me@shop.ml");
  g_autoptr (StrayPolicy) british = stray_policy_with_sender (copied, "me@firm.co.uk");
  g_autoptr (StrayPolicy) loosened = stray_policy_with_sender (again, "me@shop.ml");

  assert_check (widened, "a@us.af.ml", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (loosened, "a@us.af.ml", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (kept, "a@us.af.ml", STRAY_VERDICT_LOOKALIKE, "*.mil");
  assert_check (kept, "a@shop.ml", STRAY_VERDICT_TRUSTED, "shop.ml");
  assert_check (kept, "a@example.de", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (british, "a@firm.co.uk", STRAY_VERDICT_TRUSTED, "firm.co.uk");
  assert_check (british, "a@army.mod.uk", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (british, "a@council.gov.ul", STRAY_VERDICT_UNREMARKABLE, NULL);
}

static void
test_government (void)
{
  static const char *const home[] = { "GB", "FR", NULL };
  static const char *const unknown[] = { "ZZ", NULL };
  g_autoptr (StrayTrust) trust = stray_government_trust_new (home);
  g_autoptr (StrayTrust) empty = stray_government_trust_new (NULL);
  g_autoptr (StrayTrust) nothing = stray_government_trust_new (unknown);
  g_autoptr (StrayPolicy) policy = stray_policy_new (&trust, 1, home);

  g_assert_cmpuint (stray_trust_size (empty), ==, 0);
  g_assert_cmpuint (stray_trust_size (nothing), ==, 0);
  assert_check (policy, "a@bristol.gov.uk", STRAY_VERDICT_TRUSTED, "*.gov.uk");
  assert_check (policy, "a@x.gouv.fr", STRAY_VERDICT_TRUSTED, "*.gouv.fr");
  assert_check (policy, "a@bristol.gov.ik", STRAY_VERDICT_LOOKALIKE, "*.gov.uk");
  /* Other governments are not look-alikes of one's own. */
  assert_check (policy, "a@bristol.gov.ua", STRAY_VERDICT_UNREMARKABLE, NULL);
  assert_check (policy, "a@bristol.gov.hk", STRAY_VERDICT_UNREMARKABLE, NULL);
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/policy/home", test_home);
  g_test_add_func ("/policy/no-layers", test_no_layers);
  g_test_add_func ("/policy/layers", test_layers);
  g_test_add_func ("/policy/trust-only-layer", test_trust_only_layer);
  g_test_add_func ("/policy/sender", test_sender);
  g_test_add_func ("/policy/fixed-home", test_fixed_home);
  g_test_add_func ("/policy/government", test_government);
  return g_test_run ();
}
