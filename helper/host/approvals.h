/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayApprovals:
 *
 * Which checks were answered with corrections and are not yet known to be sent:
 * the last 64 of them.
 */
typedef struct _StrayApprovals StrayApprovals;

StrayApprovals *stray_approvals_new (void);
void stray_approvals_free (StrayApprovals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayApprovals, stray_approvals_free)

/**
 * stray_approvals_add:
 * @corrections: (element-type StrayCorrection): referenced
 *
 * Remembers what check @id was answered with, in place of what was known of an
 * earlier check of that id.
 */
void stray_approvals_add (StrayApprovals *self, const char *id, GPtrArray *corrections);

/** Returns: (transfer full) (nullable): what check @id was answered with; it is forgotten with that. */
GPtrArray *stray_approvals_take (StrayApprovals *self, const char *id);

/** Forgets what check @id was answered with, if anything is known of it. */
void stray_approvals_forget (StrayApprovals *self, const char *id);

G_END_DECLS
