/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_token_new:
 *
 * Returns: (transfer full) (nullable): 128 bits of the kernel's random source as
 *   32 hexadecimal digits, or %NULL where it has none to give
 */
char *stray_token_new (void);

G_END_DECLS
