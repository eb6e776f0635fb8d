/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * stray_notice_corrected:
 * @path: straymail-ui
 * @corrections: (element-type StrayCorrection): what was corrected, at least one
 *
 * Has a straymail-ui tell the person that a message went out corrected. Nobody
 * waits for it, and where it cannot be told, nothing happens.
 */
void stray_notice_corrected (const char *path, GPtrArray *corrections);

G_END_DECLS
