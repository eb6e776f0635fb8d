/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/check.h"

#include "core-test.h"
#include "core/domain.h"

#include <string.h>

/* What holds of every verdict, over domains that are made up: trusted names from
 * a few words and endings, and recipients that are such names with slips in them. */

#define ROUNDS 400
#define N_ENTRIES 12
#define N_RECIPIENTS 24

static const char *const words[] = {
  "army",    "af",     "us",  "mail", "contoso", "portal", "nintendo", "city-bank", "modem",   "modern",
  "münchen", "паypal", "mod", "e",    "почта",   "gov",    "mil",      "com",       "example", "INFO",
};
static const char *const endings[] = {
  "mil",   "gov",    "com",   "net",    "edu",    "int", "nl",   "de",    "ml", "il",
  "co.uk", "gov.uk", "ac.uk", "mod.uk", "com.au", "рф",  "中国", "co.il", "io", "xn--p1ai",
};
static const char *const countries[]
    = { "ml", "il", "nl", "be", "co", "cm", "om", "рф", "gov.ug", "com.mx", "ac.ug", "co.il" };

#define PICK(table) ((table)[g_test_rand_int_range (0, G_N_ELEMENTS (table))])

static char *
make_name (void)
{
  GString *name = g_string_new (NULL);

  for (gint n = g_test_rand_int_range (1, 4); n > 0; n--)
    g_string_append_printf (name, "%s%c", PICK (words),
                            n > 1 && g_test_rand_int_range (0, 6) == 0 ? '-' : '.');
  g_string_append (name, PICK (endings));
  return g_string_free (name, FALSE);
}

/* A name with up to three letters, dots or hyphens changed, or another ending. */
static char *
make_slip (const char *name)
{
  GString *slip = g_string_new (name);

  for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
    {
      gsize at = g_test_rand_int_range (0, slip->len);

      if ((guchar)slip->str[at] >= 0x80)
        continue;
      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
          g_string_erase (slip, at, 1);
          break;
        case 1:
          g_string_insert_c (slip, at, "abm.-"[g_test_rand_int_range (0, 5)]);
          break;
        case 2:
          slip->str[at] = "aml10o-"[g_test_rand_int_range (0, 7)];
          break;
        case 3:
          g_string_append_printf (slip, ".%s", PICK (countries));
          break;
        default:
          {
            char *dot = strrchr (slip->str, '.');

            if (dot != NULL)
              g_string_truncate (slip, dot - slip->str);
            g_string_append_printf (slip, ".%s", PICK (countries));
          }
        }
      if (slip->len == 0)
        g_string_append_c (slip, 'a');
    }
  return g_string_free (slip, FALSE);
}

/* The same name with one letter of its ending another. */
static char *
make_other_ending (const char *name)
{
  char *other = g_strdup (name), *dot = strrchr (other, '.');

  if (dot != NULL && strlen (dot) == 3)
    dot[g_test_rand_int_range (1, 3)] = g_test_rand_int_range ('a', 'z' + 1);
  return other;
}

static StrayPolicy *
make_policy (const GPtrArray *entries, gboolean backwards, const char *more)
{
  StrayTrustBuilder *builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;

  if (more != NULL)
    stray_trust_builder_add_line (builder, more, -1, NULL);
  for (guint i = 0; i < entries->len; i++)
    stray_trust_builder_add_line (builder, g_ptr_array_index (entries, backwards ? entries->len - 1 - i : i),
                                  -1, NULL);
  trust = stray_trust_builder_end (builder);
  return stray_policy_new (&trust, 1, NULL);
}

static GPtrArray *
make_entries (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *name = make_name ();
      static const char *const wildcards[] = { "*.mil", "*.gov", "*.gov.uk", "*.int trust-only" };

      if (g_test_rand_int_range (0, 8) == 0)
        g_ptr_array_add (entries, g_strdup (PICK (wildcards)));
      else
        g_ptr_array_add (
            entries, g_strdup_printf ("%s%s", name, g_test_rand_int_range (0, 8) == 0 ? " trust-only" : ""));
    }
  return entries;
}

