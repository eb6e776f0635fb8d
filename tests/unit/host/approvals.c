/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/approvals.h"

static void
test_take_once (void)
{
  g_autoptr (StrayApprovals) approvals = stray_approvals_new ();
  StrayNotice notice = STRAY_NOTICE_CORRECTED;
  g_autoptr (GPtrArray) corrections = g_ptr_array_new ();
  GPtrArray *taken;

  g_assert_null (stray_approvals_take (approvals, "c1", &notice));
  stray_approvals_add (approvals, "c1", STRAY_NOTICE_CORRECTED, corrections);
  g_assert_null (stray_approvals_take (approvals, "c2", &notice));
  taken = stray_approvals_take (approvals, "c1", &notice);
  g_assert_true (taken == corrections);
  g_ptr_array_unref (taken);
  g_assert_null (stray_approvals_take (approvals, "c1", &notice));
}

static void
test_replace (void)
{
  g_autoptr (StrayApprovals) approvals = stray_approvals_new ();
  StrayNotice notice = STRAY_NOTICE_CORRECTED;
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) second = g_ptr_array_new ();
  g_autoptr (GPtrArray) taken = NULL;

  stray_approvals_add (approvals, "c1", STRAY_NOTICE_CORRECTED, first);
  stray_approvals_add (approvals, "c1", STRAY_NOTICE_DOUBTFUL, second);
  taken = stray_approvals_take (approvals, "c1", &notice);
  g_assert_true (taken == second);
  g_assert_cmpint (notice, ==, STRAY_NOTICE_DOUBTFUL);
  g_assert_null (stray_approvals_take (approvals, "c1", &notice));
}

static void
test_bounded (void)
{
  g_autoptr (StrayApprovals) approvals = stray_approvals_new ();
  StrayNotice notice = STRAY_NOTICE_CORRECTED;
  g_autoptr (GPtrArray) corrections = g_ptr_array_new ();
  guint kept = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      stray_approvals_add (approvals, id, STRAY_NOTICE_CORRECTED, corrections);
    }
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);
      g_autoptr (GPtrArray) taken = stray_approvals_take (approvals, id, &notice);

      if (taken != NULL)
        {
          g_assert_cmpuint (i, >=, 1000 - 64);
          kept++;
        }
    }
  g_assert_cmpuint (kept, ==, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/approvals/take-once", test_take_once);
  g_test_add_func ("/approvals/replace", test_replace);
  g_test_add_func ("/approvals/bounded", test_bounded);
  return g_test_run ();
}
