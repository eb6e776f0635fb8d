/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/trust.h"

#include "core-test.h"
#include "core/check.h"
#include "core/policy-lookup.h"

#include <string.h>

static const struct
{
  const char *line;
  guint size; /* of what comes of it */
  gboolean valid;
} line_vectors[] = {
  { "army.mil", 1, TRUE },
  { "*.mil", 1, TRUE },
  { ".mil", 1, TRUE },
  { "mil", 1, TRUE },
  { "  army.mil  ", 1, TRUE },
  { "army.mil\r", 1, TRUE },
  { "\tarmy.mil\t# the army", 1, TRUE },
  { "army.mil#the army", 1, TRUE },
  { "army.mil trust-only", 1, TRUE },
  { "*.int trust-only # it and in", 1, TRUE },
  { "ARMY.MIL.", 1, TRUE },
  { "m\u00FCnchen.de", 1, TRUE },
  { "*.\u0440\u0444", 1, TRUE },
  { "\xEF\xBB\xBF"
    "army.mil",
    1, TRUE },
  { "", 0, TRUE },
  { " \t\r", 0, TRUE },
  { "# army.mil", 0, TRUE },
  { "\xEF\xBB\xBF# army.mil", 0, TRUE },
  { "army.mil navy.mil", 0, FALSE },
  { "army.mil trust-onl", 0, FALSE },
  { "army.mil trust-only-not", 0, FALSE },
  { "army.mil trust-only navy.mil", 0, FALSE },
  { "army.mil, navy.mil", 0, FALSE },
  { "army,mil", 0, FALSE },
  { "john@army.mil", 0, FALSE },
  { "https://army.mil/", 0, FALSE },
  { "*", 0, FALSE },
  { ".", 0, FALSE },
  { "*.", 0, FALSE },
  { "..mil", 0, FALSE },
  { "*army.mil", 0, FALSE },
  { "us.*.mil", 0, FALSE },
  { "*.*.mil", 0, FALSE },
  { "192.0.2.1", 0, FALSE },
  { "army_mil", 0, FALSE },
  { "army.mil\x01", 0, FALSE },
  { "\xFF\xFE", 0, FALSE },
};

static void
test_lines (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (line_vectors); i++)
    {
      StrayTrustBuilder *builder = stray_trust_builder_new ();
      g_autoptr (GError) error = NULL;
      gboolean valid = stray_trust_builder_add_line (builder, line_vectors[i].line, -1, &error);
      g_autoptr (StrayTrust) trust = stray_trust_builder_end (builder);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (valid, ==, line_vectors[i].valid);
      g_assert_cmpuint (stray_trust_size (trust), ==, line_vectors[i].size);
      if (valid)
        g_assert_no_error (error);
      else
        g_assert_error (error, STRAY_TRUST_ERROR, STRAY_TRUST_ERROR_ENTRY);
    }
}

/* Which rule covers a domain; NULL for none. */
static const struct
{
  const char *entries;
  const char *domain;
  const char *rule;
} cover_vectors[] = {
  { "army.mil", "army.mil", "army.mil" },
  { "army.mil", "us.army.mil", "army.mil" },
  { "army.mil", "a.b.c.us.army.mil", "army.mil" },
  { "army.mil", "xarmy.mil", NULL },
  { "army.mil", "navy.mil", NULL },
  { "army.mil", "mil", NULL },
  { "army.mil", "army.mil.ml", NULL },
  { "*.mil", "army.mil", "*.mil" },
  { "*.mil", "us.army.mil", "*.mil" },
  { "*.mil", "mil", NULL },
  { "mil", "mil", "mil" },
  { "mil", "army.mil", "mil" },
  { "*.army.mil", "army.mil", NULL },
  { "*.army.mil", "us.army.mil", "*.army.mil" },
  { "*.mil,army.mil,us.army.mil", "x.us.army.mil", "us.army.mil" },
  { "*.mil,army.mil,us.army.mil", "x.army.mil", "army.mil" },
  { "*.mil,army.mil,us.army.mil", "x.mil", "*.mil" },
  { "*.army.mil,army.mil", "us.army.mil", "army.mil" },
  { "army.mil,*.army.mil", "us.army.mil", "army.mil" },
  { "ARMY.mil.", "army.mil", "army.mil" },
  { "m\u00FCnchen.de", "xn--mnchen-3ya.de", "xn--mnchen-3ya.de" },
  { "xn--mnchen-3ya.de", "a.xn--mnchen-3ya.de", "xn--mnchen-3ya.de" },
  { "army.mil trust-only", "army.mil", "army.mil" },
  { "", "army.mil", NULL },
};