static char *
describe (const StrayResult *result)
{
  return g_strdup_printf ("%s %s %s %s %s %s", stray_verdict_to_string (result->verdict), result->domain,
                          result->kind, stray_severity_to_string (result->severity), result->resembles,
                          result->rule);
}

static char *
verdict_of (const StrayPolicy *policy, const char *domain)
{
  g_autofree char *recipient = g_strconcat ("a@", domain, NULL);
  g_autoptr (StrayResult) result = stray_check (policy, recipient);

  return describe (result);
}

static StrayVerdict
check (const StrayPolicy *policy, const char *domain)
{
  g_autofree char *recipient = g_strconcat ("a@", domain, NULL);
  g_autoptr (StrayResult) result = stray_check (policy, recipient);

  return result->verdict;
}

typedef void (*Property) (const GPtrArray *entries, const StrayPolicy *policy, const char *domain);

static void
for_all (Property property)
{
  guint flagged = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GPtrArray) entries = make_entries ();
      g_autoptr (StrayPolicy) policy = make_policy (entries, FALSE, NULL);

      for (guint i = 0; i < N_RECIPIENTS; i++)
        {
          g_autofree char *name
              = g_strdup (g_ptr_array_index (entries, g_test_rand_int_range (0, entries->len)));
          g_autofree char *domain = NULL;

          name[strcspn (name, " ")] = '\0';
          domain = make_slip (g_str_has_prefix (name, "*.") ? name + 2 : name);
          flagged += check (policy, domain) == STRAY_VERDICT_LOOKALIKE;
          property (entries, policy, domain);
        }
    }
  /* The domain is not empty: enough of what is made up looks like something. */
  g_assert_cmpuint (flagged, >, ROUNDS);
}

static void
order_property (const GPtrArray *entries, const StrayPolicy *policy, const char *domain)
{
  g_autoptr (StrayPolicy) backwards = make_policy (entries, TRUE, NULL);
  g_autofree char *expected = verdict_of (policy, domain);
  g_autofree char *actual = verdict_of (backwards, domain);

  g_assert_cmpstr (actual, ==, expected);
}

static void
form_property (const GPtrArray *entries, const StrayPolicy *policy, const char *domain)
{
  g_autofree char *expected = verdict_of (policy, domain);
  g_autofree char *upper = g_ascii_strup (domain, -1);
  g_autofree char *dotted = g_strconcat (domain, ".", NULL);
  g_autoptr (StrayDomain) parsed = stray_domain_new (domain);
  g_autofree char *of_upper = verdict_of (policy, upper);

  g_assert_cmpstr (of_upper, ==, expected);
  if (parsed != NULL)
    {
      g_autofree char *unicode = stray_domain_to_unicode (parsed->ascii);
      g_autofree char *of_ascii = verdict_of (policy, parsed->ascii);
      g_autofree char *of_unicode = verdict_of (policy, unicode);
      g_autofree char *of_dotted = verdict_of (policy, dotted);

      g_assert_cmpstr (of_ascii, ==, expected);
      g_assert_cmpstr (of_unicode, ==, expected);
      g_assert_cmpstr (g_str_has_suffix (domain, ".") ? expected : of_dotted, ==, expected);
    }
}

/* What is trusted is never flagged, and what is only added to the trusted adds no
 * alarm anywhere. */
static void
exception_property (const GPtrArray *entries, const StrayPolicy *policy, const char *domain)
{
  g_autoptr (StrayDomain) parsed = stray_domain_new (domain);
  g_autofree char *exception = g_strdup_printf ("%s trust-only", domain);
  g_autoptr (StrayPolicy) with = NULL;
  g_autofree char *below = NULL;

  /* To silence what is trusted already is something else: it is no longer what its
   * own exceptions are exceptions to. */
  if (parsed == NULL || check (policy, domain) == STRAY_VERDICT_TRUSTED)
    return;
  with = make_policy (entries, FALSE, exception);
  below = g_strconcat ("a.", domain, NULL);
  g_assert_cmpint (check (with, domain), ==, STRAY_VERDICT_TRUSTED);
  if (strlen (parsed->ascii) < 250)
    g_assert_cmpint (check (with, below), ==, STRAY_VERDICT_TRUSTED);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *other = make_slip (domain);

      g_autofree char *verdict = verdict_of (with, other);

      g_test_message ("%s: %s", exception, verdict);
      if (g_str_has_prefix (verdict, "lookalike"))
        g_assert_cmpint (check (policy, other), ==, STRAY_VERDICT_LOOKALIKE);
    }
}

