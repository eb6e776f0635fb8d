/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_status_to_json:
 * @checkups: (element-type StrayCheckup): what was found
 *
 * Returns: (transfer full): the body of a `status` to the extension; PROTOCOL.md
 */
char *stray_status_to_json (GPtrArray *checkups);

G_END_DECLS
