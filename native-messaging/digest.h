/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_digest_recipients:
 * @recipients: (element-type StrayRecipient): those of a check
 *
 * Returns: (transfer full): the `digest` of a decision over @recipients; PROTOCOL.md,
 *   `decision`: SHA-256 (FIPS 180-4) in 64 lower-case hexadecimal digits
 */
char *stray_digest_recipients (const GArray *recipients);

G_END_DECLS
