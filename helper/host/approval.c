/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "approval.h"

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
