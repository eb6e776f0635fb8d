/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_thunderbird_find:
 * @version: (out) (transfer full) (optional): of that Thunderbird, as its application.ini has it
 *
 * Looks for the Thunderbird people start first. It is read, and not run.
 *
 * Returns: (transfer full) (nullable): the folder it is in; %NULL where none was found
 */
char *stray_thunderbird_find (char **version);

/** Returns: (transfer full) (nullable): the version of the Thunderbird in @folder; %NULL where there is none */
char *stray_thunderbird_read_version (const char *folder);

G_END_DECLS
