/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * chunk_stream_new:
 * @data: (transfer none): must live as long as the stream
 * @chunks: (transfer none) (array length=n_chunks): likewise
 *
 * Returns: (transfer full): a pollable stream that gives @data in pieces as long
 *   as @chunks says, and then the rest, and would block between each two; as a pipe
 *   does that is written to slowly. A piece of 0 bytes is one more time to wait.
 */
GInputStream *chunk_stream_new (const guint8 *data, gsize length, const guint8 *chunks, gsize n_chunks);

G_END_DECLS