static char *
find_rule (const StrayPolicy *policy, const char *ascii, gboolean anchors)
{
  StrayParents parents;
  StrayHit hit;
  char rule[STRAY_RULE_MAX + 1];

  stray_parents_init (&parents, ascii, strlen (ascii));
  if (!stray_policy_find_cover (policy, &parents, anchors, &hit))
    return NULL;
  g_assert_cmpuint (stray_hit_write_rule (&hit, rule), ==, strlen (rule));
  return g_strdup (rule);
}

static void
test_cover (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cover_vectors); i++)
    {
      g_autoptr (StrayPolicy) policy = core_test_policy (cover_vectors[i].entries, "");
      g_autofree char *rule = find_rule (policy, cover_vectors[i].domain, FALSE);

      g_test_message ("%s: %s", cover_vectors[i].entries, cover_vectors[i].domain);
      g_assert_cmpstr (rule, ==, cover_vectors[i].rule);
    }
}

static void
test_duplicates (void)
{
  g_autoptr (StrayTrust) trust = core_test_trust ("army.mil,ARMY.MIL,*.army.mil,army.mil.,.army.mil,x.mil");

  g_assert_cmpuint (stray_trust_size (trust), ==, 3);
}

/* Whoever says once that an entry is only trusted is heard, in any order. */
static void
test_trust_only (void)
{
  static const char *const lists[] = { "army.mil trust-only,army.mil", "army.mil,army.mil trust-only" };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (StrayPolicy) policy = core_test_policy (lists[i], "");
      g_autofree char *rule = find_rule (policy, "army.mil", FALSE);
      g_autofree char *anchor = find_rule (policy, "army.mil", TRUE);

      g_assert_cmpstr (rule, ==, "army.mil");
      g_assert_null (anchor);
    }
}

/* Enough entries for every table to grow many times; all are found again, and
 * neither their neighbours nor what was never added. */
static void
test_many (void)
{
  enum
  {
    N = 20000
  };
  StrayTrustBuilder *builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;
  g_autoptr (StrayPolicy) policy = NULL;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *line = g_strdup_printf ("%sname%u.%s", i % 3 ? "" : "*.", i, i % 2 ? "com" : "co.uk");

      g_assert_true (stray_trust_builder_add_line (builder, line, -1, NULL));
    }
  trust = stray_trust_builder_end (builder);
  g_assert_cmpuint (stray_trust_size (trust), ==, N);
  policy = stray_policy_new (&trust, 1, NULL);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("x.name%u.%s", i, i % 2 ? "com" : "co.uk");
      g_autofree char *other = g_strdup_printf ("x.name%u.%s", i, i % 2 ? "co.uk" : "com");
      g_autofree char *rule = find_rule (policy, name, FALSE);
      g_autofree char *none = find_rule (policy, other, FALSE);
      g_autofree char *expected = g_strdup_printf ("%s%s", i % 3 ? "" : "*.", name + 2);

      g_assert_cmpstr (rule, ==, expected);
      g_assert_null (none);
    }
}

/* One label under very many endings is in every index under one hash: each name more
 * may not cost a walk past all the others. */
static void
test_crowded (void)
{
  enum
  {
    N = 60000
  };
  StrayTrustBuilder *builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;
  g_autoptr (StrayPolicy) policy = NULL;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *line = g_strdup_printf ("%sfirma.x%uq", i % 2 ? "" : "mail.", i);

      g_assert_true (stray_trust_builder_add_line (builder, line, -1, NULL));
    }
  g_assert_true (stray_trust_builder_add_line (builder, "firma.com", -1, NULL));
  trust = stray_trust_builder_end (builder);
  g_assert_cmpuint (stray_trust_size (trust), ==, N + 1);
  policy = stray_policy_new (&trust, 1, NULL);
  for (guint i = 1; i < N; i += 1000)
    {
      g_autofree char *name = g_strdup_printf ("x.firma.x%uq", i);
      g_autofree char *rule = find_rule (policy, name, FALSE);

      g_assert_cmpstr (rule, ==, name + 2);
    }
  {
    g_autoptr (StrayResult) result = stray_check (policy, "a@firma.cm");

    g_assert_cmpstr (result->rule, ==, "firma.com");
  }
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/trust/lines", test_lines);
  g_test_add_func ("/trust/cover", test_cover);
  g_test_add_func ("/trust/duplicates", test_duplicates);
  g_test_add_func ("/trust/trust-only", test_trust_only);
  g_test_add_func ("/trust/many", test_many);
  g_test_add_func ("/trust/crowded", test_crowded);
  return g_test_run ();
}
