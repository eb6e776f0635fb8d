/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/question.h"

G_BEGIN_DECLS

/**
 * stray_notice_tell:
 * @corrections: (element-type StrayCorrection): what was replaced, or what was
 *   not but may have been meant, or "" where nothing is known of that; at least one
 * @total: of how many these are the first
 *
 * Tells the person, through the desktop's notification service, that a message
 * went out, and to which addresses.
 *
 * Blocks for as long as a silent session bus makes it; see
 * stray_notice_run_within().
 *
 * Returns: whether the service took it
 */
gboolean stray_notice_tell (StrayNotice notice, GPtrArray *corrections, guint total);

/**
 * stray_notice_run_within:
 * @seconds: how long it may take
 *
 * stray_notice_tell() on a thread of its own, which is left behind where it
 * takes too long: the process is to end then.
 */
gboolean stray_notice_run_within (StrayNotice notice, GPtrArray *corrections, guint total, guint seconds);

G_END_DECLS