/* Nor does a plain entry for what was flagged: that is an exception. */
static void
plain_exception_property (const GPtrArray *entries, const StrayPolicy *policy, const char *domain)
{
  g_autoptr (StrayPolicy) with = NULL;
  g_autoptr (StrayDomain) parsed = stray_domain_new (domain);

  if (check (policy, domain) != STRAY_VERDICT_LOOKALIKE)
    return;
  with = make_policy (entries, FALSE, domain);
  g_assert_cmpint (check (with, domain), ==, STRAY_VERDICT_TRUSTED);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *other = i % 2 ? make_slip (domain) : make_other_ending (parsed->ascii);
      g_autofree char *verdict = verdict_of (with, other);

      g_test_message ("%s: %s", domain, verdict);
      if (g_str_has_prefix (verdict, "lookalike"))
        g_assert_cmpint (check (policy, other), ==, STRAY_VERDICT_LOOKALIKE);
    }
}

/* What is suggested is trusted, and so can be sent to. */
static void
suggestion_property (const GPtrArray *entries, const StrayPolicy *policy, const char *domain)
{
  g_autofree char *recipient = g_strconcat ("a@", domain, NULL);
  g_autoptr (StrayResult) result = stray_check (policy, recipient);
  g_autoptr (StrayResult) again = NULL;

  g_assert_cmpint (result->verdict == STRAY_VERDICT_LOOKALIKE, ==, result->suggestion != NULL);
  if (result->suggestion == NULL)
    return;
  again = stray_check (policy, result->suggestion);
  g_assert_cmpstr (again->domain, ==, result->resembles);
  g_assert_cmpint (again->verdict, ==, STRAY_VERDICT_TRUSTED);
}

/* A checker says of each recipient what is said of it alone, also where the domain was asked
 * about before, in another form, and by a contact. */
static void
checker_property (const GPtrArray *entries, const StrayPolicy *policy, const char *domain)
{
  g_autofree char *upper = g_ascii_strup (domain, -1);
  g_autofree char *contact = g_strconcat ("b@", domain, NULL);
  const char *const contacts[] = { contact };
  g_autoptr (StrayLearned) learned = stray_learned_new (contacts, 1);
  g_autoptr (StrayPolicy) taught = stray_policy_with_learned ((StrayPolicy *)policy, learned);
  g_autoptr (StrayChecker) checker = stray_checker_new (taught);
  const char *const forms[][2] = { { "a", domain }, { "b", domain }, { "c", upper }, { "b", upper } };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *recipient = g_strconcat (forms[i][0], "@", forms[i][1], NULL);
      g_autoptr (StrayResult) alone = stray_check (taught, recipient);
      g_autoptr (StrayResult) result = stray_checker_check (checker, recipient);
      g_autofree char *expected = describe (alone), *said = describe (result);

      g_assert_cmpstr (said, ==, expected);
      g_assert_cmpstr (result->address, ==, alone->address);
      g_assert_cmpstr (result->suggestion, ==, alone->suggestion);
      g_assert_cmpstr (result->country, ==, alone->country);
    }
}

static void
test_property (gconstpointer property)
{
  for_all (*(const Property *)property);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Property property;
  } properties[] = {
    { "/properties/order", order_property },
    { "/properties/form", form_property },
    { "/properties/exception", exception_property },
    { "/properties/plain-exception", plain_exception_property },
    { "/properties/suggestion", suggestion_property },
    { "/properties/checker", checker_property },
  };

  core_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    g_test_add_data_func (properties[i].path, &properties[i].property, test_property);
  return g_test_run ();
}
