/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_standard_streams_fill:
 *
 * Opens `/dev/null` for those of standard input, output and error that are closed: what is
 * opened next, such as a socket of the session bus, would take their place and be taken for
 * them. To be called first of all.
 *
 * Returns: which of the three were closed, as bits: 1 for standard input, 2 and 4
 */
guint stray_standard_streams_fill (void);

G_END_DECLS
