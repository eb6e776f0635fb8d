/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_dconf_profile_files:
 *
 * An organisation's settings can lie anywhere: a dconf profile names its databases,
 * and those of the kind `file-db` by their path; dconf(7).
 *
 * Returns: (transfer full) (array zero-terminated): the profiles that may be in force
 *   and the files they name, whether they are there or not
 */
char **stray_dconf_profile_files (void);

G_END_DECLS
