/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "approvals.h"

#define APPROVALS_MAX 64

typedef struct
{
  char *id;
  StrayNotice notice;
  GPtrArray *corrections;
} Approval;

struct _StrayApprovals
{
  GQueue queue; /* of Approval, the oldest first */
};

static void
approval_free (Approval *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->corrections);
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

  g_queue_clear_full (&self->queue, (GDestroyNotify)approval_free);
  g_free (self);
}

void
stray_approvals_add (StrayApprovals *self, const char *id, StrayNotice notice, GPtrArray *corrections)
{
  Approval *approval = g_new0 (Approval, 1);

  stray_approvals_forget (self, id);
  approval->id = g_strdup (id);
  approval->notice = notice;
  approval->corrections = g_ptr_array_ref (corrections);
  g_queue_push_tail (&self->queue, approval);
  if (g_queue_get_length (&self->queue) > APPROVALS_MAX)
    approval_free (g_queue_pop_head (&self->queue));
}

static GList *
find (StrayApprovals *self, const char *id)
{
  GList *link = self->queue.head;

  while (link != NULL && !g_str_equal (((Approval *)link->data)->id, id))
    link = link->next;
  return link;
}

GPtrArray *
stray_approvals_take (StrayApprovals *self, const char *id, StrayNotice *notice)
{
  GList *link = find (self, id);
  GPtrArray *corrections = NULL;

  if (link != NULL)
    {
      const Approval *approval = link->data;

      *notice = approval->notice;
      corrections = g_ptr_array_ref (approval->corrections);
    }
  stray_approvals_forget (self, id);
  return corrections;
}

void
stray_approvals_forget (StrayApprovals *self, const char *id)
{
  GList *link = find (self, id);

  if (link == NULL)
    return;
  approval_free (link->data);
  g_queue_delete_link (&self->queue, link);
}
