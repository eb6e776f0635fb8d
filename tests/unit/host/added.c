/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/added.h"

#include <string.h>

#define ADDRESSES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NONE ((const char *const[]){ NULL })

/* A message to @addresses, as far as it is looked at here. */
static GArray *
recipients_new (const char *const *addresses)
{
  GArray *recipients = g_array_new (FALSE, TRUE, sizeof (StrayRecipient));

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      const StrayRecipient recipient = { .field = "to", .address = addresses[i] };

      g_array_append_val (recipients, recipient);
    }
  return recipients;
}

static StrayCleared *
cleared_new (const char *const *addresses)
{
  g_autoptr (GArray) recipients = recipients_new (addresses);
  const StrayMessage check = { .type = STRAY_MESSAGE_CHECK, .from = "me@esgr.mil", .recipients = recipients };

  return stray_cleared_new (&check);
}

/* What was added, one a line. */
static char *
find (const StrayCleared *cleared, const char *const *addresses)
{
  g_autoptr (GArray) recipients = recipients_new (addresses);
  const StrayMessage sent = { .type = STRAY_MESSAGE_SENT, .recipients = recipients };
  g_autoptr (GArray) added = stray_added_find (cleared, &sent);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < added->len; i++)
    g_string_append_printf (lines, "%s\n", g_array_index (added, StrayRecipient, i).address);
  return g_string_free (lines, FALSE);
}

static void
test_same (void)
{
  static const struct
  {
    const char *checked;
    const char *sent;
    gboolean same;
  } rows[] = {
    { "a@example.org", "a@example.org", TRUE },
    { "a@example.org", "A@EXAMPLE.ORG", TRUE },
    { "a@example.org", "Ann <a@example.org.>", TRUE },
    { "Ann <a@example.org>", "a@example.org", TRUE },
    { "a@b\u00fccher.example", "a@xn--bcher-kva.example", TRUE },
    { "a@example\u3002org", "a@example.org", TRUE },
    { "nobody", "nobody", TRUE },
    { "a@example.org", "b@example.org", FALSE },
    { "a@example.org", "a@example.com", FALSE },
    { "a@example.org", "a@example.org.ml", FALSE },
    { "ab@example.org", "a@bexample.org", FALSE },
    { "nobody", "somebody", FALSE },
    { "\u00e9@example.org", "\u00c9@example.org", FALSE },
    { "", "a@example.org", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayCleared) cleared = cleared_new (ADDRESSES (rows[i].checked));
      g_autofree char *added = find (cleared, ADDRESSES (rows[i].sent));

      if ((*added == '\0') != rows[i].same)
        {
          g_test_message ("row %u", i);
          g_test_fail ();
        }
    }
}

static void
test_find (void)
{
  g_autoptr (StrayCleared) cleared
      = cleared_new (ADDRESSES ("a@example.org", "b@example.org", "a@example.org"));
  g_autofree char *none = find (cleared, ADDRESSES ("b@example.org", "a@example.org"));
  g_autofree char *fewer = find (cleared, ADDRESSES ("b@example.org"));
  g_autofree char *nobody = find (cleared, NONE);
  g_autofree char *two
      = find (cleared, ADDRESSES ("c@example.org", "a@example.org", "d@example.org", "C@example.org"));

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (fewer, ==, "");
  g_assert_cmpstr (nobody, ==, "");
  g_assert_cmpstr (two, ==, "c@example.org\nd@example.org\n");
}

static void
test_change (void)
{
  g_autoptr (StrayCleared) cleared = cleared_new (ADDRESSES ("a@us.af.ml", "b@example.org", "c@us.af.ml"));
  g_autoptr (GPtrArray) corrections = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  g_autoptr (GPtrArray) removals = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  g_autofree char *as_decided = NULL;
  g_autofree char *as_before = NULL;

  g_ptr_array_add (corrections, stray_correction_new (0, "a@us.af.ml", "a@us.af.mil"));
  g_ptr_array_add (removals, stray_correction_new (2, "c@us.af.ml", NULL));
  stray_cleared_change (cleared, corrections, removals);
  as_decided = find (cleared, ADDRESSES ("a@us.af.mil", "b@example.org"));
  as_before = find (cleared, ADDRESSES ("a@us.af.ml", "b@example.org", "c@us.af.ml"));
  g_assert_cmpstr (as_decided, ==, "");
  g_assert_cmpstr (as_before, ==, "a@us.af.ml\nc@us.af.ml\n");
}

static void
test_judge (void)
{
  g_autoptr (StrayTrustBuilder) builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;
  g_autoptr (StrayPolicy) policy = NULL;
  const StrayHandling handling = { .actions = { [STRAY_SEVERITY_LOW] = STRAY_ACTION_TELL,
                                                [STRAY_SEVERITY_MEDIUM] = STRAY_ACTION_ASK,
                                                [STRAY_SEVERITY_HIGH] = STRAY_ACTION_BLOCK } };
  g_autoptr (StrayCleared) cleared = cleared_new (ADDRESSES ("a@example.org"));
  g_autoptr (GArray) added = recipients_new (
      ADDRESSES ("clean@example.org", "Ann <ann@us.af.ml>", "ann@esgr.ro", "nobody", "own@esgr.mil"));
  g_autoptr (GPtrArray) flagged = NULL;
  /* From the sender's own domain comes what esgr.ro resembles. */
  static const struct
  {
    const char *from;
    const char *to;
  } expected[] = {
    { "ann@us.af.ml", "ann@us.af.mil" },
    { "ann@esgr.ro", "ann@esgr.mil" },
    { "nobody", "" },
  };

  g_assert_true (stray_trust_builder_add_line (builder, "*.mil", -1, NULL));
  trust = stray_trust_builder_end (g_steal_pointer (&builder));
  policy = stray_policy_new (&trust, 1, NULL);
  flagged = stray_added_judge (cleared, added, policy, &handling);
  g_assert_cmpuint (flagged->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < flagged->len; i++)
    {
      const StrayCorrection *correction = g_ptr_array_index (flagged, i);

      g_assert_cmpstr (correction->from, ==, expected[i].from);
      g_assert_cmpstr (correction->to, ==, expected[i].to);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/added/same", test_same);
  g_test_add_func ("/added/find", test_find);
  g_test_add_func ("/added/change", test_change);
  g_test_add_func ("/added/judge", test_judge);
  return g_test_run ();
}
