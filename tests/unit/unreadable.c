/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/unreadable.h"

#include "core-test.h"

#include <string.h>

/* Recipients that are no addresses, against `*.mil` and `army.mil` with the US at home.
 * What is not read cannot be read at all. */
static const struct
{
  const char *name;
  const char *recipient;
  gboolean is_read;
  gboolean is_lookalike;
} vectors[] = {
#define LOOKALIKE(name, recipient)                                                                           \
  {                                                                                                          \
    name, recipient, TRUE, TRUE                                                                              \
  }
#define NOTHING(name, recipient)                                                                             \
  {                                                                                                          \
    name, recipient, FALSE, FALSE                                                                            \
  }
  LOOKALIKE ("leading-hyphen", "x@-a.us.af.ml"),
  LOOKALIKE ("trailing-hyphen", "x@a-.us.af.ml"),
  LOOKALIKE ("hyphen-alone", "x@-.us.af.ml"),
  LOOKALIKE ("empty-label", "x@us..af.ml"),
  LOOKALIKE ("two-trailing-dots", "x@us.af.ml.."),
  LOOKALIKE ("zero-width-joiner", "x@us.af.m\u200Dl"),
  LOOKALIKE ("zero-width-non-joiner", "x@us.a\u200Cf.ml"),
  LOOKALIKE ("left-to-right-mark", "x@us.af.ml\u200E"),
  LOOKALIKE ("right-to-left-override", "x@us.\u202Eaf.ml"),
  LOOKALIKE ("isolate", "x@\u2066us.af.ml\u2069"),
  LOOKALIKE ("no-break-space", "x@us.af.ml\u00A0"),
  LOOKALIKE ("not-utf-8", "x@us.af.m\xFFl"),
  LOOKALIKE ("broken-a-label", "x@xn--a.us.af.ml"),
  LOOKALIKE ("slash", "x@a/b.us.af.ml"),
  LOOKALIKE ("number", "x@-.1.us.af.ml"),
  LOOKALIKE ("no-local-part", "@us.af.ml"),
  LOOKALIKE ("quotes-within", "x\"y\"@us.af.ml"),
  LOOKALIKE ("blank-in-local-part", "x y@us.af.ml"),
  LOOKALIKE ("two-addresses", "a@army.mil, b@us.af.ml"),
  LOOKALIKE ("two-addresses-turned", "a@us.af.ml; b@army.mil"),
  LOOKALIKE ("address-in-name", "a@us.af.ml <b@army.mil>"),
  LOOKALIKE ("comment", "a b@us.af.ml (home)"),

  { "trusted", "x@-a.army.mil", TRUE, FALSE },
  { "generic", "x@-a.example.com", TRUE, FALSE },
  { "home", "x@us..us", TRUE, FALSE },

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
assert_checked (const char *recipient, gboolean is_read, gboolean is_lookalike)
{
  g_autoptr (StrayPolicy) policy = core_test_policy ("*.mil,army.mil", "US");
  g_autoptr (StrayChecker) checker = stray_checker_new (policy);
  g_autoptr (GArray) severities = stray_check_unreadable (checker, recipient);
  gboolean found = FALSE;

  g_assert_cmpint (severities != NULL, ==, is_read);
  for (guint i = 0; severities != NULL && i < severities->len; i++)
    found |= g_array_index (severities, StraySeverity, i) == STRAY_SEVERITY_HIGH;
  g_assert_cmpint (found, ==, is_lookalike);
}

static void
test_vector (gconstpointer data)
{
  const typeof (vectors[0]) *row = data;

  assert_checked (row->recipient, row->is_read, row->is_lookalike);
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

  assert_checked (long_local_part, TRUE, TRUE);
  assert_checked (long_label, TRUE, TRUE);
  assert_checked (label_beyond, TRUE, TRUE);
  assert_checked (long_ending, FALSE, FALSE);
  assert_checked (many_labels, TRUE, TRUE);
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
