/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "approvals.h"

#define APPROVALS_MAX 64

struct _StrayApprovals
{
  GQueue queue; /* of StrayApproval, the oldest first */
};

void
stray_approval_free (StrayApproval *self)
{
  if (self == NULL)
    return;

  stray_cleared_free (self->cleared);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_free (self->id);
  g_free (self);
}

StrayApprovals *
stray_approvals_new (void)
{
  StrayApprovals *self = g_new0 (StrayApprovals, 1);

  g_queue_init (&self->queue);
  return self;
}

void
stray_approvals_free (StrayApprovals *self)
{
  if (self == NULL)
    return;

  g_queue_clear_full (&self->queue, (GDestroyNotify)stray_approval_free);
  g_free (self);
}

void
stray_approvals_add (StrayApprovals *self, const char *id, StrayCleared *cleared, StrayNotice notice,
                     GPtrArray *corrections)
{
  StrayApproval *approval = g_new0 (StrayApproval, 1);

  stray_approvals_forget (self, id);
  approval->id = g_strdup (id);
  approval->cleared = cleared;
  approval->notice = notice;
  if (corrections != NULL)
    approval->corrections = g_ptr_array_ref (corrections);
  g_queue_push_tail (&self->queue, approval);
  if (g_queue_get_length (&self->queue) > APPROVALS_MAX)
    stray_approval_free (g_queue_pop_head (&self->queue));
}

StrayApproval *
stray_approvals_take (StrayApprovals *self, const char *id)
{
  for (GList *link = self->queue.head; link != NULL; link = link->next)
    {
      StrayApproval *approval = link->data;

      if (g_str_equal (approval->id, id))
        {
          g_queue_delete_link (&self->queue, link);
          return approval;
        }
    }
  return NULL;
}

void
stray_approvals_forget (StrayApprovals *self, const char *id)
{
  stray_approval_free (stray_approvals_take (self, id));
}
