/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "files.h"

G_BEGIN_DECLS

/**
 * stray_view_new:
 *
 * The files that host and dialog need: the programs and data of the system, the trust
 * lists and settings, and what GTK reads to look as the person wants it. Of what is in
 * the home folder the dialog and the host, whose view the dialog inherits, see nothing
 * else.
 *
 * Returns: (transfer full) (nullable): as stray_files_new()
 */
StrayFiles *stray_view_new (void);

G_END_DECLS
