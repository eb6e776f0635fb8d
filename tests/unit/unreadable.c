/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/unreadable.h"

#include "core-test.h"

#include <string.h>

/* Recipients that are no addresses, against `*.mil` and `army.mil` with the US at home.
 * No domain: something cannot be read at all. */
static const struct
{
  const char *name;
  const char *recipient;
  const char *domain;
  StrayVerdict verdict;
} vectors[] = {
#define LOOKALIKE(name, recipient, domain)                                                                   \
  {                                                                                                          \
    name, recipient, domain, STRAY_VERDICT_LOOKALIKE                                                         \
  }
#define NOTHING(name, recipient)                                                                             \
  {                                                                                                          \
    name, recipient, NULL, STRAY_VERDICT_UNPARSABLE                                                          \
  }
  LOOKALIKE ("leading-hyphen", "x@-a.us.af.ml", "a.us.af.ml"),
  LOOKALIKE ("trailing-hyphen", "x@a-.us.af.ml", "a.us.af.ml"),
  LOOKALIKE ("hyphen-alone", "x@-.us.af.ml", "us.af.ml"),
  LOOKALIKE ("empty-label", "x@us..af.ml", "us.af.ml"),
  LOOKALIKE ("two-trailing-dots", "x@us.af.ml..", "us.af.ml"),
  LOOKALIKE ("zero-width-joiner", "x@us.af.m\u200Dl", "us.af.ml"),
  LOOKALIKE ("zero-width-non-joiner", "x@us.a\u200Cf.ml", "us.af.ml"),
  LOOKALIKE ("left-to-right-mark", "x@us.af.ml\u200E", "us.af.ml"),
  LOOKALIKE ("right-to-left-override", "x@us.\u202Eaf.ml", "us.af.ml"),
  LOOKALIKE ("isolate", "x@\u2066us.af.ml\u2069", "us.af.ml"),
  LOOKALIKE ("no-break-space", "x@us.af.ml\u00A0", "us.af.ml"),
  LOOKALIKE ("not-utf-8", "x@us.af.m\xFFl", "us.af.ml"),
  LOOKALIKE ("broken-a-label", "x@xn--a.us.af.ml", "us.af.ml"),
  LOOKALIKE ("slash", "x@a/b.us.af.ml", "us.af.ml"),
  LOOKALIKE ("number", "x@-.1.us.af.ml", "1.us.af.ml"),
  LOOKALIKE ("no-local-part", "@us.af.ml", "us.af.ml"),
  LOOKALIKE ("quotes-within", "x\"y\"@us.af.ml", "us.af.ml"),
  LOOKALIKE ("blank-in-local-part", "x y@us.af.ml", "us.af.ml"),
  LOOKALIKE ("two-addresses", "a@army.mil, b@us.af.ml", "us.af.ml"),
  LOOKALIKE ("two-addresses-turned", "a@us.af.ml; b@army.mil", "us.af.ml"),
  LOOKALIKE ("address-in-name", "a@us.af.ml <b@army.mil>", "us.af.ml"),
  LOOKALIKE ("comment", "a b@us.af.ml (home)", "us.af.ml"),

  { "trusted", "x@-a.army.mil", "a.army.mil", STRAY_VERDICT_TRUSTED },
  { "generic", "x@-a.example.com", "a.example.com", STRAY_VERDICT_UNREMARKABLE },
  { "home", "x@us..us", "us.us", STRAY_VERDICT_UNREMARKABLE },

  NOTHING ("empty", ""),
  NOTHING ("no-at", "Planning <Planning>"),
  NOTHING ("no-domain", "x@"),
  NOTHING ("dots", "x@.."),
  NOTHING ("ip-literal", "x@[192.0.2.1]"),
  NOTHING ("ip", "x@192.0.2.1"),
  NOTHING ("ending-no-label", "x@us.af.m/l"),
  NOTHING ("ending-beyond-letters", "x@us.af.\u2100"),
  NOTHING ("two-pieces", "x@us.af .ml"),
  NOTHING ("comment-within", "x@us.af(y).ml z"),
  NOTHING ("quoted", "x@\"us.af.ml\""),
  NOTHING ("one-of-two", "x@us.af.ml, y@[192.0.2.1]"),
  NOTHING ("too-many",
           "@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a.com@a."
           "com@a.com@a.com"),
};

static void
assert_checked (const char *recipient, const char *domain, StrayVerdict verdict)
{
  g_autoptr (StrayPolicy) policy = core_test_policy ("*.mil,army.mil", "US");
  g_autoptr (StrayResult) result = stray_check_unreadable (policy, recipient);

  g_assert_cmpint (result != NULL, ==, domain != NULL);
  if (result == NULL)
    return;
  g_assert_cmpstr (result->domain, ==, domain);
  g_assert_cmpstr (stray_verdict_to_string (result->verdict), ==, stray_verdict_to_string (verdict));
  g_assert_null (result->address);
  g_assert_null (result->suggestion);
  if (verdict == STRAY_VERDICT_LOOKALIKE)
    g_assert_cmpint (result->severity, ==, STRAY_SEVERITY_HIGH);
}

static void
test_vector (gconstpointer data)
{
  const typeof (vectors[0]) *row = data;

  assert_checked (row->recipient, row->domain, row->verdict);
}

/* What is too long is cut from the front: where a message goes stands at the end. */
static void
test_limits (void)
{
  g_autofree char *local_part = g_strnfill (1025, 'x');
  g_autofree char *long_local_part = g_strconcat (local_part, "@us.af.ml", NULL);
  g_autofree char *long_label = g_strconcat ("x@", local_part, ".us.af.ml", NULL);
  g_autofree char *long_ending = g_strconcat ("x@us.af.", local_part, NULL);
  g_autofree char *label = g_strnfill (64, 'x');
  g_autofree char *label_beyond = g_strconcat ("x@", label, ".us.af.ml", NULL);
  g_auto (GStrv) empty = g_new0 (char *, 300);
  g_autofree char *labels = NULL;
  g_autofree char *many_labels = NULL;

  for (guint i = 0; i < 299; i++)
    empty[i] = g_strdup ("a");
  labels = g_strjoinv (".", empty);
  many_labels = g_strconcat ("x@", labels, ".us.af.ml", NULL);

  assert_checked (long_local_part, "us.af.ml", STRAY_VERDICT_LOOKALIKE);
  assert_checked (long_label, "us.af.ml", STRAY_VERDICT_LOOKALIKE);
  assert_checked (label_beyond, "us.af.ml", STRAY_VERDICT_LOOKALIKE);
  assert_checked (long_ending, NULL, STRAY_VERDICT_UNPARSABLE);
  {
    g_autoptr (StrayPolicy) policy = core_test_policy ("*.mil", "US");
    g_autoptr (StrayResult) result = stray_check_unreadable (policy, many_labels);

    g_assert_true (g_str_has_suffix (result->domain, ".a.us.af.ml"));
    g_assert_cmpint (result->severity, ==, STRAY_SEVERITY_HIGH);
  }
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/unreadable/", vectors[i].name, NULL);

      g_test_add_data_func (path, &vectors[i], test_vector);
    }
  g_test_add_func ("/unreadable/limits", test_limits);
  return g_test_run ();
}
