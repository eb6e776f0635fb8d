/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/question.h"

G_BEGIN_DECLS

/**
 * stray_notice_tell:
 * @path: straymail-ui
 * @corrections: (element-type StrayCorrection): what was corrected, or may have
 *   been meant; at least one
 *
 * Has a straymail-ui tell the person how a message went out. Nobody waits for
 * it, and where it cannot be told, nothing happens.
 */
void stray_notice_tell (const char *path, StrayNotice notice, GPtrArray *corrections);

G_END_DECLS
