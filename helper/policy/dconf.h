/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy/report.h"

G_BEGIN_DECLS

/** Where the system databases lie. */
#define STRAY_DCONF_DATABASES "/etc/dconf/db"

/**
 * stray_dconf_list_databases:
 * @profile: a dconf profile
 *
 * Returns: (transfer full): the system databases it names, by their paths, whether they
 *   are there or not. What one is made of lies in a folder of its name with “.d” behind it
 */
char **stray_dconf_list_databases (const char *profile);

/**
 * stray_dconf_check:
 * @profile: a dconf profile
 * @report: told of each line
 *
 * Looks at what an administrator wrote for dconf, and tells of each line that has no
 * effect: one of @profile that dconf does not know, and in the keyfiles and locks of the
 * databases it names a setting of Straymail that does not exist, or one with a value it
 * cannot have. dconf compiles the latter two, and GSettings passes over them without a word.
 */
void stray_dconf_check (const char *profile, StrayReport report, gpointer user_data);

G_END_DECLS
