/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "approval.h"

#include "notice.h"

void
stray_approval_free (StrayApproval *self)
{
  if (self == NULL)
    return;

  stray_cleared_free (self->cleared);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_free (self);
}

StrayApproval *
stray_approval_new (StrayCleared *cleared, StrayNotice notice, GPtrArray *corrections)
{
  StrayApproval *self = g_new0 (StrayApproval, 1);

  self->cleared = cleared;
  self->notice = notice;
  if (corrections != NULL)
    self->corrections = g_ptr_array_ref (corrections);
  return self;
}

static void
tell_of_added (const StrayCleared *cleared, const StrayMessage *sent, StrayPolicySource *source,
               const char *ui)
{
  g_autoptr (GArray) added = stray_added_find (cleared, sent);
  g_autoptr (StrayPolicy) policy = NULL;
  g_autoptr (StrayHandling) handling = NULL;
  g_autoptr (GPtrArray) flagged = NULL;

  if (added->len == 0)
    return;
  g_printerr (added->len == 1 ? "straymail-host: %u recipient was added after the check.\n"
                              : "straymail-host: %u recipients were added after the check.\n",
              added->len);
  policy = stray_policy_source_get (source, NULL);
  if (policy == NULL)
    return;
  handling = stray_policy_source_get_handling (source);
  flagged = stray_added_judge (cleared, added, policy, handling);
  if (flagged->len > 0)
    stray_notice_tell (ui, STRAY_NOTICE_ADDED, flagged);
}

void
stray_approval_end (const StrayApproval *self, const StrayMessage *sent, StrayPolicySource *source,
                    const char *ui)
{
  if (self->corrections != NULL)
    stray_notice_tell (ui, self->notice, self->corrections);
  if (sent->recipients != NULL)
    tell_of_added (self->cleared, sent, source, ui);
}
