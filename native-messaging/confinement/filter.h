/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include <seccomp.h>

G_BEGIN_DECLS

/**
 * StrayFilterRules:
 *
 * Adds the system calls that are to be refused to @filter, which lets all pass.
 *
 * Returns: 0, or a negative errno value
 */
typedef int (*StrayFilterRules) (scmp_filter_ctx filter);

/**
 * stray_filter_load:
 *
 * Has the kernel refuse what @rules adds, to all threads and to what they start, and
 * all calls by other system call interfaces than that of this program.
 *
 * Returns: 0, or the errno value for which the kernel took no filter
 */
int stray_filter_load (StrayFilterRules rules);

G_END_DECLS
