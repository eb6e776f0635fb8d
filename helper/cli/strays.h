/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/policy.h"
#include "logs/input.h"

G_BEGIN_DECLS

/**
 * stray_strays_tell:
 * @input: the format of all of them
 * @paths: (nullable): files or folders; %NULL is standard input
 * @json: whether one object a line is written, not a table
 *
 * Tells, by domain, which mail that was sent already went to what looks like a slip. Its
 * memory grows with the number of these domains, and with nothing else.
 *
 * Returns: the exit status
 */
int stray_strays_tell (const StrayPolicy *policy, const StrayInput *input, const char *const *paths,
                       gboolean json);

G_END_DECLS
