/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/approval.h"
#include "host/recent.h"

static void
add (StrayRecent *approvals, const char *id, StrayNotice notice, GPtrArray *corrections)
{
  g_autoptr (GArray) recipients = g_array_new (FALSE, FALSE, sizeof (StrayRecipient));
  const StrayMessage check = { .type = STRAY_MESSAGE_CHECK, .from = "", .recipients = recipients };

  stray_recent_add (approvals, id, stray_approval_new (stray_cleared_new (&check), notice, corrections));
}

static gboolean
take (StrayRecent *approvals, const char *id)
{
  g_autoptr (StrayApproval) approval = stray_recent_take (approvals, id);

  return approval != NULL;
}

static void
test_take_once (void)
{
  g_autoptr (StrayRecent) approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);
  g_autoptr (GPtrArray) corrections = g_ptr_array_new ();
  g_autoptr (StrayApproval) approval = NULL;

  g_assert_false (take (approvals, "c1"));
  add (approvals, "c1", STRAY_NOTICE_CORRECTED, corrections);
  g_assert_false (take (approvals, "c2"));
  approval = stray_recent_take (approvals, "c1");
  g_assert_nonnull (approval);
  g_assert_nonnull (approval->cleared);
  g_assert_true (approval->corrections == corrections);
  g_assert_false (take (approvals, "c1"));
}

static void
test_nothing_to_tell (void)
{
  g_autoptr (StrayRecent) approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);
  g_autoptr (StrayApproval) approval = NULL;

  add (approvals, "c1", STRAY_NOTICE_DOUBTFUL, NULL);
  approval = stray_recent_take (approvals, "c1");
  g_assert_nonnull (approval);
  g_assert_null (approval->corrections);
}

static void
test_replace (void)
{
  g_autoptr (StrayRecent) approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) second = g_ptr_array_new ();
  g_autoptr (StrayApproval) approval = NULL;

  add (approvals, "c1", STRAY_NOTICE_CORRECTED, first);
  add (approvals, "c1", STRAY_NOTICE_DOUBTFUL, second);
  approval = stray_recent_take (approvals, "c1");
  g_assert_true (approval->corrections == second);
  g_assert_cmpint (approval->notice, ==, STRAY_NOTICE_DOUBTFUL);
  g_assert_false (take (approvals, "c1"));
}

static void
test_forget (void)
{
  g_autoptr (StrayRecent) approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);

  add (approvals, "c1", STRAY_NOTICE_DOUBTFUL, NULL);
  stray_recent_forget (approvals, "c2");
  stray_recent_forget (approvals, "c1");
  g_assert_false (take (approvals, "c1"));
}

static void
test_bounded (void)
{
  g_autoptr (StrayRecent) approvals = stray_recent_new ((GDestroyNotify)stray_approval_free);
  guint kept = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      add (approvals, id, STRAY_NOTICE_CORRECTED, NULL);
    }
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      if (take (approvals, id))
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
  g_test_add_func ("/recent/take-once", test_take_once);
  g_test_add_func ("/recent/nothing-to-tell", test_nothing_to_tell);
  g_test_add_func ("/recent/replace", test_replace);
  g_test_add_func ("/recent/forget", test_forget);
  g_test_add_func ("/recent/bounded", test_bounded);
  return g_test_run ();
}
