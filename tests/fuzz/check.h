/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fuzz_check:
 * @data: any bytes
 *
 * Reads @data as a policy and recipients, and checks each of them. It is lines:
 * a trust list, up to one that is `--`; the sender's address; the recipients.
 * Aborts where something does not hold that holds of every verdict.
 */
void fuzz_check (const guint8 *data, gsize length);

G_END_DECLS
