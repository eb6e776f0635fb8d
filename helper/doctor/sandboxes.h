/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: whether there is a Thunderbird that is a Flatpak or a Snap */
gboolean stray_sandboxes_are_there (void);

G_END_DECLS
