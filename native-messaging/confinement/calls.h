/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_calls_deny:
 *
 * Takes away the system calls that neither host nor dialog makes, and that reach
 * further than they have to.
 *
 * Returns: 0, or the errno value for which the kernel took no filter
 */
int stray_calls_deny (void);

/** Whether they are taken away, whoever saw to it. */
gboolean stray_calls_are_denied (void);

/**
 * stray_calls_deny_programs:
 *
 * Takes away running another program.
 *
 * Returns: 0, or the errno value for which the kernel took no filter
 */
int stray_calls_deny_programs (void);

G_END_DECLS
