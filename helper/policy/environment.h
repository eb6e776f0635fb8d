/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_environment_settle:
 *
 * Where this computer has a dconf profile for everybody, which is where an
 * organisation's locks come from, has the settings come from there, whatever the
 * environment says: it is the user's, and would otherwise name another profile,
 * another backend, or tables that read domains in another way. Elsewhere there is nothing
 * to get round, and none of that is changed. What TZ names is taken away where it is a
 * file and no time zone.
 *
 * To be called first of all, while there is no other thread.
 */
void stray_environment_settle (void);

/** Returns: (nullable): the dconf profile for everybody, or %NULL where there is none */
const char *stray_environment_get_profile (void);

G_END_DECLS
