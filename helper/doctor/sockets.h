/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_socket_answers:
 * @path: of a Unix socket; one that begins with `@` is in the abstract name space
 *
 * Returns: whether somebody takes connections there; does not wait
 */
gboolean stray_socket_answers (const char *path);

G_END_DECLS
