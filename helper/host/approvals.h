/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/question.h"

G_BEGIN_DECLS

/**
 * StrayApprovals:
 *
 * Which checks were answered so that the person is to be told once the message
 * was sent, and what: the last 64 of them.
 */
typedef struct _StrayApprovals StrayApprovals;

StrayApprovals *stray_approvals_new (void);
void stray_approvals_free (StrayApprovals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayApprovals, stray_approvals_free)

/**
 * stray_approvals_add:
 * @corrections: (element-type StrayCorrection): referenced
 *
 * Remembers what is to be told about check @id, in place of what was known of an
 * earlier check of that id.
 */
void stray_approvals_add (StrayApprovals *self, const char *id, StrayNotice notice, GPtrArray *corrections);

/**
 * stray_approvals_take:
 * @notice: (out): set where something is returned
 *
 * Returns: (transfer full) (nullable): what is to be told about check @id; it is
 *   forgotten with that
 */
GPtrArray *stray_approvals_take (StrayApprovals *self, const char *id, StrayNotice *notice);

/** Forgets what is to be told about check @id, if anything is. */
void stray_approvals_forget (StrayApprovals *self, const char *id);

G_END_DECLS
