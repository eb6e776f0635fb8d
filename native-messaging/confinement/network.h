/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_network_deny:
 *
 * Returns: 0, or the errno value for which the kernel took no filter
 */
int stray_network_deny (void);

/** Whether no socket can be opened that reaches beyond this machine, whoever saw to it. */
gboolean stray_network_is_denied (void);

G_END_DECLS
